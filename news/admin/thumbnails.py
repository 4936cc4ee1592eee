"""How the newsroom shows a picture of the library: small, and never by the file that the photographer sent."""

from news import languages, renditions

BIG, TEXT, CARD, LINE = 1280, 640, 320, 160
"""Pixels of the copy on a form, in a text, on the grid of pictures, in a line of a list."""


def thumbnail(picture, width=LINE):
    """The address of the smallest copy that has so many pixels across, or of the widest; "" before copies are made."""
    copies = renditions.sources(picture, "webp")
    wide_enough = (copy for copy in copies if copy.width >= width)
    chosen = next(wide_enough, copies[-1] if copies else None)
    return chosen.url if chosen else ""


def card_of(picture):
    """A picture for the scripts of a form: addresses, size, focal point, words of each language."""
    return {
        "id": picture.pk,
        "url": picture.file.url,
        "copy": thumbnail(picture, TEXT) or picture.file.url,
        "thumbnail": thumbnail(picture) or picture.file.url,
        "width": picture.width,
        "height": picture.height,
        "focal_x": picture.focal_x,
        "focal_y": picture.focal_y,
        "description": picture.description,
        "is_decorative": picture.is_decorative,
        "descriptions": {code: getattr(picture, f"description_{code}") for code in languages.CODES},
        "captions": {code: getattr(picture, f"caption_{code}") for code in languages.CODES},
    }
