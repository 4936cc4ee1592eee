import re

import pytest

from news.text.slugs import slugify, transliterate

from .samples import AWKWARD_WORDS


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ғылым және мәдениет", "gylym-zhane-madeniet"),
        ("Жаңа Конституция жобасы", "zhana-konstitutsiya-zhobasy"),
        ("Мәжіліс төрағасы", "mazhilis-toragasy"),
        ("Өңірдегі һәм ұлттық үлгі", "onirdegi-ham-ulttyk-ulgi"),
        ("Объезд: щука, ёж и чаща", "obezd-shchuka-yozh-i-chashcha"),
        ("A coalition's first year", "a-coalitions-first-year"),
        ("Älem, ğylym, Straße, Łódź", "alem-gylym-strasse-lodz"),
        ("2026 жыл — №1", "2026-zhyl-no1"),
        ("Үлгі ٤٢", "ulgi-42"),
    ],
)
def test_a_headline_in_any_language_gives_a_readable_address(headline, slug):
    assert slugify(headline) == slug


def test_an_address_does_not_depend_on_how_a_letter_was_typed():
    assert slugify("И\u0306огурт, е\u0308лка") == slugify("Йогурт, ёлка") == "iogurt-yolka"


def test_invisible_characters_do_not_cut_a_word():
    assert slugify("Сы\u200bнақ\u00ad хат") == "synak-khat"


@pytest.mark.parametrize("nothing", ["", "   ", "«…» — !?", "👩🏽‍💻🇰🇿", "\x00"])
def test_a_headline_without_letters_gives_no_address(nothing):
    assert slugify(nothing) == ""


def test_a_silent_letter_alone_still_gets_an_address():
    assert slugify("Ъ") == "y"
    assert slugify("ь, Ь") == "i-i"


def test_every_letter_of_the_three_languages_reaches_the_address():
    for letter in "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяәabcdefghijklmnopqrstuvwxyz0123456789":
        assert slugify(letter), letter
        assert slugify(letter.upper()) == slugify(letter)


def test_a_long_headline_is_cut_between_words():
    slug = slugify("Үлгі ауданының тұрғындары мысал ретінде жиналды", max_length=20)
    assert slug == "ulgi-audanynyn"


def test_a_headline_that_just_fits_keeps_its_last_word():
    assert slugify("Үлгі мысал", max_length=10) == "ulgi-mysal"
    assert slugify("Үлгі мысал", max_length=9) == "ulgi"


def test_one_endless_word_is_cut_inside():
    assert slugify("Ә" * 400) == "a" * 80


def test_whatever_is_typed_the_address_is_plain_ascii():
    for text in AWKWARD_WORDS:
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify(text)), text
        assert len(slugify(text, max_length=15)) <= 15


def test_transliteration_keeps_capitals_and_punctuation():
    assert transliterate("Щит, ҒЫЛЫМ және ЖЖ — «Үлгі»!") == "Shchit, GYLYM zhane ZHZh — «Ulgi»!"
