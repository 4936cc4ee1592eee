"""What changed between two texts, in passages: whole paragraphs first, words only inside paragraphs that changed.

Comparing all words of a long text at once takes seconds (11 s for 50 KB); this way it takes milliseconds.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from .reading import LOOKS_LIKE_HTML, plain

Standing = Literal["same", "gone", "new"]
Step = tuple[str, int, int, int, int]
Chain = tuple[int, int, Any]
"""A landmark in the old and in the new text, and the chain of those before it."""

WORDS_COMPARED_AT_MOST = 1_500
"""A paragraph of more words than a printed page is shown as replaced: comparing takes the square of its length."""

PAIRS_COMPARED_AT_MOST = 100_000
"""What differs over more than about three hundred lines is divided at landmarks first, for the same reason."""

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


class Piece(NamedTuple):
    """Some words that are the same in both texts, gone from the old one, or new in the new one."""

    standing: Standing
    text: str


class Passage(NamedTuple):
    """One paragraph of the two texts laid over each other."""

    pieces: tuple[Piece, ...]

    @property
    def has_changed(self) -> bool:
        return any(piece.standing != "same" for piece in self.pieces)


def compare(old: str, new: str) -> list[Passage]:
    """The passages of two texts, each plain or HTML, in their order."""
    return list(_passages(_paragraphs(old), _paragraphs(new)))


def changed_passages(old: str, new: str, around: int = 1) -> list[Passage | None]:
    """The passages that changed with `around` unchanged ones on either side; None stands for what is left out."""
    passages = compare(old, new)
    near = [
        any(passage.has_changed for passage in passages[max(0, place - around) : place + around + 1])
        for place in range(len(passages))
    ]
    shown: list[Passage | None] = []
    for passage, is_near in zip(passages, near, strict=True):
        if is_near:
            shown.append(passage)
        elif not shown or shown[-1] is not None:
            shown.append(None)
    return shown


def _paragraphs(text: str) -> list[str]:
    lines = plain(text) if LOOKS_LIKE_HTML.search(text) else text
    return [line for line in lines.split("\n") if line.strip()]


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    for kind, start, end, new_start, new_end in _steps(old, new):
        if kind == "equal":
            yield from (Passage((Piece("same", line),)) for line in old[start:end])
            continue
        for was, now in zip_longest(old[start:end], new[new_start:new_end], fillvalue=""):
            yield Passage(tuple(_pieces(was, now)))


def _pieces(was: str, now: str) -> Iterator[Piece]:
    before, after = _WORD.findall(was), _WORD.findall(now)
    if max(len(before), len(after)) > WORDS_COMPARED_AT_MOST:
        yield from _replaced(was, now)
        return
    for kind, start, end, new_start, new_end in _steps(before, after):
        if kind == "equal":
            yield Piece("same", "".join(before[start:end]))
        else:
            yield from _replaced("".join(before[start:end]), "".join(after[new_start:new_end]))


def _replaced(was: str, now: str) -> Iterator[Piece]:
    if was:
        yield Piece("gone", was)
    if now:
        yield Piece("new", now)


def _steps(old: Sequence[str], new: Sequence[str], *, is_divided: bool = False) -> Iterator[Step]:
    """The steps from one sequence to the other, as difflib tells them.

    What both begin and end with is set aside first, and a line that stands everywhere is no landmark (`autojunk`):
    otherwise ten thousand equal lines would be compared each with each. What is still too long after it was divided
    is told as replaced.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield "equal", 0, start, 0, start
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    if len(was) * len(now) <= PAIRS_COMPARED_AT_MOST:
        steps: Iterable[Step] = SequenceMatcher(None, was, now).get_opcodes()
    elif is_divided:
        steps = [("replace", 0, len(was), 0, len(now))]
    else:
        steps = _from_landmark_to_landmark(was, now)
    yield from _moved(steps, start, start)
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _from_landmark_to_landmark(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    here = there = 0
    for place, new_place in _landmarks(old, new):
        yield from _moved(_steps(old[here:place], new[there:new_place], is_divided=True), here, there)
        yield "equal", place, place + 1, new_place, new_place + 1
        here, there = place + 1, new_place + 1
    yield from _moved(_steps(old[here:], new[there:], is_divided=True), here, there)


def _moved(steps: Iterable[Step], by: int, new_by: int) -> Iterator[Step]:
    for kind, start, end, new_start, new_end in steps:
        yield kind, start + by, end + by, new_start + new_by, new_end + new_by


def _landmarks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that stand once in both texts; the most of them that have the same order in both."""
    once, new_once = ({line for line, count in Counter(lines).items() if count == 1} for lines in (old, new))
    new_places = {line: place for place, line in enumerate(new) if line in new_once}
    ends: list[int] = []
    chains: list[Chain] = []
    for place, line in enumerate(old):
        if line in once and line in new_places:
            length = bisect_left(ends, new_places[line])
            chain = (place, new_places[line], chains[length - 1] if length else None)
            ends[length : length + 1], chains[length : length + 1] = [chain[1]], [chain]
    return _links(chains[-1])[::-1] if chains else []


def _links(chain: Chain | None) -> list[tuple[int, int]]:
    found = []
    while chain:
        found.append(chain[:2])
        chain = chain[2]
    return found


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items the two begin with in common."""
    return next(
        (place for place, (was, now) in enumerate(zip(old, new, strict=False)) if was != now), min(len(old), len(new))
    )
