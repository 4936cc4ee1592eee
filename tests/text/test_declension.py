"""Names in a running text, whatever their case ending."""

import pytest

from news.text.declension import Mention, is_form_of, mentions, stem


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Қошановтың", "Қошанов"),
        ("Қошановтарының", "Қошанов"),
        ("Мысаловой", "Мысалова"),
        ("Мысалову", "Мысалов"),
        ("Каменского", "Каменский"),
        ("Каменской", "Каменская"),
        ("Цойға", "Цой"),
        ("Ким", "Ким"),
        ("Үлгіге", "Үлгі"),
    ],
)
def test_a_case_of_a_name_is_that_name(word, name):
    assert is_form_of(word, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [("Қошқар", "Қошанов"), ("Мысал", "Мысалов"), ("Ким", ""), ("Құрманғазиевтеріміздікіндей", "Құрман")],
)
def test_another_word_is_not(word, name):
    assert not is_form_of(word, name)


def test_a_short_name_keeps_its_letters():
    assert stem("Ли") == "Ли"


def test_a_name_is_found_with_what_stands_before_it():
    found = set(mentions("Жиында А. Үлгібаева мен Ерлан Мысалов сөйледі. Олар — Ким және Цой.\nАқмола"))
    assert {Mention("Үлгібаева", "А."), Mention("Мысалов", "Ерлан"), Mention("Ким", ""), Mention("Ақмола", "")} <= found
    assert Mention("сөйледі", "") not in found
