"""By what people and organisations are found."""

import pytest

from news.models import Person
from news.models.bases import LONGEST_SEARCH_WORDS
from tests.factories import a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("question", ["қошанов", "KOSHANOV", "Кошанов ер", "ескі есім", "zhaqan", "qoshanov-erlan"])
def test_somebody_is_found_by_any_spelling_of_any_name_or_by_the_address(question):
    names = {"patronymic_name_ru": "Жаканович", "other_names": ["Ескі Есім"], "slug": "qoshanov-erlan"}
    person, _other = a_person("Ерлан", "Қошанов", **names), a_person("Басқа", "Адам")
    assert list(Person.objects.named_like(question)) == [person]


def test_a_question_without_a_word_finds_nobody():
    a_person()
    assert not Person.objects.named_like("«»!").exists()


def test_a_name_is_found_from_the_beginning_of_its_words_only():
    a_person("Ерлан", "Қошанов")
    assert not Person.objects.named_like("шанов").exists()


def test_a_changed_name_is_found_and_the_old_one_no_more():
    person = a_person("Ерлан", "Қошанов", slug="p1")
    for code in ("kk", "ru", "en"):
        setattr(person, f"family_name_{code}", "Бекова")
    person.save(update_fields=["family_name_kk", "family_name_ru", "family_name_en"])
    assert Person.objects.named_like("бекова").exists()
    assert not Person.objects.named_like("кошанов").exists()


def test_more_names_than_there_is_room_for_are_cut():
    person = a_person(other_names=[f"Атау{number}" for number in range(400)])
    person.refresh_from_db()
    assert len(person.search_words) == LONGEST_SEARCH_WORDS
