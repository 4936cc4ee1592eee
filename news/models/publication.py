"""How a working copy becomes an edition: text, links, labels of the story's day and quotations, written together."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from news.signals import edition_published
from news.text import html, slugs

from .address import OldAddress
from .bases import LONGEST_SLUG
from .edition import (
    Edition,
    EditionArea,
    EditionByline,
    EditionOrganization,
    EditionPerson,
    EditionTopic,
    coalition_day,
    edition_path,
)
from .membership import Membership, joined_roles
from .quotation import Quotation

WORDS_A_MINUTE = 160
"""Reading pace used for “minutes to read”; Kazakh and Russian words are long."""


def write_edition(article, language, *, by, at, note, is_major):
    """Write the edition and everything that hangs on it. Call inside a transaction that holds the article's row."""
    before = list(Edition.objects.filter(article=article, language=language).order_by("number"))
    refuse_to_rewrite(before, at)
    first = next((edition for edition in before if edition.was_ever_public() and edition.published_at < at), None)
    last = before[-1] if before else None
    make_way(before, at)
    edition = Edition(
        article=article,
        language=language,
        number=last.number + 1 if last else 1,
        kind=article.kind,
        listed_at=first.listed_at if first else at,
        published_at=at,
        modified_at=at if is_major or not first else last_public(before, at).modified_at,
        change_note=note,
        is_major=is_major,
        published_by=by,
        **words_of(article, language),
    )
    edition.slug = free_address(article, edition)
    edition.save(force_insert=True)
    write_links(article, edition)
    edition_published.send(sender=Edition, edition=edition)
    return edition


def refuse_to_rewrite(before, at):
    """What was public is history: a new edition begins after the start of every one that readers have seen."""
    if any(edition.was_seen() and edition.published_at >= at for edition in before):
        raise ValidationError(gettext("Readers have seen a later edition of this language. Choose a later moment."))


def make_way(before, at):
    """End the edition that is public at the moment; call off those that would begin then or later."""
    for edition in before:
        if edition.superseded_at is None or edition.superseded_at > at:
            edition.superseded_at = max(edition.published_at, at)
            edition.save(update_fields=["superseded_at"])


def last_public(before, at):
    return [edition for edition in before if edition.was_ever_public() and edition.published_at < at][-1]


def words_of(article, language):
    """The columns of an edition that are the article's own, in that language."""

    def text(name):
        return getattr(article, f"{name}_{language}")

    body = html.clean(text("body"))
    return {
        "headline": text("headline").strip(),
        "summary": text("summary").strip(),
        "body": body,
        "dateline": text("dateline"),
        "cover": article.cover,
        "cover_caption": text("cover_caption"),
        "event": article.event,
        "minutes": max(1, round(html.words(body) / WORDS_A_MINUTE)),
        "documents": [document.snapshot(language) for document in article.documents.order_by("pk")],
        "signatories": [
            signatory.snapshot(language) for signatory in article.signatories.select_related("organization", "signer")
        ],
    }


def free_address(article, edition):
    """Claim the edition's address for the article; with -2, -3 … where another story had it first. Returns the slug."""
    wanted = getattr(article, f"slug_{edition.language}") or story_slug(edition.headline, edition.language)
    slug, number = wanted, 1
    while not OldAddress.objects.claim(edition_path(edition.language, edition.day, slug), article):
        number += 1
        slug = f"{wanted[: LONGEST_SLUG - 6]}-{number}"
    return slug


def story_slug(headline, language):
    """The slug a headline gives; a headline of signs alone, or in a foreign script, still gives an address."""
    return slugs.slugify(headline, max_length=LONGEST_SLUG - 6) or f"story-{language}"


def write_links(article, edition):
    common = {"edition": edition, "language": edition.language, "listed_at": edition.listed_at}
    EditionPerson.objects.bulk_create(people_of(article, edition, common))
    EditionOrganization.objects.bulk_create(organizations_of(article, edition, common))
    EditionTopic.objects.bulk_create(
        EditionTopic(topic=topic, position=place, **common) for place, topic in enumerate(article.topics.all())
    )
    EditionArea.objects.bulk_create(
        EditionArea(area=area, position=place, **common) for place, area in enumerate(article.areas.all())
    )
    EditionByline.objects.bulk_create(bylines_of(article, edition, common))
    Quotation.objects.bulk_create(quotations_of(article, edition, common))


def people_of(article, edition, common):
    rows = list(article.people.select_related("person"))
    labels = labels_on(edition.day, {row.person_id for row in rows}, edition.language)
    for place, row in enumerate(rows):
        printed = getattr(row, f"printed_label_{edition.language}")
        label = printed or labels.get(row.person_id, "")
        yield EditionPerson(person=row.person, relation=row.relation, label=label, position=place, **common)


def labels_on(day, people, language):
    """{person's key: the phrases of the public posts held on the day}. One query."""
    held = {}
    for membership in Membership.objects.on(day).public().filter(person__in=people).by_rank():
        held.setdefault(membership.person_id, []).append(membership)
    return {person: joined_roles(memberships, language) for person, memberships in held.items()}


def organizations_of(article, edition, common):
    for place, row in enumerate(article.organizations.select_related("organization")):
        label = getattr(row, f"printed_label_{edition.language}") or row.organization.name_in(edition.language)
        yield EditionOrganization(
            organization=row.organization, relation=row.relation, label=label, position=place, **common
        )


def bylines_of(article, edition, common):
    for place, row in enumerate(article.bylines.select_related("person", "organization")):
        yield EditionByline(
            person=row.person,
            organization=row.organization,
            role=row.role,
            label=row.name_in(edition.language),
            position=place,
            **common,
        )


def quotations_of(article, edition, common):
    """A row for each marked quotation; the day it was said is the mark's own, else the meeting's, else the story's."""
    usual_day = coalition_day(article.event.start_at) if article.event else edition.day
    taken = set()
    for place, mark in enumerate(mark for mark in html.quote_marks(edition.body) if mark.text):
        said_on = mark.said_on or usual_day
        label = labels_on(said_on, {mark.person}, edition.language).get(mark.person, "") if mark.person else ""
        yield Quotation(
            uid=uid_of(mark, article, place, taken),
            text=mark.text,
            speaker_person_id=mark.person,
            speaker_organization_id=None if mark.person else mark.organization,
            label=label,
            said_on=said_on,
            event=article.event,
            position=place,
            **common,
        )


def uid_of(mark, article, place, taken):
    """The mark's uid; for a mark without one, or one pasted twice, a uid drawn from its place in the story.

    Translations of a story have their quotations in the same places, so they share drawn uids too.
    """
    uid = mark.uid if mark.uid and mark.uid not in taken else uuid.uuid5(uuid.NAMESPACE_OID, f"{article.pk} {place}")
    taken.add(uid)
    return uid
