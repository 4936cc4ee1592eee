"""Tables of organisations: kinds, regions and other organisations by name, in any language."""

import pytest
from django.utils import translation

from news import languages
from news.models import Organization
from tests.factories import an_area, an_organization

from .tables import as_csv, bring, complaints, counts, look

pytestmark = pytest.mark.django_db


def table(*rows, also=()):
    return as_csv(["name_kk", "classification", *also], *rows)


@pytest.mark.parametrize("code", languages.CODES)
def test_kind_and_region_are_understood_in_every_language(code):
    area = an_area("Ұлытау облысы")
    area.name_ru, area.name_en = "область Улытау", "Ulytau region"
    area.save()
    with translation.override(code):
        kind, region = str(Organization.Classification.UNION.label), str(area)
    bring("organization", table(["«Үлгі» одағы", kind.upper(), region], also=["area"]))
    organization = Organization.objects.get()
    assert (organization.classification, organization.area) == ("union", area)


def test_a_kind_or_region_that_nobody_knows_is_told_with_those_there_are():
    told = complaints(bring("organization", table(["«Үлгі» одағы", "клуб", "Атлантида"], also=["area"])))
    assert "political party" in told[2, "Kind"]
    assert "“Атлантида” is not in the registry" in told[2, "Region"]


def test_a_new_organisation_needs_a_kind():
    assert list(complaints(bring("organization", as_csv(["name_kk"], ["«Үлгі» одағы"])))) == [(2, "Kind")]


def test_an_organisation_may_stand_below_those_that_are_part_of_it():
    rows = [["Аудан", "union", "Облыс"], ["Облыс", "union", "Республика"], ["Республика", "union", ""]]
    assert counts(bring("organization", table(*rows, also=["parent"]))) == (3, 0, 0)
    assert Organization.objects.get(name_kk="Аудан").parent.parent.name_kk == "Республика"
    assert counts(bring("organization", table(*rows, also=["parent"]))) == (0, 0, 3)


def test_organisations_that_are_part_of_each_other_are_told():
    rows = [["Бірінші", "union", "Екінші"], ["Екінші", "union", "Бірінші"], ["Үшінші", "union", "Үшінші"]]
    told = complaints(bring("organization", table(*rows, also=["parent"])))
    assert "names this row in its turn" in told[2, "Part of"] + told[3, "Part of"]
    assert (4, "Part of") in told
    assert Organization.objects.count() == 0


def test_organisations_of_the_registry_do_not_become_part_of_each_other():
    parent = an_organization("Облыс")
    an_organization("Аудан", parent=parent)
    told = complaints(bring("organization", as_csv(["name_kk", "parent"], ["Облыс", "Аудан"])))
    assert list(told) == [(2, "Part of")]


def test_an_abbreviation_leads_to_the_organisation_that_a_cell_names():
    party = an_organization("«Ауыл-Үлгі» партиясы", abbreviation_kk="АҮП")
    bring("organization", table(["Жастар қанаты", "youth", "АҮП"], ["АҮП-Жастар", "youth", ""], also=["parent"]))
    assert Organization.objects.get(name_kk="Жастар қанаты").parent == party
    assert Organization.objects.count() == 3
    bring("organization", as_csv(["name_kk", "phone"], ["АҮП", "8 701 000"]))
    party.refresh_from_db()
    assert (party.name_kk, party.phone) == ("«Ауыл-Үлгі» партиясы", "8 701 000")


def test_days_are_read_as_kazakh_and_russian_write_them_and_in_their_order():
    also = ["founding_date", "dissolution_date"]
    bring("organization", table(["Бірінші", "union", "05.03.2019", "2020-01-02"], also=also))
    organization = Organization.objects.get()
    assert (organization.founding_date.isoformat(), organization.dissolution_date.isoformat()) == (
        "2019-03-05",
        "2020-01-02",
    )
    rows = [["Екінші", "union", "2019-02-30", ""], ["Үшінші", "union", "2019-03-05", "2018-01-01"]]
    told = complaints(bring("organization", table(*rows, also=also)))
    assert "“2019-02-30” is not a day" in told[2, "Founded on"]
    assert "dissolved before" in told[3, "Dissolved on"]


def test_an_address_without_its_scheme_is_a_safe_one():
    bring("organization", table(["Бірінші", "union", "ulgi.example"], also=["website"]))
    assert Organization.objects.get().website == "https://ulgi.example"


def test_the_kind_of_an_organisation_cannot_be_emptied():
    organization = an_organization()
    told = complaints(bring("organization", as_csv(["slug", "classification"], [organization.slug, "-"])))
    assert list(told) == [(2, "Kind")]


def test_what_a_table_would_change_is_told_cell_by_cell():
    organization = an_organization("«Үлгі» одағы", classification="union")
    rows = [["«Үлгі» одағы", "party", "ҮО"], ["Жаңа", "media", ""]]
    outcome = look("organization", table(*rows, also=["abbreviation_kk"])).outcome
    changed, new = outcome["rows"]
    assert (changed["number"], changed["key"]) == (2, organization.pk)
    assert changed["changes"] == [
        ["abbreviation_kk", "", "ҮО"],
        ["classification", "trade union", "political party"],
    ]
    assert (new["key"], new["changes"]) == (None, [["name_kk", "", "Жаңа"], ["classification", "", "news medium"]])
