"""Pictures of telephones (HEIC) are read by a process of its own, which runs this file.

Their decoder is a large program in C. A damaged file of a few hundred bytes can end the process that reads it, and with
a worker all requests that it is answering would end.
"""

from __future__ import annotations

import io
import math
import sys

from pi_heif import HeifImageFile

TOO_LARGE = 3
"""The exit code for pictures of more pixels than they may have."""


def as_png(content: bytes, most_pixels: int, enough_pixels: int) -> bytes:
    """The picture upright, made smaller by a whole number as long as it keeps `enough_pixels`; not compressed."""
    frame = HeifImageFile(io.BytesIO(content))
    pixels = frame.width * frame.height
    if pixels > most_pixels:
        sys.exit(TOO_LARGE)
    plain = frame.reduce(max(1, math.isqrt(pixels // enough_pixels)))
    buffer = io.BytesIO()
    plain.save(buffer, "PNG", compress_level=0, exif=b"", icc_profile=frame.info.get("icc_profile"))
    return buffer.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(as_png(sys.stdin.buffer.read(), *map(int, sys.argv[1:])))
