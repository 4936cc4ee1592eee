"""Which files of the store nothing names any more, and which rows name a file that is gone.

The store is walked once and is asked nothing else. In memory are eight bytes for each name that a row gives, never the
names or the rows: with what Python needs around them 50 MB for 100,000 pictures and their 1,300,000 files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField, Model

from news.models import Edition, Image, Quotation
from news.storage.listing import Stored

COPY = re.compile(r"^(?P<picture>.+)-\d+\.(avif|webp|jpg)$")
"""A small copy of a picture, of whatever width: it stays as long as its picture."""

ROWS_AT_ONCE = 500


class Named(NamedTuple):
    """A file as a row names it."""

    kind: str
    key: int
    name: str


class Report:
    """The files that stand in the store, beside the rows. Read `orphans()` to its end, then `lost()`."""

    def __init__(self, *, before: dt.datetime):
        """`before`: what was written later is left alone; its row may be on its way, or a cached page may name it."""
        self.before = before
        self.seen = self.young = 0
        self.named, self.pictures = set(), set()
        self.missing: set[int] = set()

    def orphans(self) -> Iterator[Stored]:
        """The old files that nothing names."""
        self.named = {digest(each.name) for each in named_by_rows()}
        self.pictures = {digest(stem_of(name)) for name in names_of_pictures()}
        self.missing = set(self.named)
        for file in default_storage.stored():
            self.seen += 1
            self.missing.discard(digest(file.name))
            if self.is_used(file.name):
                continue
            if file.written_at < self.before:
                yield file
            else:
                self.young += 1

    def is_used(self, name: str) -> bool:
        copy = COPY.match(name)
        return digest(name) in self.named or bool(copy and digest(copy["picture"]) in self.pictures)

    def delete(self, file: Stored) -> None:
        """Not what a row has come to name meanwhile: a focal point that is moved back finds its card of old."""
        if not is_named(file.name):
            default_storage.delete(file.name)

    def lost(self) -> Iterator[Named]:
        """The rows whose file the walk has not met. A row that came meanwhile is not among them."""
        return (each for each in named_by_rows() if digest(each.name) in self.missing)


def digest(name: str) -> int:
    """Eight bytes for a name. Two names that share them, one in 10¹⁸, would only spare a file."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())


def stem_of(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def names_of_pictures() -> Iterator[str]:
    return Image.objects.order_by().values_list("file", flat=True).iterator(chunk_size=ROWS_AT_ONCE)


def named_by_rows() -> Iterator[Named]:
    """Every file that a row names, drawn cards and the documents of earlier editions too."""
    for model, column in columns():
        yield from names_in(model, column)
    yield from documents_of_editions()


def columns() -> Iterator[tuple[type[Model], str]]:
    """The columns that hold the name of a file."""
    for model in apps.get_app_config("news").get_models():
        yield from ((model, field.name) for field in model._meta.concrete_fields if isinstance(field, FileField))
    yield from ((model, "card") for model in (Image, Quotation, Edition))


def is_named(name: str) -> bool:
    """Whether a row names the file at this moment. A query for each column."""
    return any(model._base_manager.filter(**{column: name}).exists() for model, column in columns())


def names_in(model: type[Model], column: str) -> Iterator[Named]:
    rows = model._base_manager.exclude(**{column: ""}).order_by().values_list("pk", column)
    for key, name in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield Named(model._meta.model_name, key, name)


def documents_of_editions() -> Iterator[Named]:
    """An edition keeps the name of the file that readers could fetch on its day."""
    rows = Edition.objects.exclude(documents=[]).order_by().values_list("pk", "documents")
    for key, documents in rows.iterator(chunk_size=ROWS_AT_ONCE):
        for document in documents:
            yield Named("edition", key, document["file"])
