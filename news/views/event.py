"""Meetings: what is ahead, a month, and a meeting's own page."""

import itertools
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages, structured_data
from news.models import Area, Edition, Event, SiteProfile, coalition_day
from news.models.composition import labels_on
from news.structured_data import absolute, breadcrumbs
from news.text import html

from .article_list import named, with_query
from .asked import one_of, words_asked
from .head import head_of, page
from .month import WEEK, Month, day_of, month_of, months_beside
from .moved import elsewhere

UPCOMING_MEETINGS = 200
PAST_MEETINGS = 20
MEETINGS_IN_A_MONTH = 500
MEETINGS_IN_THE_TABLES = 1000
OTHER_MEETINGS = 4
STORIES_ABOUT_A_MEETING = 10
DESCRIPTION_LETTERS = 160

NOWHERE = Q(**dict.fromkeys(languages.each("venue"), ""))
FORMATS = {
    "in-person": (gettext_lazy("In person"), Q(online_url="")),
    "hybrid": (gettext_lazy("In person and online"), ~Q(online_url="") & ~NOWHERE),
    "online": (gettext_lazy("Online"), ~Q(online_url="") & NOWHERE),
}
NOT_FOR_LISTS = Event.description.fields


class Filters:
    """What the form above the meetings asks for."""

    def __init__(self, asked):
        self.areas = list(Area.objects.all())
        self.area = named(self.areas, words_asked(asked, "area"))
        self.format = one_of(asked, "format", FORMATS)

    @property
    def query(self):
        given = {"area": self.area.slug if self.area else "", "format": self.format}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def formats(self):
        return [(value, label) for value, (label, _condition) in FORMATS.items()]

    @property
    def calendar(self):
        """What a reader of this list would subscribe to."""
        return reverse("news:area_calendar", args=[self.area.slug]) if self.area else reverse("news:events_calendar")

    def applied_to(self, rows):
        if self.area:
            rows = rows.filter(area=self.area)
        return rows.filter(FORMATS[self.format][1]) if self.format else rows


@require_safe
def event_list(request):
    """Five queries beside those of every page."""
    filters, now = Filters(request.GET), timezone.now()
    meetings = filters.applied_to(Event.objects.live().for_cards().defer(*NOT_FOR_LISTS))
    months = [Month.of(timezone.localdate()), Month.of(timezone.localdate()).following]
    path, title = reverse("news:events"), _("Meetings calendar")
    context = {
        "title": title,
        "filters": filters,
        "months": by_month(meetings.upcoming(now)[:UPCOMING_MEETINGS]),
        "past": meetings.past(now)[:PAST_MEETINGS],
        "tables": tables_of(months, meetings),
        "week": WEEK,
        "calendar": filters.calendar,
    }
    head = head_of(
        with_query(path, filters.query),
        title=title,
        description=_("Meetings in the regions: where, when and for whom."),
        section="events",
        structured_data=[breadcrumbs((title, path))],
        is_indexed=not filters.format,
    )
    return page(request, "news/event_list.html", head, context)


def by_month(meetings):
    """[(first day of the month, its meetings)] of meetings in their order."""
    groups = itertools.groupby(meetings, lambda meeting: coalition_day(meeting.start_at).replace(day=1))
    return [(first, list(rows)) for first, rows in groups]


def tables_of(months, meetings):
    """The tables of the months. One query."""
    begins, ends = months[0].bounds[0], months[-1].bounds[1]
    rows = meetings.filter(start_at__gte=begins, start_at__lt=ends).order_by("start_at", "pk")
    rows = list(rows.select_related(None).only("start_at", "slug")[:MEETINGS_IN_THE_TABLES])
    return [{"month": month, "weeks": month.table(row for row in rows if month.holds(row))} for month in months]


@require_safe
def event_month(request, year, month):
    """Three queries beside those of every page."""
    shown = month_of(year, month)
    begins, ends = shown.bounds
    meetings = Event.objects.live()
    rows = meetings.filter(start_at__gte=begins, start_at__lt=ends).for_cards().defer(*NOT_FOR_LISTS)
    rows = list(rows.order_by("start_at", "pk")[:MEETINGS_IN_A_MONTH])
    before, after = months_beside(shown, meetings)
    context = {
        "month": shown,
        "meetings": rows,
        "limit": MEETINGS_IN_A_MONTH if len(rows) == MEETINGS_IN_A_MONTH else None,
        "before": before,
        "after": after,
        "tables": [{"month": shown, "weeks": shown.table(rows)}],
        "week": WEEK,
        "crumbs": [(_("Meetings calendar"), reverse("news:events"))],
    }
    name = _("Meetings: %(month)s") % {"month": shown.name}
    context["title"] = name
    head = head_of(
        shown.path,
        title=name,
        section="events",
        structured_data=[breadcrumbs(*context["crumbs"], (name, shown.path))],
        is_indexed=bool(rows),
    )
    return page(request, "news/event_month.html", head, context)


@require_safe
def event(request, year, month, day, slug):
    date = day_of(year, month, day)
    row = Event.objects.live().select_related("area").filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Event, f"events/{date:%Y/%m/%d}/{slug}/", slug)
    if row.day != date:
        return HttpResponsePermanentRedirect(row.get_absolute_url())
    return show(request, row, get_language())


def show(request, row, language):
    """The page of a live meeting. Six queries beside those of every page, one more with pictures."""
    organizers = list(row.organizers.live().in_order(language))
    speakers = list(row.speakers.live().select_related("portrait").in_order(language))
    roles = labels_on(row.day, [person.pk for person in speakers], language)
    coverage = Edition.objects.in_language(language).listed().filter(article__covered_events=row)
    path = row.get_absolute_url()
    others = Event.objects.live().upcoming().for_cards().defer(*NOT_FOR_LISTS).exclude(pk=row.pk)
    context = {
        "site": SiteProfile.objects.current(),
        "event": row,
        "is_past": row.is_past(),
        "is_struck": no_longer_holds(row),
        "organizers": organizers,
        "speakers": [(person, roles.get(person.pk, "")) for person in speakers],
        "stories": coverage.for_cards().newest_first()[:STORIES_ABOUT_A_MEETING],
        "others": others[:OTHER_MEETINGS],
        "address": absolute(path),
        "crumbs": [(_("Meetings calendar"), reverse("news:events"))],
        "calendar": reverse("news:event_calendar", args=[f"{row.day:%Y}", f"{row.day:%m}", f"{row.day:%d}", row.slug]),
    }
    head = head_of(
        path,
        title=row.name,
        description=html.excerpt(row.description, DESCRIPTION_LETTERS) if row.description else "",
        section="events",
        structured_data=[
            structured_data.event(row, organizers=organizers, speakers=speakers),
            breadcrumbs(*context["crumbs"], (row.name, path)),
        ],
    )
    return page(request, "news/event.html", head, context)


def no_longer_holds(meeting):
    """Whether the announced day is void: the meeting is cancelled, or postponed to a day that is not known yet."""
    is_without_day = meeting.status == Event.Status.POSTPONED and meeting.previous_start_at is None
    return meeting.status == Event.Status.CANCELLED or is_without_day
