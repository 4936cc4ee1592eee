"""Meetings as iCalendar (RFC 5545): one, all, of a region, of an organisation. Subscribers get every later change."""

import datetime as dt
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import pagecache
from news.models import Area, Event, OldAddress, Organization, SiteProfile
from news.structured_data import absolute
from news.text import html

PAST_MEETINGS_KEPT = dt.timedelta(days=90)
MOST_MEETINGS = 1000
LONGEST_DESCRIPTION = 2000
ZONE_HISTORY = dt.timedelta(days=366)
"""The time zone is told from a year before the first meeting: its changes since 1970 would outweigh the meetings."""

ZONE_KNOWN_UNTIL = dt.date(2038, 1, 1)

ASK_AGAIN = dt.timedelta(hours=1)
"""An unchanged calendar costs them a 304 without a body."""

STATES = {
    Event.Status.TENTATIVE: "TENTATIVE",
    Event.Status.CONFIRMED: "CONFIRMED",
    Event.Status.POSTPONED: "TENTATIVE",
    Event.Status.CANCELLED: "CANCELLED",
}
"""RFC 5545 has no word for “postponed”: the name and the description say it."""


@require_safe
def event(request, year, month, day, slug):
    path = f"events/{year}/{month}/{day}/{slug}/"
    row = Event.objects.live().for_cards().filter(slug=slug).first()
    row = row or OldAddress.objects.row_now_at(path, Event, slug)
    if row is None:
        raise Http404
    if row.path != path:
        return HttpResponsePermanentRedirect(row.get_calendar_url())
    response = answer(row.name, [row])
    response.headers["Content-Disposition"] = f'attachment; filename="{row.slug}.ics"'
    return response


@require_safe
def events(request):
    return answer(_("Meetings"), meetings_for_subscribers())


@require_safe
def area(request, slug):
    return answer_of(request, Area.objects.all(), slug, "area")


@require_safe
def organization(request, slug):
    return answer_of(request, Organization.objects.live(), slug, "organizers")


def answer_of(request, rows, slug, relation):
    """The meetings of a row; at the address of one that was merged or renamed, the way to the present one (301)."""
    row = OldAddress.objects.row_asked_for(rows, slug)
    if row is None:
        raise Http404
    if row.slug != slug:
        return HttpResponsePermanentRedirect(reverse(request.resolver_match.view_name, args=[row.slug]))
    return answer(row.name, meetings_for_subscribers().filter(**{relation: row}))


def meetings_for_subscribers():
    """What is ahead and the last three months, the cancelled ones too, so that calendars strike them out.

    A meeting that was taken back from readers is left out, and whoever subscribes loses its entry with the next answer.
    """
    since = timezone.now() - PAST_MEETINGS_KEPT
    return Event.objects.live().filter(start_at__gte=since).for_cards().order_by("start_at", "pk")


def answer(name, meetings):
    """The answer tells no Last-Modified: a meeting leaves a calendar without a trace. The ETag of its text is exact."""
    site = SiteProfile.objects.current()
    calendar, organizer = opened(name, site), organizer_of(site)
    if organizer:
        calendar.add("method", "PUBLISH")
    meetings = list(meetings[:MOST_MEETINGS])
    for meeting in meetings:
        calendar.add_component(entry(meeting, organizer))
    if meetings:
        days = [meeting.day for meeting in meetings]
        first, last = min(days) - ZONE_HISTORY, max(*days, ZONE_KNOWN_UNTIL)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    return pagecache.keep(HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8"))


def opened(name, site):
    """An empty calendar with its name, and how often to ask for it, in the words of RFC 7986 and of those before it."""
    calendar, title = icalendar.Calendar(), " · ".join(filter(None, [site.site_name, str(name)]))
    calendar.add("prodid", f"-//{host()}//newsroom//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN).to_ical().decode())
    return calendar


def organizer_of(site):
    """The newsroom, by its e-mail address; None without one. RFC 5546 wants it wherever METHOD says PUBLISH."""
    if not site.email:
        return None
    organizer = icalendar.vCalAddress(f"mailto:{site.email}")
    organizer.params["cn"] = site.site_name
    return organizer


def entry(meeting, organizer=None):
    """A VEVENT. Its uid stays for ever; DTSTAMP is the last save, so that an unchanged file stays the same."""
    zone = ZoneInfo(settings.TIME_ZONE)
    facts = {
        "uid": f"{meeting.uid}@{host()}",
        "sequence": meeting.sequence,
        "dtstamp": meeting.updated_at,
        "last-modified": meeting.updated_at,
        "dtstart": meeting.start_at.astimezone(zone),
        "dtend": meeting.end_at.astimezone(zone) if meeting.end_at else None,
        "status": STATES[meeting.status],
        "summary": summary(meeting),
        "location": location(meeting),
        "description": description(meeting),
        "url": absolute(meeting.get_absolute_url()),
        "organizer": organizer,
    }
    component = icalendar.Event()
    for name, value in facts.items():
        if value not in (None, ""):
            component.add(name, value)
    return component


def summary(meeting):
    """The name. Where the day is void it says so: most calendars show no state, and some know none but “cancelled”."""
    if not meeting.no_longer_holds():
        return meeting.name
    if meeting.is_cancelled:
        return _("Cancelled: %(meeting)s") % {"meeting": meeting.name}
    return _("Postponed: %(meeting)s") % {"meeting": meeting.name}


def location(meeting):
    """Venue, address and region, the region only where the address does not name it."""
    place = ", ".join(filter(None, [meeting.venue, meeting.address]))
    region = meeting.area.name if meeting.area else ""
    return place if region in place else ", ".join(filter(None, [place, region]))


def description(meeting):
    """Plain text: what has changed, where to listen online, for whom, and what it is about."""
    about = html.plain(meeting.description) if meeting.description else ""
    lines = [*changes(meeting), meeting.online_url, meeting.audience, about]
    return "\n".join(filter(None, lines))[:LONGEST_DESCRIPTION]


def changes(meeting):
    """What has changed about the meeting: sentences, none where it is as it was announced."""
    if meeting.is_cancelled:
        yield _("The meeting is cancelled")
        return
    if meeting.status == Event.Status.POSTPONED:
        yield _("The meeting is postponed")
    if meeting.previous_start_at:
        before = formats.date_format(timezone.localtime(meeting.previous_start_at), "DATETIME_FORMAT")
        yield _("Before: %(moment)s") % {"moment": before}


def host():
    """The name of the site, from settings and not from the request, so that a uid never changes."""
    return urlsplit(settings.SITE_URL).hostname
