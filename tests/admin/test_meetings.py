"""From a meeting to its story and back: the form that a meeting fills in, and what counts as its coverage."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import Area, Article, Event
from tests import factories
from tests.factories import moment

from .posting import filled_in

ADD = "/admin/news/article/add/"


@pytest.fixture
def desk_of_bulak(desk_of_bulak, marat):
    marat.language = "en"
    marat.save()
    return desk_of_bulak


@pytest.fixture
def meeting(bulak):
    row = factories.a_meeting(
        "Ұлытаудағы кездесу",
        name_ru="Встреча в Улытау",
        address_kk="Сәтбаев, Үлгі көшесі, 5",
        address_en="5 Ulgi Street, Satbayev",
        area=factories.an_area("Ұлытау облысы"),
    )
    row.organizers.add(bulak)
    row.speakers.add(factories.a_person("Асан", "Үлгібаев"), factories.a_person("Айгүл", "Мысалова"))
    return row


def form_of(client, meeting):
    page = client.get(ADD, {"event": meeting.pk})
    assert page.status_code == 200
    return page


def begun_from(client, meeting, **typed):
    """The story that is saved from the form as it opens."""
    client.post(f"{ADD}?event={meeting.pk}", filled_in(form_of(client, meeting)) | typed | {"_save": "1"})
    return Article.objects.get()


def untold(at=None):
    return list(Event.objects.without_coverage(at or moment(2026, 4, 1)))


# the form


def test_a_meeting_fills_in_its_story_and_nothing_is_saved_before_the_writer_saves(desk, meeting, bulak):
    initial = form_of(desk, meeting).context["adminform"].form.initial
    assert (initial["headline_kk"], initial["headline_ru"]) == ("Ұлытаудағы кездесу", "Встреча в Улытау")
    assert (initial["dateline_kk"], initial["dateline_en"]) == ("Сәтбаев", "Satbayev")
    assert not Article.objects.exists()
    story = begun_from(desk, meeting)
    assert (story.event, story.kind, story.headline_kk) == (meeting, "news", "Ұлытаудағы кездесу")
    assert list(story.areas.all()) == [meeting.area]
    assert [(str(row.person), row.relation) for row in story.people.all()] == [
        ("Асан Үлгібаев", "spoke"),
        ("Айгүл Мысалова", "spoke"),
    ]
    assert [(row.organization, row.relation) for row in story.organizations.all()] == [(bulak, "lead")]


def test_a_meeting_to_come_is_announced_and_a_past_one_reported(desk):
    coming = factories.a_meeting(start_at=timezone.now() + dt.timedelta(days=3))
    assert begun_from(desk, coming).kind == "announcement"


def test_what_the_writer_takes_out_of_the_form_is_not_saved(desk, meeting):
    story = begun_from(desk, meeting, **{"people-0-person": "", "people-0-relation": "mentioned", "headline_ru": ""})
    assert [str(row.person) for row in story.people.all()] == ["Айгүл Мысалова"]
    assert story.headline_ru == ""


@pytest.mark.parametrize(
    ("kind", "address", "place"),
    [
        ("city", "Мысал көшесі, 5", "Алматы"),
        ("region", "Қостанай, Үлгі даңғылы, 10", "Қостанай"),
        ("region", "10", "Алматы"),
        ("region", "", "Алматы"),
    ],
)
def test_the_place_of_the_story_is_guessed_from_the_address(desk, kind, address, place):
    area = factories.an_area("Алматы", classification=Area.Classification(kind))
    meeting = factories.a_meeting(area=area, address_kk=address)
    assert form_of(desk, meeting).context["adminform"].form.initial["dateline_kk"] == place


def test_a_desk_begins_a_story_from_a_meeting_that_it_sees(desk_of_bulak, meeting, bulak):
    hidden = factories.a_person("Жасырын", "Сөйлеуші", live=False)
    meeting.speakers.add(hidden)
    story = begun_from(desk_of_bulak, meeting)
    assert (story.event, story.desk) == (meeting, bulak)
    assert hidden not in [row.person for row in story.people.all()]


@pytest.mark.parametrize("key", ["", "0", "-1", "абв", "9" * 40, "1; DROP"])
def test_a_meeting_that_is_not_there_fills_in_nothing(desk, key):
    page = desk.get(ADD, {"event": key})
    assert page.status_code == 200
    assert "headline_kk" not in page.context["adminform"].form.initial


def test_a_meeting_that_a_desk_may_not_see_fills_in_nothing(desk_of_bulak):
    hidden = factories.a_meeting("Жабық кездесу", live=False)
    page = form_of(desk_of_bulak, hidden)
    assert "headline_kk" not in page.context["adminform"].form.initial
    assert "Жабық кездесу" not in page.content.decode()


def test_the_form_costs_the_same_for_one_speaker_and_for_fifty(desk, meeting):
    def queries():
        with CaptureQueriesContext(connection) as found:
            form_of(desk, meeting)
        return len(found)

    few = queries()
    for _more in range(48):
        meeting.speakers.add(factories.a_person())
        meeting.organizers.add(factories.an_organization())
    assert queries() == few <= 20


# the ways there


def test_the_form_of_a_meeting_leads_to_its_story_and_names_those_there_are(desk, meeting):
    address = f"{ADD}?event={meeting.pk}"
    change = reverse("admin:news_event_change", args=[meeting.pk])
    page = desk.get(change).content.decode()
    assert f'href="{address}"' in page
    assert "None yet." in page
    story = factories.a_story("Кездесу қалай өтті", event=meeting)
    factories.an_article("Себеттегі", event=meeting).move_to_bin()
    page = desk.get(change).content.decode()
    assert f'<a href="/admin/news/article/{story.pk}/change/">Кездесу қалай өтті</a> · news · public' in page
    assert "Себеттегі" not in page


def test_a_desk_is_not_told_of_drafts_that_are_not_its_own(desk_of_bulak, marat):
    meeting = factories.a_meeting(live=False, created_by=marat)
    factories.an_article("Орталықтың жобасы", event=meeting)
    page = desk_of_bulak.get(reverse("admin:news_event_change", args=[meeting.pk])).content.decode()
    assert "Орталықтың жобасы" not in page


def test_whoever_writes_no_stories_is_not_led_to_one(client, meeting):
    keeper = factories.a_user(language="en")
    keeper.groups.set(Group.objects.filter(name="registry keeper"))
    client.force_login(keeper)
    page = client.get(reverse("admin:news_event_change", args=[meeting.pk])).content.decode()
    assert ADD not in page


def test_the_board_leads_from_a_past_meeting_to_its_story_until_somebody_writes_it(desk, aigerim):
    meeting = factories.a_meeting("Жазылмаған", start_at=timezone.now() - dt.timedelta(days=2))

    def row():
        sections = {section.title: section.rows for section in desk.get("/admin/").context["sections"]}
        return sections.get("Past meetings without a story", [None])[0]

    assert row().act == ("Write the story", f"{ADD}?event={meeting.pk}")
    story = factories.an_article(event=meeting, created_by=aigerim)
    assert row().act == ()
    assert "a story is being written" in row().detail
    story.publish("kk", by=None)
    assert row() is None


def test_somebody_elses_draft_does_not_show_on_a_desks_board(desk_of_bulak, marat):
    meeting = factories.a_meeting(start_at=timezone.now() - dt.timedelta(days=2), created_by=marat)
    factories.an_article("Орталықтың жобасы", event=meeting)
    sections = {section.title: section.rows for section in desk_of_bulak.get("/admin/").context["sections"]}
    (row,) = sections["Past meetings without a story"]
    assert row.act
    assert "being written" not in row.detail


# what counts


@pytest.mark.parametrize("kind", ["news", "speech", "interview", "statement", "press_release"])
def test_a_public_story_that_names_the_meeting_is_its_coverage(db, kind):
    meeting = factories.a_meeting()
    story = factories.an_article(event=meeting, kind=kind)
    assert untold() == [meeting]
    story.publish("kk", by=None, at=factories.LONG_AGO)
    assert untold() == []


def test_a_story_beside_the_meeting_is_its_coverage_too(db):
    told, round_up = factories.a_meeting(), factories.a_story("Аптаға шолу")
    told.coverage.add(round_up)
    assert untold() == []


def test_an_announcement_is_no_coverage(db):
    meeting = factories.a_meeting()
    announced = factories.a_story("Кездесу болады", event=meeting, kind="announcement")
    meeting.coverage.add(announced)
    assert untold() == [meeting]


def test_a_withdrawn_story_is_coverage_no_more(db):
    meeting = factories.a_meeting()
    factories.a_story(event=meeting).withdraw("kk", by=None, notice="Қате кеткен.")
    assert untold(timezone.now()) == [meeting]


def test_a_cancelled_meeting_waits_for_no_story(db):
    factories.a_meeting(status="cancelled")
    assert untold() == []
