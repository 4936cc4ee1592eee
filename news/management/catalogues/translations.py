"""Translations that come as a table: a line for each sentence, columns between tabs, in the order original, kk, ru.

A sentence with a context is written `context::sentence`; one with plural forms `singular||plural`, and so are its
translations (one form is enough for Kazakh, Russian needs three: 1, 2 to 4, 5 and more). `\\n` stands for a new line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from .extraction import UnreadableFileError
from .files import TRANSLATIONS, forms, messages, originals

COLUMNS = 1 + len(TRANSLATIONS)
NUMBER_OF_FORMS = {"kk": (1, 2), "ru": (3, 4)}


@dataclass(frozen=True)
class Row:
    """One line of the table; `place` is its file and line, for reports."""

    place: str
    original: str
    texts: dict[str, str]


def unreadable_rows(path: Path) -> list[str]:
    """Sentences about the lines that are not rows."""
    return [
        f"{path.name}:{number}: {columns} columns instead of {COLUMNS}; the line is left out."
        for number, line in _lines(path)
        if (columns := line.count("\t") + 1) != COLUMNS
    ]


def fill(path: Path, catalogs: list[tuple[str, Catalog]]) -> Iterator[str]:
    """Put the table's translations into the catalogues, given with their languages; yield what a person should know.

    A sentence may stand in several catalogues of a language (page and script) and is filled in each.
    """
    for row in _rows(path):
        found = [(language, message) for language, catalog in catalogs if (message := _message(catalog, row.original))]
        if not found:
            yield _unknown(row, catalogs)
        for language, message in found:
            yield from _fill_message(row, language, message)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path.name} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith(("#", "msgid\t")):
            yield number, line


def _rows(path: Path) -> Iterator[Row]:
    for number, line in _lines(path):
        cells = [cell.strip().replace("\\n", "\n") for cell in line.split("\t")]
        if len(cells) == COLUMNS:
            yield Row(f"{path.name}:{number}", cells[0], dict(zip(TRANSLATIONS, cells[1:], strict=True)))


def _message(catalog: Catalog, original: str) -> Message | None:
    """The message a row speaks of. A sentence may itself contain `::`, so that reading is tried first."""
    context, separator, sentence = original.partition("::")
    readings = [(original, None)] + ([(sentence, context)] if separator else [])
    return next((found for text, about in readings if (found := catalog.get(text.split("||")[0], about))), None)


def _fill_message(row: Row, language: str, message: Message) -> Iterator[str]:
    text = row.texts[language]
    if not text:
        yield f"{row.place}: “{row.original}” has no {language} translation."
        return
    given = tuple(form.strip() for form in text.split("||")) if message.pluralizable else (text,)
    if message.pluralizable and len(given) not in NUMBER_OF_FORMS[language]:
        yield f"{row.place}: “{row.original}” counts something; its {language} forms are not {len(given)}."
        return
    before = forms(message)
    _put(message, given, len(before))
    if all(before) and before != forms(message):
        yield f"{row.place}: “{row.original}” was “{before[0]}” in {language} and is now “{given[0]}”."


def _put(message: Message, given: tuple[str, ...], size: int) -> None:
    message.string = (given + given[-1:] * size)[:size] if message.pluralizable else given[0]
    message.flags.discard("fuzzy")


def _unknown(row: Row, catalogs: list[tuple[str, Catalog]]) -> str:
    originals = {_original(message) for _language, catalog in catalogs for message in messages(catalog)}
    near = get_close_matches(row.original, originals, n=1, cutoff=0.8)
    hint = f" The nearest is “{near[0]}”." if near else ""
    return f"{row.place}: “{row.original}” is not in the source.{hint}"


def _original(message: Message) -> str:
    text = "||".join(originals(message))
    return f"{message.context}::{text}" if message.context else text
