"""Files in a folder of this machine."""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from .listing import Stored

UNFINISHED = ".unfinished"
"""The folder of files that are being written. Nothing that begins with a dot has an address."""

SECONDS_UNTIL_FORSAKEN = 24 * 60 * 60
"""Nobody writes at one file for a day: whoever began it was stopped."""


class FilesOnDisk(FileSystemStorage):
    """The files below MEDIA_ROOT. Each gets its name in one step, when its last byte is there, and keeps it.

    A file is written aside and linked to its name. A process that is killed in between leaves something that no
    address leads to; later saves sweep it away.
    """

    def stored(self) -> Iterator[Stored]:
        """Every file that has a name, in no order; holds one open folder a level in memory."""
        with suppress(FileNotFoundError):
            yield from self._below(self.location)

    def present(self, names: Iterable[str]) -> set[str]:
        return {name for name in names if self.exists(name)}

    def save_once(self, name: str, content: File) -> None:
        """Store the content under exactly that name; where another was quicker, it has written the same."""
        aside = self._written_aside(content)
        try:
            with suppress(FileExistsError):
                self._linked(name, aside)
        finally:
            aside.unlink(missing_ok=True)

    def _below(self, folder: str) -> Iterator[Stored]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    yield from self._below(entry.path)
                else:
                    yield self._told(entry)

    def _told(self, entry: os.DirEntry) -> Stored:
        state = entry.stat()
        name = Path(entry.path).relative_to(self.location).as_posix()
        return Stored(name, state.st_size, dt.datetime.fromtimestamp(state.st_mtime, tz=dt.UTC))

    def _save(self, name: str, content: File) -> str:
        """Store the whole content; returns the name it got, which is another one where the wanted one is taken."""
        self._sweep()
        aside = self._written_aside(content)
        try:
            return self._given_its_name(name, aside)
        finally:
            aside.unlink(missing_ok=True)

    def _sweep(self) -> None:
        forsaken = time.time() - SECONDS_UNTIL_FORSAKEN
        with suppress(FileNotFoundError), os.scandir(Path(self.location, UNFINISHED)) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    if entry.stat().st_mtime < forsaken:
                        os.unlink(entry.path)

    def _written_aside(self, content: File) -> Path:
        aside = Path(self.location, UNFINISHED, uuid.uuid4().hex)
        self._make_folder(aside.parent)
        try:
            with aside.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
            if self.file_permissions_mode is not None:
                aside.chmod(self.file_permissions_mode)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        return aside

    def _given_its_name(self, name: str, aside: Path) -> str:
        while True:
            try:
                return self._linked(name, aside)
            except FileExistsError:
                name = self.get_available_name(name)

    def _linked(self, name: str, aside: Path) -> str:
        path = Path(self.path(name))
        self._make_folder(path.parent)
        link(aside, path)
        self._ensure_location_group_id(path)
        return path.relative_to(self.location).as_posix()

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(mode=self.directory_permissions_mode or 0o777, parents=True, exist_ok=True)


def link(aside: Path, path: Path) -> None:
    """Give the file its name in one step. Raises FileExistsError where another has it.

    Some network drives know no links; there a file is renamed, and two savers of one name in the same millisecond
    may meet.
    """
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.rename(aside, path)
