"""The same tables by command: the same sentences, a bar for whoever waits, an exit code for whoever does not look."""

import pytest
from django.core.management import CommandError, call_command

from news.models import Person, Revision, Spreadsheet
from tests.factories import a_person

from .tables import as_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(as_csv(["family_name_kk", "given_name_kk"], ["Үлгі", "Әсел"], ["Мысал", "Қайрат"]))
    return path


def test_a_table_is_imported_once_however_often_the_command_runs(table, aigerim, capsys):
    call_command("import_registry", "people", table, "--by", "AIGERIM@ulgi.example")
    told = capsys.readouterr()
    assert told.out == "people.csv: 2 new, 0 changed, 0 as they were.\n"
    assert "Importing" in told.err
    assert {revision.author for revision in Revision.objects.all()} == {aigerim}
    call_command("import_registry", "people", table)
    assert capsys.readouterr().out == "people.csv: 0 new, 0 changed, 2 as they were.\n"
    assert Person.objects.count() == 2


def test_a_dry_run_tells_and_changes_nothing(table, capsys):
    call_command("import_registry", "people", table, "--dry-run")
    assert capsys.readouterr().out == "people.csv: 2 new, 0 to change, 0 as they are. Nothing was imported.\n"
    assert Person.objects.count() == 0


def test_mistakes_are_told_as_in_the_newsroom(table):
    table.write_bytes(as_csv(["family_name_kk", "public"], ["Үлгі", ""], ["Мысал", "мүмкін"]))
    with pytest.raises(CommandError, match=r"(?s)Row 3, column “Readers see it”.*Nothing was imported. Mistakes: 1."):
        call_command("import_registry", "people", table)
    table.write_bytes(b"")
    with pytest.raises(CommandError, match="The file is empty"):
        call_command("import_registry", "people", table)
    assert Person.objects.count() == Spreadsheet.objects.filter(content__gt=b"").count() == 0


def test_a_file_or_an_account_that_is_not_there_is_told(table, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_registry", "people", tmp_path / "joq.csv")
    with pytest.raises(CommandError, match="no account"):
        call_command("import_registry", "people", table, "--by", "joq@ulgi.example")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_registry_is_written_as_a_table_that_changes_nothing(tmp_path, kind, capsys):
    a_person("Жасырын", "Адам", live=False)
    path = tmp_path / f"people.{kind}"
    call_command("export_registry", "people", "--format", kind, "--output", str(path))
    call_command("import_registry", "people", path)
    assert capsys.readouterr().out.endswith("0 new, 0 changed, 1 as they were.\n")


def test_a_table_goes_to_the_output_when_no_file_is_named(capfdbinary):
    a_person("Әсел", "Үлгі")
    call_command("export_registry", "people")
    assert "Әсел".encode() in capfdbinary.readouterr().out


def test_a_table_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_registry", "people", "--output", str(tmp_path / "joq" / "people.csv"))
