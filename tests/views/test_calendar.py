"""Meetings in readers' own calendars: the same entry for ever, with every later change."""

import datetime as dt

import icalendar
import pytest
from django.utils import timezone

from news.models import Event
from tests import factories as a

from .asking import number_of_queries

pytestmark = pytest.mark.django_db


def calendar_at(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content)


def names_in(calendar):
    return [str(entry["summary"]) for entry in calendar.walk("VEVENT")]


@pytest.fixture
def meeting():
    venue = {f"venue_{code}": "Мәдениет үйі" for code in ("kk", "ru", "en")}
    start = timezone.now().replace(microsecond=0) + dt.timedelta(days=3)
    return a.a_meeting(
        area=a.an_area(), start_at=start, end_at=start + dt.timedelta(hours=2), name_ru="Встреча", **venue
    )


def entry_of(client, meeting, language="kk"):
    return calendar_at(client, f"/{language}/{meeting.path}event.ics").walk("VEVENT")[0]


def test_an_entry_says_when_where_and_what_in_the_language_of_its_address(client, meeting):
    entry = entry_of(client, meeting, "ru")
    assert (str(entry["summary"]), entry["dtstart"].dt, entry["dtend"].dt) == (
        "Встреча",
        meeting.start_at,
        meeting.end_at,
    )
    assert entry["dtstart"].params["TZID"] == "Asia/Almaty"
    assert str(entry["location"]) == "Мәдениет үйі, Ұлытау облысы"
    assert str(entry["url"]) == f"http://localhost:8000/ru/{meeting.path}"
    assert str(entry["status"]) == "CONFIRMED"


def test_the_calendar_carries_its_time_zone_with_the_offset_of_that_day(client, meeting):
    calendar = calendar_at(client, "/kk/events/calendar.ics")
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Almaty"
    assert zone.to_tz().utcoffset(meeting.start_at.replace(tzinfo=None)) == dt.timedelta(hours=5)


def test_a_change_keeps_the_uid_and_raises_the_sequence(client, meeting):
    before = entry_of(client, meeting)
    meeting.start_at += dt.timedelta(days=1)
    meeting.end_at += dt.timedelta(days=1)
    meeting.save()
    after = entry_of(client, meeting)
    assert str(after["uid"]) == str(before["uid"]) == f"{meeting.uid}@localhost"
    assert after["sequence"] == before["sequence"] + 1
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_an_unchanged_calendar_is_byte_for_byte_the_same(client, meeting):
    assert client.get("/kk/events/calendar.ics").content == client.get("/kk/events/calendar.ics").content


@pytest.mark.parametrize(
    ("status", "word"),
    [("tentative", "TENTATIVE"), ("confirmed", "CONFIRMED"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_the_state_of_a_meeting_reaches_calendars(client, meeting, status, word):
    Event.objects.update(status=status)
    entry = entry_of(client, meeting, "en")
    assert str(entry["status"]) == word
    assert ("postponed" in str(entry.get("description", ""))) == (status == "postponed")


def test_subscribers_get_what_is_ahead_and_lately_past_but_nothing_unpublished(client):
    now = timezone.now()
    a.a_meeting("Болашақ", start_at=now + dt.timedelta(days=400))
    a.a_meeting("Жақында өткен", start_at=now - dt.timedelta(days=30))
    a.a_meeting("Баяғыда өткен", start_at=now - dt.timedelta(days=300))
    a.a_meeting("Жасырын", start_at=now + dt.timedelta(days=1), live=False)
    assert names_in(calendar_at(client, "/kk/events/calendar.ics")) == ["Жақында өткен", "Болашақ"]


def test_regions_and_organizations_have_calendars_of_their_own(client, meeting, bulak):
    meeting.organizers.add(bulak)
    a.a_meeting("Өзге", start_at=meeting.start_at, area=a.an_area())
    for path in (f"/kk/areas/{meeting.area.slug}/calendar.ics", f"/kk/organizations/{bulak.slug}/calendar.ics"):
        assert names_in(calendar_at(client, path)) == [meeting.name]


def test_a_calendar_of_nobody_and_an_entry_of_another_day_are_not_found(client, meeting):
    hidden = a.an_organization(live=False)
    for path in (
        f"organizations/{hidden.slug}/calendar.ics",
        "areas/zhoq/calendar.ics",
        "events/2020/01/01/x/event.ics",
    ):
        assert client.get(f"/kk/{path}").status_code == 404
    assert client.get(f"/kk/events/2020/01/01/{meeting.slug}/event.ics").status_code == 404


def test_a_name_cannot_break_out_of_its_line(client):
    a.a_meeting("Кездесу\r\nATTENDEE:mailto:x@ulgi.example", start_at=timezone.now() + dt.timedelta(days=1))
    text = client.get("/kk/events/calendar.ics").content.decode()
    assert "\r\nATTENDEE" not in text


def test_a_calendar_takes_the_same_queries_for_one_meeting_and_for_fifty(client, meeting):
    one = number_of_queries(client, "/kk/events/calendar.ics")
    for _number in range(49):
        a.a_meeting(start_at=meeting.start_at, area=a.an_area())
    assert number_of_queries(client, "/kk/events/calendar.ics") == one <= 3


def test_an_empty_calendar_is_still_a_calendar(client):
    assert names_in(calendar_at(client, "/kk/events/calendar.ics")) == []
