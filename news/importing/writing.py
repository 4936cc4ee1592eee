"""The registry as tables: the same columns as are brought in, so that a table which comes back unchanged changes
nothing."""

import io
import itertools

import openpyxl
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from news.models import Membership, Organization, Person
from news.text.cells import as_csv, harmless, unguarded
from news.text.invisible import without_invisible

from .bringing_in import RESOURCES
from .complaints import RefusedError

MOST_ROWS_OF_A_WORKBOOK = 20_000
"""A workbook is made in memory; a longer table is given out as CSV, row by row."""

FILE_NAMES = {"organization": "organizations", "person": "people", "membership": "memberships"}
NOUNS = {name: noun for noun, name in FILE_NAMES.items()}
TEXT = "@"
"""The format of a cell in which everything stays a text: no formula, no date, no number."""


# rows


def lines(noun, user=None):
    """The headings, then a list of texts for each entry that `user` may see; all of them for None.

    A query for the rows, nine at most for what they name.
    """
    resource, rows = SOURCES[noun](user)
    yield [column.heading for column in resource.columns]
    for row in rows.iterator(chunk_size=500):
        yield [without_invisible(column.export(row)) for column in resource.columns]


def counted(noun, user=None):
    return SOURCES[noun](user)[1].count()


def of_organizations(user):
    rows = seen(Organization, user)
    return RESOURCES["organization"](rows=rows), rows.filter(merged_into=None).in_order(get_language())


def of_people(user):
    rows = seen(Person, user)
    return RESOURCES["person"](rows=rows), rows.filter(merged_into=None).in_order(get_language())


def of_memberships(user):
    rows, people, organizations = (seen(model, user) for model in (Membership, Person, Organization))
    resource = RESOURCES["membership"](rows=Membership.objects.none(), people=people, organizations=organizations)
    return resource, rows.order_by("pk")


def seen(model, user):
    return model.objects.all() if user is None else model.objects.visible_to(user)


SOURCES = {"organization": of_organizations, "person": of_people, "membership": of_memberships}


# files


def given_out(noun, kind, *, user):
    """The bytes of the table as "csv" or "xlsx". Raises RefusedError for a workbook of too many rows."""
    rows = lines(noun, user)
    return as_workbook(rows, title_of(noun)) if kind == "xlsx" else "".join(as_csv(rows)).encode()


def as_workbook(rows, title):
    """The bytes of an .xlsx file. Raises RefusedError where the rows are too many for one."""
    held = list(itertools.islice(rows, MOST_ROWS_OF_A_WORKBOOK + 2))
    if len(held) > MOST_ROWS_OF_A_WORKBOOK + 1:
        raise RefusedError(gettext("There are too many rows for an .xlsx file. Take CSV instead."))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, row in enumerate(held):
        sheet.append([text_cell(sheet, cell, is_heading=number == 0) for cell in row])
    return saved(book)


def text_cell(sheet, text, *, is_heading=False):
    """A cell that no spreadsheet takes for a formula: typed as a text, so that it needs no apostrophe to be harmless.

    One that looks as if we had given it an apostrophe gets another, which is taken away when it comes back.
    """
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=harmless(text) if unguarded(text) != text else text)
    cell.data_type, cell.number_format = "s", TEXT
    cell.font = Font(bold=is_heading)
    return cell


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_title(title):
    return "".join(sign for sign in capfirst(title) if sign not in "[]:*?/\\'")[:31]


# templates


def template_csv(noun):
    return "".join(as_csv([[column.heading for column in RESOURCES[noun].blank_columns()]]))


def template_workbook(noun):
    """A sheet with headings alone, so that nothing has to be deleted from it, and one that tells what to write."""
    columns = RESOURCES[noun].blank_columns()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = sheet_title(title_of(noun)), "A2"
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, column.heading)
        cell.font, cell.number_format = Font(bold=True), TEXT
        sheet.column_dimensions[letter].number_format = TEXT
        sheet.column_dimensions[letter].width = max(14, len(column.heading) + 2)
    add_guide(book, columns)
    return saved(book)


def title_of(noun):
    return str(RESOURCES[noun]._meta.model._meta.verbose_name_plural)


def add_guide(book, columns):
    guide = book.create_sheet(sheet_title(gettext("How to fill it in")))
    guide.append([gettext("Column"), gettext("English name"), gettext("What to write"), gettext("Example")])
    for column in columns:
        guide.append([column.heading, column.column_name, str(column.guide), column.example])
    for sentence in rules_of_a_table():
        guide.append([None, None, sentence])
    for letter, width in zip("ABCD", (36, 24, 72, 36), strict=True):
        guide.column_dimensions[letter].width = width
    for row in guide.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format, cell.font = TEXT, Font(bold=cell.row == 1)


def rules_of_a_table():
    return [
        gettext("An empty cell leaves things as they are. A hyphen alone empties what the registry has there."),
        gettext(
            "A row is about the entry that has its name, in any of the languages, or its address. "
            "Where there is none, the row adds one."
        ),
        gettext("The same table may be brought in again: what is there already is not added twice."),
    ]
