"""Cells of tables that a spreadsheet opens: made harmless on the way out, read as they were meant on the way in."""

import csv
import io
from collections.abc import Iterable, Iterator

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is run as a formula by spreadsheets (OWASP, CSV Injection); the last four are full-width."""

GUARD = "'"

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know that a CSV is UTF-8."""


def as_csv(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Pieces of a CSV file (RFC 4180), a row each; None is an empty cell, and no cell is a formula."""
    yield BYTE_ORDER_MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(["" if cell is None else harmless(str(cell)) for cell in row])
        yield line.getvalue()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula.

    Also before what looks as if it had got its apostrophe here already, so that `unguarded(harmless(x)) == x`.
    """
    return f"{GUARD}{cell}" if _needs_guard(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that `harmless` put before it."""
    rest = cell.removeprefix(GUARD)
    return rest if rest != cell and _needs_guard(rest) else cell


def _needs_guard(cell: str) -> bool:
    return cell.lstrip(" " + GUARD).startswith(BEGINS_A_FORMULA)
