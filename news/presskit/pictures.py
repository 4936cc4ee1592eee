"""The pictures of a press kit: under which names they go in, with what words, and piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from news import languages
from news.models import Edition, Image
from news.structured_data import absolute
from news.text import html, slugs
from news.text.reading import text_of
from news.text.tags import tokens

from .plaintext import figures_in, tidy

LONGEST_NAME = 40
ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}

PIECE = 256 * 1024
"""Bytes of a picture that are read at once."""


class LeftOut(Enum):
    """Why a picture is told in a kit and not in it."""

    MISSING = "missing"
    LARGE = "large"


@dataclass(frozen=True)
class Picture:
    """A picture of the kit; `captions` are those of the story, by language, which go before the library's own."""

    name: str
    image: Image
    captions: dict[str, str]

    def caption(self, language: str) -> str:
        """In the active language where the story has none."""
        return self.captions.get(language) or self.image.caption

    def opened(self, room: int) -> tuple[int, Iterator[bytes]] | LeftOut:
        """(bytes, its pieces) of the file where it is there and has at most `room` bytes."""
        try:
            file = self.image.file.storage.open(self.image.file.name)
            size = file.size
            first = file.read(PIECE) if size <= room else b""
        except OSError:
            return LeftOut.MISSING
        if size > room:
            file.close()
            return LeftOut.LARGE
        return size, pieces_of(file, first)


def pieces_of(file: Any, piece: bytes) -> Iterator[bytes]:
    with file:
        while piece:
            yield piece
            piece = file.read(PIECE)


def pictures_of(editions: list[Edition]) -> list[Picture]:
    """Covers first, then those of the texts in their order; each once. One query at most."""
    covers = {edition.cover_id: edition.cover for edition in editions if edition.cover_id}
    wanted = dict.fromkeys(key for edition in editions for key in html.image_ids(edition.body) if key not in covers)
    others = Image.objects.in_bulk(wanted) if wanted else {}
    rows = [*covers.values(), *(others[key] for key in wanted if key in others)]
    captions = captions_in(editions)
    return [Picture(name_of(image, number), image, captions.get(image.pk, {})) for number, image in enumerate(rows, 1)]


def captions_in(editions: list[Edition]) -> dict[int, dict[str, str]]:
    """{picture's key: {language: what the story says under it first}}"""
    found: dict[int, dict[str, str]] = {}
    for edition in editions:
        if edition.cover_id and edition.cover_caption:
            found.setdefault(edition.cover_id, {})[edition.language] = edition.cover_caption
        for attributes, pieces in figures_in(tokens(html.clean(edition.body))):
            key, caption = int(attributes.get("data-image") or 0), text_of(pieces)
            if key and caption:
                found.setdefault(key, {}).setdefault(edition.language, caption)
    return found


def name_of(image: Image, number: int) -> str:
    """A name that every system can write, in letters that every keyboard has."""
    words = next(filter(None, (getattr(image, name) for name in languages.each("description"))), "")
    ending = PurePosixPath(image.file.name).suffix.lower()
    stem = slugs.slugify(words, max_length=LONGEST_NAME) or "picture"
    return f"pictures/{number:02}-{stem}{ending if ending in ENDINGS else ''}"


def credits_of(pictures: list[Picture], language: str, left_out: dict[str, LeftOut]) -> str:
    """What the newsroom says of each picture in the language, and why some are not in the kit."""
    with translation.override(language):
        rows = [
            {
                "name": picture.name,
                "image": picture.image,
                "caption": picture.caption(language),
                "address": absolute(picture.image.file.url),
                "left_out": left_out[picture.name].value if picture.name in left_out else "",
            }
            for picture in pictures
        ]
        return tidy(render_to_string("news/kit/pictures.txt", {"pictures": rows}))
