"""The first page: what waits for whom, what waits the longest first, and never what is not theirs to see."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Article, Revision
from tests import factories

INDEX = "/admin/"
MINE, COLLEAGUES = "Stories that wait for you", "Stories that wait for colleagues"
pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client):
    """Somebody of the newsroom who reads it in English, so that a test can name the sections."""

    def log_in(*roles, desks=(), **fields):
        user = factories.a_user(language="en", desks=desks, **fields)
        user.groups.set(Group.objects.filter(name__in=roles))
        client.force_login(user)
        return user

    return log_in


def board(client):
    """{title: rows} of the first page."""
    return {section.title: section.rows for section in client.get(INDEX).context["sections"]}


def texts(rows):
    return [row.text for row in rows]


def waited(article, days, act="submitted"):
    """Let an act have happened some days ago."""
    kind = ContentType.objects.get_for_model(Article)
    acts = Revision.objects.filter(content_type=kind, object_id=article.pk, act=act)
    acts.update(created_at=timezone.now() - dt.timedelta(days=days))


def submitted(headline, *, by, days=0, languages=("kk",), **fields):
    article = factories.an_article(headline, languages=languages, created_by=by, **fields)
    for code in languages:
        article.submit(code, by=by)
    waited(article, days)
    return article


def test_what_is_submitted_waits_for_whoever_publishes_the_longest_first(client, english, marat, bulak):
    english("editor")
    submitted("Кеше тапсырылды", by=marat, days=1, desk=bulak)
    submitted("Апта бойы күтіп тұр", by=marat, days=7, desk=bulak)
    rows = board(client)[MINE]
    assert texts(rows) == ["Апта бойы күтіп тұр", "Кеше тапсырылды"]
    assert str(bulak) in rows[0].detail
    assert "submitted: Қазақша" in rows[0].detail


def test_the_languages_of_a_story_wait_in_one_line(client, english, marat):
    english("editor")
    submitted("Екі тілде", by=marat, languages=("kk", "ru"))
    (row,) = board(client)[MINE]
    assert "Қазақша, Русский" in row.detail


def test_with_two_pairs_of_eyes_what_i_submitted_waits_for_a_colleague(client, english, settings):
    settings.TWO_PAIRS_OF_EYES = True
    editor = english("editor")
    submitted("Өзім тапсырдым", by=editor)
    found = board(client)
    assert MINE not in found
    assert texts(found[COLLEAGUES]) == ["Өзім тапсырдым"]


def test_a_translator_sees_what_waits_for_the_editors(client, english, marat):
    english("translator")
    submitted("Тапсырылды", by=marat)
    assert texts(board(client)[COLLEAGUES]) == ["Тапсырылды"]


def test_changes_asked_for_wait_for_the_writer_with_the_first_words_of_the_note(client, english, aigerim, bulak):
    writer = english("contributor", desks=[bulak])
    article = submitted("Түзету керек", by=writer, desk=bulak)
    article.request_changes("kk", by=aigerim, note="Екінші абзацта күні қате. " + "сөз " * 40)
    (row,) = board(client)[MINE]
    assert row.text == "Түзету керек"
    assert row.note.startswith("Екінші абзацта күні қате.")
    assert len(row.note.split()) < 25


def test_changes_asked_for_in_a_story_of_my_desk_wait_for_me_too(client, english, marat, aigerim, bulak):
    english("contributor", desks=[bulak])
    submitted("Әріптесімдікі", by=marat, desk=bulak).request_changes("kk", by=aigerim, note="Қысқарту керек")
    assert texts(board(client)[MINE]) == ["Әріптесімдікі"]


def test_changes_asked_of_another_wait_for_a_colleague(client, english, marat, aigerim):
    english("editor")
    submitted("Мараттың мақаласы", by=marat).request_changes("kk", by=aigerim, note="Сурет керек")
    found = board(client)
    assert MINE not in found
    assert texts(found[COLLEAGUES]) == ["Мараттың мақаласы"]


def test_a_contributor_finds_nothing_of_other_desks(client, english, marat, bulak):
    english("contributor", desks=[factories.an_organization("«Мысал» жастар ұйымы")])
    submitted("Басқанікі", by=marat, desk=bulak)
    factories.an_article("Ертең шығады", desk=bulak).publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    factories.a_story("Тек қазақша", at=timezone.now())
    factories.a_meeting("Ашық кездесу", start_at=timezone.now() - dt.timedelta(days=2))
    factories.a_meeting("Жабық кездесу", start_at=timezone.now() + dt.timedelta(days=2), live=False)
    factories.a_person(live=False)
    factories.a_picture(description_kk="")
    assert board(client) == {}


def test_a_contributor_is_asked_about_the_meetings_and_pictures_of_the_own_desk(client, english, bulak):
    writer = english("contributor", desks=[bulak])
    own = factories.a_meeting("Біздің кездесу", start_at=timezone.now() - dt.timedelta(days=2))
    own.organizers.add(bulak)
    factories.a_picture(description_kk="", description_ru="Зал", description_en="Hall", created_by=writer)
    found = board(client)
    assert texts(found["Past meetings without a story"]) == ["Біздің кездесу"]
    assert len(found["Pictures without a description"]) == 1


def test_scheduled_editions_stand_by_their_moment(client, english):
    english("editor")
    for headline, days in (("Үш күннен кейін", 3), ("Ертең", 1)):
        factories.an_article(headline).publish("kk", by=None, at=timezone.now() + dt.timedelta(days=days))
    factories.an_article("Болмайды").publish("kk", by=None, at=timezone.now() + dt.timedelta(days=2))
    Article.objects.get(headline_kk="Болмайды").call_off("kk", by=None)
    assert texts(board(client)["Scheduled"]) == ["Ертең", "Үш күннен кейін"]


def test_a_translation_behind_its_original_is_told_with_the_number_of_changes(client, english):
    english("translator")
    article = factories.a_story("Екі тілде", languages=("kk", "ru", "en"))
    for text in ("<p>Бір.</p>", "<p>Екі.</p>"):
        article.body_kk = text
        article.save()
    article.follow_original("en", by=None)
    (row,) = board(client)["Translations behind their original"]
    assert (row.text, row.detail) == ("Екі тілде", "Русский by 2 changes")


def test_only_stories_changed_lately_are_asked_about(client, english):
    english("translator")
    article = factories.a_story("Былтырғы", languages=("kk",))
    Article.objects.filter(pk=article.pk).update(updated_at=timezone.now() - dt.timedelta(days=40))
    assert board(client) == {}


def test_a_published_story_without_a_language_is_told(client, english):
    english("translator")
    factories.a_story("Тек қазақша", at=timezone.now())
    (row,) = board(client)["Published, but not in every language"]
    assert row.detail == "missing: Русский, English"


def test_a_registry_keeper_finds_what_waits_to_be_made_public(client, english, marat):
    english("registry keeper")
    factories.a_person(given="Күтіп", family="Тұрған", live=False, created_by=marat)
    factories.an_organization("«Күту» ұйымы", live=False)
    factories.a_meeting("Жаңа кездесу", live=False, start_at=timezone.now() + dt.timedelta(days=2))
    sections = client.get(INDEX).context["sections"]
    assert [section.is_mine for section in sections] == [True, True, True]
    assert [row.text for section in sections for row in section.rows] == [
        "Күтіп Тұрған",
        "«Күту» ұйымы",
        "Жаңа кездесу",
    ]
    assert marat.name in sections[0].rows[0].detail


def test_who_does_not_keep_the_registry_is_not_asked_about_it(client, english):
    english("editor")
    factories.a_person(live=False)
    factories.an_organization(live=False)
    factories.a_meeting(live=False, start_at=timezone.now() + dt.timedelta(days=2))
    assert board(client) == {}


def test_my_drafts_are_what_i_began_and_nobody_waits_for(client, english, marat):
    me = english("reporter")
    factories.an_article("Менің жобам", created_by=me)
    factories.an_article("Мараттың жобасы", created_by=marat)
    submitted("Тапсырылған", by=me)
    assert texts(board(client)["My drafts"]) == ["Менің жобам"]


def test_what_waits_for_me_stands_before_everything_else(client, english, marat):
    english("administrator")
    factories.an_article("Ертең").publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    factories.a_person(live=False)
    submitted("Тапсырылған", by=marat)
    owners = [section.is_mine for section in client.get(INDEX).context["sections"]]
    assert owners == sorted(owners, reverse=True)
    assert owners.count(True) == 2


def test_when_nothing_waits_the_page_says_what_would_stand_there(client, english):
    english("editor")
    assert "Nothing is waiting for you." in client.get(INDEX).content.decode()


def test_a_story_in_the_bin_waits_for_nobody(client, english, marat):
    english("editor")
    submitted("Себетте", by=marat).move_to_bin()
    assert board(client) == {}


@pytest.mark.parametrize("role", ["administrator", "contributor"])
def test_the_page_costs_the_same_however_much_waits(client, english, marat, aigerim, role):
    desk = factories.an_organization("«Мысал» жастар ұйымы")
    me = english(role, desks=[desk])

    def work():
        submitted("Күтеді", by=marat, desk=desk)
        submitted("Түзету", by=me, desk=desk).request_changes("kk", by=aigerim, note="Қысқарту керек")
        factories.an_article("Ертең", desk=desk).publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
        behind = factories.a_story("Артта", languages=("kk", "ru"), desk=desk)
        behind.headline_kk = "Жаңа тақырып"
        behind.save()
        factories.an_article(created_by=me, desk=desk)
        factories.a_person(live=False, created_by=marat)
        factories.an_organization(live=False, created_by=marat)
        factories.a_meeting(start_at=timezone.now() - dt.timedelta(days=2), created_by=me)
        factories.a_meeting(start_at=timezone.now() + dt.timedelta(days=2), live=False)
        factories.a_picture(description_kk="", created_by=me)

    def queries():
        with CaptureQueriesContext(connection) as found:
            page = client.get(INDEX)
        return [query["sql"] for query in found], page

    work()
    client.get(INDEX)
    few, _page = queries()
    for _more in range(49):
        work()
    many, page = queries()
    assert len(few) == len(many) <= 12, many
    assert all(len(section.rows) <= 5 for section in page.context["sections"])
    assert any(section.has_more for section in page.context["sections"])


def test_every_address_of_the_board_opens(client, english, marat, aigerim):
    me = english("administrator")
    submitted("Күтеді", by=marat)
    submitted("Түзету", by=me).request_changes("kk", by=aigerim, note="Қысқарту керек")
    for _more in range(7):
        factories.a_story("Тек қазақша", at=timezone.now())
        factories.an_article(created_by=me)
        factories.a_person(live=False)
        factories.a_meeting(start_at=timezone.now() - dt.timedelta(days=2))
        factories.a_picture(description_kk="")
    for section in client.get(INDEX).context["sections"]:
        assert not section.all_url or client.get(section.all_url).status_code == 200
        assert all(client.get(row.address).status_code == 200 for row in section.rows)
