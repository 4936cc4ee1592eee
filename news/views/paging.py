"""Pages of a long list whose cost does not grow with their depth: a page begins where the one before it ended."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone

STORIES_ON_A_PAGE = 20

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """A place in a list that is ordered by moment and key. Written in addresses as <microseconds since 1970>-<key>."""

    moment: dt.datetime
    key: int

    def __str__(self):
        return f"{(self.moment - EPOCH) // MICROSECOND}-{self.key}"

    @classmethod
    def read(cls, text):
        """The place, or None for what is no place: addresses are typed, cut and crawled."""
        match = re.fullmatch(r"([0-9]{1,16})-([0-9]{1,18})", text or "")
        if not match:
            return None
        moment = EPOCH + int(match[1]) * MICROSECOND
        return cls(moment, int(match[2])) if moment.year < 9000 else None


@dataclass(frozen=True)
class Slice:
    """Rows of one page, the newest first, and the query strings of the pages beside it (empty at the ends)."""

    rows: list
    newer: str = ""
    older: str = ""
    is_first: bool = True


def slice_of(rows, asked, *, size=STORIES_ON_A_PAGE, key="pk", moment="listed_at"):
    """The page of `rows` that the query string asks for with `before` or `after`; the first page for anything else.

    `rows` is a queryset with newest_first(), older_than() and newer_than(). One query.
    """
    if place := Place.read(asked.get("before")):
        found = list(rows.older_than(place.moment, place.key).newest_first()[: size + 1])
        return bounded(found[:size], has_newer=bool(found), has_older=len(found) > size, key=key, moment=moment)
    if place := Place.read(asked.get("after")):
        found = list(rows.newer_than(place.moment, place.key).newest_first().reverse()[: size + 1])
        if len(found) >= size:
            shown = found[:size][::-1]
            return bounded(shown, has_newer=len(found) > size, has_older=True, key=key, moment=moment)
    found = list(rows.newest_first()[: size + 1])
    return bounded(found[:size], has_newer=False, has_older=len(found) > size, key=key, moment=moment)


def bounded(rows, *, has_newer, has_older, key, moment):
    def place(row):
        return Place(getattr(row, moment), getattr(row, key))

    return Slice(
        rows,
        newer=f"after={place(rows[0])}" if has_newer else "",
        older=f"before={place(rows[-1])}" if has_older else "",
        is_first=not has_newer,
    )


def months_of(year):
    """The months of a year that have begun, the latest first, as their first days."""
    today = timezone.localdate()
    last = today.month if year == today.year else 12
    return [dt.date(year, month, 1) for month in range(last, 0, -1)] if year <= today.year else []
