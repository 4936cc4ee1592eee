"""Galleries of a body: a figure that holds photos of the library and nothing else.

<figure class="gallery"><figure class="photo" data-image="7">…</figure>…</figure>
"""

from collections.abc import Iterator

from .tags import VOID, Token, tokens

MOST_PICTURES = 40
"""In one gallery. More would be a page of its own, and its reader's connection would pay for it."""

_GALLERY = ' class="gallery"'
_START, _END = f"<figure{_GALLERY}>", "</figure>"


class _Gallery:
    """One gallery while it is read: photos, each whole, and what else stood among them."""

    def __init__(self) -> None:
        self.beside: list[str] = []
        self.photos: list[list[str]] = []
        # Where each open element is written; None for a gallery in the gallery, whose photos join the outer one.
        self.open: list[list[str] | None] = []

    def here(self) -> list[str]:
        return next((place for place in reversed(self.open) if place is not None), self.beside)

    def read(self, token: Token) -> None:
        if token.closes:
            place = self.open.pop()
            if place is not None:
                place.append(_written(token))
        elif token.name and token.name not in VOID:
            place = self._place_of(token)
            self.open.append(place)
            if place is not None:
                place.append(_written(token))
        else:
            self.here().append(_written(token))

    def _place_of(self, token: Token) -> list[str] | None:
        if is_gallery(token):
            return None
        if _is_photo(token):
            self.photos.append([])
            return self.photos[-1]
        return self.here()

    def written(self) -> Iterator[str]:
        photos = ["".join(photo) for photo in self.photos]
        for start in range(0, len(photos), MOST_PICTURES):
            yield _START + "".join(photos[start : start + MOST_PICTURES]) + _END
        if beside := "".join(self.beside).strip():
            # A box: the next round of cleaning makes paragraphs of it.
            yield f"<div>{beside}</div>"


def in_order(body: str) -> str:
    """A clean body whose galleries hold photos alone. Nothing is lost.

    What else stood in a gallery follows it; a gallery in a gallery becomes one with it; one without photos goes; what
    is beyond `MOST_PICTURES` stands in a gallery of its own. The result is to be cleaned once more.
    """
    return "".join(_pieces(body)) if _GALLERY in body else body


def is_gallery(token: Token) -> bool:
    return token.name == "figure" and token.attributes().get("class") == "gallery"


def _is_photo(token: Token) -> bool:
    attributes = token.attributes() if token.name == "figure" else {}
    return attributes.get("class") == "photo" and "data-image" in attributes


def _pieces(body: str) -> Iterator[str]:
    gallery = None
    for token in tokens(body):
        if gallery is None and not token.closes and is_gallery(token):
            gallery = _Gallery()
        elif gallery is None:
            yield _written(token)
        elif token.closes and not gallery.open:
            yield from gallery.written()
            gallery = None
        else:
            gallery.read(token)


def _written(token: Token) -> str:
    if not token.name:
        return token.text
    return f"</{token.name}>" if token.closes else f"<{token.name}{token.text}>"
