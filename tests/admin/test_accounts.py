"""People come and go: invitations, forgotten passwords, one's own account, seeing somebody off."""

import datetime as dt
import re
import smtplib

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from news import accounts
from news.models import User
from tests import factories

from .posting import filled_in

ADD = "/admin/news/user/add/"
PASSWORD = "бұлақ-басы-77"
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture(autouse=True)
def empty_mailbox_and_cache(settings):
    settings.SITE_URL = "https://ulgi.example"
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    cache.clear()
    mail.outbox = []


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def asel(aigerim, bulak):
    """Invited, and not here yet."""
    account = User(email="asel@bulak.example", name="Әсел Мысал", language="ru")
    accounts.invite(account, by=aigerim)
    account.desks.set([bulak])
    account.groups.set(Group.objects.filter(name="contributor"))
    return account


def page_of(account, name="change"):
    return reverse(f"admin:news_user_{name}", args=[account.pk])


def typed_for(client, **fields):
    role = Group.objects.get(name="contributor")
    return {**filled_in(client.get(ADD)), "email": "asel@bulak.example", "name": "Әсел", "groups": [role.pk], **fields}


def link_in(letter):
    return re.search(r"https://ulgi\.example(/\S+)", letter.body.split("\n\n", 2)[2])[1]


def told_at_the_end(answer):
    """What is told once everything is saved: here, where a test holds the transaction open, after the answer."""
    return " ".join(str(message) for message in answer.wsgi_request._messages)


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


# Invitations


def invited(client, callbacks, **fields):
    with callbacks(execute=True):
        return client.post(ADD, typed_for(client, **fields))


def test_an_invitation_is_a_letter_with_a_link_in_the_language_of_the_invited(
    desk_of, bulak, aigerim, django_capture_on_commit_callbacks
):
    answer = invited(desk_of, django_capture_on_commit_callbacks, language="ru", desks=[bulak.pk])
    account = User.objects.get(email="asel@bulak.example")
    assert account.is_staff
    assert account.awaits_arrival
    assert (account.invited_by, account.desks.get(), account.groups.get().name) == (aigerim, bulak, "contributor")
    assert account.email in told_at_the_end(answer)
    [letter] = mail.outbox
    assert letter.to == [account.email]
    with translation.override("ru"):
        assert letter.subject.startswith(translation.gettext("You are invited to the newsroom “%(site_name)s”")[:10])
    assert "&#x27;" not in letter.body
    assert "&quot;" not in letter.body


def test_the_link_leads_to_a_password_and_into_the_newsroom(client, asel):
    accounts.send_invitation(asel)
    page = client.get(link_in(mail.outbox[0]), follow=True)
    assert page.status_code == 200
    assert asel.email in page.content.decode()
    assert asel.name in page.content.decode()
    answer = client.post(page.request["PATH_INFO"], CHOSEN, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("admin:index")
    assert answer.status_code == 200
    asel.refresh_from_db()
    assert asel.check_password(PASSWORD)
    assert not asel.awaits_arrival


def test_the_link_is_not_told_to_other_sites(client, asel):
    accounts.send_invitation(asel)
    page = client.get(link_in(mail.outbox[0]), follow=True)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert link_in(mail.outbox[0]).split("/")[-2] not in page.request["PATH_INFO"]


def used(asel):
    asel.set_password(PASSWORD)
    asel.save()


def invited_again(asel):
    accounts.invite(asel, by=None, at=timezone.now() + dt.timedelta(seconds=1))


def seen_off(asel):
    User.objects.filter(pk=asel.pk).update(is_active=False)


def at_another_address(asel):
    User.objects.filter(pk=asel.pk).update(email="basqa@bulak.example")


@pytest.mark.parametrize("happens", [used, invited_again, seen_off, at_another_address])
def test_a_link_that_has_lost_its_meaning_says_what_to_do_and_nothing_of_the_account(client, asel, happens):
    accounts.send_invitation(asel)
    happens(asel)
    page = client.get(link_in(mail.outbox[0]), follow=True)
    assert page.status_code == 410
    assert "form" not in page.context or page.context["form"] is None
    assert asel.name not in page.content.decode()
    assert asel.email not in page.content.decode()
    assert reverse("admin:login") in page.content.decode()


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 410)])
def test_a_link_opens_for_as_many_days_as_are_set(client, asel, monkeypatch, days, status):
    accounts.send_invitation(asel)
    later = dt.datetime.now() + dt.timedelta(days=days)  # noqa: DTZ005 (as Django's own clock of tokens)
    monkeypatch.setattr(accounts.InvitationLinks, "_now", lambda links: later)
    assert client.get(link_in(mail.outbox[0]), follow=True).status_code == status


