"""Every word of the query has to occur, whatever its case, in a story's headline or summary or in a name."""

import re
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from django.db.models import Model, Q, QuerySet

from news.models import Edition, Event, Organization, Person

LONGEST_QUERY = 100
MOST_WORDS = 8
HITS_OF_A_TYPE = 30

TYPES = ("people", "organizations", "events", "news")
"""In the order in which they stand in the list of everything: what is looked up by name goes before what is read."""


@dataclass(frozen=True)
class Hit:
    """One row that was found, and of which type."""

    type: str
    row: Model


@dataclass(frozen=True)
class Found:
    """What was found: `hits` of the types asked for, and how many of each type (`limit` means that many or more)."""

    words: list[str] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    limit: int = HITS_OF_A_TYPE

    @property
    def number(self) -> int:
        return sum(self.numbers.values())

    def is_cut(self, type_: str) -> bool:
        return self.numbers.get(type_, 0) >= self.limit


def search(text: str, language: str, *, only: str | None = None) -> Found:
    """Stories, people, organisations and meetings with all words of `text`, in that language. Four queries.

    `only` is one of TYPES and narrows the hits, not the numbers. A query without a word finds nothing.
    """
    words = words_of(text)
    if not words:
        return Found()
    found = {type_: list(rows[:HITS_OF_A_TYPE]) for type_, rows in querysets(words, language).items()}
    wanted = [only] if only in TYPES else TYPES
    return Found(
        words=words,
        hits=[Hit(type_, row) for type_ in wanted for row in found[type_]],
        numbers={type_: len(found[type_]) for type_ in TYPES},
    )


def words_of(text: str) -> list[str]:
    """The words of a query: eight at most, of its first hundred characters; a NUL or a lone quotation mark is none."""
    return re.findall(r"[\w’'\-‑]*\w[\w’'\-‑]*", text[:LONGEST_QUERY])[:MOST_WORDS]


def querysets(words: list[str], language: str) -> dict[str, QuerySet]:
    stories = Edition.objects.in_language(language).listed().filter(all_in(words, "headline", "summary"))
    people = Person.objects.live().filter(all_in(words, *Person.given_name.fields, *Person.family_name.fields))
    names = (*Organization.name.fields, *Organization.abbreviation.fields)
    organizations = Organization.objects.live().filter(all_in(words, *names))
    events = Event.objects.live().filter(all_in(words, *Event.name.fields))
    return {
        "news": stories.for_cards().newest_first(),
        "people": people.in_order(language),
        "organizations": organizations.select_related("area").in_order(language),
        "events": events.for_cards().order_by("-start_at", "-pk"),
    }


def all_in(words: list[str], *columns: str) -> Q:
    """Each word in one of the columns at least."""
    return reduce(and_, (reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns)) for word in words))
