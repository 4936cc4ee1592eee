"""An earlier version put back: by whom, over what, and who is told nothing of it."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Act, Article, Person, Revision
from tests import factories

from .posting import filled_in
from .versions import (
    FOUND,
    MISSING,
    REFUSED,
    SECRET,
    a_member_of_staff,
    a_story_of_three_versions,
    changes_on,
    desk_of,
    page_of,
    saved,
)


@pytest.fixture
def desk(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def contributor(bulak):
    return a_member_of_staff("contributor", name="Марат Мысал", desks=[bulak])


# restoring


def restored(client, row, number, seen):
    return client.post(page_of(row, "restore", number), {"seen": seen}, follow=True)


def messages_of(response):
    return " ".join(map(str, response.context["messages"]))


def test_an_earlier_version_is_put_back_with_one_press_of_a_button(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(page_of(article, "version", 1), {"against": "now"})
    answer = desk.post(page_of(article, "restore", 1), filled_in(page))
    assert answer.url == page_of(article)
    article.refresh_from_db()
    assert article.headline_kk == "Жиын өтті"
    latest = Revision.objects.of(article).latest()
    assert (latest.number, latest.act, latest.author) == (4, Act.RESTORED, aigerim)


def test_restoring_what_was_restored_gets_the_newer_text_back(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = restored(desk, article, 1, "3")
    undo = page_of(article, "version", 3) + "?against=now"
    assert undo in page.content.decode()
    desk.post(page_of(article, "restore", 3), filled_in(desk.get(undo)))
    article.refresh_from_db()
    assert (article.headline_kk, article.summary_kk) == ("Жиын қалада өтті", "Басқаша.")


def test_what_could_not_be_put_back_is_told_in_sentences(desk, aigerim):
    topic = factories.a_topic()
    article = factories.an_article(topics=[topic])
    saved(article, aigerim)
    article.topics.clear()
    saved(article, aigerim)
    topic.delete()
    page = restored(desk, article, 1, "2")
    assert len(list(page.context["messages"])) == 2
    assert str(Article._meta.get_field("topics").verbose_name) in messages_of(page)


def test_a_restore_over_what_somebody_saved_meanwhile_is_refused(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    typed = filled_in(desk.get(page_of(article, "version", 1), {"against": "now"}))
    saved(article, factories.a_user(name="Дина Үлгі"), headline_kk="Динаның тақырыбы")
    answer = desk.post(page_of(article, "restore", 1), typed, follow=True)
    assert answer.redirect_chain[0][0] == page_of(article, "version", 1) + "?against=now"
    assert "Дина Үлгі" in messages_of(answer)
    article.refresh_from_db()
    assert article.headline_kk == "Динаның тақырыбы"
    assert not Revision.objects.filter(act=Act.RESTORED).exists()


@pytest.mark.parametrize("seen", ["", "x", "-1", "\0", "9" * 40])
def test_a_restore_that_does_not_say_what_was_seen_is_refused(desk, aigerim, seen):
    article = a_story_of_three_versions(aigerim)
    restored(desk, article, 1, seen)
    article.refresh_from_db()
    assert article.headline_kk == "Жиын қалада өтті"


def test_a_story_in_the_bin_is_not_restored(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    article.move_to_bin(by=aigerim)
    page = desk.get(page_of(article, "version", 1), {"against": "now"})
    assert page_of(article, "restore", 1) not in page.content.decode()
    restored(desk, article, 1, "4")
    article.refresh_from_db()
    assert article.headline_kk == "Жиын қалада өтті"


def test_opening_the_address_of_a_restore_changes_nothing(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    answer = desk.get(page_of(article, "restore", 1), follow=True)
    assert answer.redirect_chain == [(page_of(article, "version", 1) + "?against=now", 302)]
    assert messages_of(answer) == ""
    article.refresh_from_db()
    assert article.headline_kk == "Жиын қалада өтті"


def test_a_restore_from_another_site_is_refused(aigerim):
    article = a_story_of_three_versions(aigerim)
    client = Client(enforce_csrf_checks=True)
    client.force_login(aigerim)
    assert client.post(page_of(article, "restore", 1), {"seen": "3"}).status_code == REFUSED


def test_readers_of_a_story_notice_nothing_of_a_restore(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    article.publish("kk", by=aigerim)
    restored(desk, article, 1, "4")
    assert article.live_editions().get().headline == "Жиын қалада өтті"


def test_a_restore_that_readers_see_at_once_is_said_before(desk, aigerim):
    public, hidden = factories.a_person(), factories.a_person(live=False)
    for person in (public, hidden):
        saved(person, aigerim, summary_kk="Бұрынғы.")
        saved(person, aigerim, summary_kk="Жаңа.")

    def warns(person):
        return desk.get(page_of(person, "version", 1), {"against": "now"}).context["readers_see_it"]

    assert (warns(public), warns(hidden)) == (True, False)
    restored(desk, public, 1, "2")
    public.refresh_from_db()
    assert public.summary_kk == "Бұрынғы."


def test_what_a_restore_leaves_alone_is_not_shown_as_coming_back(desk, aigerim):
    person = factories.a_person(live=False)
    saved(person, aigerim)
    saved(person, aigerim, summary_kk="Жаңа.", published_at=timezone.now())
    page = desk.get(page_of(person, "version", 1), {"against": "now"})
    assert set(changes_on(page)) == {("kk", str(Person._meta.get_field("summary_kk").verbose_name))}
    assert page.context["stays"] == [str(Person._meta.get_field("published_at").verbose_name)]
    restored(desk, person, 1, "2")
    person.refresh_from_db()
    assert (person.summary_kk, person.is_live()) == ("", True)


def test_the_version_that_stands_there_now_has_nothing_to_restore(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(page_of(article, "version", 3), {"against": "now"})
    assert changes_on(page) == {}
    assert page_of(article, "restore", 3) not in page.content.decode()


# the first edit


@pytest.mark.parametrize("make", [factories.an_article, factories.a_person, factories.a_meeting, factories.a_page])
def test_the_first_save_of_an_imported_row_keeps_how_it_was(desk, aigerim, make):
    row = make()
    form = reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])
    column = {"article": "headline_kk", "person": "summary_kk", "event": "venue_kk", "page": "intro_kk"}
    name = column[row._meta.model_name]
    was = getattr(row, name)
    assert desk.post(form, filled_in(desk.get(form)) | {name: "Жаңа сөз"}).status_code == 302
    kept = Revision.objects.of(row).order_by("number")
    assert [(one.act, one.author, one.data[name]) for one in kept] == [
        (Act.BASELINE, None, was),
        (Act.SAVED, aigerim, "Жаңа сөз"),
    ]


def test_making_an_entry_public_is_in_its_history(desk, aigerim):
    person = factories.a_person(live=False)
    ticked = {"action": "make_public", "_selected_action": [person.pk]}
    desk.post(reverse("admin:news_person_changelist"), ticked)
    newest, baseline = desk.get(page_of(person)).context["entries"]
    assert (newest.revision.author, baseline.revision.act) == (aigerim, Act.BASELINE)
    assert [str(what) for what, _which, _code in newest.changed] == [
        str(Person._meta.get_field("published_at").verbose_name)
    ]


# who sees what


def test_a_contributor_reads_and_restores_the_stories_of_their_own_desk(contributor, bulak):
    article = a_story_of_three_versions(contributor, desk=bulak)
    client = desk_of(contributor)
    assert client.get(page_of(article)).status_code == FOUND
    restored(client, article, 1, "3")
    article.refresh_from_db()
    assert article.headline_kk == "Жиын өтті"


@pytest.mark.parametrize("name", ["history", "version", "compare", "restore"])
def test_a_foreign_story_has_no_history_for_a_contributor(contributor, name):
    article = a_story_of_three_versions(None, desk=factories.an_organization("«Мысал» одағы"))
    numbers = [1] if name in ("version", "restore") else []
    client = desk_of(contributor)
    address = page_of(article, name, *numbers)
    assert client.get(address, {"from": 1, "to": 2}).status_code == MISSING
    assert client.post(address, {"seen": "3"}).status_code == MISSING
    article.refresh_from_db()
    assert article.headline_kk == "Жиын қалада өтті"


def test_a_contributor_sees_nothing_of_how_a_public_person_was_written(contributor):
    person = factories.a_person()
    kind = ContentType.objects.get_for_model(Person)
    noted = {"content_type": kind, "object_id": str(person.pk), "action_flag": CHANGE, "change_message": SECRET}
    LogEntry.objects.create(user=factories.a_user(), **noted)
    saved(person, contributor, summary_kk=SECRET)
    saved(person, None, summary_kk="Жарияланған.")
    client = desk_of(contributor)
    page = client.get(page_of(person))
    assert (page.status_code, page.context["entries"]) == (FOUND, [])
    assert SECRET not in page.content.decode()
    assert client.get(page_of(person, "version", 1)).status_code == MISSING
    assert client.post(page_of(person, "restore", 1), {"seen": "2"}).status_code == MISSING


def test_a_contributor_sees_the_versions_of_a_person_they_proposed(contributor):
    person = factories.a_person(live=False, created_by=contributor)
    saved(person, contributor, summary_kk="Бірінші.")
    saved(person, contributor, summary_kk="Екінші.")
    restored(desk_of(contributor), person, 1, "2")
    person.refresh_from_db()
    assert person.summary_kk == "Бірінші."


def test_names_that_a_contributor_may_not_see_are_not_told_by_a_history(contributor, bulak):
    hidden = factories.a_person(family=SECRET, live=False)
    meeting = factories.a_meeting(SECRET, live=False)
    article = factories.an_article(desk=bulak)
    saved(article, contributor)
    article.people.create(person=hidden)
    saved(article, None, event=meeting)
    client = desk_of(contributor)
    for address in (
        page_of(article),
        page_of(article, "version", 2),
        page_of(article, "version", 1) + "?against=now",
        page_of(article, "compare") + "?from=1&to=2",
    ):
        page = client.get(address)
        assert page.status_code == FOUND
        assert SECRET not in page.content.decode()
    assert len(changes_on(client.get(page_of(article, "version", 2)))) == 2


def test_a_registry_keeper_reads_the_history_of_a_story_and_restores_nothing(aigerim):
    article = a_story_of_three_versions(aigerim)
    client = desk_of(a_member_of_staff("registry keeper"))
    page = client.get(page_of(article, "version", 1), {"against": "now"})
    assert (page.status_code, page.context["may_restore"]) == (FOUND, False)
    assert client.post(page_of(article, "restore", 1), {"seen": "3"}).status_code == REFUSED


def test_a_reporter_leaves_the_story_of_a_member_alone(aigerim, bulak):
    article = a_story_of_three_versions(aigerim, desk=bulak)
    client = desk_of(a_member_of_staff("reporter"))
    assert client.get(page_of(article)).context["may_restore"] is False
    assert client.post(page_of(article, "restore", 1), {"seen": "3"}).status_code == REFUSED
