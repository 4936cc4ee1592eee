"""Meetings in readers' own calendars: the same entry for ever, with every later change."""

import datetime as dt

import icalendar
import pytest
from django.utils import timezone

from news.models import Area, Event, Organization
from tests import factories as a

from .asking import number_of_queries, where_to

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


def test_the_time_zone_knows_that_the_clocks_were_put_back_in_2024(client):
    meeting = a.a_meeting(start_at=a.moment(2024, 2, 20, 15))
    calendar = calendar_at(client, f"/kk/{meeting.path}event.ics")
    (zone,) = calendar.walk("VTIMEZONE")
    moments = [a.moment(2024, 2, 20), a.moment(2024, 3, 1)]
    offsets = [zone.to_tz().utcoffset(moment.replace(tzinfo=None)) for moment in moments]
    assert offsets == [dt.timedelta(hours=6), dt.timedelta(hours=5)]
    assert calendar.walk("VEVENT")[0]["dtstart"].dt == meeting.start_at


def test_a_change_keeps_the_uid_and_raises_the_sequence(client, meeting):
    before = entry_of(client, meeting)
    meeting.start_at += dt.timedelta(days=1)
    meeting.end_at += dt.timedelta(days=1)
    meeting.save()
    after = entry_of(client, meeting)
    assert str(after["uid"]) == str(before["uid"]) == f"{meeting.uid}@localhost"
    assert after["sequence"] == before["sequence"] + 1
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_a_moved_meeting_says_when_it_was_to_begin(client):
    meeting = a.a_meeting(start_at=a.moment(2026, 3, 3, 15))
    meeting.start_at, meeting.status = a.moment(2026, 3, 10, 15), Event.Status.POSTPONED
    meeting.save()
    entry = entry_of(client, meeting, "en")
    assert "Before: 3 March 2026, 15:00" in str(entry["description"])
    assert str(entry["summary"]) == meeting.name


@pytest.mark.parametrize(("status", "word"), [("cancelled", "Cancelled: "), ("postponed", "Postponed: ")])
def test_a_meeting_whose_day_is_void_says_so_in_its_name(client, meeting, status, word):
    Event.objects.update(status=status)
    assert str(entry_of(client, meeting, "en")["summary"]) == f"{word}{meeting.name_en}"


def test_a_region_that_the_address_names_is_not_said_twice(client, meeting):
    Event.objects.update(address_kk="Ұлытау облысы, Жезқазған, Үлгі көшесі, 5")
    assert str(entry_of(client, meeting)["location"]).count("Ұлытау облысы") == 1


def test_the_newsroom_stands_as_organizer_where_it_has_an_address(client, meeting):
    text = client.get("/kk/events/calendar.ics").content.decode()
    assert "ORGANIZER" not in text
    assert "METHOD" not in text
    a.a_site(email="habar@ulgi.example")
    assert str(entry_of(client, meeting)["organizer"]) == "mailto:habar@ulgi.example"
    assert str(calendar_at(client, "/kk/events/calendar.ics")["method"]) == "PUBLISH"


def test_whoever_asks_again_for_an_unchanged_calendar_gets_no_body(client, meeting):
    tag = client.get("/kk/events/calendar.ics").headers["ETag"]
    again = client.get("/kk/events/calendar.ics", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    Event.objects.update(published_at=None)
    assert client.get("/kk/events/calendar.ics", headers={"if-none-match": tag}).status_code == 200


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
        "events/2020/02/30/x/event.ics",
    ):
        assert client.get(f"/kk/{path}").status_code == 404


