"""A week of the newsroom: what becomes public when, which meetings there are, and the days on which nothing is."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from news import languages
from news.models import Article, Edition, Event, coalition_day
from news.models.edition import day_bounds
from news.permissions import is_central

from .begun_story import story_address
from .board.section import address_of, may_see
from .fields import zone_name

YEARS = range(1990, 2100)
WRITTEN = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
MOST_EDITIONS = 400
"""More than a week of any coalition; a page has to end somewhere."""

USUAL_HOUR_OF_A_MEETING = 10
NAMES = dict(languages.LANGUAGES)


@dataclass(frozen=True)
class Week:
    """A week of ISO 8601, from Monday. In addresses it is written 2026-W09."""

    monday: dt.date

    @classmethod
    def of(cls, day):
        return cls(day - dt.timedelta(days=day.weekday()))

    @classmethod
    def read(cls, text):
        """The week, or None for what is no week of the calendar."""
        match = WRITTEN.fullmatch(text or "")
        if not match or int(match[1]) not in YEARS:
            return None
        try:
            return cls(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            return None

    def __str__(self):
        year, number, _weekday = self.monday.isocalendar()
        return f"{year}-W{number:02}"

    @property
    def number(self):
        return self.monday.isocalendar().week

    @property
    def days(self):
        return [self.monday + dt.timedelta(days=number) for number in range(7)]

    @property
    def bounds(self):
        """The moments at which it begins and ends, the end not included, on the clock of the coalition."""
        return day_bounds(self.monday, self.days[-1])

    def beside(self, weeks):
        return Week(self.monday + dt.timedelta(weeks=weeks))


class Story(NamedTuple):
    """Editions of a story that become public at the same moment, with the state of each for readers now."""

    at: dt.datetime
    headline: str
    address: str
    languages: list
    is_update: bool


class Meeting(NamedTuple):
    event: Event
    address: str
    is_past: bool
    write_address: str


class Day(NamedTuple):
    date: dt.date
    is_today: bool
    stories: list
    meetings: list
    announce_address: str


def week_urls(site):
    return [path("week/", site.admin_view(partial(show_week, site)), name="week")]


def show_week(site, request):
    """?week=2026-W09, or ?day=2026-02-27 for the week of a day; without either, or with junk, this week."""
    week = asked_for(request.GET)
    editions = editions_of(week, request.user)
    days = days_of(week, site, request, editions[:MOST_EDITIONS])
    context = {
        **site.each_context(request),
        "title": gettext("Week %(number)d") % {"number": week.number},
        "week": week,
        "before": week.beside(-1),
        "following": week.beside(1),
        "days": days,
        "is_this_week": any(day.is_today for day in days),
        "is_cut": len(editions) > MOST_EDITIONS,
        "time_zone": zone_name(),
        "write_address": reverse("admin:news_article_add") if may_add(site, request, Article) else "",
    }
    return TemplateResponse(request, "admin/news/desk/week.html", context)


def asked_for(asked):
    try:
        day = dt.date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = None
    if day and day.year in YEARS:
        return Week.of(day)
    return Week.read(asked.get("week")) or Week.of(coalition_day(timezone.now()))


def editions_of(week, user):
    """What becomes public in the week, or did; not what was called off. One query."""
    begins, ends = week.bounds
    rows = Edition.objects.visible_to(user).filter(published_at__gte=begins, published_at__lt=ends)
    rows = rows.ever_public()
    columns = ("headline", "language", "slug", "article", "listed_at", "published_at", "withdrawn_at", "gone_at")
    return list(rows.order_by("published_at", "article", "language").only(*columns)[: MOST_EDITIONS + 1])


def days_of(week, site, request, editions):
    stories, meetings = {}, {}
    for story in stories_of(site, request, editions):
        stories.setdefault(coalition_day(story.at), []).append(story)
    for meeting in meetings_of(week, site, request):
        meetings.setdefault(meeting.event.day, []).append(meeting)
    today, may_announce = coalition_day(timezone.now()), may_add(site, request, Event)
    return [
        Day(
            day,
            day == today,
            stories.get(day, []),
            meetings.get(day, []),
            announcement_of(day) if may_announce else "",
        )
        for day in week.days
    ]


def announcement_of(day):
    start = f"{day}T{USUAL_HOUR_OF_A_MEETING:02}:00"
    return reverse("admin:news_event_add", query={"start_at": start})


def stories_of(site, request, editions):
    opens = those_that_open(site, request, editions)
    for (at, article), alike in groupby(editions, key=lambda edition: (edition.published_at, edition.article_id)):
        alike = sorted(alike, key=lambda edition: languages.CODES.index(edition.language))
        named = next((edition for edition in alike if edition.language == get_language()), alike[0])
        yield Story(
            at=at,
            headline=named.headline,
            address=address_of(Article, article) if article in opens else named.get_absolute_url(),
            languages=[(edition.language, NAMES[edition.language], state_of(edition)) for edition in alike],
            is_update=all(edition.listed_at < at for edition in alike),
        )


def those_that_open(site, request, editions):
    """The keys of the stories whose working copy the user may see. One query, none for the central desk."""
    keys = {edition.article_id for edition in editions}
    if not may_see(site, request, Article):
        return set()
    if is_central(request.user):
        return keys
    return set(Article.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))


def state_of(edition):
    now = timezone.now()
    if edition.published_at > now:
        return "scheduled"
    if edition.gone_at and edition.gone_at <= now:
        return "gone"
    return "withdrawn" if edition.is_withdrawn(now) else "published"


def meetings_of(week, site, request):
    """One query."""
    begins, ends = week.bounds
    rows = Event.objects.visible_to(request.user).filter(start_at__gte=begins, start_at__lt=ends)
    rows = rows.with_stories(request.user).select_related("area").order_by("start_at", "pk")
    opens, may_write = may_see(site, request, Event), may_add(site, request, Article)
    for event in rows.defer(*site.get_model_admin(Event).heavy_columns()):
        is_past = event.is_past()
        wants_a_story = is_past and may_write and not event.is_cancelled and not (event.is_told or event.is_begun)
        yield Meeting(
            event=event,
            address=address_of(Event, event.pk) if opens else event.get_absolute_url(),
            is_past=is_past,
            write_address=story_address(event) if wants_a_story else "",
        )


def may_add(site, request, model):
    return site.get_model_admin(model).has_add_permission(request)
