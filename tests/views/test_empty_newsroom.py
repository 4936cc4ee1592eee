"""A newsroom on its first day: no site profile, no story, nobody in the registry."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = ["", "news/", "people/", "organizations/", "areas/", "quotes/", "events/", "search/", "search/?q=кездесу"]
FILES = ["news/feed.xml", "news/feed.json", "events/calendar.ics"]
WITHOUT_LANGUAGE = ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/data/popolo.json", "/data/people.csv"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_every_page_answers_before_anything_is_entered(client, language, path):
    assert client.get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize("path", WITHOUT_LANGUAGE)
def test_every_file_answers_before_anything_is_entered(client, path):
    assert client.get(path).status_code == 200


def test_an_address_for_reports_is_told_once_there_is_one(client):
    assert client.get("/.well-known/security.txt").status_code == 404
