"""A week of the newsroom: publications and meetings by day, on the clock of the coalition."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.admin import week
from news.models import Article
from tests import factories
from tests.factories import moment

PAGE = "/admin/week/"
WEEK = {"week": "2026-W09"}  # 23 February to 1 March


@pytest.fixture
def desk_of_bulak(desk_of_bulak, marat):
    marat.language = "en"
    marat.save()
    return desk_of_bulak


def days(client, asked=WEEK):
    return {day.date.day: day for day in client.get(PAGE, asked).context["days"]}


def test_a_publication_stands_on_its_day_on_the_clock_of_the_coalition(desk):
    story = factories.a_story("Түнгі хабар", at=moment(2026, 2, 25, 0, 30))
    day = days(desk)[25]
    assert [row.headline for row in day.stories] == ["Түнгі хабар"]
    assert day.stories[0].address == f"/admin/news/article/{story.pk}/change/"


def test_the_languages_that_go_out_together_stand_in_one_line(desk):
    factories.a_story("Бірге", languages=("kk", "ru"), at=moment(2026, 2, 24))
    Article.objects.get().publish("kk", by=None, at=moment(2026, 2, 26))
    (first,), (later,) = days(desk)[24].stories, days(desk)[26].stories
    assert [code for code, _name, _state in first.languages] == ["kk", "ru"]
    assert (first.is_update, later.is_update) == (False, True)


def test_what_is_scheduled_withdrawn_or_gone_is_told_apart(desk):
    soon = timezone.now() + dt.timedelta(minutes=1)
    factories.an_article("Болады").publish("kk", by=None, at=soon)
    factories.a_story("Алынды", at=moment(2026, 2, 24)).withdraw("kk", by=None, notice="Қате кеткен.")
    factories.a_story("Жоқ", at=moment(2026, 2, 25)).take_down("kk", by=None, reason="Қате кеткен.")
    found = days(desk)
    assert found[24].stories[0].languages[0][2] == "withdrawn"
    assert found[25].stories[0].languages[0][2] == "gone"
    day = days(desk, {"day": f"{timezone.localtime(soon):%Y-%m-%d}"})[timezone.localtime(soon).day]
    assert day.stories[0].languages[0][2] == "scheduled"


def test_what_was_called_off_stands_nowhere(desk):
    at = timezone.now() + dt.timedelta(hours=1)
    article = factories.an_article("Болмайды")
    article.publish("kk", by=None, at=at)
    article.call_off("kk", by=None)
    assert not any(day.stories for day in days(desk, {"day": f"{timezone.localtime(at):%Y-%m-%d}"}).values())


def test_meetings_stand_on_their_day_and_past_ones_ask_for_a_story(desk):
    told = factories.a_meeting("Жазылған", start_at=moment(2026, 2, 27, 15))
    told.coverage.add(factories.a_story())
    untold = factories.a_meeting("Жазылмаған", start_at=moment(2026, 2, 27, 18))
    factories.a_meeting("Болмады", start_at=moment(2026, 2, 27, 19), status="cancelled")
    first, second, third = days(desk)[27].meetings
    assert [str(row.event) for row in (first, second, third)] == ["Жазылған", "Жазылмаған", "Болмады"]
    assert (first.write_address, third.write_address) == ("", "")
    assert desk.get(second.write_address).context["adminform"].form.initial["event"] == str(untold.pk)


def test_a_day_without_anything_shows_the_gap_and_how_to_fill_it(desk):
    day = days(desk)[23]
    assert (day.stories, day.meetings) == ([], [])
    assert 'value="2026-02-23T10:00"' in desk.get(day.announce_address).content.decode()
    assert "Nothing on this day." in desk.get(PAGE, WEEK).content.decode()


@pytest.mark.parametrize("junk", ["", "2026-W54", "2026-W00", "0001-W01", "9999-W52", "x", "2026-W9", "٢٠٢٦-W09"])
def test_junk_in_the_address_gives_this_week(desk, junk):
    page = desk.get(PAGE, {"week": junk, "day": junk})
    assert page.status_code == 200
    assert page.context["is_this_week"]


def test_the_weeks_follow_one_another_over_the_turn_of_the_year(desk):
    page = desk.get(PAGE, {"week": "2026-W53"})
    assert [str(page.context[name]) for name in ("before", "following")] == ["2026-W52", "2027-W01"]
    assert page.context["week"].days[-1] == dt.date(2027, 1, 3)


def test_a_desk_sees_what_is_public_and_what_is_its_own(desk_of_bulak, bulak, marat):
    at = timezone.now() + dt.timedelta(minutes=5)
    own = factories.an_article("Біздікі", desk=bulak)
    own.publish("kk", by=None, at=at)
    factories.an_article("Басқанікі").publish("kk", by=None, at=at)
    public = factories.a_story("Ашық", at=timezone.now() - dt.timedelta(minutes=5))
    factories.a_meeting("Жабық кездесу", start_at=at, live=False)
    factories.a_meeting("Өз кездесуіміз", start_at=at, live=False, created_by=marat)
    found = days(desk_of_bulak, {"day": f"{timezone.localtime(at):%Y-%m-%d}"})
    found |= days(desk_of_bulak, {"day": f"{timezone.localtime(timezone.now()):%Y-%m-%d}"})
    stories = {row.headline: row.address for day in found.values() for row in day.stories}
    assert stories == {
        "Біздікі": f"/admin/news/article/{own.pk}/change/",
        "Ашық": public.editions.get().get_absolute_url(),
    }
    assert {str(row.event) for day in found.values() for row in day.meetings} == {"Өз кездесуіміз"}


def test_a_registry_keeper_is_not_asked_to_write_stories(client, db):
    keeper = factories.a_user()
    keeper.groups.set(Group.objects.filter(name="registry keeper"))
    client.force_login(keeper)
    factories.a_meeting("Жазылмаған", start_at=moment(2026, 2, 27, 18))
    assert days(client)[27].meetings[0].write_address == ""
    assert not client.get(PAGE, WEEK).context["write_address"]


def test_a_week_with_more_than_fits_says_so(desk, monkeypatch):
    monkeypatch.setattr(week, "MOST_EDITIONS", 2)
    for hour in (9, 10, 11):
        factories.a_story(at=moment(2026, 2, 24, hour))
    page = desk.get(PAGE, WEEK)
    assert page.context["is_cut"]
    assert sum(len(day.stories) for day in page.context["days"]) == 2


@pytest.mark.parametrize("role", ["editor", "contributor"])
def test_the_week_costs_the_same_for_one_row_and_for_fifty(client, marat, bulak, role):
    marat.groups.set(Group.objects.filter(name=role))
    client.force_login(marat)

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE, WEEK)
        return len(found)

    def work():
        factories.a_story(languages=("kk", "ru"), at=moment(2026, 2, 24), desk=bulak)
        factories.a_meeting(start_at=moment(2026, 2, 27, 18), area=factories.an_area())

    work()
    client.get(PAGE, WEEK)
    few = queries()
    for _more in range(49):
        work()
    assert queries() == few <= 8
