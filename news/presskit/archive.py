"""A ZIP written while it is sent: no more than one piece of one file is held at a time."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP knows no moment before it."""


class Outlet:
    """Where the ZIP is written to, and taken from to be sent. It cannot be sought in: nothing sent is changed."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


class Archive:
    """One ZIP. Each of its files is written with a method that gives what is to be sent meanwhile."""

    def __init__(self, folder: str, moment: dt.datetime) -> None:
        self.folder, self.moment, self.outlet = folder, moment, Outlet()
        self.zip = zipfile.ZipFile(self.outlet, "w")  # type: ignore[arg-type]

    def text(self, name: str, text: str) -> bytes:
        """With the mark by which every editor of texts knows UTF-8, and with the line ends that every one shows."""
        self.zip.writestr(self.entry(name, level=6), text.replace("\n", "\r\n").encode("utf-8-sig"))
        return self.outlet.taken()

    def picture(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        with self.zip.open(self.entry(name, level=0), "w") as file:
            for piece in pieces:
                file.write(piece)
                yield self.outlet.taken()
        yield self.outlet.taken()

    def end(self) -> bytes:
        self.zip.close()
        return self.outlet.taken()

    def entry(self, name: str, *, level: int) -> zipfile.ZipInfo:
        """Pictures are small already: at level 0 they are put in as they are. The method is “deflated” all the same,
        since the length of a merely stored file has to stand before it, where it is not known yet."""
        entry = zipfile.ZipInfo(f"{self.folder}/{name}", max(self.moment.timetuple()[:6], EARLIEST))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry._compresslevel = level  # type: ignore[attr-defined]  # public as compress_level from Python 3.13 on
        entry.external_attr = 0o644 << 16
        return entry
