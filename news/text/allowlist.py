"""The one list of what a body may contain, for the editor, the sanitiser and the pages.

A body is stored in this form and shown from it. Anything not named here is taken off; its words stay.
"""

import re
from collections.abc import Callable
from datetime import date
from types import MappingProxyType

from .invisible import without_invisible

# fmt: off
TAGS = frozenset({
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "hr", "br", "strong", "em", "s", "sub", "sup", "a",
    "span", "figure", "figcaption", "img", "table", "caption", "thead", "tbody", "tr", "th", "td",
})
# fmt: on
ATTRIBUTES = MappingProxyType(
    {
        "a": frozenset({"href", "hreflang", "lang", "title", "data-document"}),
        "ol": frozenset({"start"}),
        "th": frozenset({"scope", "colspan", "rowspan"}),
        "td": frozenset({"colspan", "rowspan"}),
        "span": frozenset({"lang"}),
        "figure": frozenset(
            {"class", "data-uid", "data-person", "data-organization", "data-said-on", "data-image"},
        ),
        "img": frozenset({"src", "alt", "width", "height"}),
    }
)
FIGURE_CLASSES = frozenset({"quote", "photo", "gallery", "video"})
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

LONGEST_ADDRESS = 2000
LONGEST_DESCRIPTION = 1000
LARGEST_SPAN = 50

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Word marks every run with lang=KZ or lang=RU; a passage marked on purpose has a small-letter code.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A primary key is at most 64 bits, so 18 digits always fit.
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_SMALL_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def allowed_value(tag: str, attribute: str, value: str) -> str | None:
    """The value as it may be stored, or None when the attribute has to go. For attributes in `ATTRIBUTES` only."""
    rule = _RULES.get(attribute)
    return None if rule is None else rule(value)


def link_address(value: str) -> str | None:
    """An http, https, mailto or tel address, or a path of this site ("/kk/about/")."""
    address = _address(value)
    if address is None:
        return None
    scheme = _SCHEME.match(address)
    if scheme is None:
        return picture_address(address)
    return address if scheme[1].lower() in LINK_SCHEMES else None


def picture_address(value: str) -> str | None:
    """A path of this site. "//host" and "/\\host" lead elsewhere in a browser and are refused."""
    address = _address(value)
    if address is None or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return None
    return address


def _address(value: str) -> str | None:
    """Read as a browser does, which drops tabs and line breaks; None when it is too long to be an address."""
    address = re.sub(r"[\x00-\x1f\x7f]", "", without_invisible(value)).strip()
    return address if len(address) <= LONGEST_ADDRESS else None


def _description(value: str) -> str:
    return " ".join(without_invisible(value).split())[:LONGEST_DESCRIPTION].rstrip()


def _figure_class(value: str) -> str | None:
    return next((name for name in value.split() if name in FIGURE_CLASSES), None)


def _uuid(value: str) -> str | None:
    return value.lower() if _UUID.fullmatch(value.lower()) else None


def _day(value: str) -> str | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return value


def _span(value: str) -> str | None:
    return value if _SMALL_NUMBER.fullmatch(value) and int(value) <= LARGEST_SPAN else None


def _scope(value: str) -> str | None:
    return value.lower() if value.lower() in ("row", "col", "rowgroup", "colgroup") else None


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value) else None


_RULES: dict[str, Callable[[str], str | None]] = {
    "href": link_address,
    "src": picture_address,
    "alt": _description,
    "title": _description,
    "lang": _matching(_LANGUAGE),
    "hreflang": _matching(_LANGUAGE),
    "start": _matching(_SMALL_NUMBER),
    "width": _matching(_SMALL_NUMBER),
    "height": _matching(_SMALL_NUMBER),
    "colspan": _span,
    "rowspan": _span,
    "scope": _scope,
    "class": _figure_class,
    "data-uid": _uuid,
    "data-person": _matching(_NUMBER),
    "data-organization": _matching(_NUMBER),
    "data-image": _matching(_NUMBER),
    "data-document": _matching(_NUMBER),
    "data-said-on": _day,
}
