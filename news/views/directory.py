"""What the directories of people and organisations share: pages in alphabetical order, and the letters above them."""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from django.db.models import Count, Q
from django.db.models.functions import Left

from news.models import Organization
from news.text import kazakh

from .article_list import with_query
from .asked import key_asked, one_of, words_asked

LETTERS_THAT_BEGIN_NO_WORD = "ЪЬ"
MOST_ROWS_ON_ONE_PAGE = 2_000
"""Longer lists are not shown whole, for printing: a question or a filter makes them shorter."""


@dataclass(frozen=True)
class Letter:
    """A letter of the directory with the rows below it on this page, and where the strip leads for it, if anywhere."""

    sign: str
    anchor: str = ""
    rows: tuple = ()
    path: str = ""


@dataclass(frozen=True)
class Part:
    """Rows of one page, and the query strings of the pages beside it (empty at the ends)."""

    rows: list
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Listing:
    """One page of a directory, with the addresses of the pages beside it and of the whole list (empty: there is none).

    `strip` is the whole alphabet, `letters` what stands on this page.
    """

    count: int
    letters: list
    strip: list
    before: str = ""
    after: str = ""
    whole: str = ""
    is_whole: bool = False
    rows: list = field(default_factory=list)

    @property
    def is_indexed(self):
        """Whether search engines are shown the page: the first one, which leads to the others."""
        return not self.before and not self.is_whole


def listing(rows, asked, language, *, size, path, query=""):
    """The page of the directory at `path` that the query string asks for; `query` is what of it chooses the rows.

    One query where the page holds the whole list, three to five for a longer one.
    """
    part, address = part_of(rows, asked, language, size), partial(with_query, path, query)
    is_long = bool(part.before or part.after)
    numbers = numbers_of(rows, language) if is_long else Counter(letter_of(row, language) for row in part.rows)
    count = sum(numbers.values())
    is_whole = is_long and count <= MOST_ROWS_ON_ONE_PAGE and bool(one_of(asked, "all", ("yes",)))
    if is_whole:
        part, is_long = part_of(rows, {}, language, count), False
    letters = letters_of(part.rows, language)
    return Listing(
        count=count,
        letters=letters,
        strip=strip_of(letters, numbers, language, address, begun=bool(part.before)) if count else [],
        before=address(part.before) if part.before else "",
        after=address(part.after) if part.after else "",
        whole=address("all=yes") if is_long and count <= MOST_ROWS_ON_ONE_PAGE else "",
        is_whole=is_whole,
        rows=part.rows,
    )


def part_of(rows, asked, language, size):
    """The page that the query string asks for with `before` or `after` (a row's key) or `letter`; else the first.

    Two queries; one more for a letter, or where the place is behind the last row.
    """
    column = f"sort_key_{language}"
    if place := place_of(rows.model, key_asked(asked, "before"), column):
        found = list(beside(rows, column, "lt", *place).order_by(f"-{column}", "-pk")[: size + 1])
        if len(found) >= size:
            return bounded(found[:size][::-1], has_before=len(found) > size, has_after=True)
    place = place_of(rows.model, key_asked(asked, "after"), column)
    begins = "" if place else kazakh.first_key(words_asked(asked, "letter").upper(), language)
    if begins:
        place = (begins, 0)
    if place and (found := list(beside(rows, column, "gt", *place).in_order(language)[: size + 1])):
        has_before = not begins or rows.filter(**{f"{column}__lt": begins}).exists()
        return bounded(found[:size], has_before=has_before, has_after=len(found) > size)
    found = list(rows.in_order(language)[: size + 1])
    return bounded(found[:size], has_before=False, has_after=len(found) > size)


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
    groups = itertools.groupby(rows, lambda row: letter_of(row, language))
    return [Letter(sign, f"l-{number}", tuple(below)) for number, (sign, below) in enumerate(groups, start=1)]


def letter_of(row, language):
    return kazakh.letter_of(getattr(row, f"sort_key_{language}"), language)


def numbers_of(rows, language):
    """{letter: how many rows of the whole list stand under it}. One query, which counts the list as well."""
    beginnings = rows.order_by().annotate(beginning=Left(f"sort_key_{language}", 2)).values_list("beginning")
    numbers = Counter()
    for key, number in beginnings.annotate(Count("pk")):
        numbers[kazakh.letter_of(key, language)] += number
    return numbers


def strip_of(letters, numbers, language, address, *, begun):
    """The whole alphabet for the strip above a directory, with the other signs that occur round it.

    A letter leads to its heading where it begins on this page, else to the page that begins with it. `begun`: the first
    letter of this page may have begun on the page before.
    """
    here = {letter.sign: f"#{letter.anchor}" for letter in letters[1 if begun else 0 :]}

    def leading(sign):
        elsewhere = address(f"letter={quote(sign)}") + "#list" if sign in numbers else ""
        return Letter(sign, path=here.get(sign, elsewhere))

    alphabet = [sign for sign in kazakh.alphabet(language) if sign not in LETTERS_THAT_BEGIN_NO_WORD or sign in numbers]
    digits = [sign for sign in numbers if sign == kazakh.OTHER_LETTERS_AND_DIGITS]
    guests = [sign for sign in kazakh.GUESTS[language] if sign in numbers]
    return [leading(sign) for sign in (*digits, *alphabet, *guests)]


def parties_or(slug, language):
    """What a form offers as organisation: the parties, and the one that is chosen. One query."""
    offered = Q(classification=Organization.Classification.PARTY) | Q(slug=slug)
    return list(Organization.objects.live().filter(offered).in_order(language)[:100])
