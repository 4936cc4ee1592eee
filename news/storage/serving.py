"""How a file of the library is given to readers: by the ending that the intake gave it, never by a guess."""

import re
from pathlib import PurePosixPath

from django.utils.http import content_disposition_header

SHOWN = {
    "avif": "image/avif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
"""Endings of files that a browser may show by itself."""

SAVED = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Endings of files that a reader saves, and the types by which a device chooses the program to open them."""

ANYTHING = "application/octet-stream"
DRAWN_DIGITS = re.compile(r"-[0-9a-f]{10}(?=\.[^.]+$)")
"""What makes the stored name of a document unlike any other; a reader's folder can do without."""


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix[1:].lower()


def type_of(name: str) -> str:
    """The media type of the file; anything unknown is bytes, which no browser shows or runs."""
    return SHOWN.get(ending_of(name)) or SAVED.get(ending_of(name), ANYTHING)


def disposition_of(name: str) -> str:
    """The Content-Disposition of the file: a picture is shown, all else is saved under a name for people."""
    if ending_of(name) in SHOWN:
        return "inline"
    return content_disposition_header(True, DRAWN_DIGITS.sub("", PurePosixPath(name).name))
