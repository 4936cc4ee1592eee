"""What a card looks like: the site's colours, a quotation as large as its length allows, its speaker below it.

`blank()`, `fitted()` and `in_one_line()` serve the cards of headlines too.
"""

from __future__ import annotations

import math
import unicodedata
from typing import NamedTuple

import PIL.Image
import PIL.ImageDraw
import PIL.ImageOps

from news.models import Image
from news.renditions import CARD, name_of, upright
from news.text import html, invisible

from .lettering import INTERFACE, INTERFACE_BOLD, SERIF, Face, cut, lines_of, width_of, write

# The tokens of static/css/site.css, those of the picture static/img/card.png.
GROUND, BAND, GOLD, PAPER, SOFT = "#0b5568", "#083b48", "#e0a93a", "#ffffff", "#cfe3e8"
PATTERN = "#86b9c6"

WIDTH, HEIGHT = CARD
MARGIN = 72
BAND_HEIGHT = 40
QUOTE_LEFT, QUOTE_TOP, QUOTE_BOTTOM = 112, 56, 378
SIZES = (84, 74, 64, 58, 52, 47, 42, 38, 34)
LEADING = 1.32
FACE = 116
LARGE_ENOUGH = 300
"""Pixels of the copy from which a face is cut, also out of a wide picture."""

FACE_TOP = 408
NAME_SIZE, ROLE_SIZE, ROLE_LEADING, SMALL = 38, 28, 37, 24
FOOT = 568
SOFT_HYPHEN = "\u00ad"
SHARPER = 3
"""Shapes are drawn so many times larger and then made smaller, which smooths their edges."""

POLES = (((24.0, 16.8), (42.2, 30.0)), ((30.8, 21.8), (23.9, 43.2)), ((28.2, 29.8), (5.7, 29.8)))
POLES += (((19.8, 29.8), (12.8, 8.4)), ((17.2, 21.8), (35.4, 8.5)))
"""The poles of the site's mark (templates/news/_mark.html) on a field of 48."""


class Words(NamedTuple):
    """All that is written on a card."""

    language: str
    text: str
    speaker: str
    role: str
    day: str
    site: str


def drawn(words: Words, picture: Image | None, *, is_face: bool) -> PIL.Image.Image:
    """The card. Raises NoSuchLetterError where the site's type lacks a letter of its words."""
    card, canvas = blank(words.day, words.site, words.language)
    draw_quotation(canvas, words)
    shown = beside_the_name(picture, is_face=is_face)
    if shown:
        card.paste(shown, (MARGIN, FACE_TOP), shown.getchannel("A"))
    draw_speaker(canvas, words, MARGIN + (FACE + 28 if shown else 0))
    return card


def blank(day: str, site: str, language: str) -> tuple[PIL.Image.Image, PIL.ImageDraw.ImageDraw]:
    """A card with nothing but its foot and the band, and the canvas to write on it."""
    card = PIL.Image.new("RGB", CARD, GROUND)
    canvas = PIL.ImageDraw.Draw(card)
    card.paste(band(), (0, HEIGHT - BAND_HEIGHT))
    poles = mark(34)
    card.paste(poles, (WIDTH - MARGIN - 34, FOOT - 27), poles.getchannel("A"))
    draw_foot(canvas, day, site, language)
    return card, canvas


def draw_quotation(canvas: PIL.ImageDraw.ImageDraw, words: Words) -> None:
    """As large as it fits; cut at a word where the smallest size has no room for all of it."""
    size, lines = set_quotation(words)
    height = len(lines) * size * LEADING
    top = (QUOTE_TOP + QUOTE_BOTTOM - height) / 2
    canvas.rounded_rectangle((MARGIN, top, MARGIN + 7, top + height), 3, fill=GOLD)
    for number, line in enumerate(lines):
        base = top + (number + 0.74) * size * LEADING
        write(canvas, (QUOTE_LEFT, base), line, SERIF[words.language], size, PAPER)


def set_quotation(words: Words) -> tuple[int, list[str]]:
    """(size, lines)"""
    face, (opening, closing) = SERIF[words.language], html.ENCLOSING[words.language]
    text = opening + in_one_line(words.text, words.language)
    room = (WIDTH - MARGIN - QUOTE_LEFT, QUOTE_BOTTOM - QUOTE_TOP)
    return fitted(text, face, room, sizes=SIZES, leading=LEADING, end=closing)


def fitted(
    text: str, face: Face, room: tuple[int, int], *, sizes: tuple[int, ...], leading: float, end: str = ""
) -> tuple[int, list[str]]:
    """(size, lines): the largest of the sizes at which the text fits the room; cut at a word where none does."""
    width, height = room
    for size in sizes:
        lines = lines_of(text + end, face, width / size)
        if len(lines) * size * leading <= height:
            return size, lines
    most = math.floor(height / (sizes[-1] * leading))
    return sizes[-1], cut(text, face, width / sizes[-1], most, end=end)


