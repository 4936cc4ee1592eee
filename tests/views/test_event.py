"""Meetings: what is ahead, what has changed, and where an address leads."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import Event, Organization
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of, where_to

pytestmark = pytest.mark.django_db


def in_days(number, hour=15):
    day = timezone.localdate() + dt.timedelta(days=number)
    return a.moment(day.year, day.month, day.day, hour)


def test_meetings_ahead_stand_by_month_and_past_ones_below(client):
    a.a_meeting("Келесі кездесу", start_at=in_days(40))
    a.a_meeting("Жақын кездесу", start_at=in_days(2))
    a.a_meeting("Өткен кездесу", start_at=in_days(-5))
    page = text_of(client, "/kk/events/")
    order = ["Жақын кездесу", "Келесі кездесу", 'id="past-h"', "Өткен кездесу"]
    assert sorted(order, key=page.index) == order


def test_a_meeting_that_is_going_on_is_still_ahead(client):
    now = timezone.now()
    a.a_meeting("Жүріп жатқан", start_at=now - dt.timedelta(hours=1), end_at=now + dt.timedelta(hours=1))
    assert 'id="past-h"' not in text_of(client, "/kk/events/")


def test_an_unpublished_meeting_stands_nowhere(client):
    hidden = a.a_meeting("Жасырын кездесу", live=False, start_at=in_days(3))
    assert "Жасырын кездесу" not in text_of(client, "/kk/events/")
    assert client.get(f"/kk/{hidden.path}").status_code == 404
    assert client.get(f"/kk/{hidden.path}event.ics").status_code == 404
    assert "Жасырын" not in text_of(client, f"/kk/events/{hidden.day:%Y/%m}/")


@pytest.mark.parametrize(("form", "name"), [("in-person", "Ауылдағы"), ("online", "Желідегі"), ("hybrid", "Аралас")])
def test_meetings_are_filtered_by_their_format(client, form, name):
    venue = {f"venue_{code}": "Мәдениет үйі" for code in ("kk", "ru", "en")}
    a.a_meeting("Ауылдағы кездесу", start_at=in_days(1), **venue)
    a.a_meeting("Желідегі кездесу", start_at=in_days(1), online_url="https://ulgi.example/live")
    a.a_meeting("Аралас кездесу", start_at=in_days(1), online_url="https://ulgi.example/live", venue_ru="Дом культуры")
    page = text_of(client, f"/kk/events/?format={form}")
    assert [word for word in ("Ауылдағы", "Желідегі", "Аралас") if f"{word} кездесу" in page] == [name]


def test_meetings_are_filtered_by_region_and_so_is_the_calendar_to_subscribe_to(client):
    ulytau, other = a.an_area("Ұлытау облысы"), a.an_area("Абай облысы")
    a.a_meeting("Ұлытаудағы", start_at=in_days(1), area=ulytau)
    a.a_meeting("Абайдағы", start_at=in_days(1), area=other)
    page = text_of(client, f"/kk/events/?area={ulytau.slug}")
    assert "Ұлытаудағы" in page
    assert "Абайдағы" not in page
    assert f"/kk/areas/{ulytau.slug}/calendar.ics" in page


def test_meetings_are_filtered_by_organisation_and_so_is_the_calendar_to_subscribe_to(client, bulak):
    a.a_meeting("Біздің кездесу", start_at=in_days(1)).organizers.add(bulak)
    a.a_meeting("Өзгенікі", start_at=in_days(1))
    page = text_of(client, f"/kk/events/?organization={bulak.slug}")
    assert "Біздің кездесу" in page
    assert "Өзгенікі" not in page
    assert f"webcal://localhost:8000/kk/organizations/{bulak.slug}/calendar.ics" in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_form_offers_whoever_organizes_public_meetings_and_the_one_that_is_chosen(client, bulak, monkeypatch):
    idle, secret = a.an_organization("Бос ұйым"), a.an_organization("Жасырын кездесудің ұйымы")
    busy = a.an_organization("Белсенді ұйым")
    a.a_meeting(live=False).organizers.add(secret)
    a.a_meeting().organizers.add(bulak, a.an_organization("Жасырын ұйым", live=False))
    for _number in range(2):
        a.a_meeting().organizers.add(busy)

    def offered(path="/kk/events/"):
        return [row.name for row in client.get(path).context["filters"].organizers]

    assert offered() == ["Белсенді ұйым", bulak.name]
    assert idle.name in offered(f"/kk/events/?organization={idle.slug}")
    monkeypatch.setattr("news.views.event.ORGANIZERS_OFFERED", 1)
    assert offered() == ["Белсенді ұйым"]


def test_the_former_address_of_an_organisation_still_chooses_it(client, bulak):
    former = a.an_organization(slug="qosyldy")
    Organization.objects.filter(pk=former.pk).update(merged_into=bulak)
    a.a_meeting("Біздің кездесу", start_at=in_days(1)).organizers.add(bulak)
    page = text_of(client, "/kk/events/?organization=qosyldy")
    assert "Біздің кездесу" in page
    assert f"organization={bulak.slug}" in page


def test_a_month_keeps_the_filters_on_the_way_to_other_months_and_back(client, bulak):
    region = a.an_area("Ұлытау облысы")
    query = f"area={region.slug}&amp;organization={bulak.slug}&amp;format=in-person"
    for month in (1, 5, 5, 9):
        a.a_meeting("Біздікі", start_at=a.moment(2026, month, 10), area=region).organizers.add(bulak)
    a.a_meeting("Өзгенікі", start_at=a.moment(2026, 6, 10))
    page = text_of(client, "/kk/events/2026/05/?" + query.replace("&amp;", "&"))
    assert "Өзгенікі" not in page
    for path in ("events/", "events/2026/01/", "events/2026/05/", "events/2026/09/"):
        assert f'href="/kk/{path}?{query}' in page
    assert "events/2026/06/" not in page
    assert text_of(client, f"/kk/events/?{query.replace('&amp;', '&')}").count(f"?{query}") >= 2


def test_a_meeting_that_left_its_month_is_found_there_with_its_new_day(client):
    meeting = a.a_meeting("Көшкен кездесу", start_at=a.moment(2026, 3, 3, 15))
    stays = a.a_meeting("Айында қалған", start_at=a.moment(2026, 3, 4, 15))
    meeting.start_at, stays.start_at = a.moment(2026, 4, 10, 15), a.moment(2026, 3, 5, 15)
    meeting.save()
    stays.save()
    response = client.get("/en/events/2026/03/")
    page = response.content.decode().replace("\xa0", " ")
    assert response.context["moved"] == [meeting]
    assert page.index('id="moved-h"') < page.index(f'href="/en/{meeting.path}"') < page.index("10 April 2026, 15:00")
    assert 'id="moved-h"' not in text_of(client, "/en/events/2026/04/")


@pytest.mark.parametrize("status", ["tentative", "confirmed", "postponed", "cancelled"])
def test_the_state_of_a_meeting_to_come_is_told_in_words_in_lists_and_on_its_page(client, status):
    meeting = a.a_meeting(start_at=in_days(3), status=status)
    for path in ("events/", f"events/{meeting.day:%Y/%m}/", meeting.path):
        assert status.capitalize() in text_of(client, f"/en/{path}"), path


def test_a_moved_meeting_shows_its_old_day_struck_out_in_lists(client):
    meeting = a.a_meeting(start_at=in_days(3))
    meeting.start_at, meeting.status = in_days(5), Event.Status.POSTPONED
    meeting.save()
    page = text_of(client, "/en/events/")
    struck = page[page.index("<s>") : page.index("</s>")]
    assert in_days(3).isoformat()[:10] in struck


def test_a_cancelled_meeting_has_its_hour_struck_out_in_lists(client):
    a.a_meeting(start_at=in_days(3, 15), status=Event.Status.CANCELLED)
    page = text_of(client, "/en/events/")
    assert ">15:00</time></s>" in page
    assert "datebox--void" in page


def test_the_table_of_the_month_begins_on_monday_and_leads_to_the_meetings(client):
    a.a_meeting("Жалғыз", slug="zhalgyz", start_at=a.moment(2026, 3, 3, 15))
    for name in ("Бірінші", "Екінші"):
        a.a_meeting(name, start_at=a.moment(2026, 3, 5, 15))
    response = client.get("/en/events/2026/03/")
    page = response.content.decode()
    week = page[page.index("<thead>") : page.index("</thead>")]
    assert week.index("Monday") < week.index("Tuesday") < week.index("Sunday")
    days = {day.date.day: day for row in response.context["tables"][0]["weeks"] for day in row if day.is_in_month}
    assert (len(days), days[3].count, days[5].count, days[4].path) == (31, 1, 2, "")
    assert days[3].path == "/en/events/2026/03/03/zhalgyz/"
    anchor = f"m-{Event.objects.get(name_kk='Бірінші').pk}"
    assert days[5].path == f"/en/events/2026/03/#{anchor}"
    assert f'id="{anchor}"' in page


def test_a_late_meeting_stands_on_the_day_of_the_coalitions_clock(client):
    a.a_meeting("Түнгі", slug="tungi", start_at=a.moment(2026, 4, 1, 1))  # 31 March in UTC
    assert "Түнгі" in text_of(client, "/kk/events/2026/04/")
    assert "Түнгі" not in text_of(client, "/kk/events/2026/03/")
    assert client.get("/kk/events/2026/04/01/tungi/").status_code == 200


def test_a_month_leads_to_the_nearest_months_that_have_meetings(client):
    for month in (1, 5, 9):
        a.a_meeting(start_at=a.moment(2026, month, 10))
    page = text_of(client, "/kk/events/2026/05/")
    assert "/kk/events/2026/01/" in page
    assert "/kk/events/2026/09/" in page
    assert "/kk/events/2026/04/" not in page


def test_a_month_without_meetings_says_so_and_is_kept_out_of_search_engines(client):
    page = text_of(client, "/kk/events/2031/05/")
    assert 'class="empty"' in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("path", ["2026/13", "2026/00", "0000/01", "1600/01", "9999/12"])
def test_a_month_that_does_not_exist_is_not_found(client, path):
    assert client.get(f"/kk/events/{path}/").status_code == 404


def test_a_meeting_under_a_wrong_day_leads_to_its_own_day(client):
    meeting = a.a_meeting(slug="kezdesu", start_at=a.moment(2026, 3, 3, 15))
    assert where_to(client, "/ru/events/2026/03/09/kezdesu/") == (301, "/ru/events/2026/03/03/kezdesu/")
    assert client.get("/ru/events/2026/02/30/kezdesu/").status_code == 404
    assert meeting.name in text_of(client, "/ru/events/2026/03/03/kezdesu/")


def test_an_address_a_meeting_once_had_leads_to_the_present_one(client):
    meeting = a.a_meeting(slug="burynghy", start_at=a.moment(2026, 3, 3, 15))
    meeting.slug, meeting.start_at = "kazirgi", a.moment(2026, 3, 10, 15)
    meeting.save()
    assert where_to(client, "/kk/events/2026/03/03/burynghy/") == (301, "/kk/events/2026/03/10/kazirgi/")


def test_a_postponed_meeting_strikes_out_the_day_it_was_moved_from(client):
    meeting = a.a_meeting(start_at=a.moment(2026, 3, 3, 15))
    meeting.start_at, meeting.status = a.moment(2026, 3, 10, 15), Event.Status.POSTPONED
    meeting.save()
    page = text_of(client, f"/en/{meeting.path}").replace("\xa0", " ")
    struck = page[page.index("<s>") : page.index("</s>")]
    assert "3 March 2026" in struck
    assert "10 March 2026" not in struck
    assert "EventRescheduled" in page


def test_a_meeting_postponed_without_a_new_day_strikes_out_its_own(client):
    meeting = a.a_meeting(start_at=a.moment(2026, 3, 3, 15), status=Event.Status.POSTPONED)
    page = text_of(client, f"/en/{meeting.path}").replace("\xa0", " ")
    assert "3 March 2026" in page[page.index("<s>") : page.index("</s>")]
    assert "EventPostponed" in page


def test_a_cancelled_meeting_says_so_and_offers_no_entry_for_the_calendar(client):
    meeting = a.a_meeting(start_at=in_days(5), status=Event.Status.CANCELLED)
    page = text_of(client, f"/kk/{meeting.path}")
    assert 'class="note"' in page
    assert "EventCancelled" in page
    assert f'href="/kk/{meeting.path}event.ics"' not in page


def test_a_speaker_has_the_role_of_the_meetings_day(client):
    person = a.a_person()
    a.a_role(person, "Сол күнгі төраға", start_date="2025", end_date="2026-03-31")
    a.a_role(person, "Кейінгі кеңесші", start_date="2026-04-01")
    meeting = a.a_meeting(start_at=a.moment(2026, 3, 3))
    meeting.speakers.add(person, a.a_person("Жасырын", "Сөйлеуші", live=False))
    page = text_of(client, f"/kk/{meeting.path}")
    assert "Сол күнгі төраға" in page
    assert "Кейінгі кеңесші" not in page
    assert "Жасырын Сөйлеуші" not in page


def test_a_meeting_leads_to_the_live_stories_about_it(client):
    meeting = a.a_meeting()
    meeting.coverage.add(a.a_story("Кездесу туралы есеп"), a.an_article("Әлі жазылып жатыр"))
    page = text_of(client, f"/kk/{meeting.path}")
    assert "Кездесу туралы есеп" in page
    assert "Әлі жазылып жатыр" not in page
    assert "Кездесу туралы есеп" not in text_of(client, f"/ru/{meeting.path}")


def test_a_meeting_leads_once_to_the_stories_that_name_it_the_announcement_too(client):
    meeting = a.a_meeting()
    report = a.a_story("Кездесу қалай өтті", event=meeting)
    a.a_story("Кездесу болады", event=meeting, kind="announcement")
    meeting.coverage.add(report)
    page = text_of(client, f"/kk/{meeting.path}")
    assert page.count(f'href="{report.editions.get().get_absolute_url()}"') == 1
    assert "Кездесу болады" in page


def test_the_list_takes_the_same_queries_for_one_meeting_and_for_fifty(client):
    def one_more():
        for days in (1, -1):
            a.a_meeting(start_at=in_days(days), area=a.an_area()).organizers.add(a.an_organization())
        a.a_meeting(start_at=in_days(60), previous_start_at=in_days(1))

    one_more()
    one = number_of_queries(client, "/kk/events/")
    month = number_of_queries(client, f"/kk/events/{in_days(1):%Y/%m}/")
    for _number in range(49):
        one_more()
    assert number_of_queries(client, "/kk/events/") == one <= 9
    assert number_of_queries(client, f"/kk/events/{in_days(1):%Y/%m}/") == month <= 10


def test_a_meeting_takes_the_same_queries_for_one_of_everything_and_for_fifty(client):
    meeting = a.a_meeting(area=a.an_area())

    def one_more():
        person = a.a_person(portrait=a.a_picture())
        a.a_role(person)
        meeting.speakers.add(person)
        meeting.organizers.add(a.an_organization())
        meeting.coverage.add(a.a_story(topics=[a.a_topic()], areas=[a.an_area()]))
        a.a_story(event=meeting)
        a.a_meeting(start_at=in_days(3), area=a.an_area())

    one_more()
    one = number_of_queries(client, f"/kk/{meeting.path}")
    for _number in range(49):
        one_more()
    assert number_of_queries(client, f"/kk/{meeting.path}") == one <= 14


def test_junk_in_the_query_string_gives_a_page(client):
    for path in ("/kk/events/", "/kk/events/2026/03/"):
        assert answers_to_junk(client, path, "area", "organization", "format") == {200}


def test_without_meetings_the_page_says_so_in_every_language(client):
    for code in ("kk", "ru", "en"):
        assert 'class="empty"' in text_of(client, f"/{code}/events/")


@pytest.mark.parametrize("year", [1991, 2031, 2099])
def test_a_meeting_of_any_year_of_the_calendar_has_a_page(client, year):
    meeting = a.a_meeting("Алыстағы кездесу", start_at=a.moment(year, 5, 4))
    assert "Алыстағы кездесу" in text_of(client, meeting.get_absolute_url())


@pytest.mark.parametrize("day", ["0000/00/00", "2026/02/30", "2026/13/01", "9999/12/31"])
def test_a_day_that_does_not_exist_has_no_meeting(client, day):
    meeting = a.a_meeting()
    assert client.get(f"/kk/events/{day}/{meeting.slug}/").status_code == 404
