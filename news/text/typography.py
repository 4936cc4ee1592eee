"""Signs that an editor's keyboard does not have: dashes, apostrophes and spaces that hold words together."""

import re

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

ENCLOSING = {"kk": "«»", "ru": "«»", "en": "“”"}
"""The marks round a quotation, by the language in which it is written."""

_TAG = re.compile(r"(<[!/a-zA-Z][^<>]*>)")
# 300-ден, 5-й, 20-year-old. Not the digits of an address, a telephone number or a date.
_NUMBER_AND_ENDING = re.compile(r"(?<![\w/=&?#@-])(\d+)-(?=[^\W\d_])")
_NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=[^\W\d_])")
_SPACE_BEFORE_DASH = re.compile(r" (?=[—–] )")
_SHORT_RUSSIAN_WORD = re.compile(r"(?<![\w-])([А-Яа-яЁё]{1,2}) (?=\w|[«„(]|$)")
_APOSTROPHE = re.compile(r"(?<=\w)'")


def typo(text: str, language: str) -> str:
    """The text, or the text between the tags of HTML, with the typography of "kk", "ru" or "en".

    Changes no letter and loses nothing; applied twice it changes nothing more.
    """
    pieces = _TAG.split(text)
    return "".join(piece if at % 2 else _set(piece, language) for at, piece in enumerate(pieces))


def in_quotation_marks(text: str, language: str) -> str:
    opening, closing = ENCLOSING.get(language, ENCLOSING["en"])
    return f"{opening}{text}{closing}"


def _set(text: str, language: str) -> str:
    text = _NUMBER_AND_ENDING.sub(rf"\1{NO_BREAK_HYPHEN}", text)
    text = _NUMBER_AND_WORD.sub(NO_BREAK_SPACE, text)
    if language == "en":
        text = _APOSTROPHE.sub("’", text).replace(" - ", " – ")
    if language == "ru":
        text = _SHORT_RUSSIAN_WORD.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _SPACE_BEFORE_DASH.sub(NO_BREAK_SPACE, text)
