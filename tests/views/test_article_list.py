"""The list of stories: order, archives, filters, pages."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def headlines(page):
    return [story.headline for story in page.context["stories"]]


def numbered(number, **fields):
    """So many stories an hour apart, the first the oldest."""
    return [make.a_story(f"Хабар {n}", at=make.LONG_AGO + n * HOUR, **fields) for n in range(number)]


def test_the_newest_story_stands_first(client):
    make.a_story("Бұрынғы", at=make.moment(2026, 2, 1))
    make.a_story("Кейінгі", at=make.moment(2026, 2, 2))

    assert headlines(client.get("/kk/news/")) == ["Кейінгі", "Бұрынғы"]


def test_drafts_and_scheduled_stories_are_not_listed(client):
    make.an_article("Жазылып жатыр")
    make.a_story("Ертеңгі", at=timezone.now() + HOUR)

    page = client.get("/kk/news/")

    assert headlines(page) == []
    assert page.status_code == 200


def test_a_changed_story_is_listed_once_with_its_newest_headline(client):
    topic = make.a_topic()
    article = make.a_story("Ескі", topics=[topic])
    article.headline_kk = "Жаңа"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + HOUR)

    assert headlines(client.get("/kk/news/")) == ["Жаңа"]
    assert headlines(client.get(f"/kk/news/?topic={topic.slug}")) == ["Жаңа"]


def test_a_list_has_one_language(client):
    make.a_story("Қазақша", languages=("kk",))
    make.a_story("По-русски", languages=("ru",))

    assert headlines(client.get("/ru/news/")) == ["По-русски"]


def test_a_withdrawn_story_leaves_the_lists(client):
    article = make.a_story("Кері алынды")
    article.editions.update(withdrawn_at=make.LONG_AGO)

    assert headlines(client.get("/kk/news/")) == []


def test_archives_hold_their_year_and_month_on_the_clock_of_the_coalition(client):
    make.a_story("Қаңтардың соңы", at=make.moment(2026, 1, 31, 23, 30))
    make.a_story("Ақпанның басы", at=make.moment(2026, 2, 1, 0, 30))

    assert headlines(client.get("/kk/news/2026/01/")) == ["Қаңтардың соңы"]
    assert headlines(client.get("/kk/news/2026/02/")) == ["Ақпанның басы"]
    assert len(headlines(client.get("/kk/news/2026/"))) == 2


@pytest.mark.parametrize("path", ["1066", "2026/13", "2026/00", "9999", "0000/00"])
def test_a_year_or_month_that_cannot_be_is_a_page_not_found(client, path):
    assert client.get(f"/kk/news/{path}/").status_code == 404


def test_one_filter_narrows_the_list(client):
    topic, area, organization = make.a_topic("Экология"), make.an_area("Ұлытау"), make.an_organization()
    make.a_story("Өзен", topics=[topic])
    make.a_story("Дала", areas=[area])
    make.a_story("Ұйым", organizations=[organization])
    make.a_story("Мәлімдеме", kind="statement")

    assert headlines(client.get(f"/kk/news/?topic={topic.slug}")) == ["Өзен"]
    assert headlines(client.get(f"/kk/news/?area={area.slug}")) == ["Дала"]
    assert headlines(client.get(f"/kk/news/?organization={organization.slug}")) == ["Ұйым"]
    assert headlines(client.get("/kk/news/?kind=statement")) == ["Мәлімдеме"]


def test_filters_together_narrow_further_and_say_how_far_they_look(client):
    topic, area = make.a_topic("Экология"), make.an_area("Ұлытау")
    make.a_story("Екеуі де", topics=[topic], areas=[area])
    make.a_story("Тек тақырып", topics=[topic])

    page = client.get(f"/kk/news/?topic={topic.slug}&area={area.slug}")

    assert headlines(page) == ["Екеуі де"]
    assert page.context["looked_through"] == 20_000
    assert [chip["text"] for chip in page.context["chips"]] == ["Экология", "Ұлытау"]


def test_a_combination_looks_through_the_newest_of_its_first_filter_only(client, monkeypatch):
    monkeypatch.setattr("news.views.article_list.NEWEST_LOOKED_THROUGH", 2)
    topic, area = make.a_topic("Экология"), make.an_area("Ұлытау")
    for day in range(1, 5):
        make.a_story(f"Хабар {day}", topics=[topic], areas=[area], at=make.moment(2026, 2, day))

    assert headlines(client.get(f"/kk/news/?topic={topic.slug}&area={area.slug}")) == ["Хабар 4", "Хабар 3"]


def test_a_filter_and_a_month_go_together(client):
    topic = make.a_topic()
    make.a_story("Қаңтар", topics=[topic], at=make.moment(2026, 1, 5))
    make.a_story("Ақпан", topics=[topic], at=make.moment(2026, 2, 5))

    assert headlines(client.get(f"/kk/news/2026/02/?topic={topic.slug}")) == ["Ақпан"]


@pytest.mark.parametrize("filtered", [False, True])
def test_every_story_is_on_exactly_one_page_there_and_back(client, filtered):
    topic = make.a_topic()
    numbered(45, topics=[topic])
    path, seen, pages = f"/kk/news/?topic={topic.slug}" if filtered else "/kk/news/", [], 0
    while path:
        page = client.get(path)
        seen += headlines(page)
        last, path, pages = path, page.context["older"], pages + 1

    assert seen == [f"Хабар {n}" for n in reversed(range(45))]
    assert pages == 3
    back = client.get(client.get(last).context["newer"])
    assert headlines(back) == [f"Хабар {n}" for n in reversed(range(5, 25))]
    assert headlines(client.get(back.context["newer"]))[0] == "Хабар 44"


@pytest.mark.parametrize("filtered", [False, True])
def test_stories_of_the_same_moment_are_neither_lost_nor_repeated(client, filtered):
    topic = make.a_topic()
    for n in range(25):
        make.a_story(f"Бір сәт {n}", at=make.LONG_AGO, topics=[topic])

    first = client.get(f"/kk/news/?topic={topic.slug}" if filtered else "/kk/news/")
    second = client.get(first.context["older"])

    assert len({*headlines(first), *headlines(second)}) == 25


@pytest.mark.parametrize(
    "query",
    [
        "before=abc",
        "before=1-2-3",
        "before=99999999999999999999-1",
        "before=9999999999999999-1",
        "after=-5",
        "before=%00",
        "topic=%00&area=%00&organization=%00&kind=%00",
        "topic=%D2%9A%27%22%3C&area=zhok&kind=junk&organization=%F0%9F%90%8E",
        "topic=&area=&kind=",
        "page=2&utm_source=x",
        "before=٣-٣",
    ],
)
def test_junk_in_the_query_string_gives_the_plain_list(client, query):
    make.a_story("Бар хабар")

    page = client.get(f"/kk/news/?{query}")

    assert page.status_code == 200
    assert headlines(page) == ["Бар хабар"]
    assert page.context["chips"] == []
    assert '<link rel="canonical" href="http://localhost:8000/kk/news/">' in page.text


def test_an_organisation_that_is_not_public_is_no_filter(client):
    hidden = make.an_organization("Құпия", live=False)
    make.a_story("Бар хабар")

    assert "Құпия" not in client.get(f"/kk/news/?organization={hidden.slug}").text


def test_the_language_switch_keeps_the_filter(client):
    topic = make.a_topic()

    assert f'href="/ru/news/?topic={topic.slug}"' in client.get(f"/kk/news/?topic={topic.slug}&junk=1").text


@pytest.mark.parametrize("query", ["", "?topic=oniirler", "?kind=news"])
def test_a_list_needs_eight_queries_however_many_stories_it_shows(client, django_assert_max_num_queries, query):
    make.a_site()
    make.a_page()
    topic = make.a_topic(slug="oniirler")
    picture = {"cover": make.a_picture()}
    make.a_story("Жалғыз", topics=[topic], areas=[make.an_area("Алғашқы")], **picture)
    path = f"/kk/news/{query}"
    client.get(path)

    with django_assert_max_num_queries(8) as of_one:
        client.get(path)
    areas = [make.an_area(f"Өңір {n}") for n in range(20)]
    for n in range(50):
        make.a_story(f"Хабар {n}", topics=[topic], areas=areas[n % 20 :], cover=make.a_picture())
    with django_assert_max_num_queries(8) as of_fifty:
        page = client.get(path)

    assert len(headlines(page)) == 20
    assert len(of_one) == len(of_fifty)
