"""Spreadsheets in the newsroom: who may bring them in, what is shown first, what happens once and what never half."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.admin.spreadsheets import told as told_to_a_script
from news.importing import reading, spreadsheets, writing
from news.models import Membership, Person, Revision, Spreadsheet
from news.models.spreadsheet import KEPT_FOR
from tests import factories
from tests.importing.tables import TABLES, as_csv, given_out
from tests.test_every_word_is_translatable import nobodys_language, plain_words  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

TABLE = as_csv(["family_name_kk", "given_name_kk"], ["Үлгі", "Әсел"], ["Мысал", "Қайрат"])
WRONG = as_csv(["family_name_kk", "given_name_kk", "public"], ["Үлгі", "Әсел", ""], ["Мысал", "Қайрат", "белгісіз"])
AS_A_SCRIPT = {"Accept": "application/x-ndjson"}


@pytest.fixture
def keeper(client):
    user = factories.a_user(roles=["registry keeper"], language="en")
    client.force_login(user)
    return user


def files(noun="person"):
    return reverse("admin:spreadsheets", args=[noun])


def upload(client, content=TABLE, noun="person", **options):
    return client.post(files(noun), {"file": SimpleUploadedFile("адамдар.csv", content)}, **options)


def uploaded(client, content=TABLE, noun="person"):
    return Spreadsheet.objects.get(pk=upload(client, content, noun).url.rstrip("/").rpartition("/")[2])


def page_of(sheet):
    return reverse("admin:spreadsheet", args=[sheet.noun, sheet.pk])


def said(response):
    return " ".join(response.content.decode().split())


# the way of a table


def test_a_table_is_looked_at_before_it_is_imported(client, keeper):
    sheet = uploaded(client)
    page = said(client.get(page_of(sheet)))
    assert "Nothing is imported yet." in page
    assert "Import 2 rows" in page
    assert "Әсел Үлгі" in page
    assert Person.objects.count() == Revision.objects.count() == 0
    assert client.post(page_of(sheet)).url == page_of(sheet)
    page = said(client.get(page_of(sheet)))
    assert "Imported on" in page
    assert '<form method="post" class="spreadsheet__apply"' not in page
    assert {person.created_by for person in Person.objects.all()} == {keeper}


def test_the_same_table_again_has_nothing_to_import(client, keeper):
    client.post(page_of(uploaded(client)))
    page = said(client.get(page_of(uploaded(client))))
    assert "Nothing to import: the registry has all of this already." in page
    assert "Import 2 rows" not in page


def test_a_table_that_is_imported_twice_is_imported_once(client, keeper):
    sheet = uploaded(client)
    client.post(page_of(sheet))
    first = Spreadsheet.objects.values().get(pk=sheet.pk)
    assert client.post(page_of(sheet)).url == page_of(sheet)
    assert Spreadsheet.objects.values().get(pk=sheet.pk) == first
    assert Person.objects.count() == Revision.objects.count() == 2


def test_nothing_is_imported_that_nobody_has_seen(client, keeper):
    sheet = uploaded(client)
    factories.a_person("Әсел", "Үлгі")
    client.post(page_of(sheet))
    page = said(client.get(page_of(sheet)))
    assert "meanwhile the registry has changed" in page
    assert "Import 1 row" in page
    assert Person.objects.count() == 1
    client.post(page_of(sheet))
    assert Person.objects.count() == 2


def test_whoever_imports_is_named_though_a_colleague_has_chosen_the_file(client, keeper, aigerim):
    sheet = uploaded(client)
    client.force_login(aigerim)
    client.post(page_of(sheet))
    sheet.refresh_from_db()
    assert sheet.created_by == aigerim
    assert {revision.author for revision in Revision.objects.all()} == {aigerim}


def test_mistakes_are_told_by_row_and_column_and_nothing_is_imported(client, keeper):
    sheet = uploaded(client, WRONG)
    page = said(client.get(page_of(sheet)))
    assert "Row 3, column “Readers see it”: “белгісіз” says neither" in page
    assert "Nothing was imported." in page
    assert "spreadsheet__apply" not in page
    client.post(page_of(sheet))
    assert Person.objects.count() == 0


def test_a_file_that_cannot_be_read_is_told_on_the_page_it_was_chosen_on(client, keeper):
    for content in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9, as_csv(["Лауазымы"], ["Төраға"])):
        response = upload(client, content)
        assert response.status_code == 400
        assert "Nothing was imported." in said(response)
        assert "spreadsheet__complaints" in said(response)
    assert Spreadsheet.objects.count() == 0
    assert "This field is required." in said(client.post(files(), {}))


def test_a_file_that_is_too_large_is_not_read(client, keeper, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    assert "The file is larger than" in said(upload(client))
    assert Spreadsheet.objects.count() == 0


def test_a_list_that_is_too_long_for_a_workbook_is_told(client, keeper, monkeypatch):
    monkeypatch.setattr(writing, "MOST_ROWS_OF_A_WORKBOOK", 0)
    factories.a_person()
    response = client.get(reverse("admin:spreadsheet_export", args=["person", "xlsx"]))
    assert response.status_code == 400
    assert "Take CSV instead." in said(response)


def test_a_break_in_the_middle_leaves_nothing(client, keeper, monkeypatch):
    sheet = uploaded(client)
    save = Person.save

    def break_at_the_second(person, **options):
        if person.family_name_kk == "Мысал":
            raise RuntimeError("The machine stops here.")
        save(person, **options)

    monkeypatch.setattr(Person, "save", break_at_the_second)
    with pytest.raises(RuntimeError):
        client.post(page_of(sheet))
    sheet.refresh_from_db()
    assert Person.objects.count() == Revision.objects.count() == 0
    assert sheet.can_be_applied()


# how far it is


def told(response):
    return [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]


def test_a_script_is_told_how_far_it_is(client, keeper):
    rows = [[f"Үлгі{number}", "Әсел"] for number in range(200)]
    response = upload(client, as_csv(["family_name_kk", "given_name_kk"], *rows), headers=AS_A_SCRIPT)
    lines = told(response)
    assert response["Content-Type"] == "application/x-ndjson"
    assert lines[-2] == {"done": 200, "total": 200}
    assert 10 < len(lines) <= 52
    sheet = Spreadsheet.objects.get()
    assert lines[-1] == {"go": page_of(sheet)}
    assert told(client.post(page_of(sheet), headers=AS_A_SCRIPT))[-1] == {"go": page_of(sheet)}
    assert Person.objects.count() == 200


def test_a_script_is_told_what_is_wrong_with_a_file(client, keeper):
    [line] = told(upload(client, b"", headers=AS_A_SCRIPT))
    assert line == {"refused": ["The file is empty."]}


def test_a_browser_that_goes_away_in_the_middle_has_imported_nothing(client, keeper):
    sheet = uploaded(client)
    lines = told_to_a_script(spreadsheets.apply(sheet, by=keeper))
    assert json.loads(next(lines)) == {"done": 1, "total": 2}
    assert Person.objects.count() == 1
    lines.close()
    sheet.refresh_from_db()
    assert Person.objects.count() == 0
    assert sheet.can_be_applied()


# who may


@pytest.mark.parametrize("role", ["contributor", "reporter", "translator", "editor"])
def test_only_registry_keepers_bring_tables_in(client, keeper, role):
    sheet = uploaded(client)
    client.force_login(factories.a_user(roles=[role], language="en"))
    assert client.get(page_of(sheet)).status_code == 403
    assert client.post(page_of(sheet)).status_code == 403
    assert upload(client).status_code == 403
    page = said(client.get(files()))
    assert 'type="file"' not in page
    assert "Export" in page
    assert Person.objects.count() == 0
    assert Spreadsheet.objects.count() == 1


def test_whoever_does_not_see_every_entry_brings_nothing_in(client):
    rights = factories.Group.objects.get(name="registry keeper").permissions.exclude(codename="see_every_desk")
    client.force_login(factories.a_user(permissions=rights))
    assert client.get(files()).status_code == 200
    assert upload(client).status_code == 403


def test_staff_without_a_role_find_no_tables(client):
    client.force_login(factories.a_user())
    assert client.get(files()).status_code == 403
    assert client.get(reverse("admin:spreadsheet_export", args=["person", "csv"])).status_code == 403


def test_what_has_no_table_is_not_found(client, keeper):
    assert client.get(files("article")).status_code == 404
    assert client.get(reverse("admin:spreadsheet_export", args=["person", "ods"])).status_code == 404
    assert client.get(reverse("admin:spreadsheet_template", args=["person", "ods"])).status_code == 404
    sheet = uploaded(client)
    assert client.get(reverse("admin:spreadsheet", args=["membership", sheet.pk])).status_code == 404


# what is given out


@pytest.mark.parametrize("noun", ["organization", "person", "membership"])
def test_list_and_table_lead_to_each_other(client, keeper, noun):
    changelist = reverse(f"admin:news_{noun}_changelist")
    assert files(noun) in said(client.get(changelist))
    assert changelist in said(client.get(files(noun)))


def test_an_export_holds_what_its_reader_sees(client, marat):
    factories.a_person("Жасырын", "Адам", live=False)
    factories.a_person("Ашық", "Адам")
    marat.groups.set(factories.groups_of(["contributor"]))
    client.force_login(marat)
    response = client.get(reverse("admin:spreadsheet_export", args=["person", "csv"]))
    content = response.content
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert "Ашық".encode() in content
    assert "Жасырын".encode() not in content
    assert content == given_out("person", user=marat)


def test_an_export_is_brought_in_again_without_a_change(client, keeper):
    factories.a_role(factories.a_person(), organization=factories.an_organization())
    for noun in ("organization", "person", "membership"):
        for kind in ("csv", "xlsx"):
            content = client.get(reverse("admin:spreadsheet_export", args=[noun, kind])).content
            assert uploaded(client, content, noun).outcome["same"] == 1, (noun, kind)
    assert Membership.objects.count() == 1


def test_templates_are_given_out(client, keeper):
    for kind in ("csv", "xlsx"):
        response = client.get(reverse("admin:spreadsheet_template", args=["membership", kind]))
        assert response["Content-Disposition"] == f'attachment; filename="memberships-template.{kind}"'
        assert response.content


# what stays


def test_a_table_that_nobody_imported_goes_after_a_day(client, keeper):
    forgotten, imported = uploaded(client), uploaded(client)
    client.post(page_of(imported))
    Spreadsheet.objects.update(created_at=timezone.now() - KEPT_FOR)
    new = uploaded(client)
    assert set(Spreadsheet.objects.all()) == {imported, new}
    assert forgotten not in Spreadsheet.objects.all()
    assert "адамдар.csv" in said(client.get(files()))


def test_a_page_costs_the_same_for_one_row_and_for_many(client, keeper):
    def queries(count):
        rows = [[f"Үлгі{number}", "Әсел"] for number in range(count)]
        sheet = uploaded(client, as_csv(["family_name_kk", "given_name_kk"], *rows))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(sheet))
        return len(asked)

    assert queries(1) == queries(50)


def test_every_word_of_the_pages_can_be_translated(client, keeper, nobodys_language):  # noqa: F811
    sheets = [uploaded(client, as_csv(["family_name_kk", "public"], ["Үлгі", ""])), uploaded(client, WRONG)]
    imported = uploaded(client)
    client.post(page_of(imported))
    pages = [*map(files, TABLES), *map(page_of, (*sheets, imported))]
    left = {page: set(plain_words(client.get(page))) - {"XLSX"} for page in pages}
    assert {page: words for page, words in left.items() if words} == {}
