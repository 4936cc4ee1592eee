"""Stories for measurements: as many as asked for, written past the rules of publishing but in the form these leave.

Words are the demo's own, days spread over eight years, people, organisations, subjects and regions taken in turn.
Real people and organisations have no part in them.
"""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from news import languages
from news.models import (
    Area,
    Article,
    ArticleOrganization,
    ArticlePerson,
    Edition,
    EditionArea,
    EditionOrganization,
    EditionPerson,
    EditionTopic,
    Image,
    Kind,
    Membership,
    OldAddress,
    Organization,
    Person,
    Quotation,
    Topic,
    Use,
    coalition_day,
)
from news.models.edition import edition_path
from news.models.membership import joined_roles

from .cast import uid
from .content import folder
from .seed import DemoRefusedError, is_loaded

STORIES_AT_ONCE = 500
SPREAD_OVER = dt.timedelta(days=8 * 365)
ROOM_FOR_A_NUMBER = 12
STORIES_TO_A_QUOTATION = 3
PARAGRAPHS = 2
"""Enough for a page to be a page; a million stories have to fit a disk."""

FIGURE = re.compile(r"<figure.*?</figure>")
PARAGRAPH = re.compile(r"<p>.*?</p>")

LINKS = (EditionPerson, EditionOrganization, EditionTopic, EditionArea, Quotation, ArticlePerson, ArticleOrganization)


@dataclass(frozen=True)
class Stock:
    """What the stories are made of; each list is taken in turn."""

    texts: list  # of {language: Edition}, in every language
    people: list
    organizations: list
    topics: list
    areas: list
    covers: list
    roles: dict  # {person's key: memberships by rank}

    def label(self, person, day, language):
        held = [role for role in self.roles.get(person.pk, ()) if role.is_held_on(day)]
        return joined_roles(held, language)


