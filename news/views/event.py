"""Meetings: what is ahead, a month, and a meeting's own page."""

import itertools

from django.db.models import Count, Q
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages, structured_data
from news.models import Area, Edition, Event, OldAddress, Organization, SiteProfile, coalition_day
from news.models.composition import labels_on
from news.structured_data import absolute, breadcrumbs
from news.text import html

from .article_list import named, with_query
from .asked import one_of, query_of, words_asked
from .head import head_of, page
from .month import WEEK, Month, day_of, month_of, months_beside
from .moved import elsewhere

UPCOMING_MEETINGS = 200
PAST_MEETINGS = 20
MEETINGS_IN_A_MONTH = 500
MEETINGS_MOVED_AWAY = 50
ORGANIZERS_OFFERED = 40
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
        slug = words_asked(asked, "organization")
        self.organizers = organizers_or(slug, get_language())
        self.organization = named(self.organizers, slug) or self.one_elsewhere(slug)
        self.format = one_of(asked, "format", FORMATS)

    def one_elsewhere(self, slug):
        """The organisation that a merged one or a former address leads to now. Queries for a forgotten slug alone."""
        found = OldAddress.objects.row_asked_for(Organization.objects.live(), slug) if slug else None
        if found and found not in self.organizers:
            self.organizers.append(found)
        return found

    @property
    def query(self):
        rows = {"area": self.area, "organization": self.organization}
        given = {name: row.slug for name, row in rows.items() if row}
        return query_of({**given, "format": self.format})

    @property
    def formats(self):
        return [(value, label) for value, (label, _condition) in FORMATS.items()]

    @property
    def calendar(self):
        """What a reader of this list would subscribe to: the address, and whose meetings they are."""
        if self.organization:
            address = reverse("news:organization_calendar", args=[self.organization.slug])
            return {"path": address, "of": self.organization.name}
        if self.area:
            return {"path": reverse("news:area_calendar", args=[self.area.slug]), "of": self.area.name}
        return {"path": reverse("news:events_calendar"), "of": ""}

    def applied_to(self, rows):
        if self.area:
            rows = rows.filter(area=self.area)
        if self.organization:
            rows = rows.filter(organizers=self.organization)
        return rows.filter(FORMATS[self.format][1]) if self.format else rows


def organizers_or(slug, language):
    """What a form offers as organisation: those with the most meetings, and the one that is chosen. One query."""
    held = Event.organizers.through.objects.filter(event__in=Event.objects.live().order_by())
    held = held.filter(organization__in=Organization.objects.live())
    busiest = held.values("organization").annotate(number=Count("pk")).order_by("-number", "organization")
    offered = Q(pk__in=busiest.values("organization")[:ORGANIZERS_OFFERED]) | Q(slug=slug)
    rows = Organization.objects.live().filter(offered).in_order(language)
    return list(rows.only("slug", *Organization.name.fields))


@require_safe
def event_list(request):
    """Six queries beside those of every page."""
    filters, now = Filters(request.GET), timezone.now()
    meetings = filters.applied_to(Event.objects.live().for_cards().defer(*NOT_FOR_LISTS))
    months = [Month.of(timezone.localdate()), Month.of(timezone.localdate()).following]
    path, title = reverse("news:events"), _("Meetings calendar")
    context = {
        "title": title,
        "filters": filters,
        "months": by_month(meetings.upcoming(now)[:UPCOMING_MEETINGS]),
        "past": meetings.past(now)[:PAST_MEETINGS],
        "tables": tables_of(months, meetings, filters.query),
        "week": WEEK,
    }
    head = head_of(
        with_query(path, filters.query),
        title=title,
        description=_("Meetings in the regions: where, when and for whom."),
        section="events",
        structured_data=[breadcrumbs((title, path))],
        is_indexed=not (filters.format or filters.organization),
    )
    return page(request, "news/event_list.html", head, context)


def by_month(meetings):
    """[(first day of the month, its meetings)] of meetings in their order."""
    groups = itertools.groupby(meetings, lambda meeting: coalition_day(meeting.start_at).replace(day=1))
    return [(first, list(rows)) for first, rows in groups]


def tables_of(months, meetings, query):
    """The tables of the months, whose links keep the filters. One query."""
    begins, ends = months[0].bounds[0], months[-1].bounds[1]
    rows = meetings.filter(start_at__gte=begins, start_at__lt=ends).order_by("start_at", "pk")
    rows = list(rows.select_related(None).only("start_at", "slug")[:MEETINGS_IN_THE_TABLES])
    return [month.table([row for row in rows if month.holds(row)], with_query(month.path, query)) for month in months]


@require_safe
def event_month(request, year, month):
    """Six queries beside those of every page."""
    shown, filters = month_of(year, month), Filters(request.GET)
    meetings = filters.applied_to(Event.objects.live().for_cards().defer(*NOT_FOR_LISTS))
    begins, ends = shown.bounds
    rows = meetings.filter(start_at__gte=begins, start_at__lt=ends).order_by("start_at", "pk")
    rows, path = list(rows[:MEETINGS_IN_A_MONTH]), with_query(shown.path, filters.query)
    name = _("Meetings: %(month)s") % {"month": shown.name}
    context = {
        "title": name,
        "month": shown,
        "filters": filters,
        "meetings": rows,
        "moved": moved_away(shown, meetings),
        "limit": MEETINGS_IN_A_MONTH if len(rows) == MEETINGS_IN_A_MONTH else None,
        "beside": steps_beside(shown, meetings, filters.query),
        "tables": [shown.table(rows, path)],
        "week": WEEK,
        "crumbs": [(_("Meetings calendar"), with_query(reverse("news:events"), filters.query))],
    }
    head = head_of(
        path,
        title=name,
        section="events",
        structured_data=[breadcrumbs((_("Meetings calendar"), reverse("news:events")), (name, shown.path))],
        is_indexed=bool(rows) and not filters.query,
    )
    return page(request, "news/event_month.html", head, context)


def moved_away(shown, meetings):
    """Meetings that were announced for the month and take place in another one, so that nobody misses them there."""
    begins, ends = shown.bounds
    rows = meetings.filter(previous_start_at__gte=begins, previous_start_at__lt=ends)
    rows = rows.exclude(start_at__gte=begins, start_at__lt=ends)
    return list(rows.order_by("previous_start_at", "pk")[:MEETINGS_MOVED_AWAY])


def steps_beside(shown, meetings, query):
    """The nearest months with meetings, before and after: (name, address), None where there is none. Two queries."""
    return [
        month and {"name": month.name, "path": with_query(month.path, query)}
        for month in months_beside(shown, meetings)
    ]


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
    stories = Edition.objects.in_language(language).listed().about(row)
    path = row.get_absolute_url()
    others = Event.objects.live().upcoming().for_cards().defer(*NOT_FOR_LISTS).exclude(pk=row.pk)
    context = {
        "site": SiteProfile.objects.current(),
        "event": row,
        "is_past": row.is_past(),
        "is_struck": row.no_longer_holds(),
        "organizers": organizers,
        "speakers": [(person, roles.get(person.pk, "")) for person in speakers],
        "stories": stories.for_cards().newest_first()[:STORIES_ABOUT_A_MEETING],
        "others": others[:OTHER_MEETINGS],
        "address": absolute(path),
        "crumbs": [(_("Meetings calendar"), reverse("news:events"))],
        "calendar": row.get_calendar_url(),
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
