"""Reading query strings, which are typed, cut, crawled and forged: what makes no sense is as if it were not there."""

import re

from django.utils import timezone

LONGEST_QUESTION = 100
FIRST_YEAR = 1990
"""No story is older than the web."""


def words_asked(asked, name):
    """The value as one line of at most 100 characters, without what no database can hold (NUL) and nobody can see."""
    value = asked.get(name, "")[:LONGEST_QUESTION]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())


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
