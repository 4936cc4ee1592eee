"""What templates of public pages say about dates, names and typography. Everything is in the reader's language."""

import json
import re
from urllib.parse import urlsplit

from django import template
from django.core.files.storage import default_storage
from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from news import languages, renditions
from news.prose import Html
from news.prose import render as render_prose
from news.structured_data import absolute, site_card
from news.text import html, invisible, names

register = template.Library()
register.simple_tag(site_card)

NO_BREAK_SPACE = "\u00a0"

LANGUAGES_WITH_CAPITAL_MONTHS = {"en"}
"""Kazakh and Russian write months and weekdays with a small letter."""

KAZAKH_LOCATIVE = ("дағы", "дағы", "дағы", "дегі", "дағы", "дағы", "дегі", "дағы", "тегі", "дағы", "дағы", "дағы")
"""Endings of the twelve months in “13 ақпандағы жағдай бойынша”."""


def reader_language():
    """The active language, the first of the newsroom's where none is."""
    return get_language() or languages.CODES[0]


# Dates


@register.filter(expects_localtime=True)
def day(value):
    """2026 жылғы 13 ақпан · 13 февраля 2026 года · 13 February 2026."""
    return written(value, "DATE_FORMAT")


@register.filter(expects_localtime=True)
def moment(value):
    """The full date with the time, in the coalition's time zone."""
    return f"{day(value)}, {formats.date_format(value, 'H:i')}" if value else ""


@register.filter(expects_localtime=True)
def short_day(value):
    """Day and month; the year is said only where it is not the present one."""
    if value and value.year != timezone.localdate().year:
        return day(value)
    return written(value, "MONTH_DAY_FORMAT")


@register.filter(expects_localtime=True)
def short_moment(value):
    return f"{short_day(value)}, {formats.date_format(value, 'H:i')}" if value else ""


@register.filter(expects_localtime=True)
def month(value):
    """A month with its year, as a heading writes it: with a capital letter."""
    text = written(value, "YEAR_MONTH_FORMAT")
    return text[:1].upper() + text[1:]


@register.filter(expects_localtime=True)
def short_month(value):
    return in_small_letters(formats.date_format(value, "M"))


@register.filter(expects_localtime=True)
def short_weekday(value):
    return in_small_letters(formats.date_format(value, "D"))


@register.filter(expects_localtime=True)
def weekday(value):
    return in_small_letters(formats.date_format(value, "l"))


@register.filter(expects_localtime=True)
def as_of(value):
    """“as of 13 February 2026”: beside a role, which holds on that day and perhaps not on another."""
    return _("as of %(date)s") % {"date": on_day(value)} if value else ""


@register.filter(expects_localtime=True)
def on_day(value):
    """The full date as it stands in “on 13 February 2026”; in Kazakh with its ending, for “… жағдай бойынша”."""
    return day(value) + (KAZAKH_LOCATIVE[value.month - 1] if value and reader_language() == "kk" else "")


def written(value, style):
    """The date in one of the formats of `coalition_site/formats`, its number kept on the line of its month."""
    if not value:
        return ""
    text = in_small_letters(formats.date_format(value, style))
    return re.sub(r"(?<!\d)(\d{1,2}) (?=[^\W\d])", rf"\1{NO_BREAK_SPACE}", text)


def in_small_letters(text):
    return text if reader_language() in LANGUAGES_WITH_CAPITAL_MONTHS else text.lower()


# Addresses


@register.filter
def full_address(path):
    return absolute(path)


@register.filter
def webcal(path):
    """The address by which a reader's own calendar programme opens a calendar and subscribes to it."""
    return f"webcal://{absolute(path).partition('://')[2]}"


# Text


@register.filter
def typo(text, language=None):
    """No-break hyphens and spaces where the language wants them."""
    return html.typo(str(text), language or reader_language()) if text else ""


@register.filter
def in_quote_marks(text):
    """The paragraphs of a quotation, each in the marks of the reader's language."""
    return [html.in_quotation_marks(line.strip(), reader_language()) for line in text.splitlines() if line.strip()]


