"""What can be read of a file, and the sentences for what cannot."""

import datetime as dt
import io
import re
import time
import zipfile

import openpyxl
import pytest

from news.importing import reading, workbooks, writing
from news.importing.complaints import RefusedError

from .tables import as_csv, as_xlsx

HEADINGS = {"аты": "name", "name": "name", "күні": "day", "day": "day", "phone": "phone"}


def read(content, **options):
    return reading.read(content, headings=HEADINGS, **options)


def cells(content):
    return [dict(row) for row in read(content).rows]


def refusal(content):
    with pytest.raises(RefusedError) as caught:
        read(content)
    return str(caught.value)


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def spoilt(content, name, change):
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


# what is read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_as_programmes_write_it(encoding, separator):
    content = as_csv(["Аты", "Күні"], ["Әлия; Ұлы, Қыз", "2019"], separator=separator, encoding=encoding)
    assert cells(content) == [{"name": "Әлия; Ұлы, Қыз", "day": "2019"}]


def test_the_separator_that_excel_tells_in_a_first_row_is_believed():
    table = read("sep=;\r\nАты;Күні\r\nӘлия;2019\r\n".encode())
    assert [(row.number, dict(row)) for row in table.rows] == [(3, {"name": "Әлия", "day": "2019"})]


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    for content in (
        as_csv([], ["Аты"], ["Бірінші\nекінші жолы"], ["", ""], ["Екінші"]),
        as_xlsx([], ["Аты"], ["Бірінші"], [], ["Екінші"]),
    ):
        assert [row.number for row in read(content).rows] == [3, 5]


def test_cells_of_a_workbook_say_what_the_editor_sees():
    def dress(sheet):
        sheet["B2"].number_format = "mmm-yy"
        sheet["B3"].number_format = "dd.mm.yyyy"
        sheet["B4"].number_format = "yyyy"
        sheet["B5"] = dt.datetime(2019, 3, 1, 15, 30, tzinfo=dt.UTC).replace(tzinfo=None)

    day = dt.date(2019, 3, 1)
    rows = [["Аты", "Күні", "Phone"], [2019.0, day, 77010000000.0], [True, day, 1.5], ["Әлия", day, None]]
    rows.append(["Қайрат", "=NOW()", None])
    assert cells(as_xlsx(*rows, change=dress)) == [
        {"name": "2019", "day": "2019-03", "phone": "77010000000"},
        {"name": "yes", "day": "2019-03-01", "phone": "1.5"},
        {"name": "Әлия", "day": "2019"},
        {"name": "Қайрат", "day": "2019-03-01 15:30:00"},
    ]


