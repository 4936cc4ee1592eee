"""DOCX, XLSX, ODT and ODS: zipped folders with a list of what is in them (ECMA-376, OpenDocument 1.3)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .refusals import Refused, errors_refuse

BEGINNING = b"PK\3\4"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Compound files: Office before 2007, and what Office writes when it is told a password."""

MOST_PARTS = 10_000
MOST_UNPACKED = 250_000_000
"""Bytes. Nothing is unpacked here but the list: the limit is for the programs of those who open the document."""

MOST_LISTED = 2_000_000
PART = b"PK\1\2"
LOCKED = 0x1
"""Bit of a zipped part's flags."""

OFFICE_LIST, OPEN_LIST = "[Content_Types].xml", "META-INF/manifest.xml"
MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
ACTIVE = ("/vbaproject", "/vbadata", "/activex/", "/macrosheets/", "/basic/", "/scripts/")
DAMAGED = gettext_lazy("The document is damaged or not complete. Open it and save it again.")
PROTECTED = gettext_lazy("The document is protected by a password. Save it without one.")


def is_one(content: bytes) -> bool:
    return content.startswith(BEGINNING)


def kind_of(content: bytes) -> str:
    """docx, xlsx, odt or ods. Raises Refused for other packages and for huge, locked or active ones."""
    if content.count(PART) > MOST_PARTS:
        raise Refused(DAMAGED)
    with errors_refuse(DAMAGED), ZipFile(io.BytesIO(content)) as package:
        refuse_unless_quiet(package)
        return kind_listed(package)


def refuse_unless_quiet(package: ZipFile) -> None:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(_("The document is too large when it is opened. Save it without its pictures, or as PDF."))
    if any(part.flag_bits & LOCKED for part in parts):
        raise Refused(PROTECTED)
    if any(word in path_of(part.filename) for part in parts for word in ACTIVE):
        raise Refused(_("The document carries macros. Save it without them, as DOCX or XLSX."))


def path_of(name: str) -> str:
    """As programs that are lenient with names read it."""
    return "/" + name.lower().replace("\\", "/")


def kind_listed(package: ZipFile) -> str:
    """By the list that the package has of its own parts, where the main part is really there."""
    parts = set(package.namelist())
    told = told_by_open_document(package) if OPEN_LIST in parts else told_by_office(package)
    for form, main_part in told:
        if form in MAIN_PARTS and main_part in parts:
            return MAIN_PARTS[form]
    raise Refused(_("This is not a Word or Excel document. Save it as DOCX, XLSX or PDF."))


def told_by_office(package: ZipFile) -> Iterator[tuple[str, str]]:
    if OFFICE_LIST in package.namelist():
        for part in listed(package, OFFICE_LIST):
            yield part.get("ContentType", ""), part.get("PartName", "").lstrip("/")


def told_by_open_document(package: ZipFile) -> Iterator[tuple[str, str]]:
    root = listed(package, OPEN_LIST)
    space = root.tag.rpartition("}")[0] + "}"
    if root.find(f".//{space}encryption-data") is not None:
        raise Refused(PROTECTED)
    for entry in root:
        if entry.get(f"{space}full-path") == "/":
            yield entry.get(f"{space}media-type", ""), "content.xml"


def listed(package: ZipFile, name: str) -> Element:
    with package.open(name) as part:
        return fromstring(part.read(MOST_LISTED))
