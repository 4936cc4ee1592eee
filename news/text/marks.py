"""What editors mark in a body: who is quoted, which pictures, documents and videos it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from .cleaning import clean
from .reading import text_of
from .tags import Token, tokens

QUOTATION_MARKS = ("«»", "“”", "„“", "„”", '""')


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A marked quotation. `uid` is None for one that was never given a permalink; ids are primary keys."""

    uid: UUID | None
    person: int | None
    organization: int | None
    said_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link to a document of the library, which is found by its primary key wherever its file lies today."""

    document: int
    text: str


@dataclass(frozen=True, slots=True)
class VideoLink:
    """A card that leads to a video on another site. Nothing of that site is fetched."""

    address: str
    title: str


@dataclass(slots=True)
class _Figure:
    attributes: dict[str, str]
    quoted: list[Token] = field(default_factory=list)
    within: list[Token] = field(default_factory=list)
    depth: int = 0


def quote_marks(html: str) -> list[QuoteMark]:
    """The marked quotations in their order, without the quotation marks that enclose a whole text.

    Paragraphs are separated by a line feed. Nothing is refused here: a mark may lack its speaker or its text.
    """
    return [_mark(figure) for figure in _figures(html) if figure.attributes.get("class") == "quote"]


def image_ids(html: str) -> list[int]:
    """Primary keys of the library pictures in a body, each once, in their order."""
    found = (_number(figure.attributes.get("data-image")) for figure in _figures(html))
    return list(dict.fromkeys(key for key in found if key is not None))


def document_links(html: str) -> list[DocumentLink]:
    """The links to documents of the library, in their order; a document may be there twice."""
    found: list[DocumentLink] = []
    key, words = None, []
    for token in tokens(clean(html)):
        if token.name == "a" and not token.closes:
            key, words = _number(token.attributes().get("data-document")), []
        elif token.name == "a" and key is not None:
            found.append(DocumentLink(key, text_of(words)))
            key = None
        elif key is not None:
            words.append(token)
    return found


def video_links(html: str) -> list[VideoLink]:
    """The cards of videos in their order. One whose address a reader could not open is none."""
    links = (_video(figure) for figure in _figures(html) if figure.attributes.get("class") == "video")
    return [link for link in links if link.address.startswith(("https://", "http://"))]


def _figures(html: str) -> list[_Figure]:
    """Every figure with what stands in its own quotation, not in a figure inside it."""
    found: list[_Figure] = []
    open_now: list[_Figure] = []
    for token in tokens(clean(html)):
        if token.name == "figure" and token.closes:
            open_now.pop()
        elif token.name == "figure":
            open_now.append(_Figure(token.attributes()))
            found.append(open_now[-1])
        elif open_now:
            _read(token, open_now[-1])
    return found


def _read(token: Token, figure: _Figure) -> None:
    figure.within.append(token)
    if token.name == "blockquote":
        figure.depth += -1 if token.closes else 1
    if figure.depth > 0:
        figure.quoted.append(token)


def _mark(figure: _Figure) -> QuoteMark:
    uid, said_on = figure.attributes.get("data-uid"), figure.attributes.get("data-said-on")
    return QuoteMark(
        uid=UUID(uid) if uid else None,
        person=_number(figure.attributes.get("data-person")),
        organization=_number(figure.attributes.get("data-organization")),
        said_on=date.fromisoformat(said_on) if said_on else None,
        text=_unquoted(text_of(figure.quoted)),
    )


def _video(figure: _Figure) -> VideoLink:
    links = (token.attributes().get("href", "") for token in figure.within if token.name == "a" and not token.closes)
    address = next(links, "")
    return VideoLink(address, text_of(figure.within) or address)


def _number(value: str | None) -> int | None:
    return int(value) if value else None


def _unquoted(text: str) -> str:
    for opening, closing in QUOTATION_MARKS:
        if _encloses(opening, closing, text):
            return text[1:-1].strip()
    return text


def _encloses(opening: str, closing: str, text: str) -> bool:
    """Whether the first sign and the last are one pair: true of «а», false of «а» және «ә»."""
    if len(text) < 2 or text[0] != opening or text[-1] != closing:
        return False
    if opening == closing:
        return opening not in text[1:-1]
    return all(depth > 0 for depth in _depths(opening, closing, text[:-1]))


def _depths(opening: str, closing: str, text: str) -> Iterator[int]:
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        yield depth
