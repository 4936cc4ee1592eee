"""Nothing that readers may not see stands behind any public address.

One cast is hidden in every way there is: drafts, scheduled, called off and taken down stories, people, organisations,
meetings and pages that no one has approved. All of it bears one word. Every pattern of news/urls.py is opened, in
every language; a pattern that is not in DOORS fails the test.
"""

import datetime as dt
import io
import zipfile
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation

from news import opendata, sitemaps
from news.models import Correction, Edition, Event, Organization, Page, Person, Quotation, coalition_day
from news.urls import language_urlpatterns, root_urlpatterns
from tests import factories as make

from .secrets_of_the_newsroom import ALL, HIDDEN, a_newsroom_with_secrets

pytestmark = pytest.mark.django_db

SOUGHT = "бүркеулі"
"""Also in its names, so that pages which repeat the question do not give a false alarm."""


@pytest.fixture
def cast():
    return a_newsroom_with_secrets()


# The doors


def by_slug(*rows):
    return [{"slug": row.slug} for row in rows]


def on_day(*rows):
    return [{**day_of(row.day), "slug": row.slug} for row in rows]


def day_of(day):
    return {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}


def month_of(cast):
    return [{"year": f"{day:%Y}", "month": f"{day:%m}"} for day in map(coalition_day, (cast.now, cast.tomorrow))]


def a_year_of(cast):
    return [{"year": f"{coalition_day(cast.now):%Y}"}]


def story_of(cast):
    return on_day(cast.story.editions.order_by("number").last())


def nothing(cast):
    return [{}]


def topic_of(cast):
    return by_slug(cast.topic)


def area_of(cast):
    return by_slug(cast.area)


def person_of(cast):
    return by_slug(cast.person)


def organization_of(cast):
    return by_slug(cast.organization, cast.coalition)


def meeting_of(cast):
    return on_day(cast.event)


def files_of_the_map(cast):
    return [{"section": section} for section in (*sitemaps.SECTIONS, "stories-0", "quotes-0")]


DOORS = {
    "home": nothing,
    "news": nothing,
    "news_year": a_year_of,
    "news_month": month_of,
    "article": story_of,
    "article_history": story_of,
    "press_kit": story_of,
    "preview": lambda cast: [{"key": article.pk} for article in (cast.story, cast.draft)],
    "preview_link": lambda cast: [{"signed": cast.link.get_absolute_url().split("/")[-2]}, {"signed": "x.y"}],
    "search": nothing,
    "feed_atom": nothing,
    "feed_json": nothing,
    "topic_atom": topic_of,
    "topic_json": topic_of,
    "area_atom": area_of,
    "area_json": area_of,
    "person_atom": person_of,
    "person_json": person_of,
    "organization_atom": organization_of,
    "organization_json": organization_of,
    "people": nothing,
    "person": person_of,
    "organizations": nothing,
    "organization": organization_of,
    "organization_members": lambda cast: by_slug(cast.coalition),
    "organization_calendar": organization_of,
    "areas": nothing,
    "area": area_of,
    "area_calendar": area_of,
    "topic": topic_of,
    "quotes": nothing,
    "quotation": lambda cast: [{"uid": Quotation.objects.filter(edition__article=cast.spoken)[0].uid}],
    "data": nothing,
    "events": nothing,
    "events_calendar": nothing,
    "events_month": month_of,
    "event": meeting_of,
    "event_calendar": meeting_of,
    "page": lambda cast: by_slug(cast.page),
    "robots": nothing,
    "security": nothing,
    "healthz": nothing,
    "readyz": nothing,
    "sitemap_index": nothing,
    "sitemap": files_of_the_map,
    "news_sitemap": nothing,
    "popolo": nothing,
    "data_csv": lambda cast: [{"name": name} for name in opendata.TABLES],
}
"""What stands in each address: rows that readers may see."""

SHUT = {"preview": 302, "preview_link": 404}
"""Doors that do not open: the log-in stands before the one, and whoever made the link behind the other has left."""

