"""Names of people and organisations: when two spellings are one name, and what stands in for a missing portrait."""

import re
import unicodedata

from .slugs import transliterate

# Spellings that meet: Қошанов, Кошанов, Qoşanov, Koshanov; Ерлан, Yerlan; Дмитрий, Dmitri, Dmitry.
# After transliteration only Latin letters are left, so that one list serves every alphabet.
SAME_SOUNDS = [
    *[("shch", "sh"), ("sch", "sh"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ye", "e"), ("yo", "e")],
    *[("y", "i"), ("w", "v"), ("q", "k"), ("x", "ks"), ("ii", "i"), ("ie", "e")],
]
# The Latin alphabet of 2021 writes these sounds with one letter; taken apart they would read s and c.
ONE_LETTER_SOUNDS = str.maketrans({"ş": "sh", "ç": "ch"})

# The same shape in both alphabets: a hand that forgot to change the keyboard layout, or a forged name.
LOOKALIKES = dict(zip("aceiopxyhkmtb", "асеіорхункмтв", strict=True))
_TO_CYRILLIC = str.maketrans(LOOKALIKES)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in LOOKALIKES.items()})

# fmt: off
LINKING_WORDS = frozenset({
    "және", "мен", "бен", "пен", "и", "в", "на", "по", "для", "от", "of", "the", "and", "for", "in",
})
# fmt: on

_APOSTROPHES = re.compile("['’ʼ`´ʹ‘]")
_WORD = re.compile(r"[^\W_]+")
_NAME_PART = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


def fold(text: str) -> str:
    """Reduce a name to the form in which two spellings of it are equal.

    Alphabet, Russian letters for Kazakh ones, case, accents, apostrophes, hyphens and quotation marks stop
    mattering; words stay apart by one space, in their order. Not for showing. `fold(fold(x)) == fold(x)`.
    """
    composed = unicodedata.normalize("NFKC", text.casefold())
    words = _WORD.findall(_APOSTROPHES.sub("", _without_marks(composed)))
    return " ".join(filter(None, map(_folded_word, words)))


def initials(name: str) -> str:
    """One or two capital letters for a monogram; empty when the name has no letter or digit."""
    parts = _NAME_PART.findall(_without_marks(unicodedata.normalize("NFC", name)))
    telling = [part for part in parts if part not in LINKING_WORDS] or parts
    return "".join(part[0].upper()[:1] for part in telling[:2])


def _without_marks(composed: str) -> str:
    """Without stress marks that belong to no letter, soft hyphens and zero-width characters."""
    return "".join(letter for letter in composed if unicodedata.category(letter) not in ("Mn", "Cf"))


def _folded_word(word: str) -> str:
    latin = transliterate(_in_one_alphabet(word).translate(ONE_LETTER_SOUNDS)).lower()
    before = ""
    while before != latin:  # one replacement may make room for another: ккх, kkh, kh, h
        before = latin
        for spelling, sound in SAME_SOUNDS:
            latin = latin.replace(spelling, sound)
    return "".join(letter for letter in latin if letter.isalnum())


def _in_one_alphabet(word: str) -> str:
    """A word that mixes the two alphabets, written in the one that most of its letters belong to."""
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in word)
    latin = sum("a" <= letter <= "z" for letter in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
