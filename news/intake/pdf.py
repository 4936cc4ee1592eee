"""PDF: whole, readable by everybody, and without acts of its own (ISO 32000)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from .refusals import Refused

BEGINNING = b"%PDF-"
END = b"%%EOF"
BYTES_OF_THE_END = 2048
"""Programs leave some bytes behind the end."""


def is_one(content: bytes) -> bool:
    return content.startswith(BEGINNING)


def refuse_unless_quiet(content: bytes) -> None:
    """Raises Refused. What a PDF hides in its compressed parts is not looked for: readers' programs fence it in."""
    if END not in content[-BYTES_OF_THE_END:]:
        raise Refused(_("The PDF is damaged or not complete. Ask for it again, or save it as PDF once more."))
    if PROTECTED.search(content):
        raise Refused(
            _("The PDF is protected: not everybody could read, print or search it. Save it without a password.")
        )
    if ACTIVE.search(content):
        raise Refused(_("The PDF carries a program. Print it to a new PDF and upload that one."))


def named(*words: bytes) -> re.Pattern[bytes]:
    """Finds the names in clear, also where some of their letters are written as `#` and two digits."""
    spelled = (b"".join(b"(?:%c|(?i:#%02x))" % (letter, letter) for letter in word) for word in words)
    return re.compile(rb"/(?:" + b"|".join(spelled) + rb")(?![A-Za-z0-9])")


PROTECTED = named(b"Encrypt")
ACTIVE = named(b"JavaScript", b"Launch")
"""Not /JS, which three random bytes of a picture spell: it never stands without /JavaScript."""
