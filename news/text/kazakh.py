"""The order of the alphabets.

Databases disagree about Kazakh: by code point Ә Ғ Қ Ң Ө Ұ Ү Һ І come after Я, and collations differ between SQLite and
PostgreSQL. A sort key written in digits alone is ordered alike by every one of them.
"""

import unicodedata

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ENGLISH = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHABETS = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}
# Letters of the other languages follow the language's own: AMANAT after Яна in Kazakh, Әлия after Яна in Russian.
GUESTS = {"kk": ENGLISH, "ru": "ӘҒҚҢӨҰҮҺІ" + ENGLISH, "en": KAZAKH}

OTHER_LETTERS_AND_DIGITS = "#"

# Two decimal digits a letter. Between words, a letter of a third alphabet, ten digits, then the letters.
BETWEEN_WORDS = "00"
OTHER_LETTER = "01"
FIRST_DIGIT = 2
FIRST_LETTER = 12

# Marks and invisible characters between the letters that count; more of them than this is not a name.
CHARACTERS_THAT_MAY_NOT_COUNT = 500

_WORD_BORDERS = frozenset("-‐‑‒–—/")


def alphabet(language: str) -> str:
    """The capital letters of "kk", "ru" or "en" in their order. Raises KeyError for another language."""
    return ALPHABETS[language]


def sort_key(text: str, language: str, letters: int = 60) -> str:
    """Digits whose plain order is the alphabetical order of the texts in that language.

    Two digits for each of the first `letters` letters, so at most 120 characters. Case, accents and punctuation do
    not count, words are compared one after the other ("Ақ жол" before "Ақжар"), numbers come before letters.
    """
    codes: list[str] = []
    for sign in _signs(text, language, limit=letters):
        if sign == " ":
            codes.append(BETWEEN_WORDS)
        else:
            codes.append(_code(sign, language))
    return "".join(codes)


def first_letter(text: str, language: str) -> str:
    """The capital under which a directory lists the text: its own alphabet's, a guest alphabet's, or "#".

    Texts in the order of `sort_key` keep every such group in one piece; "#" comes first.
    """
    for sign in _signs(text, language, limit=1):
        if sign in _letters(language):
            return sign
    return OTHER_LETTERS_AND_DIGITS


def letter_of(key: str, language: str) -> str:
    """The letter under which a directory lists what has this sort key, or any key that begins with its two digits."""
    position = int(key[:2] or 0) - FIRST_LETTER
    return _letters(language)[position] if position >= 0 else OTHER_LETTERS_AND_DIGITS


def first_key(letter: str, language: str) -> str:
    """The key before all keys of texts under the letter; empty for what is no letter of the language or a guest."""
    position = _letters(language).find(letter) if len(letter) == 1 else -1
    return f"{FIRST_LETTER + position:02d}" if position >= 0 else ""


def _signs(text: str, language: str, *, limit: int) -> list[str]:
    """At most `limit` capitals, digits and single spaces, the first not a space."""
    signs: list[str] = []
    at_border = False
    for character in unicodedata.normalize("NFC", text[: limit + CHARACTERS_THAT_MAY_NOT_COUNT]):
        if character.isspace() or character in _WORD_BORDERS:
            at_border = bool(signs)
            continue
        for sign in _counted(character, language):
            signs += [" ", sign] if at_border else [sign]
            at_border = False
    return signs[:limit]


def _counted(character: str, language: str) -> str:
    """What of a character takes part in the order: its capitals, its digit, or nothing."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if not character.isalpha():
        return ""
    known = _letters(language)
    capitals = character.upper()
    if capitals in known:
        return capitals
    plain = unicodedata.normalize("NFKD", capitals).upper()
    return "".join(part for part in plain if part.isalpha())


def _letters(language: str) -> str:
    return ALPHABETS[language] + GUESTS[language]


def _code(sign: str, language: str) -> str:
    if "0" <= sign <= "9":
        return f"{FIRST_DIGIT + int(sign):02d}"
    position = _letters(language).find(sign)
    return OTHER_LETTER if position < 0 else f"{FIRST_LETTER + position:02d}"
