"""Files that somebody brings to the library: small, and each with pixels of its own."""

import io
import itertools

import PIL.Image
from django.core.files.uploadedfile import SimpleUploadedFile

NUMBERS = itertools.count(1)


def jpeg(size=(64, 48)):
    """The bytes of a JPEG; no two are the same."""
    buffer = io.BytesIO()
    number = next(NUMBERS)
    PIL.Image.new("RGB", size, (number % 256, number // 256, 90)).save(buffer, "JPEG", comment=str(number))
    return buffer.getvalue()


def a_photo(name="Жиын залы.jpg", **options):
    return SimpleUploadedFile(name, jpeg(**options), "image/jpeg")


def a_drawing(name="сызба.svg"):
    return SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")


def a_minute(name="hattama.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 %%EOF", "application/pdf")
