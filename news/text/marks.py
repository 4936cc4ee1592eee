"""What editors mark in a body: who is quoted, which pictures it shows."""

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


@dataclass(slots=True)
class _Figure:
    attributes: dict[str, str]
    quoted: list[Token] = field(default_factory=list)
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
