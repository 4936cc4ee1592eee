"""Cells of an .xlsx file, as texts. Files come from outside: what would take long or much memory is refused unread."""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from .complaints import Complaint, RefusedError

LARGEST_UNPACKED = 16 * 1024 * 1024
"""Bytes of all parts together: about fifty for a filled cell."""

MOST_ROWS_OF_A_SHEET = 20_000
"""With the empty ones between and below, which spreadsheets keep when they were coloured once."""

MOST_CELLS = 400_000
"""Ten thousand rows of forty."""

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin. What is protected by a password begins as the old format does, whatever its name."""

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, EOFError, RuntimeError, NotImplementedError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError),
)
"""What zipfile and openpyxl raise for a file that is not what it says."""

ROW, CELL = re.compile(rb"<(?:\w+:)?row[ >/]"), re.compile(rb"<(?:\w+:)?c[ >/]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^<>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
NOT_OF_THE_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
PIECE = 256 * 1024

Line = tuple[int, list[str]]


def lines(content: bytes, sheet_names: frozenset[str]) -> Iterator[Line]:
    """(row number, texts) of the sheet that has one of the names in small letters, else of the first one.

    Raises RefusedError where the file is no such table or larger than it may be.
    """
    try:
        refuse_a_bomb(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        yield from lines_of(chosen(book.worksheets, sheet_names), content)
    except BROKEN as error:
        raise RefusedError(
            gettext("The file is damaged, or it is no spreadsheet. Open it and save it anew as .xlsx.")
        ) from error


def refuse_a_bomb(content: bytes) -> None:
    """A file says how large its parts are, and no more is ever unpacked than it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if "mimetype" in parts.namelist():
            raise RefusedError(
                gettext("This is an OpenDocument file (.ods). Save it as .xlsx or as CSV, and choose that file.")
            )
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            raise RefusedError(too_large())


def too_large() -> str:
    return gettext("The spreadsheet is too large to be read. Divide it into several files, without pictures.")


def chosen(sheets: list[Any], names: frozenset[str]) -> Any:
    return next((sheet for sheet in sheets if sheet.title.strip().casefold() in names), sheets[0])


def lines_of(sheet: Any, content: bytes) -> Iterator[Line]:
    refuse_unread(content, sheet._worksheet_path)
    sheet.reset_dimensions()  # what the file says of its size may be less than there is: the rest would be left out
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS_OF_A_SHEET:
            raise RefusedError(reaches_too_far())
        yield number, [text_of(cell, number) for cell in cells]


def refuse_unread(content: bytes, path: str) -> None:
    """Looks at the sheet as it is written: openpyxl does not tell of merged cells when it reads row by row."""
    rows = cells = 0
    for piece in pieces(content, path):
        rows, cells = rows + len(ROW.findall(piece)), cells + len(CELL.findall(piece))
        if rows > MOST_ROWS_OF_A_SHEET:
            raise RefusedError(reaches_too_far())
        if cells > MOST_CELLS:
            raise RefusedError(too_large())
        if found := MERGED.search(piece):
            sentence = gettext("The cells %(range)s are merged. Undo that, so that each row has its own cells.")
            raise RefusedError(sentence % {"range": found[1].decode()})


def pieces(content: bytes, path: str) -> Iterator[bytes]:
    """The part of the file, cut between its elements."""
    rest = b""
    with zipfile.ZipFile(io.BytesIO(content)) as parts, parts.open(path) as part:
        while read := part.read(PIECE):
            whole, angle, begun = (rest + read).rpartition(b"<")
            yield whole
            rest = angle + begun
    yield rest


def reaches_too_far() -> str:
    sentence = gettext(
        "The sheet goes down beyond row %(number)d, counting empty rows that were formatted. "
        "Copy the filled rows into new sheets, and bring them in one after another."
    )
    return sentence % {"number": MOST_ROWS_OF_A_SHEET}


def text_of(cell: Any, number: int) -> str:
    """What the cell says. Raises RefusedError for formulas and the errors they leave, naming the cell."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise RefusedError(complaint(cell, number, gettext("A formula. Copy the column and paste it as values.")))
    if cell.data_type == "e":
        raise RefusedError(complaint(cell, number, gettext("The spreadsheet shows an error there. Correct the cell.")))
    if isinstance(value, dt.datetime | dt.date):
        return day_of(value, cell.number_format or "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def complaint(cell: Any, number: int, sentence: str) -> Complaint:
    return Complaint(sentence, row=number, column=get_column_letter(cell.column))


def day_of(value: dt.datetime | dt.date, shown_as: str) -> str:
    """The date as far as the cell shows it: spreadsheets make the first of the month of “2019-03”."""
    letters = NOT_OF_THE_FORMAT.sub("", shown_as).casefold()
    if "d" not in letters and "y" in letters:
        return value.strftime("%Y-%m" if "m" in letters else "%Y")
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(sep=" ")
    return value.strftime("%Y-%m-%d")
