"""A table that was given out and comes back unchanged changes nothing, and no spreadsheet runs anything of it."""

import csv
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from news import languages
from news.importing import writing
from news.importing.bringing_in import RESOURCES
from news.importing.columns import headings
from news.importing.complaints import RefusedError
from news.models import Person
from tests.factories import a_person, a_role, an_area, an_organization

from .tables import as_csv, bring, counts, given_out, look

pytestmark = pytest.mark.django_db

AWKWARD = ["=1+1", "'=1+1", "+7 701", "-", "@ulgi", "' =x", "a; b", "  eki  bos ", "жол\nжол", "\tқойынды", "＝1"]


@pytest.fixture
def registry():
    party = an_organization("«Ауыл-Үлгі» партиясы", classification="party", area=an_area(), founding_date="2019-03-05")
    an_organization("«Қыран-Мысал» одағы", parent=party, live=False, other_names=["a; b", "=c"], phone="+7 701 000")
    an_organization("«Қыран-Мысал» одағы", superseded_by=party, website="http://ulgi.example")
    for text in AWKWARD:
        a_person(summary_kk=text, honorific_ru=text, other_names=[text], links=["https://ulgi.example/?a=1;b"])
    person = a_person("Қайрат", "Мысал", live=False, slug="qairat")
    a_role(person, "=Төраға", party, on_behalf_of=party, start_date="2019", attested_on="2026-02-13", is_acting=True)
    a_role(person, "Төраға", party, start_date="2019", end_date="2020-03-05", position=3)
    a_role(person, "Төраға", party, start_date="2019", end_date="2020-03-05", position=3)
    a_role(party, "", an_organization("«Үлгі» коалициясы"), start_date="2026-02-13", area=an_area("Абай облысы"))
    a_person(merged_into=person)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("noun", RESOURCES)
def test_a_table_that_comes_back_unchanged_changes_nothing(registry, noun, kind):
    count = RESOURCES[noun]._meta.model.objects.count() - (noun == "person")
    for code in languages.CODES:
        with translation.override(code):
            table = given_out(noun, kind)
        sheet = look(noun, table)
        assert (sheet.outcome["complaints"], counts(sheet)) == ([], (0, 0, count)), code


def test_no_cell_begins_a_formula(registry):
    rows = list(csv.reader(io.StringIO(given_out("person").decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    sheet = openpyxl.load_workbook(io.BytesIO(given_out("person", "xlsx"))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value} == {"@"}


def test_a_cell_that_was_made_harmless_is_stored_as_it_was_meant():
    bring("person", as_csv(["slug", "family_name_kk", "summary_kk"], ["ulgi", "Үлгі", "'+7 701 000"]))
    assert Person.objects.get().summary_kk == "+7 701 000"


def test_a_member_desk_gets_what_it_sees(registry, marat):
    hidden = Person.objects.get(slug="qairat")
    assert hidden.slug in given_out("person").decode()
    assert hidden.slug not in given_out("person", user=marat).decode()
    assert "Төраға" not in given_out("membership", user=marat).decode()


def test_a_hidden_organisation_is_not_named_by_one_that_is_shown(marat):
    hidden = an_organization("Жасырын ұйым", live=False)
    an_organization("Ашық ұйым", parent=hidden)
    assert "Ашық ұйым" in given_out("organization", user=marat).decode()
    assert "Жасырын ұйым" not in given_out("organization", user=marat).decode()


@pytest.mark.parametrize("noun", RESOURCES)
def test_a_table_costs_the_same_for_one_row_and_for_fifty(noun, django_assert_num_queries):
    makers = {"person": a_person, "organization": an_organization, "membership": lambda: a_role(a_person())}
    makers[noun]()
    given_out(noun)
    with django_assert_num_queries({"person": 4, "organization": 4, "membership": 6}[noun]):
        given_out(noun)
    for _number in range(10):
        makers[noun]()
    with django_assert_num_queries({"person": 4, "organization": 4, "membership": 6}[noun]):
        given_out(noun)


def test_a_workbook_has_its_bounds(monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS_OF_A_WORKBOOK", 1)
    a_person()
    given_out("person", "xlsx")
    a_person()
    with pytest.raises(RefusedError):
        given_out("person", "xlsx")
    assert given_out("person", "csv")


# templates


@pytest.mark.parametrize("noun", RESOURCES)
@pytest.mark.parametrize("code", languages.CODES)
def test_the_template_is_understood_and_adds_nothing(noun, code):
    with translation.override(code):
        for template in (writing.template_workbook(noun), writing.template_csv(noun).encode()):
            with pytest.raises(RefusedError) as caught:
                look(noun, template)
            assert len(caught.value.complaints) == 1
            assert not caught.value.complaints[0].row


@pytest.mark.parametrize("noun", RESOURCES)
def test_the_second_sheet_of_the_template_explains_every_column_with_an_example_that_is_understood(noun):
    guide = openpyxl.load_workbook(io.BytesIO(writing.template_workbook(noun))).worksheets[1]
    names = [row[1].value for row in guide.iter_rows(min_row=2) if row[1].value]
    assert names == [column.column_name for column in RESOURCES[noun].blank_columns()]
    for column in RESOURCES[noun].blank_columns():
        assert str(column.guide)
        if column.example and "page" not in str(column.guide):
            try:
                column.widget.clean(str(column.example))
            except ValidationError as error:
                raise AssertionError(column.column_name) from error


@pytest.mark.parametrize("noun", RESOURCES)
def test_no_heading_means_two_columns(noun):
    columns, seen = RESOURCES[noun].blank_columns(), {}
    for code in languages.CODES:
        with translation.override(code):
            for column in columns:
                known = headings([column])
                for heading in known:
                    assert seen.setdefault(heading, column.column_name) == column.column_name, (code, heading)
