"""A picture that comes in is recognised by its content, measured, read to its end and written anew.

What is kept is upright, in the colours of screens (sRGB), at most a few thousand pixels wide, and has nothing but
pixels: no position of the photographer, no comment, nothing that hid behind the picture.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import subprocess
import sys
import threading
from typing import BinaryIO, NamedTuple

import PIL.Image
import PIL.ImageCms
from django.core.files.base import File
from django.utils.translation import gettext_lazy
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from . import heic, memory
from .recognising import IT_MOVES, refuse_name_of_something_else, refuse_unless_plain, what_it_is
from .refusals import Refused, errors_refuse, whole
from .tones import tone_of

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif"
"""For the `accept` of a field that asks for a picture."""

READERS = {"jpeg": JpegImageFile, "png": PngImageFile, "webp": WebPImageFile}
"""Called by what the content is, so that no other decoder of the imaging library ever sees a stranger's bytes.

A telephone's JPEG with a second picture behind the first (MPO) is read as the JPEG it begins with.
"""

SECONDS_FOR_HEIC = 9

MOST_PIXELS = {"jpeg": 52_000_000, "png": 52_000_000, "webp": 25_000_000, "heic": 52_000_000}
"""What each reader can hold in 600 MB. Cameras and telephones give 12 to 50 million; WebP is held four times."""

MOST_PIXELS_IN_FOUR_INKS = 36_000_000
"""A progressive JPEG is held as a whole while it is read, eight bytes a pixel where it is meant for print (CMYK)."""

MOST_ACROSS = 30_000
LONGEST_SIDE = 2560
SHORTEST_SIDE = 640
"""A panorama is not made lower than this for the sake of its length."""

LONGEST_PANORAMA = 8192
MOST_PNG_BYTES = 1_000_000
"""A drawing or a screenshot stays a PNG, whose lines are sharp; a photograph that came as one becomes a JPEG."""

DAMAGED = gettext_lazy("The picture is damaged or not complete. Ask for it again, or open it and save it as JPEG.")
TOO_MANY_PIXELS = gettext_lazy("The picture has too many pixels. Save it smaller: 6000 × 4000 is plenty.")
QUALITY = 88
ROWS_AT_ONCE = 16
"""Rows of what is kept."""

SRGB = PIL.ImageCms.createProfile("sRGB")
ORIENTATION = 0x0112
TURNS = {
    2: PIL.Image.Transpose.FLIP_LEFT_RIGHT,
    3: PIL.Image.Transpose.ROTATE_180,
    4: PIL.Image.Transpose.FLIP_TOP_BOTTOM,
    5: PIL.Image.Transpose.TRANSPOSE,
    6: PIL.Image.Transpose.ROTATE_270,
    7: PIL.Image.Transpose.TRANSVERSE,
    8: PIL.Image.Transpose.ROTATE_90,
}

ONE_AT_A_TIME = threading.Lock()
"""A decoded picture takes hundreds of megabytes; two threads of a worker are not to hold one each."""


class Picture(NamedTuple):
    """What is kept of a picture that came."""

    content: bytes
    ending: str
    width: int
    height: int
    tone: str
    checksum: str
    """SHA-256 of the bytes as they came, by which the same file is known when it comes again."""


def picture(file: BinaryIO | File, name: str) -> Picture:
    """The picture in the file as it may be kept. Raises Refused."""
    refuse_name_of_something_else(name)
    with ONE_AT_A_TIME, memory.given_back(), errors_refuse(DAMAGED):
        return kept_of(file)


def kept_of(file: BinaryIO | File) -> Picture:
    """Called when it is the file's turn: until then its bytes stay on the disk."""
    content = whole(file)
    kind = what_it_is(content)
    refuse_unless_plain(content, kind)
    seen = as_seen(opened(content, kind))
    kept, ending = written(seen, kind)
    return Picture(kept, ending, *seen.size, tone_of(seen), hashlib.sha256(content).hexdigest())


def opened(content: bytes, kind: str) -> PIL.Image.Image:
    """The picture before its pixels are decoded. Raises Refused where they are too many, or move."""
    if kind == "heic":
        content, kind = read_apart(content), "png"
    frame = READERS[kind](io.BytesIO(content))
    most = MOST_PIXELS_IN_FOUR_INKS if frame.mode == "CMYK" else MOST_PIXELS[kind]
    if frame.width * frame.height > most or max(frame.size) > MOST_ACROSS:
        raise Refused(TOO_MANY_PIXELS)
    if kind in ("png", "webp") and frame.n_frames > 1:
        raise Refused(IT_MOVES)
    return frame


