"""What readers would see otherwise if a language were published now: pairs of texts for a word diff."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .composition import bylines_of, common_columns, in_order, organizations_of, people_of, printed_words
from .edition import Edition

LABELS = {
    "headline": _("headline"),
    "summary": _("summary"),
    "body": _("text"),
    "dateline": _("dateline"),
    "cover": _("cover"),
    "cover_caption": _("caption of the cover"),
    "people": _("people in the story"),
    "organizations": _("organisations in the story"),
    "bylines": _("authors"),
    "signatories": _("signatories"),
    "topics": _("topics"),
    "areas": _("regions"),
    "event": _("meeting"),
    "documents": _("documents"),
}


class Change(NamedTuple):
    """One thing that differs, as readers have it and as the working copy has it; lists have a line for each entry."""

    field: str
    label: str
    old: str
    new: str


def changes(copy, edition):
    """What differs between an edition and what publishing the working copy in its language would write. Six queries."""
    old, new = face_of_edition(edition), face_of_copy(copy, edition.language, edition.listed_at)
    return [Change(name, label, old[name], new[name]) for name, label in LABELS.items() if old[name] != new[name]]


def face_of_edition(edition):
    """An edition as texts, by the names of LABELS."""
    code = edition.language
    return {
        **words(edition),
        "people": people(edition.people.select_related("person"), code),
        "organizations": organizations(edition.organizations.all()),
        "bylines": bylines(edition.bylines.all()),
        "signatories": lines(signature(row["name"], row["signed_on"], row["signer"]) for row in edition.signatories),
        "topics": lines(headings((link.topic for link in edition.topics.select_related("topic")), code)),
        "areas": lines(headings((link.area for link in edition.areas.select_related("area")), code)),
        "documents": lines(sorted(row["title"] for row in edition.documents)),
    }


def face_of_copy(copy, language, listed_at=None):
    """A working copy (`working_copy.stored`) as an edition of that language would show it. One query."""
    edition = Edition(language=language, listed_at=listed_at or timezone.now(), **printed_words(copy.article, language))
    common = common_columns(edition)
    return {
        **words(edition),
        "people": people(people_of(copy, edition, common), language),
        "organizations": organizations(organizations_of(copy, language, common)),
        "bylines": bylines(bylines_of(copy, language, common)),
        "signatories": lines(signed(row, language) for row in in_order(copy.signatories, language)),
        "topics": lines(headings(copy.topics, language)),
        "areas": lines(headings(copy.areas, language)),
        "documents": lines(sorted(document.snapshot(language)["title"] for document in copy.documents)),
    }


def words(edition):
    return {
        "headline": edition.headline,
        "summary": edition.summary,
        "body": edition.body,
        "dateline": edition.dateline,
        "cover": f"{edition.cover} · №{edition.cover_id}" if edition.cover else "",
        "cover_caption": edition.cover_caption,
        "event": str(edition.event or ""),
    }


def lines(texts):
    return "\n".join(texts)


def headings(rows, language):
    return (getattr(row, f"name_{language}") or row.name for row in rows)


def entry(*parts):
    return " · ".join(str(part) for part in parts if part)


def people(links, language):
    return lines(entry(link.person.name_in(language), link.label, link.get_relation_display()) for link in links)


def organizations(links):
    return lines(entry(link.label, link.get_relation_display()) for link in links)


def bylines(links):
    return lines(entry(link.label, link.get_role_display()) for link in links)


def signed(signatory, language):
    signer = signatory.signer.name_in(language) if signatory.signer else ""
    return signature(signatory.organization.name_in(language), signatory.signed_on.isoformat(), signer)


def signature(organization, signed_on, signer):
    return entry(organization, signer, signed_on)
