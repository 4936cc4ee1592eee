import pytest

from news.text.names import fold, initials

from .samples import AWKWARD_WORDS


@pytest.mark.parametrize(
    "spellings",
    [
        ["Қошан Үлгі", "Кошан Улги", "Qoşan Ülgı", "Koshan Ulgi", "ҚОШАН ҮЛГІ", "қошан  үлгі "],
        ["Ерлан", "Yerlan", "Ierlan", "ЕРЛАН"],
        ["Дмитрий", "Dmitriy", "Dmitry", "Dmitri", "Dmitrii"],
        ["Әлия", "Алия", "Aliya", "Aliia", "Alia", "Älıa"],
        ["Ғани Жұмағұл", "Гани Жумагул", "Ghani Zhumagul", "Gani Jumagul"],
        ["Артём", "Артем", "Арте\u0308м", "Artyom", "Artem"],
        ["Щукин", "Shchukin", "Schukin"],
        ["О'Сынақ", "О’Сынақ", "Осынак"],
        ["Ана-Мысал", "Ана Мысал", "«Ана» Мысал"],
        ["Мухтар", "Мұхтар", "Mukhtar", "Muhtar"],
        ["Сынақ", "Сы\u200bнақ", "Сына\u0301қ", "Cынақ"],
        ["Білім", "Бiлiм", "Bilim"],
    ],
)
def test_spellings_of_one_name_meet(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1, [fold(spelling) for spelling in spellings]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Асан Үлгі", "Хасан Үлгі"),
        ("Асан Үлгі", "Үлгі Асан"),
        ("Асан Үлгі", "Асанүлгі"),
        ("Марат", "Мурат"),
        ("Сәуле", "Шәуле"),
        ("محمد", "أحمد"),
    ],
)
def test_names_of_different_people_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_a_folded_name_is_not_folded_further():
    for name in [*AWKWARD_WORDS, "Ккх гкх щсч", "Yyyerlan", "Ақжол Кққхан"]:
        assert fold(fold(name)) == fold(name), name


def test_punctuation_alone_is_no_name():
    assert fold("«…» — !?") == ""
    assert initials("«…» — !?") == ""


@pytest.mark.parametrize(
    ("name", "monogram"),
    [
        ("Әсем Үлгі", "ӘҮ"),
        ("асан мысалұлы сынақов", "АМ"),
        ("Абай", "А"),
        ("«Ақ жол»", "АЖ"),
        ("Respublica", "R"),
        ("Ғылым және мәдениет", "ҒМ"),
        ("О'Сынак Дана", "ОД"),
        ("И\u0306оо\u0301л Үлгі", "ЙҮ"),
        ("300 мысал", "3М"),
        ("и", "И"),
        ("ßa", "S"),
    ],
)
def test_a_monogram_is_one_or_two_capitals(name, monogram):
    assert initials(name) == monogram
