"""What has to be done to a story before one of its languages may be published, as sentences for the editor."""

import re

from django.utils.translation import gettext

from news.text import html

from .address import OldAddress
from .image import Image
from .organization import Organization
from .person import Person

LINK = re.compile(r'<a [^>]*href="/([^"#?]*)', re.IGNORECASE)
ADDRESSES_WE_KEEP = re.compile(
    r"^(?P<story>(?:kk|ru|en)/news/\d{4}/\d\d/\d\d/[^/]+/)$|^(?:kk|ru|en)/(?P<row>(?:people|organizations)/[^/]+/|events/\d{4}/\d\d/\d\d/[^/]+/)$"
)


def blockers(article, language):
    """The sentences, in the order in which an editor meets the fields. At most five queries."""
    return [
        *missing_words(article, language),
        *undescribed_cover(article, language),
        *undescribed_pictures(article, language),
        *unspoken_quotations(article, language),
        *dead_links(article, language),
    ]


def missing_words(article, language):
    if not getattr(article, f"headline_{language}").strip():
        yield gettext("There is no headline in this language.")
    if not html.plain(getattr(article, f"body_{language}")).strip():
        yield gettext("There is no text in this language.")


def undescribed_cover(article, language):
    if article.cover and not article.cover.is_described_in(language):
        yield gettext("The cover has no description in this language, and is not marked as decoration.")


def undescribed_pictures(article, language):
    wanted = html.image_ids(getattr(article, f"body_{language}"))
    if not wanted:
        return
    found = Image.objects.in_bulk(wanted)
    for number, key in enumerate(wanted, 1):
        if key not in found:
            yield gettext("Picture %(number)s of the text is not in the library any more.") % {"number": number}
        elif not found[key].is_described_in(language):
            yield gettext("Picture %(number)s of the text has no description in this language.") % {"number": number}


def unspoken_quotations(article, language):
    marks = html.quote_marks(getattr(article, f"body_{language}"))
    people = set(Person.objects.filter(pk__in=[m.person for m in marks if m.person]).values_list("pk", flat=True))
    organizations = set(
        Organization.objects.filter(pk__in=[m.organization for m in marks if m.organization]).values_list(
            "pk", flat=True
        )
    )
    for mark in marks:
        if mark.person not in people and mark.organization not in organizations:
            yield gettext("The quotation “%(text)s” has no speaker.") % {"text": html.excerpt(mark.text, 60)}


def dead_links(article, language):
    """Links to stories, people, organisations and meetings of this site that no page ever had."""
    wanted = {}
    for path in LINK.findall(getattr(article, f"body_{language}")):
        if match := ADDRESSES_WE_KEEP.match(path):
            wanted[match["story"] or match["row"]] = path
    kept = set(OldAddress.objects.filter(path__in=wanted).values_list("path", flat=True)) if wanted else set()
    for path in sorted(wanted.keys() - kept):
        yield gettext("The link to /%(path)s leads nowhere.") % {"path": wanted[path]}
