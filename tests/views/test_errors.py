"""Pages for what cannot be shown."""

import pytest
from django.test import Client, RequestFactory

from news.views import errors
from tests import factories as make


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "says"), [("kk", 'lang="kk"'), ("ru", 'lang="ru"'), ("en", 'lang="en"')])
def test_a_missing_page_speaks_the_language_of_its_address(client, language, says):
    page = client.get(f"/{language}/zhok/bet/")

    assert page.status_code == 404
    assert f"<html {says}" in page.text
    assert f'action="/{language}/search/"' in page.text


@pytest.mark.django_db
def test_an_address_without_language_speaks_the_browsers(client):
    page = client.get("/sitemap-zhok.xml", headers={"accept-language": "ru"})

    assert page.status_code == 404
    assert '<html lang="ru"' in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/kk/%00/",
        "/kk/%FF%FE/",
        "/kk/people/..%2f..%2fetc/",
        "/kk/news/2026/02/13/%F0%9F%90%8E/",
        "/de/",
        f"/kk/{'a' * 3000}",
    ],
)
def test_odd_addresses_are_pages_not_found(client, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.django_db
def test_an_error_page_is_not_indexed_and_has_no_canonical(client):
    text = client.get("/kk/zhok/bet/").text

    assert 'name="robots" content="noindex"' in text
    assert "canonical" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404)]
)
def test_each_error_has_a_page(view, status):
    make.a_site()

    page = view(RequestFactory().get("/ru/"), Exception())

    assert page.status_code == status
    assert b'<html lang="ru"' in page.content


def test_a_failure_on_our_side_is_told_without_the_database():
    page = errors.server_error(RequestFactory().get("/ru/"))

    assert page.status_code == 500
    assert "Серверде қате болды" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db
def test_a_page_only_answers_questions(client):
    assert client.post("/kk/news/").status_code in {403, 405}
    assert client.head("/kk/news/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_no_reader_sends_is_refused_in_the_language_of_the_address(method):
    page = getattr(Client(enforce_csrf_checks=True), method)("/ru/news/")

    assert page.status_code == 403
    assert '<html lang="ru"' in page.text
    assert "<style" not in page.text