SAY_NOTHING_OF_ROWS = {"robots", "security", "healthz", "readyz", "sitemap_index", "areas", "event_calendar", *SHUT}


def questions(cast):
    """{door: query strings}: filters by what is hidden, and words that only hidden names have."""
    person, organization = cast.hidden_people[0].slug, cast.hidden_organizations[0].slug
    far = f"{4_000_000_000_000_000}-9"
    return {
        "news": [
            {"organization": organization},
            {"organization": cast.organization.slug, "topic": cast.topic.slug, "area": cast.area.slug},
            {"topic": cast.topic.slug, "kind": "news"},
            {"before": far},
            {"after": "0-0"},
        ],
        "search": [{"q": SOUGHT}, {"q": "ауыл"}, {"q": SOUGHT, "type": "people"}, {"q": SOUGHT, "type": "events"}],
        "people": [{"q": SOUGHT}, {"organization": organization}, {"after": cast.hidden_people[0].pk}],
        "organizations": [
            {"q": SOUGHT},
            {"members": "yes"},
            {"type": "party"},
            {"area": cast.area.slug},
            {"before": cast.hidden_organizations[0].pk},
        ],
        "quotes": [
            {"person": person},
            {"organization": organization},
            {"person": SOUGHT},
            {"organization": SOUGHT},
            {"person": cast.person.slug},
            {"organization": cast.organization.slug, "topic": cast.topic.slug, "from": "2020"},
            {"before": far},
        ],
        "events": [{"area": cast.area.slug}, {"format": "in-person"}, {"organization": organization}],
        "events_month": [{"area": cast.area.slug, "organization": cast.organization.slug}],
        "person": [{"before": far}],
        "organization": [{"before": far}],
        "area": [{"before": far}],
        "topic": [{"before": far}],
    }


def address(name, kwargs):
    """The address in the active language, or the one that has none."""
    room = "news" if name in names_of(language_urlpatterns) else "root"
    return reverse(f"{room}:{name}", kwargs=kwargs)


def names_of(patterns):
    return [pattern.name for pattern in patterns]


def walk(client, cast):
    """(door, address, answer) of every pattern, in the active language."""
    asked = questions(cast)
    for name, rows in DOORS.items():
        for kwargs in rows(cast):
            path = address(name, kwargs)
            for query in ({}, *asked.get(name, ())):
                target = f"{path}?{urlencode(query)}" if query else path
                yield name, target, unpacked(client.get(target))


def unpacked(answer):
    """Of a ZIP the names of its files and their texts."""
    if not answer.streaming:
        return answer
    archive = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
    return HttpResponse("\n".join([*archive.namelist(), *texts]), status=answer.status_code, headers=answer.headers)


def text_of(answer):
    return answer.content.decode().lower().replace("\r\n ", "")


def leaks_in(answer):
    text = text_of(answer) + " " + " ".join(answer.headers.values()).lower()
    return [word for word in HIDDEN if word in text]


def test_every_address_of_the_site_is_walked():
    assert set(DOORS) == {*names_of(language_urlpatterns), *names_of(root_urlpatterns)}


@pytest.mark.parametrize("language", ALL)
def test_nothing_hidden_stands_behind_a_public_address(client, cast, language):
    with translation.override(language):
        answers = list(walk(client, cast))

    statuses = {target: (answer.status_code, SHUT.get(name, 200)) for name, target, answer in answers}
    assert {target: status for target, (status, wanted) in statuses.items() if status != wanted} == {}
    assert {target: leaks_in(answer) for _name, target, answer in answers if leaks_in(answer)} == {}


