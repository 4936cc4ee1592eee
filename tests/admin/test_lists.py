"""Every list of the newsroom: it opens, finds, and costs the same for one row and for fifty."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.admin.bases import COUNTED_AT_MOST
from news.models import Article
from tests import factories

from .rows import MAKERS


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def list_of(name):
    return reverse(f"admin:news_{name}_changelist")


def queries_for(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in queries]


def test_every_table_of_the_newsroom_has_rows_here():
    names = {model._meta.model_name for model in admin.site._registry}
    assert names == {*MAKERS, "siteprofile"}


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_needs_as_many_queries_for_fifty_rows_as_for_one(desk_of, name):
    app = "auth" if name == "group" else "news"
    address = reverse(f"admin:{app}_{name}_changelist")
    MAKERS[name]()
    queries_for(desk_of, address)
    one = queries_for(desk_of, address)
    for _more in range(49):
        MAKERS[name]()
    fifty = queries_for(desk_of, address)
    assert len(fifty) == len(one), fifty
    assert len(one) <= 8


def test_a_list_of_stories_leaves_the_texts_in_the_database(desk_of):
    MAKERS["article"]()
    sql = next(
        query for query in queries_for(desk_of, list_of("article")) if "ORDER BY" in query and "headline_kk" in query
    )
    assert '"news_article"."body_kk" AS' not in sql
    assert '"news_article"."body_kk",' not in sql


def test_a_list_counts_no_further_than_anyone_turns_pages(desk_of):
    MAKERS["article"]()
    counts = [query for query in queries_for(desk_of, list_of("article")) if "COUNT(" in query]
    assert len(counts) == 1
    assert f"LIMIT {COUNTED_AT_MOST}" in counts[0]


@pytest.mark.parametrize("asked", ["қошанов-үлгі", "ҚОШАНОВ-ҮЛГІ", "Қошанов-Үлгі"])
def test_search_finds_kazakh_letters_in_any_case(desk_of, asked):
    factories.a_person(family="Қошанов-Үлгі")
    factories.a_person(family="Мысалова")
    found = desk_of.get(list_of("person"), {"q": asked}).context["cl"].result_list
    assert [person.family_name_kk for person in found] == ["Қошанов-Үлгі"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_search_finds_a_story_by_the_headline_of_any_language(desk_of, language):
    story = factories.an_article("Бұлақ басындағы жиын", languages=(language,))
    factories.an_article("Басқа хабар")
    assert list(desk_of.get(list_of("article"), {"q": "бұлақ"}).context["cl"].result_list) == [story]


def test_people_stand_in_the_alphabet_of_the_editor(desk_of, aigerim):
    for family in ("Яшин-Үлгі", "Әлиев-Үлгі", "Асанов-Үлгі"):
        factories.a_person(family=family)
    listed = desk_of.get(list_of("person")).context["cl"].result_list
    assert [person.family_name_kk[:2] for person in listed] == ["Ас", "Әл", "Яш"]


def test_the_bin_is_hidden_until_it_is_asked_for(desk_of):
    kept, thrown = factories.an_article("Қалған"), factories.an_article("Тасталған")
    thrown.move_to_bin()
    assert list(desk_of.get(list_of("article")).context["cl"].result_list) == [kept]
    assert list(desk_of.get(list_of("article"), {"shelf": "bin"}).context["cl"].result_list) == [thrown]


def test_stories_are_found_by_where_they_stand(desk_of):
    draft = factories.an_article("Жоба")
    public = factories.a_story("Жарияланған")
    coming = factories.an_article("Жоспарланған")
    coming.publish("kk", by=None, at=factories.moment(2099, 1, 1))

    def found(shelf):
        return set(desk_of.get(list_of("article"), {"shelf": shelf}).context["cl"].result_list)

    assert found("drafts") == {draft}
    assert found("public") == {public}
    assert found("coming") == {coming}


def test_the_dots_say_how_far_each_language_is(desk_of):
    story = factories.a_story("Жарияланған", languages=("kk",))
    Article.objects.filter(pk=story.pk).update(headline_ru="Заголовок")
    page = desk_of.get(list_of("article")).content.decode()
    assert 'data-state="published"></span>kk' in page
    assert 'data-state="started"></span>ru' in page
    assert 'data-state="empty"></span>en' in page


@pytest.mark.parametrize(
    "query", ["?p=999", "?p=x", "?o=99", "?shelf=junk", "?q=%00", "?kind__exact=junk", "?no_such=1", "?e=1"]
)
def test_junk_in_the_address_of_a_list_is_no_error(desk_of, query):
    MAKERS["article"]()
    assert desk_of.get(list_of("article") + query).status_code in (200, 302)


def test_nothing_is_deleted_by_the_dozen(desk_of):
    MAKERS["person"]()
    for name in ("article", "person", "image"):
        factories.an_article()
        page = desk_of.get(list_of(name)).content.decode()
        assert "delete_selected" not in page
