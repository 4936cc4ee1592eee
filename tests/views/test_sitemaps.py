"""Sitemaps."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from news.sitemaps import STORIES_IN_A_SECTION
from tests import factories as make

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def parsed(answer):
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own answer)


def addresses(answer):
    return [place.text for place in parsed(answer).iter(f"{MAP}loc")]


def test_every_section_of_the_index_answers(client):
    make.a_story()
    make.a_person()
    make.a_page()
    make.a_meeting()

    sections = addresses(client.get("/sitemap.xml"))

    assert "http://localhost:8000/sitemap-stories-0.xml" in sections
    for address in sections:
        answer = client.get(address.removeprefix("http://localhost:8000"))
        assert answer.status_code == 200
        parsed(answer)


def test_a_story_is_named_in_each_language_it_has_with_the_others(client):
    story = make.a_story("Кездесу", languages=("kk", "ru"), at=make.moment(2026, 2, 13))

    answer = client.get(f"/sitemap-stories-{story.pk // STORIES_IN_A_SECTION}.xml")

    assert addresses(answer) == [
        "http://localhost:8000/kk/news/2026/02/13/kezdesu/",
        "http://localhost:8000/ru/news/2026/02/13/kezdesu/",
    ]
    first = next(parsed(answer).iter(f"{MAP}url"))
    assert [link.get("hreflang") for link in first.iter(LINK)] == ["kk", "ru"]


def test_what_readers_may_not_see_is_in_no_sitemap(client):
    draft = make.an_article("Жоба")
    scheduled = make.a_story("Ертеңгі", at=timezone.now() + dt.timedelta(hours=1))
    make.a_person("Құпия", live=False)

    for story in (draft, scheduled):
        assert addresses(client.get(f"/sitemap-stories-{story.pk // STORIES_IN_A_SECTION}.xml")) == []
    assert addresses(client.get("/sitemap-people.xml")) == []
    assert addresses(client.get("/news-sitemap.xml")) == []


def test_news_are_of_two_days_with_all_required_tags(client):
    make.a_site()
    make.a_story("Бүгінгі\x0b хабар", at=timezone.now() - dt.timedelta(hours=1))
    make.a_story("Алдыңғы аптадағы", at=timezone.now() - dt.timedelta(days=7))

    answer = client.get("/news-sitemap.xml")

    assert len(addresses(answer)) == 1
    item = next(parsed(answer).iter(f"{NEWS}news"))
    assert item.findtext(f"{NEWS}publication/{NEWS}name") == "Үлгі жаңалықтары"
    assert item.findtext(f"{NEWS}publication/{NEWS}language") == "kk"
    assert item.findtext(f"{NEWS}title") == "Бүгінгі\n хабар"
    assert item.findtext(f"{NEWS}publication_date")


@pytest.mark.parametrize(
    "section", ["zhok", "stories", "stories-", "stories-x", "stories-99999999999999999999", "people-1"]
)
def test_a_section_that_does_not_exist_is_not_found(client, section):
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


def test_a_sitemap_needs_as_many_queries_for_fifty_stories_as_for_one(client, django_assert_num_queries):
    make.a_story()
    with django_assert_num_queries(1):
        client.get("/sitemap-stories-0.xml")
    for n in range(50):
        make.a_story(f"Хабар {n}")
    with django_assert_num_queries(1):
        client.get("/sitemap-stories-0.xml")


def test_a_site_name_with_invisible_signs_does_not_break_the_news(client):
    make.a_site(**{f"site_name_{code}": "Үлгі\x1f" for code in ("kk", "ru", "en")})
    make.a_story(at=timezone.now())

    assert [name.text for name in parsed(client.get("/news-sitemap.xml")).iter(f"{NEWS}name")] == ["Үлгі"]
