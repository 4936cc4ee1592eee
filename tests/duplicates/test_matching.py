"""“Is it one of these?”: who is recognised under another spelling, and who is somebody else."""

import pytest

from news.duplicates import likely
from news.duplicates.matching import CERTAIN, LIKELY, MOST_SPELLINGS, MOST_WORDS, agreements, spellings
from news.models import Organization, Person
from tests import factories as make

pytestmark = pytest.mark.django_db

# fmt: off
SAME_PERSON = [
    # what stands in the registry (given, family, in the languages that have it), what is typed
    ({"kk": "Ерсұлтан Үлгібеков", "ru": "Ерсултан Улгибеков"}, {"kk": "Ерсұлтан Үлгібеков"}),
    ({"kk": "Ерсұлтан Үлгібеков", "ru": "Ерсултан Улгибеков"}, {"ru": "Ерсултан Ульгибеков"}),
    ({"kk": "Ерсұлтан Үлгібеков"}, {"en": "Yersultan Ulgibekov"}),
    ({"kk": "Қанағат Мысалов"}, {"en": "Kanagat Mysalov"}),
    ({"kk": "Қанағат Мысалов"}, {"ru": "Канагат Мысалов"}),
    ({"kk": "Шыңғыс Жауқазын"}, {"en": "Chingis Zhaukazyn"}),
    ({"kk": "Шыңғыс Жауқазын"}, {"en": "Shyngys Jauqazyn"}),
    ({"kk": "Әлия Қарлығаш"}, {"ru": "Алия Карлыгаш"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "Үлгібаева Гүлсім"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "Г. Үлгібаева"}),
    ({"kk": "Г. Үлгібаева"}, {"kk": "Гүлсім Үлгібаева"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "Гүлсім Үлгібаевна"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "Гулсим Улгибаева"}),
    ({"kk": "Нұрлан Сынақов"}, {"kk": "Нұрлан Сынақұлы Сынақов"}),
    ({"ru": "Дмитрий Образцов"}, {"en": "Dmitry Obraztsov"}),
    ({"ru": "Дмитрий Образцов"}, {"ru": "Димитрий Образцов"}),
    ({"en": "Dmitri Obraztsov"}, {"ru": "Дмитрий Образцов"}),
    ({"kk": "Айгерім Мысалова"}, {"kk": "Айгерым Мысалова"}),
    ({"kk": "Айгерім Мысалова"}, {"kk": "Айгеірм Мысалова"}),
    ({"kk": "Бейбіт Тексеров"}, {"kk": "Бейбит Тексерв"}),
    ({"kk": "Ерлан Тәжірибеев"}, {"kk": "Ералн Тәжірибеев"}),
    ({"kk": "Жанар Үлгі-Мысалова"}, {"kk": "Жанар Үлгі Мысалова"}),
    ({"kk": "Юлия Примерова"}, {"en": "Yuliya Primerova"}),
    ({"kk": "Сәуле Өрнекова"}, {"ru": "Сауле Орнекова"}),
    ({"kk": "Мұхтар Үлгіұлы"}, {"en": "Mukhtar Ulgiuly"}),
]
ANOTHER_PERSON = [
    ({"kk": "Асқар Мысалов"}, {"kk": "Айдар Мысалов"}),
    ({"kk": "Дана Үлгібаева"}, {"kk": "Дина Үлгібаева"}),
    ({"kk": "Асель Мысалова"}, {"kk": "Айсұлу Мысалова"}),
    ({"kk": "Ерлан Тәжірибеев"}, {"kk": "Ерлан Тексеров"}),
    ({"kk": "Ерлан Тәжірибеев"}, {"kk": "Ерлан"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "Г. Мысалова"}),
    ({"kk": "Гүлсім Үлгібаева"}, {"kk": "А. Үлгібаева"}),
    ({"kk": "Болат Сынақов"}, {"kk": "Сынақ Болатов"}),
    ({"kk": "Бауыржан Үлгібеков"}, {"kk": "Нұржан Үлгібеков"}),
    ({"kk": "Айнұр Өрнекова"}, {"kk": "Айгүл Өрнекова"}),
    ({"kk": "Қайрат Мысалов"}, {"kk": "Марат Мысалов"}),
]
SAME_ORGANIZATION = [
    ({"name": "«Бұлақ-Үлгі» қоғамдық бірлестігі"}, "Бұлақ-Үлгі ҚБ"),
    ({"name": "«Бұлақ-Үлгі» қоғамдық бірлестігі"}, "ОО «Булак-Улги»"),
    ({"name": "«Бұлақ-Үлгі» қоғамдық бірлестігі"}, "Bulaq Ulgi Public Association"),
    ({"name": "«Бұлақ-Үлгі» қоғамдық бірлестігі"}, "БұлақҮлгі"),
    ({"name": "Мысал зерттеу орталығы"}, "Мысал зертеу орталығы"),
    ({"name": "Үлгі даму партиясы", "abbreviation": "ҮДП"}, "ҮДП"),
    ({"name": "Үлгі даму партиясы", "abbreviation": "ҮДП"}, "«Үлгі Даму» партиясы"),
    ({"name": "Тәжірибе ауыл шаруашылығы қауымдастығы"}, "Ауыл шаруашылығы қауымдастығы Тәжірибе"),
]
ANOTHER_ORGANIZATION = [
    ({"name": "«Бұлақ-Үлгі» қоғамдық бірлестігі"}, "«Жауқазын» қоғамдық бірлестігі"),
    ({"name": "Мысал зерттеу орталығы"}, "Мысал спорт орталығы"),
    ({"name": "Ауыл жастар одағы"}, "Жастар одағы"),
    ({"name": "Үлгі даму партиясы", "abbreviation": "ҮДП"}, "ҮДҚ"),
    ({"name": "Үлгі облыстық кәсіподағы"}, "Мысал облыстық кәсіподағы"),
]
# fmt: on


