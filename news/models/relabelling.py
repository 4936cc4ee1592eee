"""Published labels that the registry would print otherwise today, and how the chosen ones are put right.

An old story keeps the label of its day when a post changes. But where the registry was wrong about that day, such as a
misspelt role or a wrong date, the label is wrong as well, until somebody who publishes decides to print it anew.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext

from news import languages
from news.signals import edition_published

from .appearance import ArticleOrganization, ArticlePerson
from .edition import Edition, EditionByline, EditionOrganization, EditionPerson, coalition_day
from .kinds import Kind
from .membership import careers_of, role_on
from .person import Person
from .quotation import Quotation
from .rescheduling import ahead, ahead_condition
from .revision import Act

LOOKED_THROUGH = 2_000
"""The newest editions of each language that are compared with the registry; whoever stands in more is a rare person."""

LISTED = 200
"""Stories shown at once. The others come up as soon as these are put right."""

LINKS = ("people", "organizations", "topics", "areas", "bylines", "quotations")
ON_ORGANIZATIONS = (ArticleOrganization, "organization", "organizations")
DIGEST_BYTES = 8


@dataclass(frozen=True)
class Label:
    """Words on an edition that were taken from the registry; `right` is what the registry has now.

    `row` is the edition's link, or the key of the organisation whose signature on a statement it is.
    `name` is the link's column, or the word under which the signature keeps it.
    """

    edition: int
    article: int
    language: str
    row: Any
    name: str
    day: dt.date | None
    printed: str
    right: str

    @property
    def is_of_a_link(self):
        """Whether it stands on a row of its own, and not in a signature."""
        return not isinstance(self.row, int)


@dataclass(frozen=True)
class Story:
    """One language of a story: the editions, of those that readers see or are about to see, with labels to put right.

    The one that readers see stands first.
    """

    article: int
    language: str
    editions: list
    labels: list

    @property
    def key(self):
        return f"{self.article}-{self.language}"

    @cached_property
    def words(self):
        """[(day of a role or None, printed, right)], each pair once."""
        return list(dict.fromkeys((label.day, label.printed, label.right) for label in self.labels))

    @cached_property
    def seen(self):
        """A few letters that change with what an editor decides on: the editions, and both texts of each label."""
        parts = [[edition.pk, edition.number] for edition in self.editions] + sorted(map(str, self.words))
        return hashlib.blake2s(repr(parts).encode(), digest_size=DIGEST_BYTES).hexdigest()


@dataclass(frozen=True)
class Found:
    """What the registry would print otherwise. `is_all` says whether everything was looked through and is listed."""

    stories: list
    is_all: bool


# what would be printed otherwise


def printed_otherwise(row, *, stories, at=None):
    """What is printed of a person or organisation, and would be printed otherwise now: the newest first.

    `stories` are those that whoever asks may see. The same number of queries for one label and for thousands.
    """
    at = at or timezone.now()
    registry, found, is_all = Registry.of(row), [], True
    for code in languages.CODES:
        labels, is_whole = labels_in(registry, ahead_condition(at, "edition__"), code, most=LOOKED_THROUGH)
        found += labels
        is_all = is_all and is_whole
    seen = set(stories.filter(pk__in={label.article for label in found}).values_list("pk", flat=True))
    keys = {label.edition: None for label in found if label.article in seen}
    editions = Edition.objects.filter(pk__in=keys).newest_first()
    rows = list(editions.defer("body", "documents", "signatories")[: 2 * LISTED + 1])
    grouped = grouped_by_language(row, rows, found, at)
    return Found(grouped[:LISTED], is_all and len(grouped) <= LISTED and len(rows) <= 2 * LISTED)


def labels_of_language(row, article, language, at):
    """The `Story` of one language of one story; None where nothing is to be put right."""
    condition = ahead_condition(at, "edition__")
    labels, _is_whole = labels_in(Registry.of(row), condition, language, edition__article=article)
    editions = ahead(article, at).in_language(language)
    return next(iter(grouped_by_language(row, list(editions), labels, at)), None)


def grouped_by_language(row, editions, labels, at):
    """[Story] of labels that nobody chose on purpose, in the order of the editions."""
    chosen = printed_on_purpose(row, editions)
    wrong, by_language = {}, {}
    for label in labels:
        if not (label.edition in chosen and isinstance(label.row, EditionPerson | EditionOrganization)):
            wrong.setdefault(label.edition, []).append(label)
    for edition in editions:
        if edition.pk in wrong:
            by_language.setdefault((edition.article_id, edition.language), []).append(edition)
    return [
        Story(
            *of_one, sorted(rows, key=lambda edition: edition.published_at), list(chain(*(wrong[e.pk] for e in rows)))
        )
        for of_one, rows in by_language.items()
    ]


def labels_in(registry, condition, language, *, most=None, **narrowed):
    """([Label], whether all were looked through) of the links and signatures that name the row in that language.

    Where there are more than `most` of a kind, all end at the same story, so that none is looked through in part.
    """
    found, ends = [], []
    for model, name in registry.links:
        links = model.objects.filter(condition, language=language, **{name: registry.row}, **narrowed)
        links = links.annotate(story=F("edition__article"), kind=F("edition__kind")).order_by("-listed_at", "-pk")
        rows = list(links[:most] if most else links)
        found += rows
        ends += [row.listed_at for row in rows[-1:] if len(rows) == most]
    links = [link for link in found if not ends or link.listed_at > max(ends)]
    wrong = [label for link in links if (label := registry.label_of(link)).printed != label.right]
    return [*wrong, *registry.signatures(links)], not ends


@dataclass(frozen=True)
class Registry:
    """What the registry has now of a person or organisation, in every language and for every day."""

    row: Any
    career: tuple

    PERSON = ((EditionPerson, "person"), (Quotation, "speaker_person"), (EditionByline, "person"))
    ORGANIZATION = ((EditionOrganization, "organization"), (EditionByline, "organization"))

    @classmethod
    def of(cls, row):
        """One query for a person, none for an organisation."""
        return cls(row, tuple(careers_of([row.pk]).get(row.pk, ())) if isinstance(row, Person) else ())

    @property
    def is_person(self):
        return isinstance(self.row, Person)

    @property
    def links(self):
        return self.PERSON if self.is_person else self.ORGANIZATION

    def label_of(self, link):
        day = day_of(link)
        right = role_on(day, self.career, link.language) if day else self.row.name_in(link.language)
        return Label(link.edition_id, link.story, link.language, link, "label", day, link.label, right)

    def signatures(self, links):
        """Labels on joint statements. One query where the row stands on any."""
        statements = {link.edition_id for link in links if link.kind == Kind.STATEMENT}
        if not statements:
            return
        for edition in Edition.objects.filter(pk__in=statements).only("article", "language", "signatories"):
            for signature in edition.signatories:
                yield from self.labels_of_signature(edition, signature)

    def labels_of_signature(self, edition, signature):
        if signature.get("person" if self.is_person else "organization") != self.row.pk:
            return
        name = self.row.name_in(edition.language)
        kept = {"signer": (None, name)} if self.is_person else {"name": (None, name)}
        if self.is_person:
            day = dt.date.fromisoformat(signature["signed_on"])
            kept["label"] = (day, role_on(day, self.career, edition.language))
        for word, (day, right) in kept.items():
            if signature[word] != right:
                key, story, code = signature["organization"], edition.article_id, edition.language
                yield Label(edition.pk, story, code, key, word, day, signature[word], right)


def day_of(link):
    """The day whose role a link prints; None where it prints a name."""
    if isinstance(link, Quotation):
        return link.said_on
    return coalition_day(link.listed_at) if isinstance(link, EditionPerson) else None


def printed_on_purpose(row, editions):
    """Keys of those editions in which the row has words of its own (`printed_label`). Two queries.

    The working copy says so, or the saved state that the edition was published from: of a label that somebody chose
    the registry has nothing to say.
    """
    model, name, lines = (ArticlePerson, "person", "people") if isinstance(row, Person) else ON_ORGANIZATIONS
    articles = {edition.article_id for edition in editions}
    own = {line.article_id: [vars(line)] for line in model.objects.filter(**{name: row}, article__in=articles)}
    published = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
    kept = dict(published.values_list("pk", F(f"revision__data__{lines}")))
    return {
        edition.pk
        for edition in editions
        for line in (*own.get(edition.article_id, ()), *(kept.get(edition.pk) or ()))
        if line.get(f"{name}_id") == row.pk and line.get(f"printed_label_{edition.language}")
    }


# putting it right


def relabel(row, article, language, *, by, seen, note="", at=None):
    """Print what one language of a story prints of the row as the registry has it.

    What readers see gets a minor edition with other labels, a copy of theirs: of the working copy nothing goes out.
    What waits for its moment is not public yet, and is put right where it stands. The rule of two pairs of eyes has
    nothing to say: no word of the story changes, and the registry keeper who corrected the role was the first pair.

    Raises ValidationError where it is not what the editor decided on, as `Story.seen` told, any more.
    """
    with transaction.atomic():
        article = article.locked()
        at = at or timezone.now()
        story = labels_of_language(row, article, language, at)
        if story is None or story.seen != seen:
            raise ValidationError(gettext("This was changed after you opened the page: look at it again."))
        told = (f"{row}: “{printed}” → “{right}”" for _day, printed, right in story.words)
        article.note_act(Act.RELABELLED, language, by=by, note="\n".join(filter(None, [note, *told])))
        for edition in story.editions:
            labels = [label for label in story.labels if label.edition == edition.pk]
            if edition.published_at > at:
                put_right(edition, labels)
            else:
                edition = reprint(edition, labels, by=by, at=at, note=note)
            edition_published.send(sender=Edition, edition=edition)


def reprint(edition, labels, *, by, at, note):
    """A minor edition in the place of what readers see now, the same but for the labels. Returns it."""
    number = make_room(edition, at)
    fresh = copied(
        edition,
        number=number,
        published_at=at,
        is_major=False,
        change_note=note,
        published_by_id=by.pk if by else None,
        created_at=timezone.now(),
        signatories=signed_anew(edition, labels),
    )
    Edition.objects.filter(pk=edition.pk).update(superseded_at=at)
    fresh.save(force_insert=True)
    right = {(type(label.row), label.row.pk): columns_of(label) for label in labels if label.is_of_a_link}
    for name in LINKS:
        links = [
            copied(link, edition_id=fresh.pk, **right.get((type(link), link.pk), {}))
            for link in getattr(edition, name).all()
        ]
        if links:
            type(links[0]).objects.bulk_create(links)
    return fresh


def make_room(edition, at):
    """The number of an edition before those that wait for their moment, which are numbered anew: nobody has seen them.

    So the numbers of a language go on telling in which order readers saw its editions.
    """
    others = Edition.objects.filter(article=edition.article_id, language=edition.language)
    number = others.aggregate(last=Max("number"))["last"] + 1
    coming = others.ever_public().filter(published_at__gt=at).order_by("number").values_list("pk", flat=True)
    for later, key in enumerate(list(coming), number + 1):
        others.filter(pk=key).update(number=later)
    return number


def put_right(edition, labels):
    """Change the labels of an edition that nobody has seen."""
    for label in labels:
        if label.is_of_a_link:
            type(label.row).objects.filter(pk=label.row.pk).update(**columns_of(label))
    edition.signatories = signed_anew(edition, labels)
    edition.save(update_fields=["signatories"])


def columns_of(label):
    """What changes in a link. The picture beside a shared quotation shows the label, so it is drawn anew."""
    card = {"card": ""} if isinstance(label.row, Quotation) else {}
    return {"label": label.right, **card}


def signed_anew(edition, labels):
    signatures = [dict(signature) for signature in edition.signatories]
    for label in labels:
        for signature in signatures:
            if not label.is_of_a_link and signature["organization"] == label.row:
                signature[label.name] = label.right
    return signatures


def copied(row, **columns):
    """The row once more, not stored yet, with other columns."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**kept, **columns})
