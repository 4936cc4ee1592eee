"""What the directories of people and organisations share: search by name, pages in alphabetical order, letters."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from news.models import Organization
from news.text import kazakh, names

from .asked import key_asked

NAMES_LOOKED_THROUGH = 20_000
LETTERS_THAT_BEGIN_NO_WORD = "ЪЬ"


@dataclass(frozen=True)
class Letter:
    """A letter of the directory with the rows below it; `anchor` is empty where it has none."""

    sign: str
    anchor: str = ""
    rows: tuple = ()


@dataclass(frozen=True)
class Part:
    """Rows of one page, and the query strings of the pages beside it (empty at the ends)."""

    rows: list
    before: str = ""
    after: str = ""


def named_like(rows, columns, question):
    """The rows that have every word of the question at the beginning of a word of one of their names.

    `columns` hold the names in all languages; other names count too. Alphabet, case and spelling variants do not
    matter. One query, over at most 20,000 rows.
    """
    words = names.fold(question).split()
    if not words:
        return rows.none()
    found = []
    for key, others, *own in rows.order_by("pk").values_list("pk", "other_names", *columns)[:NAMES_LOOKED_THROUGH]:
        text = " ".join(f" {folded(name)}" for name in (*own, *map(str, others)) if name)
        if all(f" {word}" in text for word in words):
            found.append(key)
    return rows.filter(pk__in=found)


@lru_cache(maxsize=50_000)
def folded(name):
    return names.fold(name)


def part_of(rows, asked, language, size):
    """The page that the query string asks for with `after` or `before` (a row's key); else the first. Two queries."""
    column = f"sort_key_{language}"
    if place := place_of(rows.model, key_asked(asked, "before"), column):
        found = list(beside(rows, column, "lt", *place).order_by(f"-{column}", "-pk")[: size + 1])
        if len(found) >= size:
            return bounded(found[:size][::-1], has_before=len(found) > size, has_after=True)
    place = place_of(rows.model, key_asked(asked, "after"), column)
    following = beside(rows, column, "gt", *place) if place else rows
    found = list(following.in_order(language)[: size + 1])
    return bounded(found[:size], has_before=bool(place and found), has_after=len(found) > size)


def place_of(model, key, column):
    """(sort key, primary key) of the row, live or not: a page that was bookmarked keeps its place."""
    return model.objects.filter(pk=key).values_list(column, "pk").first() if key else None


def beside(rows, column, side, sort_key, key):
    """The rows on one side of a place; written so that both databases walk the index."""
    strictly = Q(**{f"{column}__{side}": sort_key}) | Q(**{f"pk__{side}": key})
    return rows.filter(**{f"{column}__{side}e": sort_key}).filter(strictly)


def bounded(rows, *, has_before, has_after):
    return Part(
        rows,
        before=f"before={rows[0].pk}" if has_before else "",
        after=f"after={rows[-1].pk}" if has_after else "",
    )


def letters_of(rows, language):
    """The rows under their first letters. They must be in the order of the alphabet already."""
    groups = itertools.groupby(rows, lambda row: kazakh.first_letter(row.sort_name(language), language))
    return [Letter(sign, f"l-{number}", tuple(below)) for number, (sign, below) in enumerate(groups, start=1)]


def strip_of(letters, language):
    """The whole alphabet for the strip above a directory, with the other signs that occur round it."""
    present = {letter.sign: letter for letter in letters}
    alphabet = [sign for sign in kazakh.alphabet(language) if sign not in LETTERS_THAT_BEGIN_NO_WORD or sign in present]
    own = [present.get(sign, Letter(sign)) for sign in alphabet]
    others = [letter for letter in letters if letter.sign not in alphabet]
    digits = [letter for letter in others if letter.sign == kazakh.OTHER_LETTERS_AND_DIGITS]
    return [*digits, *own, *(letter for letter in others if letter not in digits)]


def parties_or(slug, language):
    """What a form offers as organisation: the parties, and the one that is chosen. One query."""
    offered = Q(classification=Organization.Classification.PARTY) | Q(slug=slug)
    return list(Organization.objects.live().filter(offered).in_order(language)[:100])
