"""Names of files: what a name claims, how it is kept as it came, and under which name a file is stored."""

from __future__ import annotations

import re
import secrets
import unicodedata
from pathlib import PurePosixPath

from news.text import slugs

LONGEST_NAME = 255
LONGEST_STEM = 60
AN_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,9})$")
"""Letters after the last full stop; not the year of “Фото 12.10.2026” nor the words after “Жиын. Алматы қаласы”."""


def ending_of(name: str) -> str:
    """What the name claims the file to be, in small letters: jpg; "" where it claims nothing."""
    found = AN_ENDING.search(name.strip())
    return found[1].lower() if found else ""


def as_it_came(name: str) -> str:
    """The name without folders and without characters that nobody sees or that turn the line round."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return " ".join(seen.split())[:LONGEST_NAME]


def to_store(name: str, ending: str, *, otherwise: str) -> str:
    """A name that no other file has, in Latin letters: `kun-tartibi-1f0c9a33de.pdf`.

    The ten digits at its end are drawn, so that a file may be kept by readers' browsers for as long as they like.
    """
    stem = PurePosixPath(as_it_came(name)).stem.lstrip(".")
    return f"{slugs.slugify(stem, LONGEST_STEM) or otherwise}-{secrets.token_hex(5)}.{ending}"
