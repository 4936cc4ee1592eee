"""Setting lines in the site's own type. Its letters lie in several files, by script, as browsers fetch them."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import PIL.ImageDraw
import PIL.ImageFont
from django.contrib.staticfiles import finders

NO_LETTER = "\ue000"
"""Of the private use area: every font draws its sign for “missing” here."""

MEASURED_AT = 100
"""Pixels of the size at which words are measured; widths grow with the size."""

MOST_LETTERS = 1_500
"""No card has room for more, and nothing beyond is looked at."""


class NoSuchLetterError(Exception):
    """A text has a letter that none of the fonts has."""


class Face(NamedTuple):
    """The files of one style, the first before the others; `weight` of those whose weight can be chosen."""

    files: tuple[str, ...]
    weight: int = 400


SERIF = {
    "kk": Face(("literata-cyrl-400", "literata-latn-400")),
    "ru": Face(("literata-cyrl-400", "literata-latn-400")),
    "en": Face(("literata-latn-400", "literata-cyrl-400")),
}
SERIF_BOLD = {
    language: Face(tuple(name.replace("-400", "-600") for name in face.files)) for language, face in SERIF.items()
}
INTERFACE = Face(("onest-latn", "onest-cyrl", "onest-kazk", "literata-cyrl-400", "literata-latn-400"))
INTERFACE_BOLD = INTERFACE._replace(weight=600)


@lru_cache(maxsize=128)
def font(name: str, size: int, weight: int) -> PIL.ImageFont.FreeTypeFont:
    found = PIL.ImageFont.truetype(finders.find(f"fonts/{name}.woff2"), size)
    if name.startswith("onest"):
        found.set_variation_by_axes([weight])
    return found


@lru_cache(maxsize=10_000)
def has(name: str, letter: str) -> bool:
    """Whether the font has the letter: what it draws is not its sign for “missing”."""
    letters = font(name, MEASURED_AT, 400)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask(NO_LETTER))


@lru_cache(maxsize=10_000)
def file_with(face: Face, letter: str) -> str:
    """The first file that has the letter. Raises NoSuchLetterError."""
    found = next((name for name in face.files if has(name, letter)), None)
    if found is None:
        raise NoSuchLetterError(letter)
    return found


def runs(text: str, face: Face) -> list[tuple[str, str]]:
    """[(file, letters that stand together in it)]"""
    parts = groupby(text, lambda letter: file_with(face, letter))
    return [(name, "".join(letters)) for name, letters in parts]


@lru_cache(maxsize=10_000)
def width_of(text: str, face: Face) -> float:
    """In parts of the size: 2.5 is two and a half times as wide as the type is high."""
    pixels = sum(font(name, MEASURED_AT, face.weight).getlength(part) for name, part in runs(text, face))
    return pixels / MEASURED_AT


def write(
    canvas: PIL.ImageDraw.ImageDraw, place: tuple[float, float], text: str, face: Face, size: int, ink: str
) -> None:
    """Write one line; `place` is where its base line begins."""
    x, y = place
    for name, part in runs(text, face):
        letters = font(name, size, face.weight)
        canvas.text((x, y), part, font=letters, fill=ink, anchor="ls")
        x += letters.getlength(part)


def lines_of(text: str, face: Face, width: float) -> list[str]:
    """The text in lines no wider than `width`, in parts of the size. A word that is wider by itself is broken."""
    space, lines, used = width_of(" ", face), [], 0.0
    for word in text[:MOST_LETTERS].split(" "):
        for part in broken(word, face, width):
            wide = width_of(part, face)
            if lines and used + space + wide <= width:
                lines[-1] += f" {part}"
                used += space + wide
            else:
                lines.append(part)
                used = wide
    return lines


def balanced(text: str, face: Face, width: float) -> list[str]:
    """The text in as few lines as the width allows, all of about the same length: no word is left alone on the last."""
    lines, longest = lines_of(text, face, width), max(width_of(word, face) for word in text.split(" "))
    for part in range(97, 50, -3):
        narrower = lines_of(text, face, width * part / 100)
        if len(narrower) > len(lines) or width * part / 100 < longest:
            break
        lines = narrower
    return lines


def broken(word: str, face: Face, width: float) -> list[str]:
    if width_of(word, face) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if width_of(parts[-1] + letter, face) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def cut(text: str, face: Face, width: float, lines: int, *, end: str = "") -> list[str]:
    """The text in so many lines at most, cut after a whole word and then ended with “…”; `end` stands after it all."""
    whole = lines_of(text + end, face, width)
    if len(whole) <= lines and len(text) <= MOST_LETTERS:
        return whole
    words = " ".join(whole[:lines]).split(" ")
    while words:
        shorter = lines_of(" ".join(words).rstrip(" ,.;:–—-") + "…" + end, face, width)
        if len(shorter) <= lines:
            return shorter
        words.pop()
    return ["…" + end]
