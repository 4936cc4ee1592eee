"""Tables as editors send them, and what became of them."""

import csv
import io

import openpyxl

from news.importing import spreadsheets, writing
from news.models import Spreadsheet

TABLES = tuple(writing.FILE_NAMES)


def as_csv(*rows, separator=",", encoding="utf-8-sig"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows, change=None):
    """`change(sheet)` may spoil the sheet before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    return writing.saved(book)


def look(noun, content, *, by=None):
    """The table after it was looked through."""
    return spreadsheets.finished(spreadsheets.look_through(noun, content, name="keste.csv", by=by))


def bring(noun, content, *, by=None):
    """The table after it was imported as far as it could be."""
    return spreadsheets.finished(spreadsheets.apply(look(noun, content, by=by), by=by))


def counts(sheet):
    """(new, changed, as they were)"""
    return tuple(sheet.outcome[name] for name in ("new", "changed", "same"))


def complaints(sheet):
    """{(row, heading): sentence}"""
    return {(row, column): sentence for sentence, row, column in sheet.outcome["complaints"]}


def given_out(noun, kind="csv", user=None):
    return writing.given_out(noun, kind, user=user)


def a_table_of_secrets():
    """One that was looked through, and tells of somebody whom readers are not to see."""
    row = {"number": 2, "key": None, "remark": "", "name": "Жасырын адам", "changes": [["summary_kk", "", "Жасырын"]]}
    counts_and_row = {"new": 1, "changed": 0, "same": 0, "complaints": [], "complained": 0, "rows": [row], "seal": ""}
    return Spreadsheet.objects.create(noun="person", name="zhasyryn.csv", outcome=counts_and_row)
