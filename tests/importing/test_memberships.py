"""Tables of roles: whose, where, since when; found again although rows have no address."""

import pytest

from news.models import Membership, Revision
from news.models.revision import Act
from tests.factories import a_person, a_role, an_organization

from .tables import as_csv, bring, complaints, counts, look

pytestmark = pytest.mark.django_db

COLUMNS = ["person", "organization", "role_kk", "start_date", "end_date"]


@pytest.fixture
def aigul():
    return a_person("Айгүл", "Үлгібаева", family_name_ru="Ульгибаева", given_name_ru="Айгуль")


def roles(*rows):
    return as_csv(COLUMNS, *rows)


def test_holder_and_organisation_are_named_in_any_language(aigul, bulak):
    bulak.name_en = "Bulaq-Ulgi association"
    bulak.save()
    bring("membership", roles(["Ульгибаева Айгуль", "Bulaq-Ulgi association", "Бірлестік төрайымы", "2019-03", ""]))
    role = Membership.objects.get()
    assert (role.person, role.organization, role.role_kk, role.start_date) == (
        aigul,
        bulak,
        "Бірлестік төрайымы",
        "2019-03",
    )
    assert role.first_day.isoformat() == "2019-03-01"


def test_the_same_table_again_changes_nothing(aigul, bulak):
    table = roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "2019", ""], ["Айгүл Үлгібаева", "", "Дәрігер", "", ""])
    assert counts(bring("membership", table)) == (2, 0, 0)
    before = Revision.objects.count()
    assert counts(look("membership", table)) == (0, 0, 2)
    assert Revision.objects.count() == before


def test_a_role_that_ends_is_the_role_that_began(aigul, bulak):
    role = a_role(aigul, "Төрайым", bulak, start_date="2019")
    bring("membership", roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "2019-03", "2024"]))
    role.refresh_from_db()
    assert (role.start_date, role.end_date) == ("2019-03", "2024")
    assert Membership.objects.count() == 1


def test_the_same_post_held_again_later_is_another_role(aigul, bulak):
    a_role(aigul, "Төрайым", bulak, start_date="2010", end_date="2012")
    assert counts(bring("membership", roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "2019", ""]))) == (1, 0, 0)
    told = complaints(look("membership", roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "", "2025"])))
    assert "Several roles" in next(iter(told.values()))


def test_a_role_with_a_number_is_that_role_and_stays_its_holders(aigul, bulak):
    role, other = a_role(aigul, "Төрайым", bulak), a_person("Қайрат", "Мысал")
    columns = ["id", "person", "role_kk"]
    assert counts(bring("membership", as_csv(columns, [role.pk, "Айгүл Үлгібаева", "Төраға"]))) == (0, 1, 0)
    told = complaints(look("membership", as_csv(columns, [role.pk, str(other), "Төраға"])))
    assert "Somebody else holds" in told[2, "Person"]
    assert (2, "Number") in complaints(look("membership", as_csv(columns, ["999999", "", "Төраға"])))


def test_a_member_of_the_coalition_needs_no_words(bulak):
    coalition = an_organization("«Үлгі» коалициясы", classification="coalition")
    table = as_csv(
        ["member_organization", "organization", "start_date"], [bulak.name_kk, "«Үлгі» коалициясы", "2026-02-13"]
    )
    assert counts(bring("membership", table)) == (1, 0, 0)
    assert counts(bring("membership", table)) == (0, 0, 1)
    assert Membership.objects.get().organization == coalition


def test_two_people_of_one_name_are_told(aigul, bulak):
    other = a_person("Айгүл", "Үлгібаева")
    told = complaints(bring("membership", roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "", ""])))
    assert aigul.slug in told[2, "Person"]
    assert other.slug in told[2, "Person"]
    bring("membership", roles([other.slug, bulak.name_kk, "Төрайым", "", ""]))
    assert Membership.objects.get().person == other


def test_impossible_roles_are_told_at_their_columns(aigul, bulak):
    other = an_organization("«Мысал» одағы")
    columns = ["person", "member_organization", "organization", "role_kk", "start_date", "end_date", "position"]
    rows = [
        ["Айгүл Үлгібаева", "", bulak.name_kk, "Төрайым", "2019-13", "", ""],
        ["Айгүл Үлгібаева", "", bulak.name_kk, "Төрайым", "2020", "2019", ""],
        ["", "", bulak.name_kk, "Төрайым", "", "", ""],
        ["Айгүл Үлгібаева", bulak.name_kk, other.name_kk, "Төрайым", "", "", ""],
        ["", bulak.name_kk, "", "", "", "", ""],
        ["", bulak.name_kk, bulak.name_kk, "", "", "", ""],
        ["Жоқ Адам", "", bulak.name_kk, "Төрайым", "", "", ""],
        ["Айгүл Үлгібаева", "", bulak.name_kk, "Хатшы", "", "", "-3"],
        ["Айгүл Үлгібаева", "", bulak.name_kk, "Есепші", "", "", "9" * 5000],
    ]
    told = complaints(bring("membership", as_csv(columns, *rows)))
    assert list(told) == [
        *((2, "From"), (3, "Until"), (4, "Person"), (5, "Person"), (6, "In the organisation")),
        *((7, "In the organisation"), (8, "Person"), (9, "Rank"), (10, "Rank")),
    ]
    assert "“2019-13” is not a date" in told[2, "From"]
    assert "The end is before the start." in told[3, "Until"]
    assert Membership.objects.count() == 0


def test_all_mistakes_of_a_row_are_told_at_once_though_nobody_knows_whom_it_is_about():
    told = complaints(look("membership", roles(["Жоқ Адам", "Жоқ ұйым", "Төрайым", "2019-13", ""])))
    assert list(told) == [(2, "Person"), (2, "In the organisation"), (2, "From")]


def test_the_history_of_the_holder_tells_of_new_roles_once(aigul, bulak, aigerim):
    table = roles(["Айгүл Үлгібаева", bulak.name_kk, "Төрайым", "", ""], ["Айгүл Үлгібаева", "", "Дәрігер", "", ""])
    bring("membership", table, by=aigerim)
    acts = list(Revision.objects.of(aigul).order_by("number").values_list("act", "author"))
    assert acts == [(Act.BASELINE, None), (Act.IMPORTED, aigerim.pk)]
