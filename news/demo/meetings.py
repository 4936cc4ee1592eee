"""Meetings of the demo: announced, held, put off, called off."""

import datetime as dt

from news.models import Event

from .cast import uid
from .content import in_each_language, table
from .markup import Text

USUAL_HOURS = 2
DAYS_ANNOUNCED_AHEAD = 15


def make_meetings(cast, clock):
    for key, told in table("events").items():
        cast.events[key] = make_meeting(key, told, cast, clock)


def make_meeting(key, told, cast, clock):
    """Announced first and moved or cancelled afterwards, as an editor would, so that its own rules note the change."""
    start = clock.on(told.get("on") or clock.in_days(told.get("moved_from_days", told.get("days"))), told["start"])
    event = Event.objects.create(
        slug=key,
        uid=uid("event", key),
        start_at=start,
        end_at=start + dt.timedelta(hours=told.get("hours", USUAL_HOURS)),
        status=told.get("status", Event.Status.CONFIRMED),
        area=cast.areas[told["area"]] if "area" in told else None,
        online_url=told.get("online", ""),
        published_at=announced_at(start, clock),
        **words_of(key, told, cast),
    )
    event.organizers.set(cast.organizations_of(told["organizers"]))
    event.speakers.set(cast.people_of(told.get("speakers", ())))
    change(event, told, clock)
    return event


def announced_at(start, clock):
    return max(min(start, clock.now) - dt.timedelta(days=DAYS_ANNOUNCED_AHEAD), min(clock.now, clock.founded_at))


def words_of(key, told, cast):
    words = {}
    for name in ("name", "venue", "address", "audience"):
        words |= in_each_language(name, told.get(name, {}))
    about = {code: Text(code, key, cast).html(text) for code, text in told.get("about", {}).items()}
    return words | in_each_language("description", about)


def change(event, told, clock):
    if "moved_from_days" in told:
        length = event.end_at - event.start_at
        event.start_at = clock.on(clock.in_days(told["days"]), told["start"])
        event.end_at = event.start_at + length
        event.status = Event.Status.POSTPONED
        event.save()
    elif told.get("call_off"):
        event.status = Event.Status.CANCELLED
        event.save()
