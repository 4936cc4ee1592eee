"""What is wrong with a table, as sentences for whoever made it."""

from typing import NamedTuple

from django.utils.translation import gettext


class Complaint(NamedTuple):
    """A sentence; with the number of the row as a spreadsheet shows it, and the heading or letter of the column."""

    sentence: str
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = {"row": self.row, "column": self.column, "sentence": self.sentence}
        if self.row and self.column:
            return gettext("Row %(row)d, column “%(column)s”: %(sentence)s") % place
        if self.row:
            return gettext("Row %(row)d: %(sentence)s") % place
        return self.sentence


class RefusedError(Exception):
    """A table that cannot be read: nothing of it was looked at further."""

    def __init__(self, *complaints: Complaint | str) -> None:
        self.complaints = [one if isinstance(one, Complaint) else Complaint(one) for one in complaints]
        super().__init__("\n".join(map(str, self.complaints)))
