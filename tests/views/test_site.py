"""What robots and machines ask for."""

import pytest
from django.db import OperationalError, connection

from tests import factories as make


@pytest.mark.django_db
def test_robots_are_shown_the_sitemaps_and_kept_out_of_search(client):
    text = client.get("/robots.txt").text

    assert "Disallow: /admin/" in text
    assert "Disallow: /kk/search/?" in text.splitlines()
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


@pytest.mark.django_db
def test_whoever_finds_a_hole_is_told_whom_to_write_to(client):
    make.a_site(email="news@ulgi.example")

    text = client.get("/.well-known/security.txt").text

    assert "Contact: mailto:news@ulgi.example" in text
    assert "Expires: " in text


@pytest.mark.django_db
def test_without_a_contact_there_is_no_security_txt(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_process_says_that_it_lives_without_the_database(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_site_is_ready_while_the_database_answers(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_the_site_is_not_ready_when_the_database_is_away(client):
    def away(execute, *arguments):
        raise OperationalError

    with connection.execute_wrapper(away):
        assert client.get("/readyz").status_code == 503
