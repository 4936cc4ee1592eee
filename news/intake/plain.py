"""CSV and TXT: text that a person can read, and not a page under another name."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .refusals import Refused

ENCODINGS = ("utf-8-sig", "cp1251")
"""What is met in the newsrooms of Kazakhstan; the second is what old Excel writes."""

NOT_TYPED = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
A_PAGE = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?php|\?xml)\b|^#!", re.IGNORECASE)


def refuse_unless_text(content: bytes) -> None:
    """Raises Refused."""
    if NOT_TYPED.search(content) or not any(can_be_read(content, encoding) for encoding in ENCODINGS):
        raise Refused(_("This is not plain text. Save the table as CSV or the text as TXT in UTF-8."))
    if A_PAGE.search(content):
        raise Refused(_("This is a web page or a program, not a table or a text. Save it as PDF."))


def can_be_read(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
