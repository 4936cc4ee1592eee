"""What has to be done to a story before one of its languages may be published, as sentences for the editor."""

import re

from django.utils.translation import gettext

from news.text import html

from .address import OldAddress
from .image import Document, Image
from .kinds import Kind
from .organization import Organization
from .person import Person

LINK = re.compile(r'<a [^>]*href="/([^"#?]*)', re.IGNORECASE)
ADDRESSES_WE_KEEP = re.compile(
    r"^(?P<story>(?:kk|ru|en)/news/\d{4}/\d\d/\d\d/[^/]+/)$|^(?:kk|ru|en)/(?P<row>(?:people|organizations)/[^/]+/|events/\d{4}/\d\d/\d\d/[^/]+/)$"
)


def blockers(article, language):
    """The sentences, in the order in which an editor meets the fields. At most eight queries."""
    return [sentence for _field, sentence in blocked_fields(article, language)]


def blocked_fields(article, language):
    """The same with the field that each is about: [("headline", sentence)]."""
    return [
        *(("headline", sentence) for sentence in missing_headline(article, language)),
        *(("body", sentence) for sentence in missing_text(article, language)),
        *(("cover", sentence) for sentence in undescribed_cover(article, language)),
        *(("body", sentence) for part in PARTS_OF_THE_TEXT for sentence in part(article, language)),
        *(("kind", sentence) for sentence in signed_without_a_statement(article)),
    ]


def missing_headline(article, language):
    if not getattr(article, f"headline_{language}").strip():
        yield gettext("There is no headline in this language.")


def missing_text(article, language):
    if not html.plain(getattr(article, f"body_{language}")).strip():
        yield gettext("There is no text in this language.")


def undescribed_cover(article, language):
    cover = article.shown_cover
    if cover is None or cover.is_described_in(language):
        return
    if article.cover_id:
        yield gettext("The cover has no description in this language, and is not marked as decoration.")
    else:
        yield gettext("The picture that stories of this desk get has no description in this language.")


def signed_without_a_statement(article):
    """Signatories stand under statements only: nothing is lost, and nothing else is taken for one."""
    if article.kind != Kind.STATEMENT and article.signatories.exists():
        yield gettext("Only a statement is signed: choose the kind “statement”, or take the signatories out.")


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


def missing_documents(article, language):
    """Documents that the text leads to and the library no longer has. One query where the text leads to any."""
    links = html.document_links(getattr(article, f"body_{language}"))
    found = Document.objects.in_bulk({link.document for link in links}) if links else {}
    for link in links:
        if link.document not in found:
            yield gettext("The document behind “%(words)s” is not in the library any more.") % {"words": link.text}


PARTS_OF_THE_TEXT = (undescribed_pictures, unspoken_quotations, dead_links, missing_documents)
