"""Tables of people: who a row is about, what changes, and what does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from news import languages
from news.importing import bringing_in
from news.importing.cells import yes_or_no
from news.importing.complaints import RefusedError
from news.models import Person, Revision
from news.models.revision import Act
from tests.factories import a_person

from .tables import as_csv, bring, complaints, counts, look

pytestmark = pytest.mark.django_db

NAMES = ["family_name_kk", "given_name_kk"]
NAME = "Family name · Қазақша"


def people(*rows, also=()):
    return as_csv([*NAMES, *also], *rows)


def test_a_table_adds_people_who_wait_for_the_registry_keeper(aigerim):
    sheet = bring("person", people(["Үлгі", "Әсел"], ["Мысал", "Қайрат"]), by=aigerim)
    assert counts(sheet) == (2, 0, 0)
    assert [(row.name_in("kk"), row.published_at, row.created_by) for row in Person.objects.order_by("pk")] == [
        ("Әсел Үлгі", None, aigerim),
        ("Қайрат Мысал", None, aigerim),
    ]
    assert sheet.applied_at
    assert bytes(sheet.content) == b""


def test_a_person_becomes_public_where_the_table_says_so_and_takes_the_address_for_ever():
    bring("person", people(["Үлгі", "Әсел", "Yes"], ["Мысал", "Қайрат", "no"], also=["public"]))
    assel, qairat = Person.objects.order_by("pk")
    assert (assel.is_live(), qairat.is_live()) == (True, False)
    assert assel.addresses.is_taken(assel.path, qairat)


def test_a_table_hides_nobody_whom_readers_see():
    person = a_person()
    sheet = bring("person", as_csv(["slug", "public"], [person.slug, "no"]))
    assert complaints(sheet)[2, "Readers see it"].startswith("Readers see this entry.")
    person.refresh_from_db()
    assert person.is_live()


@pytest.mark.parametrize("given", ["Айгүл", "АЙГУЛЬ", "Aigul", "Aıgül"])
def test_a_person_is_found_again_by_name_in_any_spelling(given):
    a_person("Айгүл", "Үлгібаева", given_name_en="Aigul", given_name_ru="Айгуль")
    sheet = bring("person", as_csv(["given_name_en", "family_name_en", "summary_kk"], [given, "Ulgibaeva", "Төрайым"]))
    assert counts(sheet) == (0, 1, 0)
    assert Person.objects.get().summary_kk == "Төрайым"


def test_a_former_name_leads_to_the_person_and_so_does_an_old_address():
    person = a_person("Айгүл", "Үлгібаева", other_names=["Айгүл Мысалова"])
    old = person.slug
    person.slug = "aigul-janga"
    person.save()
    table = as_csv(["slug", *NAMES, "summary_kk"], ["", "Мысалова", "Айгүл", "Төрайым"])
    sheet = look("person", table)
    [row] = sheet.outcome["rows"]
    assert row["changes"] == [["summary_kk", "", "Төрайым"]], "The present name stays."
    assert "former or short name" in row["remark"]
    assert counts(look("person", as_csv(["slug", "summary_kk"], [old, "Төрайым"]))) == (0, 1, 0)


def test_a_person_who_was_merged_leads_to_the_one_who_stayed():
    stayed = a_person("Айгүл", "Үлгібаева")
    gone = a_person("Айгүл", "Мысалова", merged_into=stayed)
    sheet = bring("person", as_csv(["slug", "summary_kk"], [gone.slug, "Төрайым"]))
    assert counts(sheet) == (0, 1, 0)
    stayed.refresh_from_db()
    assert stayed.summary_kk == "Төрайым"


def test_two_people_of_one_name_are_told_with_both_addresses_and_what_to_do():
    first, second = a_person(), a_person()
    told = complaints(bring("person", people(["Үлгібаева", "Айгүл"])))[2, NAME]
    assert first.slug in told
    assert second.slug in told
    assert "column “Address”" in told
    sheet = bring("person", as_csv(["slug", *NAMES, "summary_kk"], [second.slug, "Үлгібаева", "Айгүл", "Төрайым"]))
    assert counts(sheet) == (0, 1, 0)
    second.refresh_from_db()
    assert second.summary_kk == "Төрайым"


def test_a_patronymic_tells_namesakes_apart():
    for patronymic in ("Қайратқызы", "Асқарқызы"):
        a_person(patronymic_name_kk=patronymic)
    also = ["patronymic_name_kk", "summary_kk"]
    assert counts(bring("person", people(["Үлгібаева", "Айгүл", "Асқарқызы", "Төрайым"], also=also))) == (0, 1, 0)
    assert Person.objects.get(patronymic_name_kk="Асқарқызы").summary_kk == "Төрайым"
    told = complaints(bring("person", people(["Үлгібаева", "Айгүл", "Ермекқызы", ""], also=also)))
    assert "another patronymic" in told[2, NAME]


def test_a_new_namesake_is_added_under_an_address_of_their_own_and_the_page_says_so():
    person = a_person()
    table = as_csv(["slug", *NAMES], ["aigul-ekinshi", "Үлгібаева", "Айгүл"])
    sheet = look("person", table)
    assert counts(sheet) == (1, 0, 0)
    assert person.slug in sheet.outcome["rows"][0]["remark"]
    bring("person", table)
    assert counts(bring("person", table)) == (0, 0, 1)


def test_two_rows_about_one_person_are_told():
    sheet = bring("person", people(["Үлгі", "Әсел"], ["Мысал", "Қайрат"], ["Улги", "Асель"]))
    assert complaints(sheet)[4, NAME].startswith("Row 2 is about the same entry.")
    assert Person.objects.count() == 0


def test_the_same_table_again_changes_nothing_and_adds_no_version():
    table = people(["Үлгі", "Әсел", "Төрайым", "yes"], ["Мысал", "Қайрат", "", ""], also=["summary_kk", "public"])
    bring("person", table)
    before = list(Person.objects.values()), Revision.objects.count()
    sheet = look("person", table)
    assert counts(sheet) == (0, 0, 2)
    assert not sheet.can_be_applied()
    assert (list(Person.objects.values()), Revision.objects.count()) == before


def test_an_empty_cell_leaves_what_is_there_and_a_hyphen_empties_it():
    person = a_person(summary_kk="Төрайым", summary_ru="Председатель", links=["https://ulgi.example/"])
    bring("person", as_csv(["slug", "summary_kk", "summary_ru", "links"], [person.slug, "", "-", "—"]))
    person.refresh_from_db()
    assert (person.summary_kk, person.summary_ru, person.links) == ("Төрайым", "", [])
    bring("person", as_csv(["slug", *NAMES], ["-", "Мысал", "Қайрат"]))
    assert Person.objects.get(family_name_kk="Мысал").slug == "mysal-kairat"


@pytest.mark.parametrize("code", languages.CODES)
def test_yes_and_no_are_understood_in_every_language(code):
    with translation.override(code):
        rows = [["Үлгі", "Әсел", yes_or_no(True).upper()], ["Мысал", "Қайрат", yes_or_no(False)]]
    bring("person", people(*rows, also=["public"]))
    assert [person.is_live() for person in Person.objects.order_by("pk")] == [True, False]


def test_more_than_others_can_wait_for_is_refused(monkeypatch):
    monkeypatch.setattr(bringing_in, "MOST_ROWS_WRITTEN", 2)
    rows = [["Үлгі", "Әсел"], ["Мысал", "Қайрат"], ["Мысал", "Ержан"]]
    bring("person", people(*rows[:2]))
    assert counts(bring("person", people(*rows))) == (1, 0, 2)
    with pytest.raises(RefusedError, match="more than 2 entries"):
        look("person", people(*([f"Үлгі{number}", "Әсел"] for number in range(3))))


def test_a_table_of_mistakes_alone_is_not_looked_through_to_its_end(monkeypatch):
    monkeypatch.setattr(bringing_in, "MOST_COMPLAINED", 2)
    rows = [["Үлгі", f"Әсел {number}", "бәлкім"] for number in range(3)]
    assert look("person", people(*rows[:2], also=["public"])).outcome["complained"] == 2
    with pytest.raises(RefusedError, match=r"(?s)more than 2 mistakes.*Row 2.*Row 4"):
        look("person", people(*rows, also=["public"]))


def test_lists_stand_in_one_cell():
    person = a_person(other_names=["Ескі"])
    row = [person.slug, "Айгүл Мысалова;  А. Үлгі\nА. Үлгі", "https://ulgi.example/a; https://ulgi.example/b"]
    bring("person", as_csv(["slug", "other_names", "links"], row))
    person.refresh_from_db()
    assert person.other_names == ["Айгүл Мысалова", "А. Үлгі"]
    assert person.links == ["https://ulgi.example/a", "https://ulgi.example/b"]


def test_a_table_that_does_not_say_whom_its_rows_are_about_is_refused():
    with pytest.raises(RefusedError, match=r"A column is missing.*“Address”, “Family name · Қазақша”"):
        look("person", as_csv(["summary_kk"], ["Төрайым"]))


def test_every_mistake_of_a_row_is_told_at_its_column():
    a_person()
    row = ["Үлгі", "Әсел" * 60, "javascript:alert(1)", "мүмкін", "жаңа адрес"]
    told = complaints(bring("person", people(row, also=["links", "public", "slug"])))
    assert {column for _row, column in told} == {"Given name · Қазақша", "Links", "Readers see it", "Address"}
    assert all(number == 2 for number, _column in told)


def test_a_person_without_any_name_is_told():
    told = complaints(bring("person", as_csv(["slug", "summary_kk"], ["aty-joq", "Төрайым"])))
    assert told == {(2, "Family name · Қазақша"): "Write a name, in one language at least."}


def test_one_mistake_in_the_last_row_keeps_everything_out(aigerim):
    rows = [[f"Үлгі{number}", "Әсел", ""] for number in range(20)]
    sheet = bring("person", people(*rows, ["Мысал", "Қайрат", "белгісіз"], also=["public"]), by=aigerim)
    assert list(complaints(sheet)) == [(22, "Readers see it")]
    assert not sheet.applied_at
    assert Person.objects.count() == Revision.objects.count() == 0
    assert bytes(sheet.content) == b""


def test_what_was_there_before_and_who_imported_is_in_the_history(aigerim):
    person = a_person()
    bring("person", as_csv(["slug", "summary_kk"], [person.slug, "Төрайым"]), by=aigerim)
    baseline, imported = Revision.objects.of(person).order_by("number")
    assert (baseline.act, baseline.data["summary_kk"]) == (Act.BASELINE, "")
    assert (imported.act, imported.author, imported.data["summary_kk"]) == (Act.IMPORTED, aigerim, "Төрайым")
    assert "keste.csv" in imported.note


def test_a_row_costs_the_same_however_many_there_are():
    def queries(count, given):
        with CaptureQueriesContext(connection) as asked:
            assert counts(look("person", people(*([f"Үлгі{number}", given] for number in range(count))))) == (
                count,
                0,
                0,
            )
        return len(asked)

    few, many = queries(2, "Әсел"), queries(50, "Қайрат")
    assert (many - few) % 48 == 0
    assert (many - few) // 48 <= 12


def test_rows_that_say_nothing_new_cost_one_query():
    table = people(*([f"Үлгі{number}", "Әсел"] for number in range(50)))
    bring("person", table)
    with CaptureQueriesContext(connection) as asked:
        assert counts(look("person", table)) == (0, 0, 50)
    assert len(asked) <= 50 + 12
