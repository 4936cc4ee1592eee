import unicodedata

import pytest

from news.text.kazakh import alphabet, first_key, first_letter, letter_of, sort_key

from .samples import AWKWARD_WORDS

IN_ORDER = {
    "kk": [
        *["!?", "12 мысал", "300 үлгі", "Азат", "Ақ жол", "«Ақжар»", "Алма", "Әлия", "Ғани", "Дана", "Ермек", "Ёлкин"],
        *["Жан", "Кенже", "Қайрат", "Мысал", "Нан", "Ңа", "Ом", "Өмір", "Сынақ", "Уәли", "Ұлан", "Үлгі", "Фарид"],
        *["Хан", "Һәм", "Цирк", "Ыбырай", "Іле", "Эра", "Яна", "AMANAT", "«Respublica»"],
    ],
    "ru": [
        *["2 сынак", "Азат", "«Ак жол»", "Анна", "Егор", "Ежов", "Ель", "Ёж", "Ёлкин", "Жан", "Мысал", "Яна"],
        *["Әлия", "Қайрат", "AMANAT", "Respublica"],
    ],
    "en": ["5 samples", "Ak Zhol", "Akbar", "AMANAT", "“Respublica”", "Ulgi", "Zhan", "Азат", "Әлия", "Қайрат"],
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_directory_stands_in_the_order_of_its_alphabet(language):
    names = IN_ORDER[language]
    out_of_order = sorted(names, key=len)
    assert sorted(out_of_order, key=lambda name: sort_key(name, language)) == names


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_letter_follows_the_one_before_it_in_both_cases(language):
    keys = [sort_key(letter, language) for letter in alphabet(language)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert keys == [sort_key(letter.lower(), language) for letter in alphabet(language)]


def test_the_kazakh_alphabet_has_its_forty_two_letters():
    assert len(alphabet("kk")) == 42
    assert len(alphabet("ru")) == 33
    assert len(alphabet("en")) == 26


def test_punctuation_and_case_do_not_move_a_name():
    assert sort_key("«Ақ жол»", "kk") == sort_key(" “ақ  жол…", "kk") == sort_key("Ақ-Жол", "kk")


def test_a_letter_typed_in_two_signs_sorts_as_one():
    assert sort_key(unicodedata.normalize("NFD", "Йогурт Ёлкин"), "ru") == sort_key("Йогурт Ёлкин", "ru")


def test_an_accented_letter_sorts_as_the_plain_one():
    assert sort_key("Élan", "en") == sort_key("Elan", "en")


def test_words_are_compared_one_after_the_other():
    names = ["Ақ жол", "Ақ-үлгі", "Ақжар", "Ақта"]
    assert sorted(set(names), key=lambda name: sort_key(name, "kk")) == names


def test_a_sort_key_is_only_digits_so_that_every_database_agrees():
    for language in ("kk", "ru", "en"):
        for text in AWKWARD_WORDS:
            key = sort_key(text, language)
            assert key == "" or (key.isascii() and key.isdigit()), text


def test_a_sort_key_has_a_bounded_length():
    assert len(sort_key("Ұзақ атау " * 50, "kk")) == 120
    assert len(sort_key("Ұзақ атау " * 50, "kk", letters=5)) == 10


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("әлия", "kk", "Ә"),
        ("«Ақ жол»", "kk", "А"),
        ("Ёлкин", "ru", "Ё"),
        ("И\u0306огурт", "ru", "Й"),
        ("AMANAT", "kk", "A"),
        ("Әлия", "en", "Ә"),
        ("Élan", "en", "E"),
        ("300 үлгі", "kk", "#"),
        ("اجتماع", "kk", "#"),
        ("…", "kk", "#"),
        ("", "kk", "#"),
    ],
)
def test_a_name_stands_under_its_letter(name, language, letter):
    assert first_letter(name, language) == letter


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_letter_of_a_directory_appears_once(language):
    names = sorted([*AWKWARD_WORDS, *IN_ORDER["kk"], *IN_ORDER["en"]], key=lambda name: sort_key(name, language))
    letters = [first_letter(name, language) for name in names]
    changes = [letter for at, letter in enumerate(letters) if at == 0 or letters[at - 1] != letter]
    assert len(changes) == len(set(changes)), changes


def test_a_language_of_another_site_is_an_error():
    with pytest.raises(KeyError):
        sort_key("Үлгі", "de")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("text", ["Ақжар", "Әлия", "Іле", "Яна", "AMANAT", "7-арна", "«Ұлт»", "Щука", "Φως", ""])
def test_the_letter_of_a_sort_key_is_that_of_its_text(language, text):
    key = sort_key(text, language)
    assert letter_of(key, language) == first_letter(text, language)
    assert first_key(first_letter(text, language), language) in ("", key[:2])


@pytest.mark.parametrize("sign", ["", "#", "АБ", "7", "а", "🦅"])
def test_what_is_no_capital_of_the_language_begins_no_key(sign):
    assert first_key(sign, "kk") == ""
