"""What is wrong with the catalogues, in sentences. Nothing is changed."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from .extraction import DOMAINS, UnreadableFileError, sentences
from .files import Place, forms, is_compiled, is_finished, messages, originals, places, read

SAME_IN_ALL_LANGUAGES = "locale/same_in_all_languages.txt"

POSITIONAL = re.compile(r"%%|%[sdrif]|\{\}")
NAMED = re.compile(r"%\(\w+\)[a-z]|\{\w[^{}\s]*\}")
TAG = re.compile(r"<[^<>]+>")


def faults(root: Path) -> Iterator[str]:
    """Everything that keeps a reader or an editor from a page wholly in their language, one sentence for each fault.

    Raises UnreadableFileError where the source itself cannot be read.
    """
    wanted = {domain: sentences(root, domain) for domain in DOMAINS}
    same = words_that_stay(root)
    for place in places(root):
        try:
            catalog = read(place)
        except UnreadableFileError as error:
            yield str(error)
            continue
        if not place.is_stock:
            yield from _out_of_step(place, wanted[place.domain], catalog)
        for message in messages(catalog):
            yield from (f"{place}: {_quoted(message)} {fault}" for fault in _message_faults(message, same))
        if not is_compiled(place, catalog):
            yield f"{place}: the .mo file beside it says something else; run manage.py messages."


def words_that_stay(root: Path) -> set[str]:
    """The short list of what is written alike in every language (Telegram, RSS), a line each; # begins a remark."""
    path = root / SAME_IN_ALL_LANGUAGES
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def placeholders(text: str) -> tuple:
    """What a translation must share with its original: named places in any order and number, others exactly."""
    named, positional, tags = NAMED.findall(text), POSITIONAL.findall(text), TAG.findall(text)
    return sorted(set(named)), positional, sorted(tags)


def _out_of_step(place: Place, wanted: Catalog, catalog: Catalog) -> Iterator[str]:
    for message in messages(wanted):
        found = catalog.get(message.id, message.context)
        if found is None or found.pluralizable != message.pluralizable:
            yield f"{place}: {_quoted(message)} of {message.locations[0][0]} is missing; run manage.py messages."
    for message in [*messages(catalog), *catalog.obsolete.values()]:
        if wanted.get(message.id, message.context) is None:
            yield f"{place}: {_quoted(message)} is obsolete: no source says it; run manage.py messages."


def _message_faults(message: Message, same: set[str]) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy: somebody has to read it."
    elif not is_finished(message):
        yield "has no translation."
    else:
        yield from _placeholder_faults(message)
        yield from (f"is the same as its original: “{form}”." for form in _untouched(message, same))


def _placeholder_faults(message: Message) -> Iterator[str]:
    translations = forms(message)
    for number, form in enumerate(translations):
        if placeholders(form) not in _allowed(message, number, len(translations)):
            yield f"has other placeholders or tags than “{form}”."


def _allowed(message: Message, number: int, size: int) -> list[tuple]:
    """The placeholders a form may have.

    With two forms the first speaks of exactly one thing, and may leave the figure out as the English singular does.
    With more (Russian) it speaks of 21 and 31 as well, and may not.
    """
    singular, *plural = originals(message)
    if number == 0 and size == 2:
        return [placeholders(original) for original in (singular, *plural)]
    return [placeholders(original) for original in plural or (singular,)]


def _untouched(message: Message, same: set[str]) -> list[str]:
    return sorted({form for form in forms(message) if form in originals(message) and _has_words(form)} - same)


def _has_words(text: str) -> bool:
    for marks in (NAMED, POSITIONAL, TAG):
        text = marks.sub(" ", text)
    return any(letter.isalpha() for letter in text)


def _quoted(message: Message) -> str:
    text = originals(message)[0]
    return f"“{text}” ({message.context})" if message.context else f"“{text}”"
