"""Names in a running text, whatever their case ending: Kazakh adds endings, Russian changes them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SHORTEST_STEM = 3
LONGEST_ENDING = 8
"""Letters that a case, a plural and a possessive add together: Қошановтарының."""

_RUSSIAN_ENDINGS = ("ский", "цкий", "ская", "цкая", "ий", "ый", "ой", "ая", "яя", "а", "я", "й", "ь", "о")
_KEPT = {"ский": "ск", "ская": "ск", "цкий": "цк", "цкая": "цк"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")


class Mention(NamedTuple):
    """A word with a capital letter, and the one before it where that has a capital too: a given name or an initial."""

    word: str
    before: str


def mentions(text: str) -> Iterator[Mention]:
    """The words of a plain text that can be family names, each with what stands before it, every pair once."""
    return iter(dict.fromkeys(_mentions(text)))


def _mentions(text: str) -> Iterator[Mention]:
    for line in text.split("\n"):
        before, end = "", 0
        for found in _WORD.finditer(line):
            word = found.group()
            is_next = not line[end : found.start()].strip()
            if word[0].isupper():
                yield Mention(word.rstrip("."), before if is_next else "")
            before, end = (word if word[0].isupper() else ""), found.end()


def stem(name: str) -> str:
    """What all cases of a name begin with: Мысалов for Мысалова, Каменск for Каменская."""
    for ending in _RUSSIAN_ENDINGS:
        kept = name.removesuffix(ending) + _KEPT.get(ending, "")
        if name.endswith(ending) and len(kept) >= SHORTEST_STEM:
            return kept
    return name


def is_form_of(word: str, name: str) -> bool:
    """Whether a word can be a case of the name; alike for a man's and a woman's form of one family name."""
    beginning = stem(name)
    return bool(beginning) and word.startswith(beginning) and len(word) - len(beginning) <= LONGEST_ENDING