def read_apart(content: bytes) -> bytes:
    """A HEIC picture as PNG, by a process that may come to grief over it. Raises Refused and subprocess's errors."""
    limits = [str(MOST_PIXELS["heic"]), str(LONGEST_SIDE**2)]
    command = [sys.executable, "-I", heic.__file__, *limits]
    done = subprocess.run(command, input=content, capture_output=True, env={}, timeout=SECONDS_FOR_HEIC)  # noqa: S603
    if done.returncode == heic.TOO_LARGE:
        raise Refused(TOO_MANY_PIXELS)
    done.check_returncode()
    return done.stdout


def as_seen(frame: PIL.Image.Image) -> PIL.Image.Image:
    """The picture upright, in sRGB on white ground, as small as it is kept; made small before anything else is done.

    At its widest one decoded frame is in memory, and of it a few rows in another form.
    """
    size = size_to_keep(*frame.size)
    frame.draft("RGB", size)  # a JPEG is decoded to a half, a quarter or an eighth, in a fraction of the time
    frame.load()
    turn, profile = turn_of(frame), frame.info.get("icc_profile")
    frame = reduced(frame, min(frame.width // size[0], frame.height // size[1]))  # the large one is let go of
    frame = on_white(frame).resize(size, PIL.Image.Resampling.LANCZOS)
    bare = PIL.Image.new("RGB", size)
    bare.paste(in_srgb(frame, profile))
    return bare.transpose(turn) if turn is not None else bare


def size_to_keep(width: int, height: int) -> tuple[int, int]:
    """Pixels of what is kept, in the picture's proportions."""
    long, short = max(width, height), min(width, height)
    scale = max(1.0, min(long / LONGEST_SIDE, short / SHORTEST_SIDE), long / LONGEST_PANORAMA)
    return max(1, round(width / scale)), max(1, round(height / scale))


def turn_of(frame: PIL.Image.Image) -> PIL.Image.Transpose | None:
    """How the camera was held; nothing where what it noted cannot be read, for the picture itself is good."""
    with contextlib.suppress(Exception):
        return TURNS.get(frame.getexif().get(ORIENTATION))
    return None


def reduced(frame: PIL.Image.Image, factor: int) -> PIL.Image.Image:
    """The picture made smaller by a whole number, a few rows at a time; in a mode that pixels can be averaged in."""
    if factor < 2:
        return averageable(frame)
    rows = factor * ROWS_AT_ONCE
    smaller = None
    for top in range(0, frame.height, rows):
        band = frame.crop((0, top, frame.width, min(top + rows, frame.height)))
        band = averageable(band).reduce(factor)
        smaller = smaller or PIL.Image.new(band.mode, (band.width, -(-frame.height // factor)))
        smaller.paste(band, (0, top // factor))
    return smaller


def averageable(frame: PIL.Image.Image) -> PIL.Image.Image:
    """Palettes and transparent colours turned into colours, black and white and sixteen bits into greys."""
    if "transparency" in frame.info:
        return frame.convert("RGBA")
    if frame.mode.startswith("I"):
        return frame.point(lambda value: value * (1 / 256)).convert("L")
    mode = {"P": "RGB", "PA": "RGBA", "1": "L"}.get(frame.mode)
    return frame.convert(mode) if mode else frame


def on_white(frame: PIL.Image.Image) -> PIL.Image.Image:
    if frame.mode not in ("RGBA", "LA"):
        return frame
    ground = PIL.Image.new("RGB", frame.size, "white")
    ground.paste(frame.convert("RGB"), mask=frame.getchannel("A"))
    return ground


def in_srgb(frame: PIL.Image.Image, profile: bytes | None) -> PIL.Image.Image:
    """In the colours of screens; a profile that does not fit the picture counts for nothing."""
    with contextlib.suppress(PIL.ImageCms.PyCMSError, OSError, TypeError, ValueError):
        if profile:
            own = PIL.ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return PIL.ImageCms.profileToProfile(frame, own, SRGB, outputMode="RGB")
    return frame.convert("RGB")


def written(frame: PIL.Image.Image, kind: str) -> tuple[bytes, str]:
    """The bytes to keep and the ending of their name."""
    if kind == "png":
        content = encoded(frame, "PNG")
        if len(content) <= MOST_PNG_BYTES:
            return content, "png"
    return encoded(frame, "JPEG", quality=QUALITY, progressive=True), "jpg"


def encoded(frame: PIL.Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    frame.save(buffer, form, **options)
    return buffer.getvalue()
