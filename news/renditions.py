"""The small copies of a picture: AVIF and WebP in the widths of the design, a JPEG, and a card for shared links.

They are made when a picture is saved, and by `manage.py make_renditions`; never in a reader's request.
`Image.renditions` holds the widths that are there and `Image.card` the name of the card; both are written after the
last file, so no page names a file that is not there, and every address is told by the row alone: the store is not
asked. A row that does not name all of it is not finished: somebody was stopped, or an earlier release made it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePosixPath
from typing import NamedTuple

import PIL.Image
import PIL.ImageOps
from django.core.files.base import ContentFile

from news.intake.memory import given_back
from news.intake.tones import tone_of
from news.models import Image

WIDTHS = (160, 320, 640, 960, 1280)
"""Pixels: a face beside a name, a card, a phone, a phone with a fine screen, a cover."""

CARD = (1200, 630)
"""Pixels of the picture beside a shared link (Open Graph)."""

JPEG_WIDTH = 1280
"""Pixels at most of the copy for feeds and for readers without AVIF and WebP."""

ENCODERS = {
    "avif": ("AVIF", {"quality": 52, "speed": 9, "max_threads": 2}),
    "webp": ("WEBP", {"quality": 76, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
"""docs/decisions/pictures.md has the bytes and seconds."""

FORMATS = ("JPEG", "PNG", "WEBP")
"""What the library keeps; nothing else is even tried."""

DAMAGED = (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError)
"""What Pillow raises over a file that is no picture."""


class Source(NamedTuple):
    """One line of a `srcset`."""

    url: str
    width: int


class Outcome(Enum):
    MADE = "made"
    KEPT = "there already"
    LOST = "lost"
    """The store has no such file."""
    DAMAGED = "damaged"


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


def jpeg_name(image: Image) -> str:
    return name_of(image, min(image.width, JPEG_WIDTH), "jpg")


def names_of(image: Image) -> set[str]:
    """Every file made from the picture as it is now, and as an earlier release made it; not the picture itself."""
    widths = {*widths_for(image.width), *image.renditions}
    copies = {name_of(image, width, ending) for width in widths for ending in ("avif", "webp")}
    return {*copies, jpeg_name(image), card_name(image), *filter(None, [image.card])}


def are_complete(image: Image) -> bool:
    """Whether the row says that every copy is there, and a card of this focal point."""
    return image.renditions == widths_for(image.width) and image.card == card_name(image)


def sources(image: Image, ending: str) -> list[Source]:
    """What there is of the picture as "avif" or "webp", narrowest first; nothing before the renditions are made."""
    storage = image.file.storage
    return [Source(storage.url(name_of(image, width, ending)), width) for width in image.renditions]


def jpeg_url(image: Image) -> str:
    """The address of the JPEG copy, min(width, JPEG_WIDTH) pixels wide, or "" before it is made."""
    return image.file.storage.url(jpeg_name(image)) if image.renditions and image.card else ""


def card_url(image: Image) -> str:
    """The address of the 1200 × 630 card, or "" before it is made.

    While that of a moved focal point is drawn it is the one before.
    """
    return image.file.storage.url(image.card) if image.renditions and image.card else ""


def make(image: Image) -> Outcome:
    """Write the copies that are not there yet, then the row; where the file is lost or damaged, neither.

    May be stopped and begun again at any moment. Raises OSError where the store does not answer.
    """
    missing = missing_of(image)
    if not missing:
        settle(image)
        return Outcome.KEPT
    try:
        content = content_of(image)
    except FileNotFoundError:
        return Outcome.LOST
    with given_back():
        return drawn(image, content, missing)


def drawn(image: Image, content: bytes, missing: set[str]) -> Outcome:
    try:
        whole = upright(io.BytesIO(content))
    except DAMAGED:
        return Outcome.DAMAGED
    if whole.size != (image.width, image.height):
        # The row of an early release, which told the size of a picture that lies on its side.
        image.width, image.height = whole.size
        missing = missing_of(image)
    image.tone = image.tone or tone_of(whole)
    write(image, whole, missing)
    settle(image)
    return Outcome.MADE


def missing_of(image: Image) -> set[str]:
    """The names that a finished picture has and the store has not."""
    due = [name_of(image, width, ending) for width in widths_for(image.width) for ending in ("avif", "webp")]
    due += [jpeg_name(image), card_name(image)]
    return set(due) - image.file.storage.present(due)


def content_of(image: Image) -> bytes:
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def write(image: Image, whole: PIL.Image.Image, missing: set[str]) -> None:
    """Encode and store what is missing; the card last, from the smallest copy that covers it."""
    card, card_from = card_name(image), whole
    for copy in scaled_down(whole, widths_for(whole.width)):
        card_from = copy if covers_card(copy) else card_from
        for ending in ENCODERS:
            if name_of(image, copy.width, ending) in missing:
                put(image, name_of(image, copy.width, ending), copy)
                missing.remove(name_of(image, copy.width, ending))
        if missing <= {card}:
            break
    if card in missing:
        centre = (image.focal_x / 100, image.focal_y / 100)
        put(image, card, PIL.ImageOps.fit(card_from, CARD, PIL.Image.Resampling.LANCZOS, centering=centre))


def scaled_down(whole: PIL.Image.Image, widths: list[int]) -> Iterator[PIL.Image.Image]:
    """The picture in each width, widest first, each from the one before, which only clocks notice."""
    copy = whole
    for width in reversed(widths):
        height = max(1, round(whole.height * width / whole.width))
        copy = copy.resize((width, height), PIL.Image.Resampling.LANCZOS)
        yield copy


def covers_card(copy: PIL.Image.Image) -> bool:
    return copy.width >= CARD[0] and copy.height >= CARD[1]


def put(image: Image, name: str, picture: PIL.Image.Image) -> None:
    kind, options = ENCODERS[PurePosixPath(name).suffix[1:]]
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    image.file.storage.save_once(name, ContentFile(buffer.getvalue()))


def settle(image: Image) -> None:
    """Say in the row what is there, unless its file or its focal point has become another one meanwhile."""
    image.renditions, image.card = widths_for(image.width), card_name(image)
    told = {name: getattr(image, name) for name in ("renditions", "card", "width", "height", "tone")}
    same = {"file": image.file.name, "focal_x": image.focal_x, "focal_y": image.focal_y}
    Image.objects.filter(pk=image.pk, **same).update(**told)


def upright(file: io.IOBase) -> PIL.Image.Image:
    """The picture as it is meant to be seen, in RGB, without anything but its pixels."""
    picture = PIL.ImageOps.exif_transpose(PIL.Image.open(file, formats=FORMATS))
    if "A" in picture.mode or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        picture = PIL.Image.new("RGB", coloured.size, "white")
        picture.paste(coloured, mask=coloured.getchannel("A"))
    return picture.convert("RGB")
