"""What an editor had better look at before publishing: sentences that stop nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Article
from tests import factories

pytestmark = pytest.mark.django_db


def look(story, language="kk"):
    return Article.objects.get(pk=story.pk).what_to_look_at(language)


def a_text(words, language="kk", **fields):
    return factories.an_article(languages=(language,), **{f"body_{language}": f"<p>{words}</p>", **fields})


def test_a_finished_story_gives_no_cause(db):
    person = factories.a_person()
    factories.a_role(person)
    assert look(a_text("Айгүл Үлгібаева сөйледі.", people=[person])) == []


def test_nothing_stops_publication_here(db):
    factories.a_person()
    story = a_text("Айгүл Үлгібаева сөйледі.")
    assert look(story)
    assert story.publish("kk", by=None)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Жиында Айгүл Үлгібаеваның сөзі тыңдалды.", "kk"),
        ("Ә. Үлгібаева емес, А. Үлгібаеваға сұрақ қойылды.", "kk"),
        ("Слово взяла Айгүл Үлгібаевой.", "ru"),
        ("Вопрос задали Үлгібаевой.", "ru"),
    ],
)
def test_a_person_of_the_registry_in_the_text_is_missed_in_any_case(db, words, language):
    factories.a_person()
    (sentence,) = look(a_text(words, language), language)
    assert "Айгүл Үлгібаева" in sentence


@pytest.mark.parametrize("words", ["Бекзат Үлгібаев сөйледі.", "Б. Үлгібаев сөйледі.", "Үлгілі ауыл.", "Жиын өтті."])
def test_a_namesake_and_another_word_are_nobody_of_the_registry(db, words):
    factories.a_person()
    assert look(a_text(words)) == []


def test_of_namesakes_the_one_that_is_written_just_so_is_meant(db):
    factories.a_person(given="Мадина", family="Мысалова")
    factories.a_person(given="Арман", family="Мысалов")
    (sentence,) = look(a_text("Жиында сөз алған Мысалов еді."))
    assert "Арман" in sentence


def test_somebody_whom_readers_do_not_see_is_not_given_away(db):
    factories.a_person(live=False)
    assert look(a_text("Айгүл Үлгібаева сөйледі.")) == []


@pytest.mark.parametrize(
    "words",
    [
        "Жиынға «Бұлақ-Үлгі» бірлестігінің мүшелері келді.",
        "Жиынға «Бұлақ-Үлгі» қоғамдық бірлестігі келді.",
        "Жиынға БҮҚБ-ның мүшелері келді.",
    ],
)
def test_an_organisation_in_the_text_is_missed_by_name_and_abbreviation(db, words):
    organization = factories.an_organization(abbreviation_kk="БҮҚБ")
    (sentence,) = look(a_text(words))
    assert "Бұлақ-Үлгі" in sentence
    assert look(a_text(words, organizations=[organization])) == []


def test_whoever_is_quoted_stands_among_the_people(db):
    person = factories.a_person()
    story = a_text(f"Жиын өтті.</p>{factories.a_mark(person)}<p>")
    (sentence,) = look(story)
    assert "Айгүл Үлгібаева" in sentence
    assert look(factories.an_article(body_kk=story.body_kk, headline_kk="Жиын", people=[person])) == []


def test_a_role_that_ended_before_the_storys_day_is_told(db):
    person = factories.a_person()
    factories.a_role(person, "Мәжіліс депутаты", start_date="2020", end_date="2024-12-31")
    story = factories.a_story(people=[person])
    assert len(look(story)) == 1
    factories.a_role(person, "Үлгі төрайымы", start_date="2025")
    assert look(story) == []
    story.people.update(printed_label_kk="Мәжіліс депутаты")
    (sentence,) = look(story)
    assert "Мәжіліс депутаты" in sentence
    story.people.update(printed_label_kk="қонақ")
    assert look(story) == []


def test_a_translation_that_is_behind_says_by_how_much(db):
    story = factories.an_article(languages=("kk", "ru"))
    for headline in ("Бір", "Екі"):
        story.headline_kk = headline
        story.save()
    assert look(story, "kk") == []
    (sentence,) = look(story, "ru")
    assert "2" in sentence


def test_a_person_whose_page_is_not_public_is_told(db):
    assert len(look(factories.an_article(people=[factories.a_person(live=False)]))) == 1


def test_a_meeting_of_that_day_and_region_is_missed(db):
    area = factories.an_area()
    meeting = factories.a_meeting(
        "Тұрғындармен басқосу", area=area, start_at=factories.LONG_AGO + dt.timedelta(hours=3)
    )
    story = factories.a_story(areas=[area])
    (sentence,) = look(story)
    assert "Тұрғындармен басқосу" in sentence
    Article.objects.update(event=meeting)
    assert look(story) == []


@pytest.mark.parametrize("people", [1, 50])
def test_the_questions_are_as_many_for_fifty_people_as_for_one(people):
    cast = [factories.a_person(given="Ерлан", family=f"Мысалов{'а' * number}") for number in range(people)]
    story = a_text(f"Айгүл Үлгібаева сөйледі.</p>{factories.a_mark(cast[0])}<p>", people=cast[1:])
    factories.a_person()
    story = Article.objects.get(pk=story.pk)
    with CaptureQueriesContext(connection) as asked:
        story.what_to_look_at("kk")
    assert len(asked) <= 8
