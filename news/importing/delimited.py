"""Lines of a CSV file, as texts."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext

from .complaints import Complaint, RefusedError

SEPARATORS = ",;\t"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

Line = tuple[int, list[str]]


def lines(content: bytes) -> Iterator[Line]:
    """(row number as a spreadsheet shows it, texts). Raises RefusedError where letters or quotation marks are wrong."""
    text = decoded(content)
    told, text = told_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told or separator_of(text), strict=True)
    number = 1 if told else 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            sentence = gettext("A quotation mark opens here and is not closed, or something stands behind it.")
            raise RefusedError(Complaint(sentence, row=number)) from error
        yield number, cells


def decoded(content: bytes) -> str:
    """The text of the file.

    Windows-1251 is refused and not guessed: Excel writes a question mark for every letter that only Kazakh has, so
    names would be spoilt for good.
    """
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(not_utf8()) from error
    if "\0" in text:
        raise RefusedError(not_utf8())
    return text


def not_utf8() -> str:
    return gettext(
        "The letters of this file are not written in UTF-8, and Kazakh ones would be lost. "
        "In the spreadsheet choose “Save as” and “CSV UTF-8”, or save it as .xlsx."
    )


def told_separator(text: str) -> tuple[str, str]:
    """Excel understands a first row such as “sep=;”, and some programmes write it."""
    first, _end, rest = text.partition("\n")
    first = first.strip()
    if first.startswith("sep=") and first[4:] and first[4:] in SEPARATORS:
        return first[4:], rest
    return "", text


def separator_of(text: str) -> str:
    """The separator that occurs most often in the first row, outside quotation marks."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(heading.split('"')[::2])
    counts = Counter(sign for sign in outside if sign in SEPARATORS)
    return max(SEPARATORS, key=lambda sign: counts[sign])
