"""Draws the five logos of the demo: `python news/demo/pictures/draw_logos.py` writes logo-*.png beside itself."""

import math
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
SIDE = 192
FINER = 4
"""Drawn so many times larger and shrunk, for smooth edges. Measures below are in hundredths of the side."""

PETROL, SEA, CLAY, INK, FIR, GOLD, PAPER = "#14586a", "#2f7f90", "#b2704a", "#10272f", "#33604f", "#c08a1f", "#ffffff"


class Sheet:
    """A square sheet measured in hundredths of its side."""

    def __init__(self):
        self.picture = Image.new("RGBA", (SIDE * FINER, SIDE * FINER), (255, 255, 255, 0))
        self.pen = ImageDraw.Draw(self.picture)

    def scaled(self, *points):
        return [(x * SIDE * FINER / 100, y * SIDE * FINER / 100) for x, y in points]

    def disc(self, x, y, radius, colour):
        self.pen.ellipse(self.scaled((x - radius, y - radius), (x + radius, y + radius)), fill=colour)

    def line(self, points, width, colour):
        self.pen.line(self.scaled(*points), fill=colour, width=round(width * SIDE * FINER / 100), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def shape(self, points, colour):
        self.pen.polygon(self.scaled(*points), fill=colour)

    def save(self, key):
        shrunk = self.picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        shrunk.save(HERE / f"logo-{key}.png", optimize=True)


def well(sheet):
    sheet.disc(50, 50, 40, PETROL)
    sheet.disc(50, 50, 31, PAPER)
    sheet.line([(50, 16), (50, 84)], 8, PETROL)
    sheet.line([(16, 50), (84, 50)], 8, PETROL)
    sheet.disc(50, 50, 11, GOLD)


def ornament(sheet):
    sheet.shape([(50, 10), (85, 30), (85, 70), (50, 90), (15, 70), (15, 30)], SEA)
    sheet.shape([(50, 31), (67, 41), (67, 59), (50, 69), (33, 59), (33, 41)], PAPER)


def impulse(sheet):
    for x in range(14, 87):
        sheet.disc(x, 60 - 14 * math.sin((x - 14) / 72 * 2 * math.pi), 5, CLAY)
    sheet.disc(50, 26, 12, INK)


def workshop(sheet):
    sheet.shape([(20, 82), (20, 44), (50, 18), (80, 44), (80, 82), (59, 82), (59, 62), (41, 62), (41, 82)], FIR)


def ear(sheet):
    sheet.line([(50, 14), (50, 88)], 7, GOLD)
    for reach, top, bottom in ((20, 28, 48), (26, 50, 70)):
        sheet.line([(50 - reach, top), (50 - reach / 2, bottom - 6), (50, bottom + 6)], 7, GOLD)
        sheet.line([(50 + reach, top), (50 + reach / 2, bottom - 6), (50, bottom + 6)], 7, GOLD)


LOGOS = {
    "bulak-ulgi": well,
    "ornek-mysal": ornament,
    "serpin-synak": impulse,
    "yenbek-mysal": workshop,
    "ustaz-ulgi": ear,
}

if __name__ == "__main__":
    for key, draw in LOGOS.items():
        sheet = Sheet()
        draw(sheet)
        sheet.save(key)