def test_the_former_address_of_an_entry_leads_to_the_present_one(client):
    meeting = a.a_meeting(slug="burynghy", start_at=a.moment(2026, 3, 3, 15))
    meeting.start_at = a.moment(2026, 3, 10, 15)
    meeting.save()
    moved = where_to(client, "/ru/events/2026/03/03/burynghy/event.ics")
    assert moved == (301, "/ru/events/2026/03/10/burynghy/event.ics")
    meeting.slug = "kazirgi"
    meeting.save()
    moved = where_to(client, "/ru/events/2026/03/03/burynghy/event.ics")
    assert moved == (301, "/ru/events/2026/03/10/kazirgi/event.ics")
    Event.objects.update(published_at=None)
    assert client.get("/ru/events/2026/03/03/burynghy/event.ics").status_code == 404


def test_the_calendar_of_a_merged_or_renamed_organization_leads_to_the_present_one(client, bulak):
    merged, renamed = a.an_organization(slug="qosyldy"), a.an_organization(slug="eski")
    Organization.objects.filter(pk=merged.pk).update(merged_into=bulak)
    renamed.slug = "zhana"
    renamed.save()
    assert where_to(client, "/kk/organizations/qosyldy/calendar.ics") == (
        301,
        f"/kk/organizations/{bulak.slug}/calendar.ics",
    )
    assert where_to(client, "/kk/organizations/eski/calendar.ics") == (301, "/kk/organizations/zhana/calendar.ics")


def test_the_calendar_of_a_renamed_region_leads_to_the_present_one(client):
    region = a.an_area(slug="eski")
    Area.objects.get(pk=region.pk).save()
    region.slug = "zhana"
    region.save()
    assert where_to(client, "/en/areas/eski/calendar.ics") == (301, "/en/areas/zhana/calendar.ics")


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


class Subscriber:
    """A reader's calendar programme: it asks for a calendar again and again and keeps what is there (RFC 5546, 2.1.5).

    Entries are known by their uid; one takes the place of another if its sequence is higher, or the same with a newer
    DTSTAMP; what is no longer in the calendar goes.
    """

    def __init__(self, client, path):
        self.client, self.path, self.tag, self.entries = client, path, "", {}

    def ask(self):
        response = self.client.get(self.path, headers={"if-none-match": self.tag})
        if response.status_code == 304:
            return False
        self.tag = response.headers["ETag"]
        found = {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(response.content).walk("VEVENT")}
        self.entries = {uid: self.newer(self.entries.get(uid), entry) for uid, entry in found.items()}
        return True

    @staticmethod
    def newer(known, told):
        def age(entry):
            return int(entry["sequence"]), entry["dtstamp"].dt

        return told if known is None or age(told) >= age(known) else known

    @property
    def told(self):
        return [(str(row["summary"]), row["dtstart"].dt, str(row["status"])) for row in self.entries.values()]


def test_a_subscriber_sees_a_meeting_move_be_cancelled_and_go(client, meeting):
    reader = Subscriber(client, "/en/events/calendar.ics")
    assert (reader.ask(), reader.ask()) == (True, False)
    announced = meeting.start_at
    assert reader.told == [(meeting.name_en, announced, "CONFIRMED")]

    meeting.start_at, meeting.end_at = announced + dt.timedelta(days=40), None
    meeting.status = Event.Status.POSTPONED
    meeting.save()
    assert reader.ask()
    assert reader.told == [(meeting.name_en, announced + dt.timedelta(days=40), "TENTATIVE")]

    meeting.status = Event.Status.CANCELLED
    meeting.save()
    reader.ask()
    assert reader.told == [(f"Cancelled: {meeting.name_en}", announced + dt.timedelta(days=40), "CANCELLED")]

    meeting.published_at = None
    meeting.save()
    reader.ask()
    assert reader.told == []


def test_a_change_of_words_reaches_a_subscriber_without_a_higher_sequence(client, meeting):
    reader = Subscriber(client, "/en/events/calendar.ics")
    reader.ask()
    meeting.audience_en = "For all residents"
    meeting.save()
    reader.ask()
    (entry,) = reader.entries.values()
    assert (str(entry["description"]), int(entry["sequence"])) == ("For all residents", 0)
