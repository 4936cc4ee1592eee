"""Bodies: the allow-list, cleaning, reading. The door to this room for everything that handles HTML."""

from .allowlist import (
    ATTRIBUTES,
    FIGURE_CLASSES,
    LINK_SCHEMES,
    TAGS,
    link_address,
    picture_address,
)
from .cleaning import clean
from .marks import QuoteMark, image_ids, quote_marks
from .reading import excerpt, plain, words
from .typography import typo

__all__ = [
    "ATTRIBUTES",
    "FIGURE_CLASSES",
    "LINK_SCHEMES",
    "TAGS",
    "QuoteMark",
    "clean",
    "excerpt",
    "image_ids",
    "link_address",
    "picture_address",
    "plain",
    "quote_marks",
    "typo",
    "words",
]