def test_the_walk_would_notice_what_is_hidden(client, cast):
    """The same walk when everything has been made public: every list and every page of the cast shows some of it."""
    for model in (Person, Organization, Event, Page):
        model.objects.filter(published_at=None).update(published_at=make.LONG_AGO)
        model.objects.filter(published_at__gt=cast.now).update(published_at=make.LONG_AGO)
    Edition.objects.filter(headline="Жасырын жоспар").update(published_at=cast.now, listed_at=cast.now)
    called_off = Edition.objects.filter(headline="Жасырын жаңа тақырып")
    called_off.update(published_at=cast.now - dt.timedelta(minutes=9), superseded_at=cast.now)
    Edition.objects.update(gone_at=None)
    Correction.objects.update(made_at=cast.now)

    telling = {name for name, _target, answer in walk(client, cast) if leaks_in(answer)}

    assert set(DOORS) - telling - SAY_NOTHING_OF_ROWS == set()


@pytest.mark.parametrize("language", ALL)
def test_the_addresses_of_what_is_hidden_tell_nothing(client, cast, language):
    with translation.override(language):
        paths = [
            *(address(name, kwargs) for name in row_doors("person") for kwargs in by_slug(*cast.hidden_people)),
            *(
                address(name, kwargs)
                for name in row_doors("organization")
                for kwargs in by_slug(*cast.hidden_organizations)
            ),
            *(address(name, kwargs) for name in ("event", "event_calendar") for kwargs in on_day(*cast.hidden_events)),
            *(address("page", kwargs) for kwargs in by_slug(*cast.hidden_pages)),
            *(address("quotation", {"uid": row.uid}) for row in Quotation.objects.filter(text="Жасырын сөз")),
            *(f"/{path}" for path in cast.hidden_paths),
        ]
    answers = {path: client.get(path) for path in paths}

    assert {
        path: answer.status_code for path, answer in answers.items() if answer.status_code not in {301, 404, 410}
    } == {}
    assert {path: leaks_in(answer) for path, answer in answers.items() if leaks_in(answer)} == {}


def row_doors(noun):
    return [name for name in DOORS if name == noun or name.startswith(f"{noun}_")]


def test_open_data_does_not_name_the_hidden_by_number(client, cast):
    text = client.get("/data/popolo.json").text

    for row in cast.hidden_people:
        assert f'"person/{row.pk}"' not in text
    for row in cast.hidden_organizations:
        assert f'"organization/{row.pk}"' not in text


def test_a_language_that_waits_for_tomorrow_is_told_to_nobody(client):
    article = make.an_article("Кездесу өтті", languages=ALL)
    article.publish("kk", by=None, at=make.LONG_AGO)
    article.publish("ru", by=None, at=timezone.now() + dt.timedelta(days=1))
    path = article.editions.get(language="kk").get_absolute_url()

    page, map_of_stories = client.get(path).text, client.get("/sitemap-stories-0.xml").text

    assert 'rel="alternate" hreflang="ru"' not in page
    assert 'hreflang="ru"' not in map_of_stories
    assert client.get(path.replace("/kk/", "/ru/", 1)).status_code == 404


def test_a_withdrawn_story_is_read_at_its_own_address_only(client, cast):
    article = make.a_story(
        "Шегерілген хабар",
        languages=ALL,
        people=[cast.person],
        organizations=[cast.organization],
        topics=[cast.topic],
        areas=[cast.area],
        at=cast.now - dt.timedelta(minutes=5),
    )
    Edition.objects.filter(article=article).update(withdrawn_at=cast.now)

    assert client.get(article.editions.get(language="kk").get_absolute_url()).status_code == 200
    assert [target for _name, target, answer in walk(client, cast) if "шегерілген" in text_of(answer)] == []


def test_a_member_who_left_is_no_member_anywhere(client, cast):
    left = make.an_organization("«Кеткен-Үлгі» бірлестігі")
    yesterday = coalition_day(cast.now) - dt.timedelta(days=1)
    make.a_role(left, "Мүше", cast.coalition, start_date="2019", end_date=yesterday.isoformat())

    for path in ("/kk/", "/kk/organizations/?members=yes", cast.coalition.get_absolute_url()):
        assert "кеткен" not in text_of(client.get(path)), path
    assert "кеткен" in text_of(client.get("/kk/organizations/"))
