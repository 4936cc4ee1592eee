"""Log-in, the language of the newsroom, its first page, its safety."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from news.models import User
from tests import factories

from .posting import filled_in

INDEX = "/admin/"


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def test_one_logs_in_by_e_mail_in_any_case(client, aigerim):
    aigerim.set_password("қыран-құс-2026")
    aigerim.save()
    typed = {"username": "Aigerim@ULGI.example", "password": "қыран-құс-2026", "next": INDEX}
    assert client.post(reverse("admin:login"), typed).url == INDEX


def test_a_wrong_password_is_told_in_a_sentence_and_keeps_the_address(client, aigerim):
    page = client.post(reverse("admin:login"), {"username": aigerim.email, "password": "қате"})
    assert page.status_code == 200
    assert aigerim.email in page.content.decode()
    assert page.context["form"].non_field_errors()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_log_in_page_is_shown_in_the_language_of_its_address(client, db, language):
    page = client.get(reverse("admin:login"), {"language": language}).content.decode()
    assert f'<html lang="{language}"' in page


def test_readers_accounts_do_not_open_the_newsroom(client, db):
    client.force_login(factories.a_user(is_staff=False))
    assert client.get(INDEX).status_code == 302


def test_the_language_is_kept_with_the_account(desk_of, aigerim):
    here = reverse("admin:news_article_changelist")
    response = desk_of.post(reverse("admin:set_language"), {"language": "ru", "next": here})
    assert response.url == here
    assert User.objects.get(pk=aigerim.pk).language == "ru"
    assert '<html lang="ru"' in desk_of.get(here).content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(desk_of, back):
    assert desk_of.post(reverse("admin:set_language"), {"language": "en", "next": back}).url == INDEX


def test_a_language_nobody_speaks_here_changes_nothing(desk_of, aigerim):
    desk_of.post(reverse("admin:set_language"), {"language": "xx"})
    assert User.objects.get(pk=aigerim.pk).language == "kk"


def test_the_language_is_not_changed_by_a_link(desk_of):
    assert desk_of.get(reverse("admin:set_language"), {"language": "ru"}).status_code == 405


def test_the_list_of_the_one_app_is_the_first_page(desk_of):
    assert desk_of.get("/admin/news/").url == INDEX
    assert desk_of.get("/admin/nothing/").status_code == 404


def test_the_policy_of_a_form_allows_its_import_map_and_nothing_else_inline(desk_of):
    response = desk_of.get(reverse("admin:news_article_add"))
    policy, page = response.headers["Content-Security-Policy"], response.content.decode()
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}" type="importmap">' in page or f'type="importmap" nonce="{nonce}"' in page
    assert "unsafe" not in policy
    assert " style=" not in page
    assert "<style" not in page


def test_only_a_superuser_makes_superusers(client, db):
    keeper = factories.a_user("esep@ulgi.example")
    keeper.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    chief = factories.an_editor_in_chief()
    client.force_login(keeper)
    own = reverse("admin:news_user_change", args=[keeper.pk])
    assert 'name="is_superuser"' not in client.get(own).content.decode()
    client.post(own, filled_in(client.get(own)) | {"name": "Есеп", "is_superuser": "on"})
    keeper.refresh_from_db()
    assert (keeper.name, keeper.is_superuser) == ("Есеп", False)
    assert client.post(reverse("admin:news_user_change", args=[chief.pk]), {"name": "x"}).status_code == 403


def test_the_card_of_a_picture_tells_its_focal_point(desk_of):
    picture = factories.a_picture(focal_x=20, focal_y=70)
    card = desk_of.get(reverse("admin:news_image_card", args=[picture.pk])).json()
    assert (card["focal_x"], card["focal_y"], card["descriptions"]["kk"]) == (20, 70, picture.description_kk)
    assert desk_of.get(reverse("admin:news_image_card", args=[picture.pk + 1])).status_code == 404
