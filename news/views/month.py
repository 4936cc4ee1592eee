"""A month of meetings: its bounds, its table, and the months beside it that have meetings."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils import formats, timezone

from news.models import coalition_day
from news.models.edition import day_bounds

YEARS = range(1990, 2100)
WEEK = [dt.date(2024, 1, 1) + dt.timedelta(days=number) for number in range(7)]
"""A Monday and the days after it, for the names of the days."""


@dataclass(frozen=True)
class Day:
    """A day of the table. `path` leads to its meeting, or to the first of several on the month's page."""

    date: dt.date
    is_in_month: bool
    is_today: bool
    count: int = 0
    path: str = ""


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @property
    def first(self):
        return dt.date(self.year, self.number, 1)

    @property
    def last(self):
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def following(self):
        return Month.of(self.last + dt.timedelta(days=1))

    @property
    def name(self):
        """The month with its year, as the reader's language writes it on its own."""
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def bounds(self):
        """The moments at which the month begins and ends, the end not included."""
        return day_bounds(self.first, self.last)

    @cached_property
    def path(self):
        return reverse("news:events_month", args=[f"{self.year:04}", f"{self.number:02}"])

    def holds(self, meeting):
        return Month.of(coalition_day(meeting.start_at)) == self

    def table(self, meetings, path):
        """The month as a template shows it: `path` of its page, and its weeks from Monday with what is on each day."""
        by_day = {}
        for meeting in meetings:
            by_day.setdefault(coalition_day(meeting.start_at), []).append(meeting)
        weeks = calendar.Calendar().monthdatescalendar(self.year, self.number)
        days = [[self.day(date, by_day.get(date, []), path) for date in week] for week in weeks]
        return {"month": self, "path": path, "weeks": days}

    def day(self, date, meetings, path):
        if date.month != self.number:
            return Day(date, is_in_month=False, is_today=False)
        leads_to = ""
        if meetings:
            first = meetings[0]
            leads_to = first.get_absolute_url() if len(meetings) == 1 else f"{path}#{anchor_of(first)}"
        return Day(date, is_in_month=True, is_today=date == timezone.localdate(), count=len(meetings), path=leads_to)


def anchor_of(meeting):
    """Where a meeting stands on the page of its month; templates/news/event_month.html names it so."""
    return f"m-{meeting.pk}"


def month_of(year, number):
    """The month of an address, or 404."""
    year, number = int(year), int(number)
    if year not in YEARS or not 1 <= number <= 12:
        raise Http404
    return Month(year, number)


def day_of(year, number, day):
    """The day of an address, or 404 for one that does not exist or lies outside the years of the calendar."""
    month = month_of(year, number)
    try:
        return month.first.replace(day=int(day))
    except ValueError as error:
        raise Http404 from error


def months_beside(month, meetings):
    """(the nearest month before with meetings, the nearest after), None where there is none. Two queries."""
    begins, ends = month.bounds
    before = meetings.filter(start_at__lt=begins).order_by("-start_at").values_list("start_at", flat=True).first()
    after = meetings.filter(start_at__gte=ends).order_by("start_at").values_list("start_at", flat=True).first()
    return tuple(Month.of(coalition_day(moment)) if moment else None for moment in (before, after))
