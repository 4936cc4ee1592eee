"""Letters about the steps of a story: who gets them, in which language, and that they hold up nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from news import notifications
from news.models import Article
from news.permissions import ROLES
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """What waits for the commit is done at the end of each `with committed():`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def an_editor(**fields):
    rights = Permission.objects.filter(content_type__app_label="news", codename__in=ROLES["editor"])
    return factories.a_user(permissions=rights, **fields)


@pytest.fixture
def gulnar():
    return an_editor(email="gulnar@ulgi.example", name="Гүлнәр Үлгі", language="ru")


@pytest.fixture
def draft(marat, bulak):
    marat.groups.set(factories.groups_of(["contributor"]))
    return factories.an_article("Ауылда жиын өтті", languages=("kk", "ru"), desk=bulak, created_by=marat)


def addressees(mailoutbox):
    return sorted(address for letter in mailoutbox for address in letter.to)


def test_what_waits_is_told_to_those_who_publish(draft, marat, gulnar, committed, mailoutbox):
    with committed():
        draft.submit("kk", by=marat, note="Ертең керек")
    (letter,) = mailoutbox
    assert letter.to == ["gulnar@ulgi.example"]
    assert "Ауылда жиын өтті" in letter.subject
    assert "Марат Мысал" in letter.body
    assert "Ертең керек" in letter.body
    assert f"http://localhost:8000/admin/news/article/{draft.pk}/change/" in letter.body
    assert "<" not in letter.body


def test_each_letter_is_in_the_language_of_its_reader(draft, marat, gulnar, committed, mailoutbox):
    an_editor(email="aliya@ulgi.example", language="en")
    with committed():
        draft.submit("kk", by=marat)
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert letters["aliya@ulgi.example"].subject == "Waits for an editor: Ауылда жиын өтті"
    assert letters["gulnar@ulgi.example"].subject != letters["aliya@ulgi.example"].subject


@pytest.mark.parametrize("fields", [{"wants_email": False}, {"is_active": False}, {"is_staff": False}])
def test_who_wants_none_or_is_not_at_work_gets_none(draft, marat, committed, mailoutbox, fields):
    an_editor(**fields)
    with committed():
        draft.submit("kk", by=marat)
    assert mailoutbox == []


def test_who_may_publish_but_does_not_see_the_story_gets_none(draft, marat, committed, mailoutbox):
    only = Permission.objects.filter(codename__in=["publish_article", "change_article"])
    factories.a_user(permissions=only, desks=[factories.an_organization("«Мысал» жастар ұйымы")])
    with committed():
        draft.submit("kk", by=marat)
    assert mailoutbox == []


def test_nobody_is_told_of_what_they_did_themselves(gulnar, committed, mailoutbox):
    story = factories.an_article(created_by=gulnar)
    with committed():
        story.submit("kk", by=gulnar)
        story.publish("kk", by=gulnar)
    assert mailoutbox == []


def test_the_writers_learn_what_was_decided(draft, marat, gulnar, committed, mailoutbox):
    colleague = factories.a_user("asel@bulak.example", desks=[draft.desk], roles=["contributor"])
    draft.submit("kk", by=colleague)
    steps = [
        lambda: draft.request_changes("kk", by=gulnar, note="Күнін жазыңыз"),
        lambda: draft.publish("kk", by=gulnar),
        lambda: draft.publish("ru", by=gulnar, at=timezone.now() + dt.timedelta(days=1)),
        lambda: draft.withdraw("kk", by=gulnar, notice="Тексерілуде."),
        lambda: draft.take_down("kk", by=gulnar, reason="Қате еді."),
    ]
    told = []
    for step in steps:
        with committed():
            step()
        told.append(addressees(mailoutbox))
        mailoutbox.clear()
    both, first = ["asel@bulak.example", "marat@bulak.example"], ["marat@bulak.example"]
    assert told == [both, both, first, both, both]


def test_a_writer_who_left_the_desk_gets_none(draft, marat, gulnar, committed, mailoutbox):
    marat.desks.clear()
    with committed():
        draft.publish("kk", by=gulnar)
    assert mailoutbox == []


def test_a_writer_whose_roles_were_taken_gets_none(draft, marat, gulnar, committed, mailoutbox):
    marat.groups.clear()
    with committed():
        draft.publish("kk", by=gulnar)
    assert mailoutbox == []


def test_three_languages_of_one_act_come_in_one_letter(draft, marat, gulnar, committed, mailoutbox):
    with committed(), transaction.atomic(), notifications.in_one_letter():
        draft.publish("kk", by=gulnar)
        draft.publish("ru", by=gulnar)
    (letter,) = mailoutbox
    assert "Қазақша, Русский" in letter.body
    for edition in draft.editions.all():
        assert f"http://localhost:8000{edition.get_absolute_url()}" in letter.body


def test_what_was_not_done_is_not_told(draft, marat, gulnar, committed, mailoutbox):
    with committed():
        try:
            with transaction.atomic(), notifications.in_one_letter():
                draft.submit("kk", by=marat)
                raise RuntimeError
        except RuntimeError:
            pass
    assert mailoutbox == []


def test_a_demonstration_writes_to_nobody(draft, marat, gulnar, committed, mailoutbox):
    with committed(), notifications.untold():
        draft.submit("kk", by=marat)
    assert mailoutbox == []


class FullMailbox(EmailBackend):
    """A post office that takes no letter for one address."""

    def send_messages(self, letters):
        if any("gulnar@ulgi.example" in letter.to for letter in letters):
            raise OSError("The mailbox is full.")
        return super().send_messages(letters)


def test_a_letter_that_cannot_be_sent_holds_up_neither_the_act_nor_the_others(
    draft, marat, gulnar, committed, mailoutbox
):
    an_editor(email="aliya@ulgi.example")
    with override_settings(EMAIL_BACKEND=f"{__name__}.FullMailbox"), committed():
        draft.submit("kk", by=marat)
    assert Article.objects.get().state_kk == "submitted"
    assert addressees(mailoutbox) == ["aliya@ulgi.example"]


class ClosedPostOffice(EmailBackend):
    def open(self):
        raise OSError("Nobody answers.")


def test_a_post_office_that_does_not_answer_holds_up_nothing(draft, marat, gulnar, committed, mailoutbox):
    with override_settings(EMAIL_BACKEND=f"{__name__}.ClosedPostOffice"), committed():
        draft.submit("kk", by=marat)
    assert Article.objects.get().state_kk == "submitted"


def test_the_number_of_letters_is_bounded(draft, marat, committed, mailoutbox, monkeypatch):
    monkeypatch.setattr(notifications, "LETTERS_AT_MOST", 2)
    for _ in range(4):
        an_editor()
    with committed():
        draft.submit("kk", by=marat)
    assert len(mailoutbox) == 2
    assert all(len(letter.to) == 1 for letter in mailoutbox)


def test_a_headline_of_two_lines_stays_in_the_subject(draft, marat, gulnar, committed, mailoutbox):
    Article.objects.filter(pk=draft.pk).update(
        headline_kk="Жиын\nBcc: x@y.example", headline_ru="Жиын\nBcc: x@y.example"
    )
    with committed():
        Article.objects.get().submit("kk", by=marat)
    assert "\n" not in mailoutbox[0].subject
    assert mailoutbox[0].bcc == []
