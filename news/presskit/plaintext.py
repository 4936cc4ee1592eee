"""A body as a text without markup, laid out for people: paragraphs apart, lists marked, tables in rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from news.text.html import clean
from news.text.tags import INLINE, Token, tokens

BULLET = "•"
INDENT = "   "
QUOTED = "    "
BETWEEN_CELLS = " | "
RULE = "* * *"

_NOT_FOR_PAPER = re.compile("\u00ad")
_SPACES_OF_PRINT = re.compile("[\u00a0\u2007\u202f]")


def plain_text(html: str, *, figure: Callable[[dict[str, str], list[Token]], str], link: Callable[[Token], str]) -> str:
    """The text of a body. `figure` writes what stands in the place of a figure, from its attributes and what is in it;
    `link` what follows the words of a link."""
    page = _Page(figure, link)
    page.read(iter(list(tokens(clean(html)))))
    return page.written()


def tidy(text: str) -> str:
    """Without what only print needs, and without more than one empty line on end."""
    text = _SPACES_OF_PRINT.sub(" ", _NOT_FOR_PAPER.sub("", text))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def figures_in(pieces: Iterable[Token]) -> list[tuple[dict[str, str], list[Token]]]:
    """Every figure: its attributes and what is in it, but not in a figure of its own."""
    found: list[tuple[dict[str, str], list[Token]]] = []
    open_now: list[list[Token]] = []
    for piece in pieces:
        if piece.name == "figure" and piece.closes:
            open_now.pop()
        elif piece.name == "figure":
            found.append((piece.attributes(), []))
            open_now.append(found[-1][1])
        elif open_now:
            open_now[-1].append(piece)
    return found


class _Page:
    """What has been read: blocks, each with the list or table it belongs to, whose blocks stand close together."""

    def __init__(self, figure: Callable[[dict[str, str], list[Token]], str], link: Callable[[Token], str]) -> None:
        self.figure, self.link = figure, link
        self.blocks: list[tuple[str, object]] = []
        self.words: list[str] = []
        self.lists: list[Iterator[str]] = []
        self.marker = ""
        self.close_by: object = None
        self.quoted = 0
        self.row: list[str] | None = None
        self.inner_tables = 0
        self.links: list[str] = []

    def read(self, pieces: Iterator[Token]) -> None:
        for piece in pieces:
            if not piece.name:
                self.words.append(unescape(piece.text).replace("\n", " "))
            elif piece.name == "figure":
                self.end_line()
                self.put(self.figure(piece.attributes(), list(_inside(pieces))))
            elif piece.name in INLINE:
                self.inline(piece)
            elif self.row is not None and (piece.name != "tr" or self.inner_tables):
                self.cell(piece)
            else:
                self.box(piece)
        self.end_line()

    def inline(self, piece: Token) -> None:
        if piece.name == "br":
            self.words.append(" " if self.row is not None else "\n")
        elif piece.name == "a" and piece.closes:
            self.words.append(self.links.pop() if self.links else "")
        elif piece.name == "a":
            self.links.append(self.link(piece))

    def cell(self, piece: Token) -> None:
        """In a row: all that is in a cell, tables too, becomes the words of that cell."""
        if piece.name == "table":
            self.inner_tables += -1 if piece.closes else 1
        if piece.name in ("td", "th") and piece.closes and self.row is not None and not self.inner_tables:
            self.row.append(" ".join("".join(self.words).split()))
            self.words = []
        else:
            self.words.append(" ")

    def box(self, piece: Token) -> None:
        """A tag that begins a new line."""
        self.end_line()
        if piece.name in ("ul", "ol"):
            self.list(piece)
        elif piece.name == "li" and not piece.closes and self.lists:
            self.marker = next(self.lists[-1])
        elif piece.name == "blockquote":
            self.quoted += -1 if piece.closes else 1
        elif piece.name == "hr":
            self.put(RULE)
        elif piece.name == "table":
            self.close_by = None if piece.closes else object()
        elif piece.name == "tr":
            self.end_row(piece)

    def list(self, piece: Token) -> None:
        if piece.closes:
            self.lists.pop()
        else:
            first = piece.attributes().get("start", "")
            self.lists.append(_markers(piece.name == "ol", int(first) if first.isdecimal() else 1))
        if len(self.lists) == (0 if piece.closes else 1):
            self.close_by = None if piece.closes else object()

    def end_row(self, piece: Token) -> None:
        if piece.closes and self.row:
            self.put(BETWEEN_CELLS.join(self.row))
        self.row = None if piece.closes else []

    def end_line(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self.words).split("\n")]
        self.words = []
        if text := "\n".join(lines).strip():
            self.put(text)

    def put(self, text: str) -> None:
        """A block of its own, behind its marker and as far to the right as it stands in lists and quotations."""
        if not text:
            return
        indent = QUOTED * self.quoted + INDENT * max(len(self.lists) - 1, 0)
        marker, self.marker = self.marker, ""
        first = f"{indent}{marker} " if marker else indent + (" " * 2 if self.lists else "")
        self.blocks.append((first + text.replace("\n", "\n" + " " * len(first)), self.close_by))

    def written(self) -> str:
        parts, before = [], None
        for text, close_by in self.blocks:
            parts.append(text if not parts else ("\n" if close_by and close_by is before else "\n\n") + text)
            before = close_by
        return "".join(parts)


def _markers(is_numbered: bool, first: int) -> Iterator[str]:
    number = first
    while True:
        yield f"{number}." if is_numbered else BULLET
        number += 1


def _inside(pieces: Iterable[Token]) -> Iterator[Token]:
    """What follows up to the end of the figure that has just begun."""
    depth = 1
    for piece in pieces:
        if piece.name == "figure":
            depth += -1 if piece.closes else 1
        if depth == 0:
            return
        yield piece
