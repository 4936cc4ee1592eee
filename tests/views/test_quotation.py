"""The register of quotations: who said what, in which role on that day, from which story."""

import pytest
from django.utils import timezone

from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of

pytestmark = pytest.mark.django_db


def a_quotation(speaker, text, *, at=a.LONG_AGO, **fields):
    return a.a_story(f"Оқиға: {text}", body_kk=a.a_mark(speaker, text), at=at, **fields)


def test_a_quotation_stands_with_the_role_of_its_day_and_its_story(client):
    person = a.a_person()
    a.a_role(person, "Сол күнгі төраға", start_date="2025", end_date="2026-01")
    a.a_role(person, "Кейінгі кеңесші", start_date="2026-02")
    story = a_quotation(person, "Жол салынды", at=a.moment(2026, 1, 20))
    page = text_of(client, "/kk/quotes/")
    edition = story.editions.get()
    assert "Жол салынды" in page
    assert "Сол күнгі төраға" in page
    assert "Кейінгі кеңесші" not in page
    assert f'href="{edition.get_absolute_url()}#q-{edition.quotations.get().uid}"' in page


def test_quotations_of_withdrawn_superseded_or_foreign_stories_are_not_listed(client, aigerim):
    person = a.a_person()
    a_quotation(person, "Қайтарылған сөз").editions.update(withdrawn_at=timezone.now())
    story = a_quotation(person, "Ескі сөз")
    story.body_kk = a.a_mark(person, "Жаңа сөз")
    story.save()
    story.publish("kk", by=aigerim)
    page = text_of(client, "/kk/quotes/")
    assert "Жаңа сөз" in page
    assert "Қайтарылған сөз" not in page
    assert "Ескі сөз»" not in page
    assert "Жаңа сөз" not in text_of(client, "/ru/quotes/")


def test_quotations_are_filtered_by_speaker_and_by_year(client, bulak):
    one, other = a.a_person("Бірінші"), a.a_person("Екінші")
    a_quotation(one, "Биылғы сөз", at=a.moment(2026, 1, 10))
    a_quotation(one, "Былтырғы сөз", at=a.moment(2025, 12, 31, 23))
    a_quotation(other, "Өзге сөз", at=a.moment(2026, 1, 10))
    a_quotation(bulak, "Ұйым сөзі", at=a.moment(2026, 1, 10))

    def said(query):
        page = text_of(client, f"/kk/quotes/?{query}")
        return {text for text in ("Биылғы сөз", "Былтырғы сөз", "Өзге сөз", "Ұйым сөзі") if f"«{text}»" in page}

    assert said(f"person={one.slug}") == {"Биылғы сөз", "Былтырғы сөз"}
    assert said(f"organization={bulak.slug}") == {"Ұйым сөзі"}
    assert said("year=2025") == {"Былтырғы сөз"}
    assert said(f"year=2026&person={one.slug}") == {"Биылғы сөз"}


def test_the_form_offers_only_those_who_are_quoted_in_the_language(client, bulak):
    speaker, silent = a.a_person("Сөйлеген"), a.a_person("Үнсіз")
    a_quotation(speaker, "Сөз")
    assert [row.pk for row in client.get("/kk/quotes/").context["filters"].people] == [speaker.pk]
    assert client.get("/ru/quotes/").context["filters"].people == []
    assert silent in client.get(f"/kk/quotes/?person={silent.slug}").context["filters"].people


def test_the_register_goes_on_without_losing_or_repeating_a_quotation_of_one_story(client, monkeypatch):
    monkeypatch.setattr("news.views.quotation.QUOTATIONS_ON_A_PAGE", 2)
    person = a.a_person()
    a.a_story("Бір оқиға", body_kk="".join(a.a_mark(person, f"Сөз {number}.") for number in range(5)))
    seen, path = [], "/kk/quotes/"
    while path:
        response = client.get(path)
        seen += [row.text for row in response.context["quotations"]]
        path = response.context["older"]
    assert sorted(seen) == [f"Сөз {number}." for number in range(5)]


def test_the_register_takes_the_same_queries_for_one_quotation_and_for_fifty(client, bulak):
    a_quotation(a.a_person(portrait=a.a_picture()), "Сөз")
    a_quotation(bulak, "Сөз")
    one = number_of_queries(client, "/kk/quotes/")
    for _number in range(49):
        a_quotation(a.a_person(portrait=a.a_picture()), "Сөз")
        a_quotation(a.an_organization(logo=a.a_picture()), "Сөз")
    assert number_of_queries(client, "/kk/quotes/") == one <= 8


def test_junk_in_the_query_string_gives_a_page(client):
    assert answers_to_junk(client, "/kk/quotes/", "person", "organization", "year", "after", "before") == {200}


def test_an_empty_register_says_so_in_every_language(client):
    for code in ("kk", "ru", "en"):
        assert 'class="empty"' in text_of(client, f"/{code}/quotes/")
