"""A file as rows of named cells: the headings understood, the limits kept."""

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from openpyxl.utils import get_column_letter

from news.text.cells import unguarded
from news.text.invisible import without_invisible

from . import delimited, workbooks
from .complaints import Complaint, RefusedError

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes."""

MOST_ROWS = 10_000
MOST_COLUMNS = 100

Line = tuple[int, list[str]]


class Row(dict[str, str]):
    """{name of a column: what its cell says}, without empty cells. `number` is the one that a spreadsheet shows."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        super().__init__(cells)
        self.number = number


@dataclass(frozen=True)
class Table:
    """The names of its columns in their order, and its filled rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(content: bytes, *, headings: Mapping[str, str], sheet_names: Iterable[str] = ()) -> Table:
    """The table in a file of .xlsx or CSV, whatever its name says.

    `headings` leads from each heading, in the form of `plain_heading`, to the name of its column. Raises RefusedError.
    """
    lines = filled(lines_of(content, frozenset(name.casefold() for name in sheet_names)))
    number, cells = next(lines, (0, []))
    columns = columns_of(cells, headings, number)
    rows = []
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise RefusedError(too_many_rows())
        rows.append(row_of(number, cells, columns))
    if not rows:
        raise RefusedError(gettext("The table has no row below its headings."))
    return Table(tuple(filter(None, columns)), tuple(rows))


def lines_of(content: bytes, sheet_names: frozenset[str]) -> Iterator[Line]:
    if len(content) > LARGEST_FILE:
        raise RefusedError(file_too_large())
    if not content.strip():
        raise RefusedError(gettext("The file is empty."))
    if content.startswith(workbooks.OLD_EXCEL):
        raise RefusedError(
            gettext("This is an old Excel file (.xls), or it is locked with a password. Save it as .xlsx without one.")
        )
    return workbooks.lines(content, sheet_names) if content.startswith(workbooks.ZIP) else delimited.lines(content)


def file_too_large() -> str:
    sentence = gettext("The file is larger than %(megabytes)d MB. Divide it into several ones, without pictures.")
    return sentence % {"megabytes": LARGEST_FILE // 1024 // 1024}


def too_many_rows() -> str:
    sentence = ngettext(
        "The table has more than %(count)d row. Divide it into several files, and bring them in one after another.",
        "The table has more than %(count)d rows. Divide it into several files, and bring them in one after another.",
        MOST_ROWS,
    )
    return sentence % {"count": MOST_ROWS}


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    """The rows that say something, each cell in the form in which equal ones are equal."""
    for number, cells in lines:
        if any(cells[MOST_COLUMNS:]):
            sentence = gettext("The row has more than %(count)d cells: a table of the registry has fewer columns.")
            raise RefusedError(Complaint(sentence % {"count": MOST_COLUMNS}, row=number))
        said = [plain_cell(cell) for cell in cells[:MOST_COLUMNS]]
        if any(said):
            yield number, said


def plain_cell(text: str) -> str:
    """What a cell says, without the apostrophe of a table that we gave out."""
    return unguarded(plain_text(text)).strip()


def plain_text(text: str) -> str:
    """A text in the form in which equal ones are equal: a Mac writes й as two signs, others what nobody sees."""
    return unicodedata.normalize("NFC", without_invisible(text)).strip()


def plain_heading(text: str) -> str:
    """A heading in the form in which two spellings of it are equal: small letters, single spaces between words."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


# headings


def columns_of(cells: Sequence[str], headings: Mapping[str, str], number: int) -> list[str]:
    """The names of the columns, empty for one without a heading. Raises RefusedError for what nobody understands."""
    columns = [headings.get(plain_heading(cell), "") for cell in cells]
    if not any(columns):
        sentence = gettext(
            "The first row should hold the headings of the columns. None of them is known: see the template."
        )
        raise RefusedError(Complaint(sentence, row=number))
    strangers = [cell for cell, column in zip(cells, columns, strict=True) if cell and not column]
    complaints = [Complaint(unknown(strangers), row=number)] if strangers else []
    twice = [column for column, count in Counter(filter(None, columns)).items() if count > 1]
    complaints += [Complaint(twice_there(cells[columns.index(column)]), row=number) for column in twice]
    if complaints:
        raise RefusedError(*complaints)
    return columns


def unknown(headings: Sequence[str]) -> str:
    sentence = gettext("These headings are not known: %(headings)s. Take those of the template, or delete the columns.")
    return sentence % {"headings": ", ".join(f"“{heading[:80]}”" for heading in headings[:20])}


def twice_there(heading: str) -> str:
    return gettext("The column “%(heading)s” stands there twice. Delete one of the two.") % {"heading": heading[:80]}


# rows


def row_of(number: int, cells: Sequence[str], columns: Sequence[str]) -> Row:
    """Raises RefusedError where a cell stands below no heading."""
    named = {}
    for place, (cell, column) in enumerate(itertools.zip_longest(cells, columns, fillvalue=""), start=1):
        if cell and not column:
            sentence = gettext("The cell stands below no heading. Give the column a heading, or empty the cell.")
            raise RefusedError(Complaint(sentence, row=number, column=get_column_letter(place)))
        if cell:
            named[column] = cell
    return Row(number, named)
