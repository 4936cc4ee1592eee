"""The translation desk: which language of which story is missing, in work or behind, and where it is written."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.admin import translation_desk
from news.models import Article, Revision
from tests import factories

from .posting import filled_in

DESK = "/admin/translations/"


@pytest.fixture
def asel(db):
    """Translator of the central desk, who reads the newsroom in English."""
    user = factories.a_user("asel@ulgi.example", language="en")
    user.groups.set(Group.objects.filter(name="translator"))
    return user


@pytest.fixture
def desk(client, asel):
    client.force_login(asel)
    return client


def changed(article, **words):
    """A save of the original by somebody else."""
    article = Article.objects.get(pk=article.pk)
    for name, text in words.items():
        setattr(article, name, text)
    article.save()
    Revision.objects.record(article, by=None)
    return article


def translated(headline="Кездесу өтті", **fields):
    """A story in Kazakh with a Russian translation that follows it, as a save of the form leaves it."""
    article = factories.an_article(headline, languages=("kk", "ru"), **fields)
    Revision.objects.record(article, by=None)
    return article


def lines(client, **asked):
    return client.get(DESK, asked).context["lines"]


def headlines(client, **asked):
    return [str(line.story) for line in lines(client, **asked)]


def cells(client, **asked):
    (line,) = lines(client, **asked)
    return {cell.code: cell for cell in line.cells}


def page_of(article, language="ru"):
    return f"/admin/news/article/{article.pk}/translate/{language}/"


# the list


def test_each_language_says_how_far_it_is(desk):
    article = changed(translated(), headline_kk="Жаңа тақырып")
    article.submit("ru", by=None)
    found = cells(desk)
    assert [(cell.standing, cell.behind) for cell in found.values()] == [
        ("draft", ""),
        ("submitted", "behind by 1 change"),
        ("missing", ""),
    ]


def test_a_published_translation_is_current_until_the_original_changes(desk):
    article = factories.a_story(languages=("kk", "ru"))
    assert (cells(desk)["ru"].standing, cells(desk)["ru"].words) == ("current", "current")
    changed(article, body_kk="<p>Жаңа сөз.</p>")
    changed(article, body_kk="<p>Тағы жаңа сөз.</p>")
    assert (cells(desk)["ru"].words, cells(desk)["ru"].behind) == ("published", "behind by 2 changes")


def test_the_list_is_narrowed_to_a_language_and_a_state(desk):
    behind = changed(translated("Артта"), headline_kk="Артта қалған")
    translated("Жобада")
    factories.an_article("Тек қазақша")
    factories.an_article("Тек орысша", languages=("ru",), original_language="ru")
    translated("Тапсырылды").submit("ru", by=None)
    factories.a_story("Сай", languages=("kk", "ru"))
    assert headlines(desk, to="ru", state="behind") == [str(behind)]
    assert set(headlines(desk, to="ru", state="missing")) == {"Тек қазақша"}
    assert set(headlines(desk, to="ru", state="draft")) == {"Жобада", "Артта қалған"}
    assert headlines(desk, to="ru", state="submitted") == ["Тапсырылды"]
    assert headlines(desk, to="ru", state="current") == ["Сай"]
    assert "Тек орысша" not in headlines(desk, to="ru")
    assert headlines(desk, to="kk") == ["Тек орысша"]
    assert headlines(desk, state="behind") == [str(behind)]
    assert len(headlines(desk, state="missing")) == 6


def test_the_list_is_narrowed_to_a_desk(desk, bulak):
    factories.an_article("Бұлақтікі", desk=bulak)
    factories.an_article("Орталықтікі")
    assert headlines(desk, desk=bulak.pk) == ["Бұлақтікі"]


@pytest.mark.parametrize("asked", [{"to": "xx"}, {"state": "x"}, {"desk": "9" * 30}, {"desk": "x"}, {"before": "x"}])
def test_junk_in_the_address_narrows_nothing(desk, asked):
    factories.an_article("Жиын")
    assert headlines(desk, **asked) == ["Жиын"]


@pytest.mark.parametrize("before", ["9" * 16 + "-1", "0-0", "-1-1"])
def test_a_place_that_is_no_place_gives_a_page(desk, before):
    factories.an_article("Жиын")
    assert desk.get(DESK, {"before": before}).status_code == 200


def test_the_pages_follow_one_another_without_a_gap(desk, monkeypatch):
    monkeypatch.setattr(translation_desk, "STORIES_ON_A_PAGE", 2)
    at = timezone.now()
    for number in range(5):
        row = factories.an_article(f"{number} жиын")
        Article.objects.filter(pk=row.pk).update(updated_at=at if number < 3 else at + dt.timedelta(minutes=number))
    found, address = [], DESK
    while address:
        page = desk.get(address)
        found += [str(line.story) for line in page.context["lines"]]
        address = page.context["older"] and DESK + page.context["older"]
    assert found == ["4 жиын", "3 жиын", "2 жиын", "1 жиын", "0 жиын"]


def test_a_narrowed_page_looks_through_so_many_stories_and_the_next_goes_on(desk, monkeypatch):
    monkeypatch.setattr(translation_desk, "LOOKED_THROUGH", 3)
    translated("Ескі жоба")
    for number in range(4):
        factories.an_article(f"{number} жиын")
    first = desk.get(DESK, {"to": "ru", "state": "draft"})
    assert (first.context["lines"], bool(first.context["older"])) == ([], True)
    assert "stories looked through" in first.content.decode()
    second = desk.get(DESK + first.context["older"])
    assert [str(line.story) for line in second.context["lines"]] == ["Ескі жоба"]


def test_a_desk_of_a_member_sees_its_own_stories_only(client, marat, bulak):
    marat.groups.set(Group.objects.filter(name="contributor"))
    client.force_login(marat)
    own = factories.an_article("Біздікі", desk=bulak)
    other = factories.an_article("Басқанікі")
    assert headlines(client) == ["Біздікі"]
    assert client.get(page_of(own)).status_code == 200
    assert client.get(page_of(other)).status_code == 404


def test_a_cell_leads_to_where_the_language_is_written(desk, client, bulak):
    article = factories.an_article(desk=bulak)
    form = f"/admin/news/article/{article.pk}/change/"
    found = cells(desk)
    assert (found["kk"].address, found["ru"].address) == (f"{form}?beside=kk", page_of(article))
    reporter = factories.a_user()
    reporter.groups.set(Group.objects.filter(name="reporter"))
    client.force_login(reporter)
    assert cells(client)["ru"].address == f"{form}?beside=ru"


def test_an_empty_desk_says_what_will_stand_there(desk):
    assert "There are no stories yet." in desk.get(DESK).content.decode()
    assert "no story needs it" in desk.get(DESK, {"state": "behind"}).content.decode()


@pytest.mark.parametrize("asked", [{}, {"to": "ru", "state": "missing"}])
def test_the_list_costs_the_same_for_one_story_and_for_fifty(desk, asked):
    def queries():
        with CaptureQueriesContext(connection) as found:
            desk.get(DESK, asked)
        return len(found)

    factories.an_article(desk=factories.an_organization())
    desk.get(DESK, asked)
    few = queries()
    for _more in range(60):
        factories.an_article(desk=factories.an_organization())
    assert queries() == few <= 9


# the translator's page


def test_the_original_stands_beside_with_what_changed_since(desk):
    article = changed(translated(body_kk="<p>Ауылда кездесу өтті.</p>"), body_kk="<p>Ауылда үлкен жиын өтті.</p>")
    page = desk.get(page_of(article)).content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "үлкен жиын" in page
    assert "changed 1 time since" in page


def test_an_original_that_did_not_change_stands_there_as_it_is(desk):
    page = desk.get(page_of(translated())).content.decode()
    assert "<ins>" not in page
    assert "_follow" not in page


def test_only_the_words_of_one_language_are_on_the_form(desk):
    names = set(filled_in(desk.get(page_of(translated()))))
    assert {"headline_ru", "summary_ru", "body_ru", "dateline_ru", "cover_caption_ru"} <= names
    assert not {name for name in names if name.endswith(("_kk", "_en")) or name in ("desk", "kind", "slug_ru")}


def test_a_save_keeps_the_translation_and_everything_else(desk, asel, bulak):
    article = translated(desk=bulak, people=[factories.a_person()])
    page = desk.get(page_of(article))
    answer = desk.post(page_of(article), filled_in(page) | {"headline_ru": "Встреча прошла", "_continue": 1})
    assert answer.url == page_of(article)
    article = Article.objects.get(pk=article.pk)
    assert (article.headline_ru, article.headline_kk) == ("Встреча прошла", "Кездесу өтті")
    assert (article.desk, article.people.count(), article.areas.count()) == (bulak, 1, 0)
    latest = Revision.objects.of(article).latest()
    assert (latest.author, latest.data["headline_ru"]) == (asel, "Встреча прошла")


def test_a_save_alone_leaves_the_translation_behind(desk):
    article = changed(translated(), headline_kk="Жаңа тақырып")
    desk.post(page_of(article), filled_in(desk.get(page_of(article))) | {"headline_ru": "Встреча", "_continue": 1})
    assert Article.objects.get().changes_behind("ru") == 1


def test_a_translation_is_marked_as_following_the_original(desk):
    article = changed(translated(), headline_kk="Жаңа тақырып")
    desk.post(page_of(article), filled_in(desk.get(page_of(article))) | {"headline_ru": "Новое", "_follow": 1})
    article = Article.objects.get()
    assert (article.headline_ru, article.changes_behind("ru")) == ("Новое", 0)


def test_what_the_translator_has_not_seen_is_not_marked_as_followed(desk):
    article = changed(translated(), headline_kk="Жаңа тақырып")
    typed = filled_in(desk.get(page_of(article)))
    changed(article, headline_kk="Одан да жаңа тақырып")
    page = desk.post(page_of(article), typed | {"headline_ru": "Новое", "_follow": 1}, follow=True)
    article = Article.objects.get()
    assert (article.headline_ru, article.changes_behind("ru")) == ("Новое", 2)
    assert "changed while you translated" in page.content.decode()


def test_a_translation_is_submitted(desk, asel):
    article = translated()
    desk.post(page_of(article), filled_in(desk.get(page_of(article))) | {"_submit": 1})
    article = Article.objects.get()
    assert (article.state_ru, article.submitted_by_ru, article.state_kk) == ("submitted", asel, "draft")


def test_half_a_translation_is_kept_but_not_submitted(desk):
    article = factories.an_article()
    typed = filled_in(desk.get(page_of(article))) | {"headline_ru": "Начало", "_submit": 1}
    page = desk.post(page_of(article), typed, follow=True).content.decode()
    article = Article.objects.get()
    assert (article.headline_ru, article.state_ru) == ("Начало", "draft")
    assert "Write a headline and a text" in page


def test_the_original_opens_in_the_form_of_the_story(desk):
    article = translated()
    assert desk.get(page_of(article, "kk")).url == f"/admin/news/article/{article.pk}/change/?beside=kk"


def test_who_may_only_look_is_led_to_the_form_of_the_story(client, bulak):
    reporter = factories.a_user()
    reporter.groups.set(Group.objects.filter(name="reporter"))
    client.force_login(reporter)
    article = translated(desk=bulak)
    assert client.get(page_of(article)).url == f"/admin/news/article/{article.pk}/change/?beside=ru"


def test_what_was_typed_by_who_may_not_write_any_more_is_shown_and_not_saved(client, bulak):
    reporter = factories.a_user()
    reporter.groups.set(Group.objects.filter(name="reporter"))
    client.force_login(reporter)
    page = client.post(page_of(translated(desk=bulak)), {"headline_ru": "Өзгерді", "_continue": 1})
    assert page.status_code == 403
    assert "Өзгерді" in page.content.decode()
    assert Article.objects.get().headline_ru == "Кездесу өтті"


def test_the_same_words_changed_by_two_translators_are_shown_to_the_second(desk):
    article = translated()
    typed = filled_in(desk.get(page_of(article)))
    changed(article, headline_ru="Басқа аудармашының тақырыбы")
    page = desk.post(page_of(article), typed | {"headline_ru": "Менің тақырыбым", "_continue": 1}).content.decode()
    assert "Басқа аудармашының тақырыбы" in page
    assert "Менің тақырыбым" in page
    assert Article.objects.get().headline_ru == "Басқа аудармашының тақырыбы"


@pytest.mark.parametrize("language", ["xx", "KK", "ru-RU"])
def test_a_language_nobody_writes_here_has_no_page(desk, language):
    assert desk.get(page_of(translated(), language)).status_code == 404


def test_a_story_that_is_not_there_has_no_page(desk):
    assert desk.get("/admin/news/article/999/translate/ru/").status_code == 404