@register.filter
def prose(text):
    """A rich text as safe HTML: cleaned here, unless `news.prose` has done it. One query where it has pictures."""
    return mark_safe(text if isinstance(text, Html) else render_prose(text or ""))


@register.filter
def marked(text, words):
    """The text with the words of a query marked, each to its end. Every part is escaped by itself."""
    if not words:
        return text
    any_word = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    parts = enumerate(re.split(rf"((?:{any_word})\w*)", text, flags=re.IGNORECASE))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if odd % 2 else part,) for odd, part in parts)
    )


@register.filter
def without_invisible(text):
    """For XML, which allows no control characters."""
    return invisible.without_invisible(text)


@register.filter
def media_url(name):
    """The address of a stored file, from the name that an edition keeps."""
    return default_storage.url(name) if name else ""


@register.filter
def iso_day(text):
    """A day that an edition keeps as text; None for what is no day."""
    return parse_date(text or "")


@register.filter(expects_localtime=True)
def iso_moment(value):
    """A moment for the attribute `datetime`, to the second: HTML allows no more than three digits after it."""
    return value.isoformat(timespec="seconds") if value else ""


@register.filter
def host(address):
    """The name of a site, from the address of one of its pages."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def initials(name):
    """The letters of the monogram that stands where there is no portrait or logo."""
    return names.initials(name)


@register.filter
def two_lines(name):
    """The first word and the rest: the two lines of the site's name on a phone."""
    return name.split(maxsplit=1)


@register.simple_tag
def srcset(image, ending):
    """The copies of a library picture in one format, with their widths."""
    return ", ".join(f"{source.url} {source.width}w" for source in renditions.sources(image, ending))


@register.simple_tag
def copy_of(image, width, ending="webp"):
    """The address of the copy of that width or the next smaller one, of the smallest where all are larger; nothing
    before there are copies: the file itself is too large for a phone."""
    copies = renditions.sources(image, ending)
    fitting = [source for source in copies if source.width <= width] or copies[:1]
    return fitting[-1].url if fitting else ""


@register.simple_tag
def plain_copy(image):
    """The address for browsers that know neither AVIF nor WebP: the JPEG copy, where there is one."""
    return renditions.jpeg_url(image) or copy_of(image, renditions.WIDTHS[-1])


@register.simple_tag
def picture_box(image):
    """Attributes of the box in which a picture stands: its focal point, unless it is the middle, which nobody may have
    chosen, and the tone that readers see before the picture."""
    facts = {"tone": image.tone}
    if (image.focal_x, image.focal_y) != (50, 50):
        facts |= {"focal-x": tenths(image.focal_x), "focal-y": tenths(image.focal_y)}
    said = ((name, value) for name, value in facts.items() if value != "")
    return format_html_join("", ' data-{}="{}"', said)


@register.filter
def tenths(percent):
    """0 to 100 per cent as 0 to 10, the steps of a focal point in the stylesheet."""
    return round(min(max(percent, 0), 100) / 10)


@register.filter
def locale(language):
    """kk as Open Graph writes it: kk_KZ."""
    return to_locale({"kk": "kk-kz", "ru": "ru-ru", "en": "en-gb"}.get(language, language))


@register.simple_tag
def name_of(entry):
    """A name; marked with its language where the reader's language has none and another's is shown."""
    name, language = entry.name, language_of_name(entry)
    if language == reader_language():
        return name
    return format_html('<span lang="{}">{}</span>', language, name)


def language_of_name(entry):
    """The language in which `entry.name` is written: the reader's, else the first that has a name."""
    columns = ("name", "given_name", "family_name")
    for code in (reader_language(), *languages.CODES):
        if any(getattr(entry, f"{column}_{code}", "") for column in columns):
            return code
    return reader_language()


# Data for machines


@register.filter
def address(row):
    """The full address of a row's page."""
    return absolute(row.get_absolute_url())


@register.simple_tag
def json_ld(statement):
    """A schema.org statement as a data block, escaped as Django's json_script does: no text can end the element."""
    text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