def add_generated_stories(number, *, at=None):
    """Add that many live stories in all languages, the last one just before the moment `at` (now by default).

    Nothing is random: the same database and number give the same stories. A transaction for every 500.
    Raises DemoRefusedError where the demo is not loaded.
    """
    if not is_loaded():
        raise DemoRefusedError("Generated stories are added to the demo newsroom only, and this database holds none.")
    at, stock = at or timezone.now(), gather()
    first = (Article.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    for begun in range(0, number, STORIES_AT_ONCE):
        places = range(begun, min(begun + STORIES_AT_ONCE, number))
        with transaction.atomic():
            write(stock, [(first + place, at - SPREAD_OVER * (number - place) / number) for place in places])


def gather():
    people, organizations = folder("people"), folder("organizations")
    real = people.pop("speakers").keys(), organizations.pop("report").keys() - {"coalition"}
    return Stock(
        texts=texts_without(*real),
        people=list(Person.objects.filter(slug__in=chain(*people.values())).order_by("pk")),
        organizations=list(Organization.objects.filter(slug__in=chain(*organizations.values())).order_by("pk")),
        topics=list(Topic.objects.order_by("pk")),
        areas=list(Area.objects.order_by("pk")),
        covers=[*Image.objects.exclude(covered_articles=None).distinct().order_by("pk"), None],
        roles=roles_by_person(),
    )


def texts_without(people, organizations):
    """{language: edition} of each story of the demo that is out in every language and names none of them."""
    others = Edition.objects.listed().exclude(published_by=None).exclude(people__person__slug__in=people)
    others = others.exclude(organizations__organization__slug__in=organizations)
    found = {}
    for edition in others.order_by("pk")[:STORIES_AT_ONCE]:
        found.setdefault(edition.article_id, {})[edition.language] = edition
    return [text for text in found.values() if len(text) == len(languages.CODES)]


def roles_by_person():
    roles = {}
    for membership in Membership.objects.filter(person__isnull=False).by_rank():
        roles.setdefault(membership.person_id, []).append(membership)
    return roles


def in_turn(rows, number, *, stride=1):
    """The row whose turn it is; strides that differ keep the lists from marching in step."""
    return rows[(number * stride + number // len(rows)) % len(rows)]


def write(stock, numbered):
    """Store a batch of (number, moment) with a handful of inserts."""
    articles = Article.objects.bulk_create(article_of(stock, number, moment) for number, moment in numbered)
    editions = Edition.objects.bulk_create(
        edition_of(stock, article, number, moment, language)
        for article, (number, moment) in zip(articles, numbered, strict=True)
        for language in languages.CODES
    )
    rows = {model: [] for model in LINKS}
    numbers = {article.pk: number for article, (number, _moment) in zip(articles, numbered, strict=True)}
    for article in articles:
        link_article(stock, article, numbers[article.pk], rows)
    for edition in editions:
        link_edition(stock, edition, numbers[edition.article_id], rows)
    for model, made in rows.items():
        model.objects.bulk_create(made)
    Use.objects.follow_new([*articles, *editions])
    file_under_headings(stock, numbers)
    keep_addresses(editions)


def article_of(stock, number, moment):
    text = in_turn(stock.texts, number)
    columns = {"kind": in_turn(Kind.values, number), "cover": in_turn(stock.covers, number), "version": 1}
    for code in languages.CODES:
        columns |= {f"{name}_{code}": value for name, value in words_of(stock, text[code], number).items()}
        columns[f"state_{code}"] = Article.State.PUBLISHED
    return Article(created_at=moment, **columns)


def words_of(stock, edition, number):
    ending = f" № {number}"
    return {
        "headline": edition.headline[: 250 - len(ending)] + ending,
        "slug": f"{edition.slug[: 100 - ROOM_FOR_A_NUMBER]}-{number}",
        "summary": edition.summary,
        "body": beginning(edition.body) + mark_of(stock, number, edition.language),
        "dateline": edition.dateline,
    }


def beginning(body):
    return "".join(PARAGRAPH.findall(FIGURE.sub("", body))[:PARAGRAPHS])


def mark_of(stock, number, language):
    if number % STORIES_TO_A_QUOTATION:
        return ""
    speaker = in_turn(stock.people, number, stride=7)
    return (
        f'<figure class="quote" data-uid="{uid("generated", number)}" data-person="{speaker.pk}">'
        f"<blockquote><p>№ {number}</p></blockquote>"
        f"<figcaption>{speaker.name_in(language)}</figcaption></figure>"
    )


def edition_of(stock, article, number, moment, language):
    text = in_turn(stock.texts, number)[language]
    return Edition(
        article=article,
        language=language,
        number=1,
        kind=article.kind,
        cover=article.cover,
        minutes=text.minutes,
        listed_at=moment,
        published_at=moment,
        modified_at=moment,
        **words_of(stock, text, number),
    )


def appearing(stock, number):
    """((person, relation) …), ((organisation, relation) …) of a story, nobody twice."""
    speaker, other = in_turn(stock.people, number, stride=7), in_turn(stock.people, number, stride=11)
    leading, helping = in_turn(stock.organizations, number, stride=5), in_turn(stock.organizations, number, stride=13)
    people = {other: "mentioned"} | {speaker: "spoke"}
    organizations = {helping: "supporting"} | {leading: "lead"}
    return people.items(), organizations.items()


def link_article(stock, article, number, rows):
    people, organizations = appearing(stock, number)
    rows[ArticlePerson] += [
        ArticlePerson(article=article, person=person, relation=relation) for person, relation in people
    ]
    rows[ArticleOrganization] += [
        ArticleOrganization(article=article, organization=organization, relation=relation)
        for organization, relation in organizations
    ]


def link_edition(stock, edition, number, rows):
    common = {"edition": edition, "language": edition.language, "listed_at": edition.listed_at}
    people, organizations = appearing(stock, number)
    day = coalition_day(edition.listed_at)
    for place, (person, relation) in enumerate(people):
        label = stock.label(person, day, edition.language)
        rows[EditionPerson].append(
            EditionPerson(person=person, relation=relation, label=label, position=place, **common)
        )
    for place, (organization, relation) in enumerate(organizations):
        label = organization.name_in(edition.language)
        rows[EditionOrganization].append(
            EditionOrganization(organization=organization, relation=relation, label=label, position=place, **common)
        )
    rows[EditionTopic].append(EditionTopic(topic=in_turn(stock.topics, number), **common))
    rows[EditionArea].append(EditionArea(area=in_turn(stock.areas, number, stride=3), **common))
    if number % STORIES_TO_A_QUOTATION == 0:
        rows[Quotation].append(quotation_of(stock, number, day, common))


def quotation_of(stock, number, day, common):
    speaker = in_turn(stock.people, number, stride=7)
    label = stock.label(speaker, day, common["language"])
    mark = uid("generated", number)
    return Quotation(uid=mark, text=f"№ {number}", speaker_person=speaker, label=label, said_on=day, **common)


def file_under_headings(stock, numbers):
    """The working copies' subjects and regions, which the editions above repeat."""
    topics, areas = Article.topics.through, Article.areas.through
    topics.objects.bulk_create(
        topics(article_id=key, topic=in_turn(stock.topics, number)) for key, number in numbers.items()
    )
    areas.objects.bulk_create(
        areas(article_id=key, area=in_turn(stock.areas, number, stride=3)) for key, number in numbers.items()
    )


def keep_addresses(editions):
    kind = ContentType.objects.get_for_model(Article)
    OldAddress.objects.bulk_create(
        OldAddress(
            path=edition_path(edition.language, edition.day, edition.slug),
            content_type=kind,
            object_id=edition.article_id,
        )
        for edition in editions
    )
