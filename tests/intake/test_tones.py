"""The tone that stands in a picture's place while it loads."""

import pytest

from news.intake.tones import TONES, tone_of

from .files import halves, photo


@pytest.mark.parametrize("letter", TONES)
def test_a_picture_in_a_colour_of_the_palette_has_its_tone(letter):
    assert tone_of(photo(colour=TONES[letter])) == letter


@pytest.mark.parametrize(
    ("colour", "letter"), [("black", "a"), ("#9c9c9c", "d"), ("white", "e"), ("#b0a040", "h"), ("#102070", "m")]
)
def test_any_other_colour_has_the_nearest(colour, letter):
    assert tone_of(photo(colour=colour)) == letter


def test_a_picture_of_many_colours_has_the_tone_of_their_average():
    assert tone_of(halves(left="black", right="white")) == "c"
