"""The card of a story without a picture: its headline, its subject, the day and the site, in the site's own type."""

from __future__ import annotations

from typing import NamedTuple

import PIL.Image
import PIL.ImageDraw

from .drawing import MARGIN, PAPER, SOFT, WIDTH, blank, fitted, fitting, in_one_line
from .lettering import INTERFACE_BOLD, SERIF_BOLD, balanced, write

SIZES = (92, 84, 76, 68, 62, 56, 50, 45, 40)
LEADING = 1.17
TOP, BOTTOM = 60, 506
KICKER_SIZE, KICKER_HEIGHT = 30, 58


class Headline(NamedTuple):
    """All that is written on the card of a story."""

    language: str
    text: str
    kicker: str
    day: str
    site: str


def drawn(words: Headline) -> PIL.Image.Image:
    """The card. Raises NoSuchLetterError where the site's type lacks a letter of its words."""
    card, canvas = blank(words.day, words.site, words.language)
    size, lines = set_headline(words)
    top = (TOP + BOTTOM - KICKER_HEIGHT - len(lines) * size * LEADING) / 2
    for line in fitting(words.kicker, words.language, INTERFACE_BOLD, (WIDTH - 2 * MARGIN) / KICKER_SIZE, 1):
        write(canvas, (MARGIN, top + KICKER_SIZE), line, INTERFACE_BOLD, KICKER_SIZE, SOFT)
    for number, line in enumerate(lines):
        base = top + KICKER_HEIGHT + (number + 0.78) * size * LEADING
        write(canvas, (MARGIN, base), line, SERIF_BOLD[words.language], size, PAPER)
    return card


def set_headline(words: Headline) -> tuple[int, list[str]]:
    """(size, lines): as large as it fits, in lines of about one length; cut at a word where it is too long."""
    face, width = SERIF_BOLD[words.language], WIDTH - 2 * MARGIN
    room = (width, BOTTOM - TOP - KICKER_HEIGHT)
    text = in_one_line(words.text, words.language)
    size, lines = fitted(text, face, room, sizes=SIZES, leading=LEADING)
    is_whole = not lines[-1].endswith("…") or text.endswith("…")
    return size, balanced(text, face, width / size) if is_whole else lines
