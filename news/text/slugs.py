"""Kazakh, Russian and English in the Latin letters of an address.

The table is our own: general transliterators turn Ә into "@" or lose it, so that "Ғылым және мәдениет" would be
cut to pieces. One table serves both Cyrillic alphabets, because a Kazakh text is full of Russian words.
"""

import re
import unicodedata

# fmt: off
CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh",
    "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
}
# Letters of neighbouring languages, met in the names of people and places.
NEIGHBOURS = {
    "є": "ye", "ї": "yi", "ґ": "g", "ў": "u", "җ": "zh", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
}
# Latin letters that Unicode does not take apart into a plain letter and a mark.
ODD_LATIN = {
    "ə": "a", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
}
# fmt: on
LETTERS = {**CYRILLIC, **NEIGHBOURS, **ODD_LATIN}

# Silent in a word; alone ("Ъ әрпі") they still need an address.
SIGNS = str.maketrans({"ъ": "y", "ь": "i", "Ъ": "y", "Ь": "i"})

_APOSTROPHES = re.compile("['’ʼ`´ʹ‘]")
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, max_length: int = 80) -> str:
    """The part of an address made from a headline or a name: ASCII letters, digits and single hyphens.

    Empty only when the text has no letter or digit of the site's languages (emoji, punctuation, another script).
    Cut between words; a single word longer than `max_length` characters is cut inside.
    """
    slug = _hyphenated(transliterate(text)) or _hyphenated(text.translate(SIGNS))
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return whole_words or slug[:max_length]


def transliterate(text: str) -> str:
    """The text in plain Latin letters, capitals kept; what has no Latin counterpart stays as it is."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_latin(letter, composed[at + 1 : at + 2]) for at, letter in enumerate(composed))


def _latin(letter: str, following: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return ""  # a stress mark, a soft hyphen, a zero-width space: nothing a reader would type
    small = letter.lower()
    latin = LETTERS.get(small)
    if latin is None:
        return _taken_apart(letter)
    if letter == small:
        return latin
    return latin.upper() if following.isupper() else latin.capitalize()


def _taken_apart(letter: str) -> str:
    """A letter with an accent loses it, a letter in fancy dress becomes plain, a digit of another script is ours."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    parts = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    return "".join(part if part.isascii() else LETTERS.get(part.lower(), part) for part in parts)


def _hyphenated(text: str) -> str:
    without_apostrophes = _APOSTROPHES.sub("", text.lower())
    return _BETWEEN_WORDS.sub("-", without_apostrophes).strip("-")
