"""Meetings as iCalendar (RFC 5545): one, all, of a region, of an organisation. Subscribers get every later change."""

import datetime as dt
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import pagecache
from news.models import Area, Event, Organization, SiteProfile
from news.structured_data import absolute
from news.text import html

PAST_MEETINGS_KEPT = dt.timedelta(days=90)
MOST_MEETINGS = 1000
LONGEST_DESCRIPTION = 2000
ZONE_HISTORY = dt.timedelta(days=366)
"""The time zone is told from a year before the first meeting: its changes since 1970 would outweigh the meetings."""

ASK_AGAIN = dt.timedelta(hours=6)

STATES = {
    Event.Status.TENTATIVE: "TENTATIVE",
    Event.Status.CONFIRMED: "CONFIRMED",
    Event.Status.POSTPONED: "TENTATIVE",
    Event.Status.CANCELLED: "CANCELLED",
}
"""RFC 5545 has no word for “postponed”: the description says it."""


@require_safe
def event(request, year, month, day, slug):
    row = get_object_or_404(Event.objects.live().for_cards(), slug=slug)
    if f"{row.day:%Y/%m/%d}" != f"{year}/{month}/{day}":
        raise Http404
    response = answer(row.name, [row])
    response.headers["Content-Disposition"] = f'attachment; filename="{row.slug}.ics"'
    return response


@require_safe
def events(request):
    return answer(_("Meetings"), meetings_for_subscribers())


@require_safe
def area(request, slug):
    row = get_object_or_404(Area, slug=slug)
    return answer(row.name, meetings_for_subscribers().filter(area=row))


@require_safe
def organization(request, slug):
    row = get_object_or_404(Organization.objects.live(), slug=slug)
    return answer(row.name, meetings_for_subscribers().filter(organizers=row))


def meetings_for_subscribers():
    """What is ahead and the last three months, the cancelled ones too, so that calendars strike them out."""
    since = timezone.now() - PAST_MEETINGS_KEPT
    return Event.objects.live().filter(start_at__gte=since).for_cards().order_by("start_at", "pk")


def answer(name, meetings):
    site = SiteProfile.objects.current()
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{host()}//newsroom//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " · ".join(filter(None, [site.site_name, str(name)])))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    meetings = list(meetings[:MOST_MEETINGS])
    for meeting in meetings:
        calendar.add_component(entry(meeting))
    if meetings:
        earliest = min(meeting.day for meeting in meetings)
        calendar.add_missing_timezones(first_date=earliest - ZONE_HISTORY)
    return pagecache.keep(HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8"))


def entry(meeting):
    """A VEVENT. Its uid stays for ever; DTSTAMP is the last save, so that an unchanged file stays the same."""
    zone = ZoneInfo(settings.TIME_ZONE)
    where = [meeting.venue, meeting.address, meeting.area.name if meeting.area else ""]
    facts = {
        "uid": f"{meeting.uid}@{host()}",
        "sequence": meeting.sequence,
        "dtstamp": meeting.updated_at,
        "last-modified": meeting.updated_at,
        "dtstart": meeting.start_at.astimezone(zone),
        "dtend": meeting.end_at.astimezone(zone) if meeting.end_at else None,
        "status": STATES[meeting.status],
        "summary": meeting.name,
        "location": ", ".join(filter(None, where)),
        "description": description(meeting),
        "url": absolute(meeting.get_absolute_url()),
    }
    component = icalendar.Event()
    for name, value in facts.items():
        if value not in (None, ""):
            component.add(name, value)
    return component


def description(meeting):
    """Plain text: what has changed, where to listen online, for whom, and what it is about."""
    lines = []
    if meeting.status == Event.Status.POSTPONED:
        lines.append(_("The meeting is postponed"))
    elif meeting.status == Event.Status.CANCELLED:
        lines.append(_("The meeting is cancelled"))
    lines += [meeting.online_url, meeting.audience, html.plain(meeting.description) if meeting.description else ""]
    return "\n".join(filter(None, lines))[:LONGEST_DESCRIPTION]


def host():
    """The name of the site, from settings and not from the request, so that a uid never changes."""
    return urlsplit(settings.SITE_URL).hostname
