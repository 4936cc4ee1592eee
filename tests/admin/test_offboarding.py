"""Seeing somebody off: what they leave behind, who takes it, and that they are out at once."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news import accounts
from news.models import Article, Person, PreviewLink, Revision, User
from tests import factories

from .posting import filled_in
from .test_accounts import link_in, page_of, told


@pytest.fixture(autouse=True)
def site_of_the_letters(settings):
    settings.SITE_URL = "https://ulgi.example"
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def leaving(marat, bulak):
    """Marat, with what he has open."""
    marat.groups.set(Group.objects.filter(name="contributor"))
    factories.an_article("Жоба", desk=bulak, created_by=marat)
    submitted = factories.an_article("Ұсынылған", languages=("kk", "ru"), desk=bulak, created_by=None)
    submitted.submit("ru", by=marat)
    factories.a_story("Жарияланған", desk=bulak, created_by=marat)
    factories.a_person(given="Жаңа", live=False, created_by=marat)
    PreviewLink.objects.create(
        article=submitted, language="kk", created_by=marat, expires_at=timezone.now() + dt.timedelta(days=1)
    )
    return marat


@pytest.fixture
def colleague(bulak):
    return factories.a_user("asyl@bulak.example", name="Асыл Мысал", desks=[bulak], roles=["contributor"])


def off(client, person, **fields):
    return client.post(page_of(person, "off_board"), fields, follow=True)


def test_the_page_shows_what_is_open_and_who_may_take_it(desk_of, leaving, colleague, aigerim):
    factories.a_user("alys@mysal.example", desks=[factories.an_organization("«Мысал» жастар ұйымы")])
    reporter = factories.a_user("tilshi@ulgi.example", roles=["reporter"])
    page = desk_of.get(page_of(leaving, "off_board"))
    text = page.content.decode()
    assert "Жоба" in text
    assert "Ұсынылған" in text
    assert "Жарияланған" not in text
    assert colleague.name in text
    assert page.context["number_of_proposals"] == page.context["number_of_links"] == 1
    assert set(page.context["form"].fields["successor"].queryset) == {colleague, aigerim, reporter}


def test_who_leaves_hands_over_and_is_logged_out_at_once(desk_of, leaving, colleague, aigerim):
    theirs = Client()
    theirs.force_login(leaving)
    assert theirs.get("/admin/").status_code == 200
    sessions = Session.objects.count()
    answer = off(desk_of, leaving, successor=colleague.pk, revoke_links="on")
    leaving.refresh_from_db()
    assert (leaving.is_active, leaving.has_usable_password(), leaving.desks.count()) == (False, False, 1)
    assert theirs.get("/admin/").status_code == 302
    assert Session.objects.count() == sessions - 1
    assert desk_of.get("/admin/").status_code == 200
    draft, submitted = Article.objects.get(headline_kk="Жоба"), Article.objects.get(headline_kk="Ұсынылған")
    assert (draft.created_by, submitted.submitted_by_ru, submitted.state_ru) == (colleague, colleague, "submitted")
    assert submitted.created_by is None
    assert Article.objects.get(headline_kk="Жарияланған").created_by == leaving
    assert Person.objects.get(given_name_kk="Жаңа").created_by == colleague
    assert not PreviewLink.objects.usable().exists()
    assert Revision.objects.of(draft).latest().act == "reassigned"
    assert colleague.name in told(answer)
    assert LogEntry.objects.filter(user=aigerim, object_id=str(leaving.pk)).exists()


def test_drafts_go_to_the_central_desk_where_nobody_takes_them_and_links_may_stay(desk_of, leaving):
    off(desk_of, leaving, successor="")
    draft = Article.objects.get(headline_kk="Жоба")
    assert draft.created_by is None
    assert Article.objects.visible_to(factories.a_user(roles=["reporter"])).filter(pk=draft.pk).exists()
    assert PreviewLink.objects.usable().exists()


def test_a_draft_is_not_given_to_the_desk_of_others(desk_of, leaving):
    stranger = factories.a_user(desks=[factories.an_organization("«Мысал» жастар ұйымы")], roles=["contributor"])
    answer = off(desk_of, leaving, successor=stranger.pk)
    assert answer.context["form"].errors["successor"]
    leaving.refresh_from_db()
    assert leaving.is_active


def test_who_left_is_brought_back_by_a_new_invitation(desk_of, leaving):
    off(desk_of, leaving, successor="")
    mail.outbox.clear()
    answer = desk_of.post(page_of(leaving, "bring_back"), follow=True)
    assert answer.status_code == 200
    leaving.refresh_from_db()
    assert leaving.awaits_arrival
    assert leaving.groups.get().name == "contributor"
    page = Client().get(link_in(mail.outbox[0]), follow=True)
    assert page.status_code == 200
    desk_of.post(page_of(leaving, "bring_back"))
    assert len(mail.outbox) == 1


def test_nobody_sees_themselves_off(desk_of, aigerim):
    assert desk_of.get(page_of(aigerim, "off_board")).context["stops"]
    off(desk_of, aigerim)
    aigerim.refresh_from_db()
    assert aigerim.is_active


def test_the_last_who_can_invite_stays_and_keeps_the_right(client, db):
    chief = factories.a_user("kense@ulgi.example", roles=["administrator"])
    by_shell = factories.a_user()
    with pytest.raises(ValidationError):
        accounts.off_board(chief, by=by_shell)
    client.force_login(chief)
    typed = filled_in(client.get(page_of(chief)))
    answer = client.post(page_of(chief), typed | {"groups": [Group.objects.get(name="reporter").pk]})
    assert answer.context["errors"]
    second = factories.a_user(roles=["administrator"])
    client.post(page_of(chief), typed | {"groups": [Group.objects.get(name="reporter").pk]})
    assert chief.groups.get().name == "reporter"
    with pytest.raises(ValidationError):
        accounts.off_board(second, by=chief)


def test_the_last_superuser_stays(aigerim):
    administrator = factories.a_user(roles=["administrator"], permissions=Permission.objects.all())
    with pytest.raises(ValidationError):
        accounts.off_board(aigerim, by=administrator)
    factories.an_editor_in_chief()
    accounts.off_board(aigerim, by=administrator)
    assert not User.objects.get(pk=aigerim.pk).is_active


def test_seeing_off_and_bringing_back_are_no_links(desk_of, leaving):
    assert desk_of.get(page_of(leaving, "bring_back")).status_code == 405
    assert desk_of.get(page_of(leaving, "invitation")).status_code == 405
    assert desk_of.get(page_of(leaving, "off_board")).status_code == 200
    leaving.refresh_from_db()
    assert leaving.is_active


def test_the_page_of_leaving_costs_the_same_however_much_is_open(desk_of, leaving, bulak):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert desk_of.get(page_of(leaving, "off_board")).status_code == 200
        return len(found)

    queries()
    one = queries()
    for number in range(50):
        factories.an_article(f"Жоба {number}", desk=bulak, created_by=leaving)
        factories.a_user(desks=[bulak])
    assert queries() == one <= 20
