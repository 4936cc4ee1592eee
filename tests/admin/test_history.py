"""The history of a row: who did what, what changed in which words, in one version and between two."""

import re

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.admin.history import VERSIONS_ON_A_PAGE
from news.models import Act, Person
from tests import factories
from tests.test_every_word_is_translatable import nobodys_language, plain_words  # noqa: F401  a fixture

from .versions import (
    FOUND,
    MISSING,
    SECRET,
    a_member_of_staff,
    a_story_of_three_versions,
    changes_on,
    desk_of,
    page_of,
    saved,
    words_of,
)


@pytest.fixture
def desk(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def english(aigerim):
    """The editor-in-chief reads the newsroom in English."""
    aigerim.language = "en"
    aigerim.save()


# the list


def test_the_history_says_who_did_what_and_what_changed_in_a_line(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    article.submit("kk", by=aigerim, note="Кешке дейін керек.")
    page = desk.get(page_of(article))
    entries = page.context["entries"]
    assert [(entry.revision.number, entry.revision.act, entry.revision.author) for entry in entries] == [
        (4, Act.SUBMITTED, aigerim),
        (3, Act.SAVED, aigerim),
        (2, Act.SAVED, aigerim),
        (1, Act.SAVED, aigerim),
    ]
    for words in ("Кешке дейін керек.", "Айгерім Үлгі", "Қазақша: тақырып, "):
        assert words in words_of(page)
    assert [[*map(str, part)] for part in entries[2].changed] == [["Қазақша", "тақырып", "kk"]]
    assert (entries[0].changed, entries[3].changed) == ([], [])


def test_people_who_came_and_went_are_counted(desk, aigerim, english):
    article = factories.an_article(people=[factories.a_person()])
    saved(article, aigerim)
    article.people.all().delete()
    for family in ("Мысалова", "Үлгібаева"):
        article.people.create(person=factories.a_person(family=family))
    article.topics.add(factories.a_topic())
    saved(article, aigerim)
    said = words_of(desk.get(page_of(article)))
    assert "Topics: 1 added · People in the story: 2 added, 1 taken out" in said


def test_an_act_without_a_second_pair_of_eyes_is_marked(desk, aigerim, settings):
    settings.TWO_PAIRS_OF_EYES = True
    article = factories.an_article()
    article.publish("kk", by=aigerim, override=True)
    page = desk.get(page_of(article))
    assert page.context["entries"][0].revision.is_override
    assert 'data-tone="warn"' in page.content.decode()


def test_each_edition_stands_at_the_version_it_was_published_from(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    article.publish("kk", by=aigerim)
    saved(article, aigerim, headline_kk="Түзетілген тақырып")
    newest, published, *others = desk.get(page_of(article)).context["entries"]
    [(sentence, address)] = published.editions
    assert "Қазақша" in sentence
    assert address == article.live_editions().get().get_absolute_url()
    assert newest.editions == []
    assert all(entry.editions == [] for entry in others)


def test_an_edition_that_readers_do_not_see_yet_or_any_more_is_no_link(desk, aigerim):
    article = factories.an_article()
    article.publish("kk", by=aigerim)
    article.publish("kk", by=aigerim, at=factories.moment(2099, 1, 1))
    article.call_off("kk", by=aigerim)
    article.take_down("kk", by=aigerim, reason="Қате жарияланды.")
    editions = [told for entry in desk.get(page_of(article)).context["entries"] for told in entry.editions]
    assert len(editions) == 2
    assert {address for _sentence, address in editions} == {""}


@pytest.mark.parametrize("make", [factories.an_article, factories.a_person, factories.a_meeting, factories.a_page])
def test_a_history_needs_as_many_queries_for_fifty_versions_as_for_one(desk, make):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page_of(row)).status_code == FOUND
        return asked.captured_queries

    row = make()
    saved(row, factories.a_user())
    queries()
    one = len(queries())
    for _more in range(49):
        saved(row, factories.a_user())
    fifty = queries()
    assert len(fifty) <= one
    assert one <= 9


def test_a_history_of_published_versions_asks_no_query_each(desk, aigerim):
    article = factories.an_article(languages=("kk", "ru"))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            desk.get(page_of(article))
        return len(asked)

    article.publish("kk", by=factories.a_user(), at=factories.moment(2026, 2, 1, 0))
    queries()
    one = queries()
    for minute in range(1, 20):
        article.publish("kk", by=factories.a_user(), at=factories.moment(2026, 2, 1, 1, minute))
    assert queries() == one


def test_a_long_history_is_turned_page_by_page_without_a_gap(desk, aigerim):
    person = factories.a_person()
    for number in range(VERSIONS_ON_A_PAGE + 5):
        saved(person, aigerim, summary_kk=f"Нұсқа {number}")
    first = desk.get(page_of(person)).context
    second = desk.get(page_of(person), {"before": first["older"]}).context
    numbers = [entry.revision.number for page in (first, second) for entry in page["entries"]]
    assert numbers == list(range(VERSIONS_ON_A_PAGE + 5, 0, -1))
    assert first["entries"][-1].changed
    assert (second["older"], second["is_newest_page"]) == (None, False)


def test_what_the_admin_noted_before_the_first_version_is_folded_below(desk, aigerim):
    person = factories.a_person()
    kind = ContentType.objects.get_for_model(Person)
    noted = LogEntry.objects.create(
        user=aigerim, content_type=kind, object_id=str(person.pk), action_flag=CHANGE, change_message="Бұрынғы өзгеріс"
    )
    saved(person, aigerim)
    later = LogEntry.objects.create(user=aigerim, content_type=kind, object_id=str(person.pk), action_flag=CHANGE)
    page = desk.get(page_of(person))
    assert list(page.context["log"]) == [noted]
    assert later not in page.context["log"]
    assert "Бұрынғы өзгеріс" in page.content.decode()


def test_a_row_without_versions_says_so(desk):
    page = desk.get(page_of(factories.a_page()))
    assert page.status_code == FOUND
    assert page.context["entries"] == []


@pytest.mark.parametrize("query", ["before=junk", "before=" + "9" * 30, "before=-1", "before=%00", "before=0"])
def test_junk_in_the_address_of_a_history_is_no_error(desk, aigerim, query):
    assert desk.get(f"{page_of(a_story_of_three_versions(aigerim))}?{query}").status_code in (200, 400)


# one version, and two of them


def test_a_version_shows_the_words_that_changed_in_it(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(page_of(article, "version", 2))
    assert changes_on(page) == {("kk", "тақырып"): ("Жиын өтті", "Жиын ауылда өтті")}
    assert re.search(r"<ins>.*ауылда.*</ins>", page.content.decode())
    assert len(changes_on(desk.get(page_of(article, "version", 3)))) == 2


def test_of_a_long_text_only_what_changed_is_open_and_the_rest_is_folded(desk, aigerim):
    article = factories.an_article()
    paragraphs = [f"<p>Абзац {number}.</p>" for number in range(9)]
    saved(article, aigerim, body_kk="".join(paragraphs))
    saved(article, aigerim, body_kk="".join([*paragraphs[:4], "<p>Өзгерді.</p>", *paragraphs[5:]]))
    shown, folded = desk.get(page_of(article, "version", 2)).content.decode().split('<details class="change__whole">')
    assert [number for number in range(9) if f"Абзац {number}." in shown] == [3, 5]
    assert [number for number in range(9) if f"Абзац {number}." in folded] == [0, 1, 2, 3, 5, 6, 7, 8]


def test_the_first_version_shows_all_of_itself(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    shown = changes_on(desk.get(page_of(article, "version", 1)))
    assert shown["kk", "тақырып"] == ("", "Жиын өтті")
    assert all(new for _old, new in shown.values())


def test_a_version_is_read_against_what_stands_there_now(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(page_of(article, "version", 1), {"against": "now"})
    assert changes_on(page)["kk", "тақырып"] == ("Жиын қалада өтті", "Жиын өтті")


@pytest.mark.parametrize("query", ["from=1&to=3", "from=3&to=1"])
def test_any_two_versions_are_compared_the_older_first(desk, aigerim, query):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(f"{page_of(article, 'compare')}?{query}")
    assert changes_on(page)["kk", "тақырып"] == ("Жиын өтті", "Жиын қалада өтті")


@pytest.mark.parametrize(
    ("query", "answer"),
    [("from=2&to=2", 302), ("", 302), ("from=x&to=1", 302), ("from=1&to=99", 404), ("from=1&to=" + "9" * 18, 404)],
)
def test_two_versions_that_are_not_two_are_not_compared(desk, aigerim, query, answer):
    article = a_story_of_three_versions(aigerim)
    assert desk.get(f"{page_of(article, 'compare')}?{query}").status_code == answer


def test_a_version_of_a_story_leads_to_its_preview_in_each_language_it_has(desk, aigerim):
    article = a_story_of_three_versions(aigerim, languages=("kk", "ru"))
    previews = desk.get(page_of(article, "version", 2)).context["previews"]
    assert [code for code, _name, _address in previews] == ["kk", "ru"]
    for _code, _name, address in previews:
        assert desk.get(address).status_code == FOUND
    person = factories.a_person()
    saved(person, aigerim)
    assert desk.get(page_of(person, "version", 1)).context["previews"] == []


def test_relations_choices_and_moments_are_told_in_words(desk, aigerim):
    cover, topic, person = factories.a_picture(), factories.a_topic("Мәдениет"), factories.a_person("Ерлан", "Мысалов")
    article = factories.an_article(people=[person])
    saved(article, aigerim)
    article.topics.add(topic)
    line = article.people.get()
    line.relation, line.printed_label_kk = "attended", "Ауыл әкімі"
    line.save()
    article.organizations.create(organization=factories.an_organization("«Мысал» одағы"))
    saved(
        article,
        aigerim,
        kind="speech",
        cover=cover,
        pinned_until=factories.moment(2026, 5, 1),
    )
    page = desk.get(page_of(article, "version", 2))
    said = words_of(page)
    for words in ("Мәдениет", "Ерлан Мысалов", "Ауыл әкімі", "«Мысал» одағы", str(article.get_kind_display())):
        assert words in said
    assert "2026-05-01T" not in said
    assert str(cover) in said


def test_bookkeeping_is_not_shown(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    article.submit("kk", by=aigerim)
    assert changes_on(desk.get(page_of(article, "version", 4))) == {}


def test_a_line_that_only_moved_is_no_change_of_the_line(desk, aigerim):
    article = factories.an_article(people=[factories.a_person(), factories.a_person("Ерлан", "Мысалов")])
    saved(article, aigerim)
    for line in article.people.all():
        line.position = 1 - line.position
        line.save()
    saved(article, aigerim)
    [(_old, lines)] = changes_on(desk.get(page_of(article, "version", 2))).values()
    assert lines == []


def test_another_address_behind_the_same_words_is_told(desk, aigerim):
    article = factories.an_article(body_kk='<p>Мәтін <a href="https://bir.example/">мұнда</a>.</p>')
    saved(article, aigerim)
    saved(article, aigerim, body_kk='<p>Мәтін <a href="https://eki.example/">мұнда</a>.</p>')
    said = changes_on(desk.get(page_of(article, "version", 2)))
    assert (["https://bir.example/"], ["https://eki.example/"]) in said.values()


def test_a_version_needs_as_many_queries_for_fifty_people_as_for_one(desk, aigerim):
    def queries(row, number):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(page_of(row, "version", number), {"against": "now"}).status_code == FOUND
        return asked.captured_queries

    article = factories.an_article()
    saved(article, aigerim)
    article.people.create(person=factories.a_person())
    saved(article, aigerim)
    queries(article, 1)
    one = queries(article, 1)
    for _more in range(49):
        article.people.create(person=factories.a_person())
    saved(article, aigerim)
    fifty = queries(article, 1)
    assert len(fifty) == len(one), fifty
    assert len(one) <= 20


def test_an_entry_that_is_gone_since_is_told_as_gone(desk, aigerim, english):
    topic = factories.a_topic()
    article = factories.an_article(topics=[topic])
    saved(article, aigerim)
    article.topics.clear()
    saved(article, aigerim)
    topic.delete()
    assert "an entry that is not there any more" in words_of(desk.get(page_of(article, "version", 2)))


def test_a_version_of_another_row_does_not_open(desk, aigerim):
    article, other = factories.an_article(), a_story_of_three_versions(aigerim)
    saved(article, aigerim)
    assert desk.get(page_of(article, "version", 3)).status_code == MISSING
    assert desk.get(page_of(article, "version", 10**17)).status_code == MISSING
    assert desk.post(page_of(article, "restore", 3), {"seen": "1"}).status_code == MISSING
    assert other.headline_kk == "Жиын қалада өтті"


@pytest.mark.parametrize("number", ["0", "9" * 40])
def test_a_number_that_no_version_has_is_not_found(desk, aigerim, number):
    article = a_story_of_three_versions(aigerim)
    assert desk.get(f"{page_of(article)}{number}/").status_code == MISSING


@pytest.mark.usefixtures("nobodys_language")
def test_no_page_of_a_history_has_a_word_that_cannot_be_translated(desk, aigerim):
    topic, person = factories.a_topic(), factories.a_person()
    article = factories.an_article(topics=[topic], people=[person], languages=("kk", "ru", "en"))
    saved(article, aigerim)
    article.topics.clear()
    article.people.create(person=factories.a_person("Ерлан", "Мысалов"), relation="spoke")
    article.publish("kk", by=aigerim, note="Толықтырылды")
    article.publish("ru", by=aigerim, at=factories.moment(2099, 1, 1))
    saved(article, aigerim, kind="speech", headline_kk="Басқа", body_kk="<p>Басқа мәтін.</p>" * 9)
    pages = [
        page_of(article),
        page_of(article, "version", 2),
        page_of(article, "version", 4),
        page_of(article, "version", 1) + "?against=now",
        page_of(article, "compare") + "?from=1&to=4",
    ]
    assert {address: words for address in pages if (words := plain_words(desk.get(address)))} == {}


# the list of all versions


def test_the_list_of_all_versions_names_what_they_are_of_and_leads_there(desk, aigerim):
    article = a_story_of_three_versions(aigerim)
    page = desk.get(reverse("admin:news_revision_changelist"))
    assert article.headline_kk in page.content.decode()
    assert page_of(article, "version", 3) in page.content.decode()


def test_the_list_of_all_versions_holds_those_that_one_may_see(bulak):
    contributor = a_member_of_staff("contributor", desks=[bulak])
    contributor.user_permissions.add(Permission.objects.get(codename="view_revision"))
    own = a_story_of_three_versions(contributor, desk=bulak)
    a_story_of_three_versions(None, desk=factories.an_organization(SECRET))
    saved(factories.a_person(family=SECRET), contributor)
    page = desk_of(contributor).get(reverse("admin:news_revision_changelist"))
    assert SECRET not in page.content.decode()
    assert {revision.object_id for revision in page.context["cl"].result_list} == {own.pk}
