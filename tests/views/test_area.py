"""Regions: their meetings, stories and organisations."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ulytau():
    return a.an_area("Ұлытау облысы")


def test_the_list_counts_the_live_organizations_and_the_meetings_ahead(client, ulytau):
    soon = timezone.now() + dt.timedelta(days=2)
    a.a_meeting(area=ulytau, start_at=soon)
    a.a_meeting(area=ulytau, start_at=soon, live=False)
    a.a_meeting(area=ulytau, start_at=timezone.now() - dt.timedelta(days=2))
    for live in (True, True, False):
        a.an_organization(area=ulytau, live=live)
    a.an_area("Абай облысы")
    areas = {area.name: area for area in client.get("/kk/areas/").context["areas"]}
    assert (areas["Ұлытау облысы"].meeting_count, areas["Ұлытау облысы"].organization_count) == (1, 2)
    assert (areas["Абай облысы"].meeting_count, areas["Абай облысы"].organization_count) == (0, 0)


def test_a_region_has_its_own_meetings_stories_and_organizations(client, ulytau):
    other = a.an_area("Абай облысы")
    for area, name in ((ulytau, "Ұлытаудағы"), (other, "Абайдағы")):
        a.a_meeting(f"{name} болашақ кездесу", area=area, start_at=timezone.now() + dt.timedelta(days=2))
        a.a_meeting(f"{name} өткен кездесу", area=area, start_at=timezone.now() - dt.timedelta(days=2))
        a.an_organization(f"{name} ұйым", area=area)
        a.a_story(f"{name} оқиға", areas=[area])
    page = text_of(client, f"/kk/areas/{ulytau.slug}/")
    for words in ("болашақ кездесу", "өткен кездесу", "ұйым", "оқиға"):
        assert f"Ұлытаудағы {words}" in page
    assert "Абайдағы" not in page
    assert f"/kk/areas/{ulytau.slug}/calendar.ics" in page


def test_what_is_not_published_is_not_told(client, ulytau):
    a.a_meeting("Жасырын кездесу", area=ulytau, live=False)
    a.an_organization("Жасырын ұйым", area=ulytau, live=False)
    a.an_article("Жасырын оқиға", areas=[ulytau])
    a.a_story("Ертеңгі жасырын", areas=[ulytau], at=timezone.now() + dt.timedelta(days=1))
    assert "асырын" not in text_of(client, f"/kk/areas/{ulytau.slug}/")


def test_a_story_of_another_language_is_not_listed(client, ulytau):
    a.a_story("Қазақша оқиға", areas=[ulytau])
    assert "Қазақша оқиға" not in text_of(client, f"/ru/areas/{ulytau.slug}/")


def test_a_region_that_does_not_exist_is_not_found(client):
    assert client.get("/kk/areas/zhoq/").status_code == 404


def test_the_stories_of_a_region_go_on_to_older_ones(client, ulytau):
    for number in range(1, 24):
        a.a_story(f"Оқиға №{number}.", areas=[ulytau], at=a.moment(2026, 1, number))
    first = client.get(f"/kk/areas/{ulytau.slug}/")
    assert "Оқиға №1." not in first.content.decode()
    assert "Оқиға №1." in text_of(client, first.context["older"])


def test_the_pages_take_the_same_queries_for_one_row_and_for_fifty(client, ulytau):
    def one_more():
        a.an_area(parent=ulytau)
        a.an_organization(area=ulytau, logo=a.a_picture())
        a.a_meeting(area=ulytau, start_at=timezone.now() + dt.timedelta(days=2))
        a.a_meeting(area=ulytau)
        a.a_story(areas=[ulytau], topics=[a.a_topic()])

    one_more()
    paths = ("/kk/areas/", f"/kk/areas/{ulytau.slug}/")
    ones = [number_of_queries(client, path) for path in paths]
    for _number in range(49):
        one_more()
    assert [number_of_queries(client, path) for path in paths] == ones
    assert ones[0] <= 8
    assert ones[1] <= 14


def test_junk_in_the_query_string_gives_a_page(client, ulytau):
    assert answers_to_junk(client, f"/kk/areas/{ulytau.slug}/", "after", "before") == {200}


def test_the_pages_are_there_in_every_language(client, ulytau):
    for code in ("kk", "ru", "en"):
        page = text_of(client, f"/{code}/areas/{ulytau.slug}/")
        assert f'rel="canonical" href="http://localhost:8000/{code}/areas/{ulytau.slug}/"' in page
        assert 'hreflang="x-default"' in page
