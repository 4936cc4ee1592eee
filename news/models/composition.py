"""An edition composed in memory: text, links, labels of the story's day and quotations, as publication writes them.

Publication saves a composition, a preview shows one: so a preview is what readers would see.
"""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from news.text import html, slugs

from .appearance import OrganizationRelation, PersonRelation
from .bases import LONGEST_SLUG
from .edition import (
    Edition,
    EditionArea,
    EditionByline,
    EditionOrganization,
    EditionPerson,
    EditionTopic,
    coalition_day,
)
from .membership import Membership, by_person, joined_roles
from .organization import Organization
from .person import Person
from .quotation import Quotation
from .working_copy import as_saved, stored

WORDS_A_MINUTE = 160
"""Reading pace used for “minutes to read”; Kazakh and Russian words are long."""


@dataclass(frozen=True)
class Composition:
    """An edition with everything that hangs on it. Nothing of it is in the database before publication saves it.

    `gone` are sentences on what a saved state named and is not there any more.
    """

    edition: Edition
    people: list
    organizations: list
    topics: list
    areas: list
    bylines: list
    quotations: list
    gone: tuple = ()

    def links(self):
        """The rows that hang on the edition, table by table."""
        return (self.people, self.organizations, self.topics, self.areas, self.bylines, self.quotations)


def proof(article, language, *, revision=None, at=None):
    """What publishing the language at that moment (now by default) would show to readers; nothing is written.

    Of the stored working copy, or of a saved state of it.
    """
    copy = as_saved(revision) if revision else stored(article)
    earlier = list(article.editions_in(language).order_by("number").defer("body"))
    return compose(copy, language, at=at or timezone.now(), before=earlier)


def compose(copy, language, *, at, before, is_major=True):
    """The edition that follows the editions `before` it, from `at` on, with a slug that nobody has claimed yet."""
    article = copy.article
    first = next((edition for edition in before if edition.was_ever_public() and edition.published_at < at), None)
    edition = Edition(
        article=article,
        language=language,
        number=before[-1].number + 1 if before else 1,
        kind=article.kind,
        listed_at=first.listed_at if first else at,
        published_at=at,
        modified_at=at if is_major or not first else last_public(before, at).modified_at,
        is_major=is_major,
        **words_of(copy, language),
    )
    edition.slug = getattr(article, f"slug_{language}") or story_slug(edition.headline, language)
    common = common_columns(edition)
    return Composition(
        edition=edition,
        people=list(people_of(copy, edition, common)),
        organizations=list(organizations_of(copy, language, common)),
        topics=[EditionTopic(topic=topic, position=place, **common) for place, topic in enumerate(copy.topics)],
        areas=[EditionArea(area=area, position=place, **common) for place, area in enumerate(copy.areas)],
        bylines=list(bylines_of(copy, language, common)),
        quotations=list(quotations_of(edition, common)),
        gone=copy.gone,
    )


def last_public(before, at):
    return [edition for edition in before if edition.was_ever_public() and edition.published_at < at][-1]


def words_of(copy, language):
    """The columns of an edition that are the article's own, in that language."""
    article = copy.article
    printed = printed_words(article, language)
    documents = sorted(copy.documents, key=lambda document: document.pk)
    return {
        **printed,
        "minutes": max(1, round(html.words(printed["body"]) / WORDS_A_MINUTE)),
        "words": getattr(article, f"words_{language}"),
        "follows": getattr(article, f"follows_{language}"),
        "documents": [document.snapshot(language) for document in documents],
        "signatories": list(signatories_of(copy, language)),
    }


def signatories_of(copy, language):
    """What an edition keeps of each signature. One query for each day of signing."""
    labels = {}
    for signatory in in_order(copy.signatories, language):
        day = signatory.signed_on
        if day not in labels and signatory.signer_id:
            labels[day] = labels_on(day, {row.signer_id for row in copy.signatories}, language)
        yield signatory.snapshot(language, labels.get(day, {}).get(signatory.signer_id, ""))


def in_order(signatories, language):
    """By the places that editors gave, then in the alphabet of the language."""
    key = f"sort_key_{language}"
    return sorted(signatories, key=lambda row: (row.position, getattr(row.organization, key), row.organization_id))


def printed_words(article, language):
    """Of those, what stands in the text itself and on top of it."""
    return {
        "headline": getattr(article, f"headline_{language}").strip(),
        "summary": getattr(article, f"summary_{language}").strip(),
        "body": html.clean(getattr(article, f"body_{language}")),
        "dateline": getattr(article, f"dateline_{language}"),
        "cover": article.shown_cover,
        "cover_caption": getattr(article, f"cover_caption_{language}"),
        "event": article.event,
    }


