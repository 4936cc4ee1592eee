"""Sanitised HTML as a row of tags and pieces of text. Only for what a serialiser wrote: quoted, escaped, balanced."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*+)((?:\s[a-z-]+="[^"<>]*")*+)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')

VOID = frozenset({"br", "hr", "img"})
INLINE = frozenset({"a", "strong", "em", "s", "sub", "sup", "span", "br", "img"})


class Token(NamedTuple):
    """A piece of text (`name` is empty, `text` is escaped HTML) or a tag with its attributes as written."""

    name: str
    text: str
    closes: bool = False

    def attributes(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in _ATTRIBUTE.findall(self.text)}


def tokens(serialised: str) -> Iterator[Token]:
    at = 0
    for tag in _TAG.finditer(serialised):
        if tag.start() > at:
            yield Token("", serialised[at : tag.start()])
        yield Token(tag[2], tag[3], closes=bool(tag[1]))
        at = tag.end()
    if at < len(serialised):
        yield Token("", serialised[at:])
