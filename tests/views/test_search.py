"""Looking for words."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def found(client, query, language="kk"):
    page = client.get(f"/{language}/search/", {"q": query})
    assert page.status_code == 200
    return [str(hit.row) for hit in page.context["found"].hits]


def test_every_word_has_to_occur_whatever_its_case(client):
    make.a_story("Ұлытау тұрғындары сұрақ қойды")
    make.a_story("Ұлытау даласы")

    assert found(client, "ҰЛЫТАУ сұрақ") == ["Ұлытау тұрғындары сұрақ қойды"]


def test_stories_people_organisations_and_meetings_stand_in_one_list(client):
    make.a_story("Мысал туралы хабар")
    make.a_person("Мысал", "Үлгібаев")
    make.an_organization("«Мысал» қоры")
    make.a_meeting("Мысал кездесуі")

    page = client.get("/kk/search/", {"q": "мысал"})

    assert [hit.type for hit in page.context["found"].hits] == ["people", "organizations", "events", "news"]


def test_a_tab_shows_one_type_and_keeps_the_numbers_of_all(client):
    make.a_story("Мысал туралы хабар")
    make.a_person("Мысал", "Үлгібаев")

    page = client.get("/kk/search/", {"q": "мысал", "type": "people"})

    assert [hit.type for hit in page.context["found"].hits] == ["people"]
    assert page.context["found"].numbers["news"] == 1


def test_what_readers_may_not_see_is_not_found(client):
    make.an_article("Мысал жоба")
    make.a_story("Мысал ертең", at=timezone.now() + HOUR)
    make.a_story("Мысал пример", languages=("ru",))
    make.a_person("Мысал", live=False)
    make.an_organization("Мысал", live=False)
    make.a_meeting("Мысал", live=False)
    make.a_person("Мысал", merged_into=make.a_person())

    assert found(client, "мысал") == []


def test_a_superseded_headline_is_not_found(client):
    article = make.a_story("Ескі тақырып")
    article.headline_kk = "Жаңа тақырып"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + HOUR)

    assert found(client, "ескі") == []


def test_a_person_is_found_by_the_name_in_any_language(client):
    make.a_person(given_name_en="Aigul", family_name_en="Ulgibayeva")

    assert len(found(client, "ulgibayeva")) == 1


@pytest.mark.parametrize(
    "query", ["", " ", "%", "_", "'", "\x00", "\"'\\", "<script>", "а" * 5000, "🐎", "--", "a OR 1=1", "((("]
)
def test_any_query_gives_a_page(client, query):
    make.a_story("Хабар")

    page = client.get("/kk/search/", {"q": query, "type": query})

    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_percent_sign_is_no_wildcard(client):
    make.a_story("Хабар")

    assert found(client, "%") == found(client, "х_бар") == []


def test_a_query_without_hits_offers_other_ways(client):
    page = client.get("/kk/search/", {"q": "табылмайтын"})

    assert 'href="/ru/search/?q=%D1%82' in page.text
    assert "табылмайтын" in page.text


def test_hits_are_marked_and_their_text_escaped(client):
    make.a_story("<b>Мысал</b> хабар", slug_kk="mysal")

    text = client.get("/kk/search/", {"q": "мысал"}).text

    assert "&lt;b&gt;<mark>Мысал</mark>&lt;/b&gt;" in text


def test_a_search_needs_as_many_queries_for_fifty_hits_as_for_one(client, django_assert_max_num_queries):
    make.a_site()
    make.a_page()

    def more(number):
        for n in range(number):
            area = make.an_area(f"Өңір {next(make.NUMBERS)}")
            make.a_story(f"Мысал {n}", areas=[area])
            make.a_person("Мысал", f"{n}")
            make.an_organization(f"Мысал {n}", area=area)
            make.a_meeting(f"Мысал {n}", area=area)

    more(1)
    client.get("/kk/search/?q=мысал")
    with django_assert_max_num_queries(8) as of_one:
        client.get("/kk/search/?q=мысал")
    more(50)
    with django_assert_max_num_queries(8) as of_fifty:
        client.get("/kk/search/?q=мысал")

    assert len(of_one) == len(of_fifty)


def test_the_form_may_be_indexed_and_what_somebody_sought_may_not(client):
    assert b"noindex" not in client.get("/kk/search/").content
    assert b"noindex" in client.get("/kk/search/", {"q": "кездесу"}).content
