"""Dates of which only the year or the month is known: "2019", "2019-03", "2019-03-08"."""

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def first_day(partial: str) -> date:
    """The first day the date may mean. Raises ValueError for anything that is not such a date."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day the date may mean. Raises ValueError for anything that is not such a date."""
    year, month, day = _parts(partial)
    first = date(year, month or 12, day or 1)
    return first.replace(day=day or calendar.monthrange(first.year, first.month)[1])


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(partial)
    if found is None:
        raise ValueError(f"A date is written 2019, 2019-03 or 2019-03-08, not {partial[:40]!r}.")
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if year is None or 0 in (month, day):
        raise ValueError(f"There is no such day: {partial!r}.")
    return year, month, day