def story_slug(headline, language):
    """The slug a headline gives; a headline of signs alone, or in a foreign script, still gives an address."""
    return slugs.slugify(headline, max_length=LONGEST_SLUG - 6) or f"story-{language}"


def common_columns(edition):
    return {"edition": edition, "language": edition.language, "listed_at": edition.listed_at}


def people_of(copy, edition, common):
    """Who appears; after them whoever signed, so that a statement stands on the pages of its signers. One query."""
    named = {row.person_id for row in copy.people}
    signers = {row.signer_id: row.signer for row in copy.signatories if row.signer_id}
    labels = labels_on(edition.day, named | signers.keys(), edition.language)
    for place, row in enumerate(copy.people):
        printed = getattr(row, f"printed_label_{edition.language}")
        label = printed or labels.get(row.person_id, "")
        yield EditionPerson(person=row.person, relation=row.relation, label=label, position=place, **common)
    others = (signer for key, signer in signers.items() if key not in named)
    for place, person in enumerate(others, len(copy.people)):
        label, relation = labels.get(person.pk, ""), PersonRelation.MENTIONED
        yield EditionPerson(person=person, relation=relation, label=label, position=place, **common)


def labels_on(day, people, language):
    """{person's key: the phrases of the public posts held on the day}. One query."""
    held = by_person(Membership.objects.on(day).public().filter(person__in=people).by_rank())
    return {person: joined_roles(memberships, language) for person, memberships in held.items()}


def organizations_of(copy, language, common):
    """Who appears; after them whoever signed, so that a statement stands on the pages of all who signed it."""
    for place, row in enumerate(copy.organizations):
        label = getattr(row, f"printed_label_{language}") or row.organization.name_in(language)
        yield EditionOrganization(
            organization=row.organization, relation=row.relation, label=label, position=place, **common
        )
    named = {row.organization_id for row in copy.organizations}
    others = (row.organization for row in copy.signatories if row.organization_id not in named)
    for place, organization in enumerate(others, len(copy.organizations)):
        label, relation = organization.name_in(language), OrganizationRelation.SUPPORTING
        yield EditionOrganization(organization=organization, relation=relation, label=label, position=place, **common)


def bylines_of(copy, language, common):
    for place, row in enumerate(copy.bylines):
        yield EditionByline(
            person=row.person,
            organization=row.organization,
            role=row.role,
            label=row.name_in(language),
            position=place,
            **common,
        )


def quotations_of(edition, common):
    """A row for each marked quotation that has a speaker.

    The day it was said is the mark's own, else the meeting's, else the story's. Two queries and one a day.
    """
    usual_day = coalition_day(edition.event.start_at) if edition.event else edition.day
    marks = [mark for mark in html.quote_marks(edition.body) if mark.text]
    people, organizations = speakers_of(marks)
    labels, taken = {}, set()
    for place, mark in enumerate(marks):
        person = people.get(mark.person)
        organization = None if person else organizations.get(mark.organization)
        if not (person or organization):
            continue
        said_on = mark.said_on or usual_day
        if said_on not in labels:
            labels[said_on] = labels_on(said_on, {row.pk for row in people.values()}, edition.language)
        yield Quotation(
            uid=uid_of(mark, edition, place, taken),
            text=mark.text,
            speaker_person=person,
            speaker_organization=organization,
            label=labels[said_on].get(person.pk, "") if person else "",
            said_on=said_on,
            event=edition.event,
            position=place,
            **common,
        )


def speakers_of(marks):
    """Who stands today for the people and organisations of the marks, with the picture beside their words; by key."""
    people = {mark.person for mark in marks if mark.person}
    organizations = {mark.organization for mark in marks if mark.organization}
    return (
        Person.objects.select_related("portrait", "merged_into__portrait").standing_for(people),
        Organization.objects.select_related("logo", "merged_into__logo").standing_for(organizations),
    )


def uid_of(mark, edition, place, taken):
    """The mark's uid; for a mark without one, or one pasted twice, a uid drawn from its place in the story.

    Translations of a story have their quotations in the same places, so they share drawn uids too.
    """
    drawn = uuid.uuid5(uuid.NAMESPACE_OID, f"{edition.article_id} {place}")
    uid = mark.uid if mark.uid and mark.uid not in taken else drawn
    taken.add(uid)
    return uid
