"""The tone that stands in a picture's place while it loads: the nearest of a small palette to its average colour.

A letter in the row instead of a colour in the page, because a strict content security policy allows no inline style:
the stylesheet of the site has a rule for each letter, in the same colours.
"""

from __future__ import annotations

import PIL.Image

TONES = {
    "a": "#1f2528",  # night, a dark hall
    "b": "#4b5155",
    "c": "#7c8286",  # concrete, a cloudy day
    "d": "#adb3b6",
    "e": "#e3e6e7",  # paper, snow
    "f": "#453629",  # dark wood
    "g": "#7a624c",
    "h": "#ab9075",  # faces, clay
    "i": "#d8c9b4",  # sand, felt
    "j": "#34462f",  # trees
    "k": "#6a7d55",
    "l": "#a9b48c",  # steppe
    "m": "#223d55",  # flags, evening
    "n": "#52778f",
    "o": "#9dbccb",  # sky
    "p": "#8a4339",  # carpets, banners
}

COLOUR_COUNTS = 3
"""How much more a difference in colour is seen than one in lightness: a grey picture gets a grey."""


def tone_of(picture: PIL.Image.Image) -> str:
    """The letter of the tone nearest to the average colour of an RGB picture."""
    average = picture.resize((1, 1), PIL.Image.Resampling.BOX).getpixel((0, 0))
    return min(TONES, key=lambda letter: distance(average, TONES[letter]))


def distance(colour: tuple[int, ...], tone: str) -> float:
    apart = [one - other for one, other in zip(colour, bytes.fromhex(tone[1:]), strict=True)]
    lightness = sum(apart) / len(apart)
    return lightness**2 + COLOUR_COUNTS * sum((each - lightness) ** 2 for each in apart) / len(apart)