@pytest.mark.parametrize(
    "link", ["x/y", "MQ/choose", "MQ/abc-def", "!!/--", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA/abc-0", "ә/ә"]
)
@pytest.mark.parametrize("page", ["invitation", "password_reset"])
def test_an_altered_link_opens_nothing(client, db, page, link):
    assert client.get(f"/admin/{page}/{link}/", follow=True).status_code == 410


def test_a_link_for_a_forgotten_password_is_no_invitation_and_the_other_way_round(client, asel, marat):
    accounts.send_invitation(asel)
    accounts.send_reset(marat.email)
    for letter, page in zip(mail.outbox, ["password_reset", "invitation"], strict=True):
        number, token = link_in(letter).strip("/").split("/")[-2:]
        assert client.get(f"/admin/{page}/{number}/{token}/", follow=True).status_code == 410


def test_a_weak_first_password_is_refused_in_sentences(client, asel):
    accounts.send_invitation(asel)
    page = client.get(link_in(mail.outbox[0]), follow=True)
    answer = client.post(page.request["PATH_INFO"], {"new_password1": "12345", "new_password2": "12345"})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    asel.refresh_from_db()
    assert asel.awaits_arrival


def test_who_has_not_come_is_invited_again_with_what_the_form_says_now(
    desk_of, asel, django_capture_on_commit_callbacks
):
    role = Group.objects.get(name="reporter")
    invited(desk_of, django_capture_on_commit_callbacks, email="ASEL@bulak.example", name="Әсел Үлгі", groups=[role.pk])
    asel.refresh_from_db()
    assert (asel.name, asel.groups.get(), User.objects.filter(name="Әсел Үлгі").count()) == ("Әсел Үлгі", role, 1)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("is_active", [True, False])
def test_an_address_that_has_an_account_is_told_so(desk_of, marat, is_active, django_capture_on_commit_callbacks):
    User.objects.filter(pk=marat.pk).update(is_active=is_active)
    answer = invited(desk_of, django_capture_on_commit_callbacks, email="Marat@bulak.example")
    assert marat.name in " ".join(answer.context["adminform"].form.errors["email"])
    assert mail.outbox == []
    assert User.objects.get(pk=marat.pk).check_password("қыран-құс-2026")


def test_nobody_is_invited_without_a_role(desk_of, django_capture_on_commit_callbacks):
    answer = invited(desk_of, django_capture_on_commit_callbacks, groups=[])
    assert answer.context["adminform"].form.errors["groups"]
    assert not User.objects.filter(email="asel@bulak.example").exists()


def test_a_letter_that_cannot_be_sent_is_told_and_can_be_sent_later(
    desk_of, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(message, **options):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        answer = invited(desk_of, django_capture_on_commit_callbacks)
    assert "Connection unexpectedly closed" in told_at_the_end(answer)
    account = User.objects.get(email="asel@bulak.example")
    desk_of.post(page_of(account, "invitation"))
    assert [letter.to for letter in mail.outbox] == [[account.email]]


def test_an_invitation_is_sent_again_from_the_account_and_never_to_somebody_who_is_here(desk_of, asel, marat):
    before = asel.invited_at
    desk_of.post(page_of(asel, "invitation"))
    asel.refresh_from_db()
    assert asel.invited_at > before
    answer = desk_of.post(page_of(marat, "invitation"), follow=True)
    assert marat.name in told(answer)
    assert len(mail.outbox) == 1
    assert User.objects.get(pk=marat.pk).has_usable_password()


def test_the_list_says_who_is_not_here_yet(desk_of, asel, marat, aigerim):
    gone = factories.a_user(is_active=False)

    def found(standing):
        return set(desk_of.get("/admin/news/user/", {"standing": standing}).context["cl"].result_list)

    assert (found("invited"), found("off"), found("here")) == ({asel}, {gone}, {marat, aigerim})


# Forgotten passwords


def asked_for(client, email):
    return client.post(reverse("admin:password_reset"), {"email": email}, follow=True)


def test_a_forgotten_password_is_chosen_anew_by_a_link(client, marat):
    asked_for(client, "MARAT@bulak.example")
    page = client.get(link_in(mail.outbox[0]), follow=True)
    assert page.status_code == 200
    done = client.post(page.request["PATH_INFO"], CHOSEN, follow=True)
    assert done.status_code == 200
    assert client.login(email=marat.email, password=PASSWORD)
    assert client.get(link_in(mail.outbox[0]), follow=True).status_code == 410


def test_the_answer_does_not_tell_whether_an_address_has_an_account(client, marat, asel):
    gone = factories.a_user(is_active=False)
    pages = {
        re.sub(r"csrf\w+|[\w-]{64}", "", asked_for(client, email).content.decode())
        for email in (marat.email, asel.email, gone.email, "eshkim@ulgi.example")
    }
    assert len(pages) == 1
    assert [letter.to for letter in mail.outbox] == [[marat.email]]


def test_a_mailbox_is_not_filled_by_asking_again_and_again(client, marat):
    for _again in range(5):
        asked_for(client, marat.email)
    assert len(mail.outbox) == 1


def test_a_letter_that_cannot_be_sent_looks_like_one_that_was(client, marat, monkeypatch):
    def refuse(message, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert asked_for(client, marat.email).status_code == 200


def test_the_letter_is_in_the_language_of_the_account_and_the_page_in_that_of_the_reader(client, marat):
    User.objects.filter(pk=marat.pk).update(language="en")
    page = client.post(reverse("admin:password_reset") + "?language=ru", {"email": marat.email}, follow=True)
    assert '<html lang="ru"' in page.content.decode()
    assert mail.outbox[0].body.startswith("Hello Марат Мысал,")


def test_a_link_for_a_password_opens_for_a_day(client, marat, monkeypatch):
    asked_for(client, marat.email)
    later = dt.datetime.now() + dt.timedelta(hours=25)  # noqa: DTZ005 (as Django's own clock of tokens)
    monkeypatch.setattr(accounts.ResetLinks, "_now", lambda links: later)
    assert client.get(link_in(mail.outbox[0]), follow=True).status_code == 410


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("page", ["password_reset", "password_reset_done", "password_reset_complete"])
def test_pages_before_log_in_speak_the_language_of_their_address(client, db, page, language):
    answer = client.get(reverse(f"admin:{page}"), {"language": language})
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_log_in_leads_to_the_forgotten_password(client, db):
    assert reverse("admin:password_reset") in client.get(reverse("admin:login")).content.decode()


# One's own account


def test_everybody_changes_their_own_name_language_and_letters_and_nothing_else(client, marat):
    client.force_login(marat)
    own = reverse("admin:account")
    assert client.get(own).status_code == 200
    client.post(own, {"name": "Марат Үлгі", "language": "ru", "email": "x@x.example", "is_superuser": "on"})
    marat.refresh_from_db()
    assert (marat.name, marat.language, marat.wants_email) == ("Марат Үлгі", "ru", False)
    assert (marat.email, marat.is_superuser) == ("marat@bulak.example", False)
    assert client.post(own, {"name": "", "language": "xx"}).context["form"].errors.keys() == {"name", "language"}
