"""Reading query strings, which are typed, cut, crawled and forged: what makes no sense is as if it were not there."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from news.text import dates

LONGEST_QUESTION = 100
FIRST_YEAR = 1990
"""No story is older than the web."""


def words_asked(asked, name):
    """The value as one line of at most 100 characters, without what no database can hold (NUL) and nobody can see."""
    value = asked.get(name, "")[:LONGEST_QUESTION]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())


def query_of(asked):
    """The clean query string of what was asked: without what is empty."""
    return urlencode({name: value for name, value in asked.items() if value})


def one_of(asked, name, known):
    """The value if it is one of the known ones, else an empty text."""
    value = words_asked(asked, name)
    return value if value in known else ""


def key_asked(asked, name):
    """The primary key, or None."""
    value = asked.get(name, "")
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else None


def year_asked(asked, name="year"):
    """A year from which there may be stories, or None."""
    value = asked.get(name, "")
    if not re.fullmatch(r"[0-9]{4}", value):
        return None
    return int(value) if FIRST_YEAR <= int(value) <= timezone.localdate().year + 1 else None


@dataclass(frozen=True)
class Days:
    """From a day to a day, either open. `hints` tell the reader what could not be understood."""

    first: dt.date | None = None
    last: dt.date | None = None
    hints: tuple = ()


def days_asked(asked, year=None):
    """The days that `from` and `to` name: 2026-02-13, 13.02.2026, 2026-02 or 2026; without both, those of the year."""
    words = {name: words_asked(asked, name) for name in ("from", "to")}
    if not any(words.values()) and year:
        words = {"from": str(year), "to": str(year)}
    first, last = read_as(dates.first_day, words["from"]), read_as(dates.last_day, words["to"])
    bad = [text for text, day in zip(words.values(), (first, last), strict=True) if text and day is None]
    hint = _("“%(value)s” is not a date: write 2019, 2019-03 or 2019-03-05.")
    first, last = (last, first) if first and last and last < first else (first, last)
    return Days(first, last, tuple(hint % {"value": text} for text in bad))


def read_as(bound, text):
    """One end of what a date may mean, or None for what is no date."""
    written = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", text)
    try:
        return bound("-".join(reversed(written.groups())) if written else text)
    except ValueError:
        return None
