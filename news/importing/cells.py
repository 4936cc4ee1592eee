"""What a cell may say, by kind: `clean` reads a value from it, `render` writes one (django-import-export)."""

import datetime as dt
import re
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from import_export.widgets import Widget

from news import languages
from news.text import dates

DASHES = frozenset("-–—")
"""Alone in a cell: what the registry has there is to be emptied. An empty cell leaves it as it is."""

WITH_DOTS = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})", re.ASCII)
NUMBER = re.compile("[0-9]{1,9}")
LARGEST_RANK = 32_767


class Words(Widget):
    """One line of text."""

    empty = ""
    help = _("Text.")
    example = ""

    def clean(self, value, row=None, **kwargs):
        return " ".join(value.split())

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class WebAddress(Words):
    help = _("A web address.")
    example = "https://ulgi.example/"

    def clean(self, value, row=None, **kwargs):
        """An address without its scheme is meant to be a safe one, as in the forms."""
        return value if "://" in value else f"https://{value}"


class Number(Words):
    empty = 0
    help = _("A whole number; smaller ones are named first.")
    example = "1"

    def clean(self, value, row=None, **kwargs):
        if not NUMBER.fullmatch(value) or int(value) > LARGEST_RANK:
            sentence = gettext("“%(value)s” is not a whole number between 0 and %(largest)d.")
            raise ValidationError(sentence % {"value": value[:40], "largest": LARGEST_RANK})
        return int(value)


class Day(Words):
    empty = None
    help = _("A day: 2019-03-05 or 05.03.2019.")
    example = "2019-03-05"

    def clean(self, value, row=None, **kwargs):
        try:
            return dt.date.fromisoformat(with_hyphens(value))
        except ValueError as error:
            sentence = gettext("“%(value)s” is not a day: write 2019-03-05 or 05.03.2019.")
            raise ValidationError(sentence % {"value": value[:40]}) from error


class PartialDay(Words):
    help = _("A day, a month or a year: 2019-03-05, 2019-03, 2019 or 05.03.2019.")
    example = "2019-03"

    def clean(self, value, row=None, **kwargs):
        date = with_hyphens(value)
        try:
            dates.first_day(date)
        except ValueError as error:
            sentence = gettext("“%(value)s” is not a date: write 2019, 2019-03 or 2019-03-05.")
            raise ValidationError(sentence % {"value": value[:40]}) from error
        return date


def with_hyphens(value):
    """05.03.2019 and 3.2019, as Kazakh and Russian write them, in the order of ISO 8601."""
    found = WITH_DOTS.fullmatch(value)
    if not found:
        return value
    day, month, year = found.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


class YesNo(Words):
    empty = False
    help = _("Yes or no.")

    @property
    def example(self):
        return yes_or_no(False)

    def clean(self, value, row=None, **kwargs):
        meant = words_of_yes_and_no().get(value.casefold())
        if meant is None:
            sentence = gettext("“%(value)s” says neither “%(yes)s” nor “%(no)s”.")
            raise ValidationError(sentence % {"value": value[:40], "yes": yes_or_no(True), "no": yes_or_no(False)})
        return meant

    def render(self, value, obj=None, **kwargs):
        return yes_or_no(bool(value))


def yes_or_no(value):
    return pgettext("cell", "yes") if value else pgettext("cell", "no")


@cache
def words_of_yes_and_no():
    found = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    for _code in in_each_language():
        found |= {yes_or_no(value).casefold(): value for value in (True, False)}
    return found


def in_each_language():
    """The codes one after another, each active while it is at hand."""
    for code in languages.CODES:
        with translation.override(code):
            yield code


class Choice(Words):
    """One of a few kinds, by its English name in the open data or its label in any language."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    @property
    def help(self):
        return gettext("One of: %(kinds)s.") % {"kinds": ", ".join(str(kind.label) for kind in self.choices)}

    @property
    def example(self):
        return str(next(iter(self.choices)).label)

    def clean(self, value, row=None, **kwargs):
        found = kinds_by_word(self.choices).get(value.casefold())
        if found is None:
            sentence = gettext("There is no kind “%(value)s”.")
            raise ValidationError(f"{sentence % {'value': value[:40]}} {self.help}")
        return found

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value in self.choices.values else str(value or "")


@cache
def kinds_by_word(choices):
    found = {kind.value: kind.value for kind in choices}
    for _code in in_each_language():
        found |= {str(kind.label).casefold(): kind.value for kind in choices}
    return found


class Texts(Words):
    """Several short texts in one cell."""

    help = _("Several, with a semicolon between them. They replace those in the registry.")
    example = "Үлгі ұйымы; Үлгі"

    @property
    def empty(self):
        return []

    def clean(self, value, row=None, **kwargs):
        parts = (" ".join(part.split()) for part in re.split(r"[;\n]", value))
        return list(dict.fromkeys(filter(None, parts)))

    def render(self, value, obj=None, **kwargs):
        return "; ".join(map(str, value or ()))


class WebAddresses(Texts):
    help = _("Web addresses with a semicolon between them. They replace those in the registry.")
    example = "https://ulgi.example/; https://mysal.example/"

    def clean(self, value, row=None, **kwargs):
        check, found = URLValidator(schemes=["http", "https"]), super().clean(value)
        for address in found:
            try:
                check(address)
            except ValidationError as error:
                sentence = gettext("“%(address)s” is not a web address: it begins with https://.")
                raise ValidationError(sentence % {"address": address[:80]}) from error
        return found


class Named(Words):
    """An entry of the registry or a region, by its name in any language or its address; as a key."""

    empty = None
    help = _("Name in any language, or the address of the page.")
    example = "«Бұлақ-Үлгі» бірлестігі"

    def __init__(self, known):
        super().__init__()
        self.known = known

    def clean(self, value, row=None, **kwargs):
        return self.known.one(value)

    def render(self, value, obj=None, **kwargs):
        return self.known.written(value)
