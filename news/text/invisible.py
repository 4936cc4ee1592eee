"""Characters that a reader cannot see and that break feeds, addresses or the direction of what follows."""

import re

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters (not allowed in XML, refused by PostgreSQL), halves of surrogate pairs, noncharacters,
# direction overrides left open, and characters without width. The joiners of emoji stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_INK = re.compile("[^\\s\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def without_invisible(text: str) -> str:
    """The text without characters that must not be stored; every kind of line break becomes a line feed."""
    return _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))


def has_ink(text: str) -> bool:
    """Whether a reader would see anything of the text."""
    return _INK.search(text) is not None
