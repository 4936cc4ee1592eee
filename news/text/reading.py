"""The words of a body without its markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape, unescape

from .cleaning import clean
from .tags import INLINE, Token, tokens

ELLIPSIS = "…"

LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+);")
_CELLS = frozenset({"td", "th"})
_SOFT_HYPHEN = "\u00ad"
_JOINER = "\u200d"
_LEFT_HANGING = " ,;:–—-(«“„\"'"


def plain(html: str) -> str:
    """The text alone: one line for each paragraph, heading, list item, table row and line break.

    The card of a video is its title and its address.
    """
    return text_of(tokens(clean(html)))


def words(html: str) -> int:
    """How many words a reader meets; "300-ден" is one, a dash is none."""
    return sum(any(letter.isalnum() for letter in chunk) for chunk in plain(html).split())


def excerpt(text_or_html: str, length: int = 160) -> str:
    """The beginning of a text on one line, at most `length` characters with the ellipsis, cut between words.

    Plain text, not HTML: a template has to escape it. A first word longer than `length` is cut between letters.
    """
    text = plain(text_or_html) if LOOKS_LIKE_HTML.search(text_or_html) else text_or_html
    line = " ".join(text.replace(_SOFT_HYPHEN, "").split())
    if len(line) <= length:
        return line
    room = max(length - len(ELLIPSIS), 0)
    beginning = line[: room + 1].rpartition(" ")[0].rstrip(_LEFT_HANGING) or _whole_letters(line, room)
    return beginning + ELLIPSIS


def text_of(pieces: Iterable[Token]) -> str:
    """The text of some tags in lines, as in `plain`."""
    lines = "".join(map(_as_text, _with_addresses_of_videos(pieces))).replace(_SOFT_HYPHEN, "").split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _with_addresses_of_videos(pieces: Iterable[Token]) -> Iterator[Token]:
    in_a_card, address = False, ""
    for piece in pieces:
        if piece.name == "figure":
            in_a_card = not piece.closes and piece.attributes().get("class") == "video"
        if in_a_card and piece.name == "a" and piece.closes:
            yield Token("", f" {escape(address, quote=False)}")
        elif in_a_card and piece.name == "a":
            address = piece.attributes().get("href", "")
        yield piece


def _as_text(piece: Token) -> str:
    if not piece.name:
        return unescape(piece.text).replace("\n", " ")
    if piece.name in _CELLS:
        return " "
    return "" if piece.name in INLINE - {"br"} else "\n"


def _whole_letters(line: str, room: int) -> str:
    """The first `room` characters, less where the cut would part a letter from its accent or an emoji in two."""
    end = room
    while end > 0 and _holds_together(line[end - 1], line[end]):
        end -= 1
    return line[:end] or line[:room]


def _holds_together(left: str, right: str) -> bool:
    if _JOINER in (left, right) or unicodedata.category(right) in ("Mn", "Me"):
        return True
    skin_tone = "\U0001f3fb" <= right <= "\U0001f3ff"
    flag = "\U0001f1e6" <= left <= "\U0001f1ff" and "\U0001f1e6" <= right <= "\U0001f1ff"
    return skin_tone or flag