def in_one_line(text: str, language: str) -> str:
    """With the typography of the pages: no line ends between a number and its unit."""
    seen = unicodedata.normalize("NFC", invisible.without_invisible(text)).replace(SOFT_HYPHEN, "")
    return html.typo(" ".join(seen.split()), language)


def draw_speaker(canvas: PIL.ImageDraw.ImageDraw, words: Words, left: int) -> None:
    room = WIDTH - MARGIN - left
    for line in fitting(words.speaker, words.language, INTERFACE_BOLD, room / NAME_SIZE, 1):
        write(canvas, (left, FACE_TOP + 36), line, INTERFACE_BOLD, NAME_SIZE, PAPER)
    for number, line in enumerate(fitting(words.role, words.language, INTERFACE, room / ROLE_SIZE, 2)):
        write(canvas, (left, FACE_TOP + 80 + number * ROLE_LEADING), line, INTERFACE, ROLE_SIZE, SOFT)


def draw_foot(canvas: PIL.ImageDraw.ImageDraw, day: str, site: str, language: str) -> None:
    """The day on the left, and whose site it is on the right, beside the mark."""
    write(canvas, (MARGIN, FOOT), day, INTERFACE, SMALL, SOFT)
    room = WIDTH / 2 - MARGIN - 46
    for line in fitting(site, language, INTERFACE_BOLD, room / SMALL, 1):
        left = WIDTH - MARGIN - 46 - width_of(line, INTERFACE_BOLD) * SMALL
        write(canvas, (left, FOOT), line, INTERFACE_BOLD, SMALL, PAPER)


def fitting(text: str, language: str, face: Face, width: float, lines: int) -> list[str]:
    plain = in_one_line(text, language)
    return cut(plain, face, width, lines) if plain else []


def beside_the_name(picture: Image | None, *, is_face: bool) -> PIL.Image.Image | None:
    """The portrait in a circle or the logo on its plate; None without a picture, or where its file is lost."""
    opened = opened_copy(picture) if picture else None
    if opened is None or picture is None:
        return None
    if is_face:
        centre = (picture.focal_x / 100, picture.focal_y / 100)
        shown = PIL.ImageOps.fit(opened, (FACE, FACE), PIL.Image.Resampling.LANCZOS, centering=centre)
    else:
        shown = PIL.ImageOps.pad(opened, (FACE - 20, FACE - 20), PIL.Image.Resampling.LANCZOS, color="white")
        shown = PIL.ImageOps.expand(shown, 10, fill="white")
    shown.putalpha(shape(FACE / 2 if is_face else 8))
    return shown


def opened_copy(picture: Image) -> PIL.Image.Image | None:
    """A copy that is large enough where there is one, else the picture itself; None where it cannot be read."""
    width = next((each for each in picture.renditions if each >= LARGE_ENOUGH), None)
    name = name_of(picture, width, "webp") if width else picture.file.name
    try:
        with picture.file.storage.open(name) as file:
            return upright(file)
    except (OSError, PIL.Image.DecompressionBombError):
        return None


def shape(radius: float) -> PIL.Image.Image:
    large = PIL.Image.new("L", (FACE * SHARPER, FACE * SHARPER), 0)
    corners = (0, 0, FACE * SHARPER - 1, FACE * SHARPER - 1)
    PIL.ImageDraw.Draw(large).rounded_rectangle(corners, radius * SHARPER, fill=255)
    return large.resize((FACE, FACE), PIL.Image.Resampling.LANCZOS)


def band() -> PIL.Image.Image:
    """The woven band that closes the masthead of every page."""
    large = PIL.Image.new("RGB", (WIDTH * SHARPER, BAND_HEIGHT * SHARPER), BAND)
    canvas, middle = PIL.ImageDraw.Draw(large), BAND_HEIGHT / 2
    for number, x in enumerate(range(28, WIDTH, 52)):
        across, up, ink = (20, 12, GOLD) if number % 2 else (8, 6, PATTERN)
        corners = [(x - across, middle), (x, middle - up), (x + across, middle), (x, middle + up)]
        canvas.polygon([(left * SHARPER, top * SHARPER) for left, top in corners], fill=ink)
    return large.resize((WIDTH, BAND_HEIGHT), PIL.Image.Resampling.LANCZOS)


def mark(size: int) -> PIL.Image.Image:
    """The site's mark: five poles in a ring."""
    scale = size * SHARPER / 48
    large = PIL.Image.new("RGBA", (size * SHARPER, size * SHARPER), (11, 85, 104, 0))
    canvas = PIL.ImageDraw.Draw(large)
    canvas.ellipse((2 * scale, 2 * scale, 46 * scale, 46 * scale), outline=GOLD, width=round(3 * scale))
    for pole in POLES:
        ends = [(x * scale, y * scale) for x, y in pole]
        canvas.line(ends, fill=PAPER, width=round(5 * scale))
        for x, y in ends:
            canvas.circle((x, y), 2.5 * scale, fill=PAPER)
    return large.resize((size, size), PIL.Image.Resampling.LANCZOS)
