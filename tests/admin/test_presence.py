"""What an open form asks of the server: who else is there, whether the log-in lasts, whether somebody has saved."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import Article, Opening, Revision
from tests import factories

from .posting import filled_in

SENT = "3f0c2b1e-6f0a-4d0e-9a53-0c3f8f1f2a11.4"


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def story(db):
    return factories.an_article("Ауылда жиын өтті")


def ping(client, row, noun="article", **facts):
    return client.post(f"/admin/presence/{noun}/{row.pk}/", {"heard": 0, **facts})


def test_two_editors_hear_of_each_other(desk_of, story):
    other = Client()
    other.force_login(factories.an_editor_in_chief(name="Марат Мысал"))
    assert ping(desk_of, story).json()["others"] == []
    (colleague,) = ping(other, story).json()["others"]
    assert colleague["name"] == "Айгерім Үлгі"
    assert ping(desk_of, story).json()["others"][0]["name"] == "Марат Мысал"
    ping(other, story, closed=1)
    assert ping(desk_of, story).json()["others"] == []


def test_who_left_the_newsroom_is_not_named(desk_of, story):
    former = factories.an_editor_in_chief(name="Марат Мысал")
    Opening.objects.note(story, by=former)
    former.is_staff = False
    former.save()
    assert ping(desk_of, story).json()["others"] == []


def test_a_form_hears_who_saved_meanwhile(desk_of, story):
    marat = factories.an_editor_in_chief(name="Марат Мысал")
    Revision.objects.record(story, by=marat)
    heard = ping(desk_of, story).json()
    assert (heard["version"], heard["saved_by"]) == (1, "Марат Мысал")
    assert "saved_by" not in ping(desk_of, story, heard=1).json()


@pytest.mark.parametrize("heard", ["", "x", "-1", "9" * 40, "\0"])
def test_junk_from_a_form_breaks_nothing(desk_of, story, heard):
    assert ping(desk_of, story, heard=heard).json()["version"] == 0


@pytest.mark.parametrize("address", ["article/0", "article/x", "article/99999999999999999999", "user/1", "no-such/1"])
def test_only_rows_with_a_history_are_attended(desk_of, address):
    assert desk_of.post(f"/admin/presence/{address}/").status_code == 404


def test_whoever_may_not_see_or_change_a_row_hears_nothing_of_it(client, marat, story):
    client.force_login(marat)
    Opening.objects.note(story, by=factories.an_editor_in_chief())
    assert ping(client, story).status_code == 404
    assert Opening.objects.count() == 1


def test_who_is_logged_out_is_told_so_and_nothing_else(client, story):
    assert ping(client, story).json() == {"logged_in": False}
    assert client.get("/admin/session/").json() == {"logged_in": False}
    assert not Opening.objects.exists()


def test_a_ping_from_a_foreign_page_is_refused(aigerim, story):
    client = Client(enforce_csrf_checks=True)
    client.force_login(aigerim)
    assert ping(client, story).status_code == 403
    token = client.get("/admin/session/").json()["token"]
    assert ping(client, story, csrfmiddlewaretoken=token).status_code == 200


def test_the_token_of_the_session_saves_a_form_that_was_opened_before_the_log_in(aigerim, story):
    client = Client(enforce_csrf_checks=True)
    client.force_login(aigerim)
    address = f"/admin/news/article/{story.pk}/change/"
    form = filled_in(client.get(address)) | {"headline_kk": "Ауылда үлкен жиын өтті"}
    client.logout()
    client.force_login(aigerim)
    client.cookies.pop("csrftoken", None)
    refused = client.post(address, form)
    assert refused.status_code == 403
    assert f'href="{address}"' in refused.text
    token = client.get("/admin/session/").json()["token"]
    assert client.post(address, form | {"csrfmiddlewaretoken": token}).status_code == 302
    assert Article.objects.get().headline_kk == "Ауылда үлкен жиын өтті"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_refused_form_is_told_in_the_language_of_the_account(aigerim, language):
    aigerim.language = language
    aigerim.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(aigerim)
    page = client.post("/admin/news/person/add/?_popup=1")
    assert f'<html lang="{language}"' in page.text
    assert 'href="/admin/news/person/add/?_popup=1"' in page.text
    assert 'href="/admin/"' in client.post("/admin/logout/").text


def test_the_log_in_page_says_where_the_text_is_only_to_who_was_writing(client, db):
    assert "notice" in client.get("/admin/news/article/add/", follow=True).text
    assert "notice" not in client.get("/admin/", follow=True).text


def test_a_save_is_acknowledged_to_the_browser_and_a_refused_one_is_not(desk_of, story):
    address = f"/admin/news/article/{story.pk}/change/"
    form = filled_in(desk_of.get(address)) | {"_kept": SENT}
    assert "newsroom_saved" not in desk_of.post(address, form | {"home_position": "жоғары"}).cookies
    saved = desk_of.post(address, form).cookies["newsroom_saved"]
    assert (saved.value, saved["path"], saved["samesite"]) == (SENT, "/admin/", "Lax")


@pytest.mark.parametrize("name", ["", "x", f"{SENT}\r\nSet-Cookie: a=b", "../../.1", SENT * 40])
def test_a_crafted_name_is_not_sent_back(desk_of, story, name):
    address = f"/admin/news/article/{story.pk}/change/"
    answer = desk_of.post(address, filled_in(desk_of.get(address)) | {"_kept": name})
    assert answer.status_code == 302
    assert "newsroom_saved" not in answer.cookies


def test_several_saves_are_acknowledged_together_but_not_without_end(desk_of, story):
    address = f"/admin/news/article/{story.pk}/change/"
    form = filled_in(desk_of.get(address))
    for serial in range(12):
        cookie = desk_of.post(address, form | {"_kept": re.sub(r"\d$", str(serial), SENT)}).cookies["newsroom_saved"]
    assert [name.rsplit(".", 1)[1] for name in cookie.value.split("~")] == [str(serial) for serial in range(4, 12)]


def test_a_form_names_its_row_its_account_and_its_version(desk_of, aigerim, story):
    Revision.objects.record(story, by=aigerim)
    page = desk_of.get(f"/admin/news/article/{story.pk}/change/").text
    assert f'data-account="{aigerim.pk}" data-row="news.article/{story.pk}" data-version="1"' in page
    assert (
        'data-row="news.article/add" data-version="0" data-presence=""' in desk_of.get("/admin/news/article/add/").text
    )
    assert 'data-row="news.article/add/popup"' in desk_of.get("/admin/news/article/add/?_popup=1").text


@pytest.mark.parametrize("colleagues", [1, 50])
def test_a_ping_costs_the_same_in_a_crowd(client, story, colleagues):
    client.force_login(factories.a_user(roles=["editor"]))
    for _ in range(colleagues):
        Opening.objects.note(story, by=factories.a_user())
    ping(client, story)
    with CaptureQueriesContext(connection) as queries:
        ping(client, story)
    assert len(queries) <= 8, "\n".join(query["sql"][:160] for query in queries)
