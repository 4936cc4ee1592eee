"""Bodies: the allow-list, cleaning, reading. The door to this room for everything that handles HTML."""

from .allowlist import (
    ATTRIBUTES,
    FIGURE_CLASSES,
    LINK_SCHEMES,
    TAGS,
    link_address,
    picture_address,
)
from .cleaning import MOST_TAGS, clean
from .galleries import MOST_PICTURES
from .marks import DocumentLink, QuoteMark, VideoLink, document_links, image_ids, quote_marks, video_links
from .reading import excerpt, plain, words
from .typography import ENCLOSING, in_quotation_marks, typo

__all__ = [
    "ATTRIBUTES",
    "ENCLOSING",
    "FIGURE_CLASSES",
    "LINK_SCHEMES",
    "MOST_PICTURES",
    "MOST_TAGS",
    "TAGS",
    "DocumentLink",
    "QuoteMark",
    "VideoLink",
    "clean",
    "document_links",
    "excerpt",
    "image_ids",
    "in_quotation_marks",
    "link_address",
    "picture_address",
    "plain",
    "quote_marks",
    "typo",
    "video_links",
    "words",
]