def names_of(spelled):
    """Columns of given and family name from “Given Family”: the last word is the family name."""
    columns = {}
    for code, name in spelled.items():
        given, _space, family = name.rpartition(" ")
        columns |= {f"given_name_{code}": given, f"family_name_{code}": family}
    return columns


def person(spelled, **fields):
    return Person.objects.create(**names_of(spelled), published_at=make.LONG_AGO, **fields)


def organization(name, abbreviation="", **fields):
    return make.an_organization(name, abbreviation_kk=abbreviation, **fields)


def found(rows, typed, **more):
    return [alike.entry for alike in likely(rows, typed, **more)]


@pytest.mark.parametrize(("stored", "typed"), SAME_PERSON)
def test_a_person_is_recognised_under_another_spelling(stored, typed):
    entry = person(stored)

    assert found(Person.objects.all(), names_of(typed)) == [entry]


@pytest.mark.parametrize(("stored", "typed"), ANOTHER_PERSON)
def test_somebody_else_is_not_taken_for_a_person(stored, typed):
    person(stored)

    assert found(Person.objects.all(), names_of(typed)) == []


@pytest.mark.parametrize(("stored", "typed"), SAME_ORGANIZATION)
def test_an_organisation_is_recognised_under_another_spelling(stored, typed):
    entry = organization(**stored)

    assert found(Organization.objects.all(), {"name_kk": typed}) == [entry]


@pytest.mark.parametrize(("stored", "typed"), ANOTHER_ORGANIZATION)
def test_another_organisation_is_not_taken_for_one(stored, typed):
    organization(**stored)

    assert found(Organization.objects.all(), {"name_kk": typed}) == []


def test_a_name_that_differs_by_a_letter_is_asked_about_but_does_not_stop_a_save():
    person({"ru": "Мария Образцова"})

    [alike] = likely(Person.objects.all(), names_of({"ru": "Марина Образцова"}))

    assert LIKELY <= alike.agreement < CERTAIN
    assert not alike.is_certain


def test_the_very_name_is_certain():
    person({"kk": "Гүлсім Үлгібаева"})

    [alike] = likely(Person.objects.all(), names_of({"kk": "Гүлсім Үлгібаева"}))

    assert alike.is_certain


def test_namesakes_with_different_patronymics_are_asked_about_only():
    person({"kk": "Нұрлан Сынақов"}, patronymic_name_kk="Болатұлы")
    typed = names_of({"kk": "Нұрлан Сынақов"}) | {"patronymic_name_kk": "Ерланұлы"}

    [alike] = likely(Person.objects.all(), typed)

    assert not alike.is_certain


def test_an_entry_is_found_by_its_other_names():
    entry = person({"kk": "Гүлсім Үлгібаева"}, other_names=["Гүлсім Мысалова"])

    assert found(Person.objects.all(), names_of({"kk": "Гүлсім Мысалова"})) == [entry]


def test_a_merged_entry_leads_to_the_one_that_stands_for_it():
    kept = person({"kk": "Гүлсім Үлгібаева"}, other_names=["Сәуле Өрнекова"])
    person({"kk": "Сәуле Өрнекова"}, merged_into=kept)

    assert found(Person.objects.all(), names_of({"kk": "Сәуле Өрнекова"})) == [kept]


def test_an_entry_is_not_alike_to_itself():
    entry = person({"kk": "Гүлсім Үлгібаева"})

    assert found(Person.objects.all(), names_of({"kk": "Гүлсім Үлгібаева"}), besides=entry) == []


def test_what_is_hidden_from_somebody_is_not_found_for_them(marat, aigerim):
    hidden = person({"kk": "Гүлсім Үлгібаева"})
    Person.objects.update(published_at=None)
    typed = names_of({"kk": "Гүлсім Үлгібаева"})

    assert found(Person.objects.visible_to(marat), typed) == []
    assert found(Person.objects.visible_to(aigerim), typed) == [hidden]


@pytest.mark.parametrize("typed", [{}, {"given_name_kk": ""}, {"given_name_kk": "«»"}, {"family_name_kk": "Ү"}])
def test_too_little_to_go_by_finds_nobody(typed):
    person({"kk": "Гүлсім Үлгібаева"})

    assert likely(Person.objects.all(), typed) == []


def test_no_more_than_five_are_named_the_most_alike_first(django_assert_num_queries):
    others = [person({"kk": "Гүлсім Үлгібаева"}) for _ in range(7)]
    near = person({"kk": "Гүлсім Үлгібаевa"})

    with django_assert_num_queries(2):
        rows = likely(Person.objects.all(), names_of({"kk": "Гүлсым Үлгібаева"}))

    assert len(rows) == 5
    assert rows[0].agreement >= rows[-1].agreement
    assert {row.entry for row in rows} <= {*others, near}


def test_of_very_much_that_was_typed_a_part_is_looked_for():
    """So that a question takes no longer than an editor waits, however large the registry is."""
    entry = person({"kk": "Гүлсім Үлгібаева"})
    typed = names_of({"kk": "Гүлсім Үлгібаева"}) | {"other_names": [f"Әли {number}" for number in range(1000)]}

    assert found(Person.objects.all(), typed) == [entry]
    assert len(spellings(Person, typed)) == MOST_SPELLINGS


def test_of_a_hundred_words_the_first_dozen_are_compared_with_the_registry():
    words = [f"soz{number}" * 3 for number in range(100)]
    registry = [(1, " " + " ".join(words[:MOST_WORDS]))]
    assert agreements(registry, [tuple(words)]) == {1: 100}
