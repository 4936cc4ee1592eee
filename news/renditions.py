"""The small copies of a library picture: AVIF and WebP in the widths of the design, and a card for shared links.

They are made when a picture is saved, never in a reader's request. `Image.renditions` holds the widths that are there,
written after the last file, so that a page never names a file that is not.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import NamedTuple

import PIL.Image
import PIL.ImageOps
from django.core.files.base import ContentFile

from news.models import Image

WIDTHS = (160, 480, 800, 1280)
"""Pixels: a face beside a name, a phone, a card on a wide screen, a cover."""

CARD = (1200, 630)
"""Pixels of the picture beside a shared link (Open Graph)."""

ENCODERS = {"avif": {"quality": 58, "speed": 8}, "webp": {"quality": 78, "method": 4}}


class Source(NamedTuple):
    """One line of a `srcset`."""

    url: str
    width: int


def widths_for(width: int) -> list[int]:
    """The widths a picture is made in: those it has pixels for, and its own where it is narrower than the widest."""
    fitting = [each for each in WIDTHS if each <= width]
    return fitting if width >= WIDTHS[-1] else [*fitting, *([width] if width not in fitting else [])]


def name_of(image: Image, width: int, ending: str) -> str:
    path = PurePosixPath(image.file.name)
    return str(path.with_name(f"{path.stem}-{width}.{ending}"))


def card_name(image: Image) -> str:
    """The card's name carries the focal point, so that a moved point is a new address."""
    path = PurePosixPath(image.file.name)
    return str(path.with_name(f"{path.stem}-card-{image.focal_x}-{image.focal_y}.jpg"))


def sources(image: Image, ending: str) -> list[Source]:
    """What there is of the picture in that format, narrowest first; nothing before the renditions are made."""
    storage = image.file.storage
    return [Source(storage.url(name_of(image, width, ending)), width) for width in image.renditions]


def card_url(image: Image) -> str:
    """The address of the 1200 × 630 card, or "" before it is made."""
    return image.file.storage.url(card_name(image)) if image.renditions else ""


def make(image: Image) -> None:
    """Write all renditions of the picture, then its row. Leaves the row alone where the file is missing or damaged."""
    try:
        with image.file.storage.open(image.file.name) as file:
            whole = upright(file)
    except (OSError, PIL.Image.DecompressionBombError):
        return
    widths = widths_for(whole.width)
    for width in widths:
        smaller = whole.resize((width, max(1, round(whole.height * width / whole.width))), PIL.Image.Resampling.LANCZOS)
        for ending, options in ENCODERS.items():
            put(image, name_of(image, width, ending), smaller, ending.upper(), options)
    centre = (image.focal_x / 100, image.focal_y / 100)
    card = PIL.ImageOps.fit(whole, CARD, PIL.Image.Resampling.LANCZOS, centering=centre)
    put(image, card_name(image), card, "JPEG", {"quality": 82, "progressive": True})
    Image.objects.filter(pk=image.pk).update(renditions=widths)
    image.renditions = widths


def upright(file: io.IOBase) -> PIL.Image.Image:
    """The picture as it is meant to be seen, in RGB, without anything but its pixels."""
    picture = PIL.ImageOps.exif_transpose(PIL.Image.open(file))
    if "A" in picture.mode or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        picture = PIL.Image.new("RGB", coloured.size, "white")
        picture.paste(coloured, mask=coloured.getchannel("A"))
    return picture.convert("RGB")


def put(image: Image, name: str, picture: PIL.Image.Image, kind: str, options: dict) -> None:
    storage = image.file.storage
    if storage.exists(name):
        return
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    storage.save(name, ContentFile(buffer.getvalue()))
