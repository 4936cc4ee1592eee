"""A document that comes in is recognised by its content and kept as it is, unless it can do something by itself."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, NamedTuple

from django.core.files.base import File
from django.utils.translation import gettext as _

from . import packages, pdf, plain
from .names import ending_of
from .refusals import Refused, whole

ENDINGS = ("pdf", "docx", "xlsx", "csv", "odt", "ods", "txt")
ACCEPTED = ",".join(f".{ending}" for ending in ENDINGS)
"""For the `accept` of a field that asks for a document."""


class Attachment(NamedTuple):
    """What is kept of a document that came: all of it, under the ending of what it is."""

    content: bytes
    ending: str
    checksum: str
    """SHA-256."""


def document(file: BinaryIO | File, name: str) -> Attachment:
    """The document in the file. Raises Refused."""
    named = ending_of(name)
    if named and named not in ENDINGS:
        raise Refused(
            _("Files that end in “.%(ending)s” are not accepted. Save the document as PDF, DOCX or XLSX.")
            % {"ending": named}
        )
    content = whole(file)
    return Attachment(content, what_it_is(content, named), hashlib.sha256(content).hexdigest())


def what_it_is(content: bytes, named: str) -> str:
    """The ending that the content deserves; the name only tells a table from a text. Raises Refused."""
    if pdf.is_one(content):
        pdf.refuse_unless_quiet(content)
        return "pdf"
    if packages.is_one(content):
        return packages.kind_of(content)
    if content.startswith(packages.OLD_OFFICE):
        raise Refused(
            _("This is a Word or Excel file of the old kind, or one with a password. Save it as DOCX, XLSX or PDF.")
        )
    if named not in ("csv", "txt"):
        raise Refused(_("This is not what its name says, or it is damaged. Open it and save it as PDF."))
    plain.refuse_unless_text(content)
    return named