def test_the_sheet_with_the_name_of_the_table_is_read_and_else_the_first_one():
    book = openpyxl.Workbook()
    book.active.append(["Аты"])
    book.active.append(["Бірінші парақ"])
    second = book.create_sheet("Адамдар")
    second.append(["Аты"])
    second.append(["Екінші парақ"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).rows[0]["name"] == "Бірінші парақ"
    assert read(out.getvalue(), sheet_names=["Адамдар"]).rows[0]["name"] == "Екінші парақ"


def test_signs_that_nobody_sees_do_not_make_another_text():
    assert cells(as_csv(["Аты"], ["\u200bӘлия\u202e \x07"])) == [{"name": "Әлия"}]
    assert cells(as_csv(["Аты"], ["Абаи\u0306"])) == [{"name": "Абай"}]


# what is not


def test_a_file_of_another_kind_is_refused_with_what_to_do():
    assert ".xls" in refusal(workbooks.OLD_EXCEL + b"\0" * 600)
    assert ".ods" in refusal(zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"))
    assert "damaged" in refusal(zipped(word__document="<w:document/>"))
    assert "damaged" in refusal(as_xlsx(["Аты"], ["Әлия"])[:-400])
    assert "empty" in refusal(b"  \r\n")
    assert "template" in refusal(b"%PDF-1.7 fake")


def test_a_workbook_of_charts_alone_has_nothing_to_read():
    book = openpyxl.Workbook()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    assert "damaged" in refusal(writing.saved(book))


def test_letters_that_would_be_lost_are_refused_and_not_guessed():
    assert "UTF-8" in refusal("Аты\r\nӘлия".encode("cp1251", "replace"))
    assert "UTF-8" in refusal("Аты\r\nӘлия".encode("utf-16-le"))
    assert "UTF-8" in refusal("Аты\r\nӘлия".encode("utf-16")[:-1])


def test_a_quotation_mark_that_is_not_closed_is_named_by_its_row():
    assert refusal('Аты\r\nБірінші\r\n"Әлия\r\nҚайрат'.encode()).startswith("Row 3:")


def test_headings_that_are_not_known_or_stand_there_twice_are_named():
    told = refusal(as_csv(["Аты", "Лауазымы", "name"], ["Әлия", "Төраға", ""]))
    assert told.splitlines()[0].startswith("Row 1:")
    assert "“Лауазымы”" in told
    assert "“Аты”" in told
    assert "Лауазымы" not in refusal(as_csv(["Лауазымы"], ["Төраға"]))


def test_a_cell_below_no_heading_is_named():
    assert refusal(as_csv(["Аты", ""], ["Әлия", ""], ["Қайрат", "артық"])).startswith("Row 3, column “B”:")
    assert refusal(as_csv(["Аты"], ["Әлия", "", "артық"])).startswith("Row 2, column “C”:")


def test_a_table_without_rows_is_refused():
    assert "no row" in refusal(as_csv(["Аты"]))


def test_merged_cells_are_named():
    content = as_xlsx(["Аты", "Күні"], ["Әлия", ""], ["", ""], change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert "A2:A3" in refusal(content)


def test_formulas_and_their_errors_are_named():
    assert refusal(as_xlsx(["Аты"], ["Әлия"], ["=A2"])).startswith("Row 3, column “A”:")
    assert refusal(as_xlsx(["Аты"], ["#REF!"])).startswith("Row 2, column “A”:")


def test_a_text_that_only_looks_like_a_formula_is_a_text():
    def as_text(sheet):
        sheet["A2"].data_type = "s"

    assert cells(as_xlsx(["Аты"], ["=1+1"], change=as_text)) == [{"name": "=1+1"}]


# what is too much


def test_a_table_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    rows = [[f"Әлия {number}"] for number in range(4)]
    assert len(read(as_csv(["Аты"], *rows[:3])).rows) == 3
    assert "more than 3 rows" in refusal(as_csv(["Аты"], *rows))
    assert "more than 3 rows" in refusal(as_xlsx(["Аты"], *rows))


def test_a_sheet_that_goes_down_too_far_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS_OF_A_SHEET", 50)

    def colour_far_below(sheet):
        sheet["A60"].value = "Қайрат"

    assert "row 50" in refusal(as_xlsx(["Аты"], ["Әлия"], change=colour_far_below))
    assert "row 50" in refusal(as_xlsx(["Аты"], *[["Әлия"]] * 60))


def test_a_file_that_is_larger_than_it_looks_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 100_000)
    assert "too large" in refusal(as_xlsx(["Аты"], *[["Әлия " * 400]] * 200))
    monkeypatch.setattr(reading, "LARGEST_FILE", 20)
    assert "MB" in refusal(as_csv(["Аты"], ["Әлия Үлгібаева"]))


def test_a_sheet_that_is_too_wide_is_refused(monkeypatch):
    assert refusal(as_csv(["Аты"], ["Әлия"] * 101)).startswith("Row 2: The row has more than 100 cells")
    assert cells(as_csv(["Аты"], ["Әлия", *[""] * 5_000])) == [{"name": "Әлия"}]
    monkeypatch.setattr(workbooks, "MOST_CELLS", 3)
    assert "too large" in refusal(as_xlsx(["Аты", "Күні"], ["Әлия", "2019"]))


def test_a_file_that_lies_about_its_size_is_not_unpacked_further():
    content = as_xlsx(["Аты"], ["Әлия"])
    sheet = "xl/worksheets/sheet1.xml"
    lying = spoilt(content, sheet, lambda part: part)
    with zipfile.ZipFile(io.BytesIO(lying)) as parts:
        size = parts.getinfo(sheet).file_size
    at = lying.rindex(size.to_bytes(4, "little"))
    assert "damaged" in refusal(lying[:at] + (10).to_bytes(4, "little") + lying[at + 4 :])


def test_entities_of_xml_are_not_followed():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    content = spoilt(as_xlsx(["Аты"], ["Әлия"]), "xl/worksheets/sheet1.xml", lambda part: bomb + part)
    assert "damaged" in refusal(content)


@pytest.mark.parametrize("said", [b"A1", b"A1:B1", b"A1:XFD1048576"])
def test_what_a_sheet_says_of_its_own_size_is_not_believed(said):
    """Programmes of accountants write the size of an empty sheet and go on below."""

    def lie(part):
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + said + b'"', part)

    content = as_xlsx(["Аты", "Күні"], ["Әлия", "2019"], ["Қайрат", "2020"])
    lying = spoilt(content, "xl/worksheets/sheet1.xml", lie)
    assert said in zipfile.ZipFile(io.BytesIO(lying)).read("xl/worksheets/sheet1.xml")
    assert cells(lying) == [{"name": "Әлия", "day": "2019"}, {"name": "Қайрат", "day": "2020"}]


def test_merged_cells_that_never_end_are_refused_at_once():
    bomb = spoilt(as_xlsx(["Аты"], ["Әлия"]), "xl/worksheets/sheet1.xml", lambda part: part + b"<mergeCell " * 20_000)
    begun = time.process_time()
    assert "damaged" in refusal(bomb)
    assert time.process_time() - begun < 2
