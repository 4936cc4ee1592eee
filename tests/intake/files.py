"""Files that people send, made small: pictures of every kind, documents, and what pretends to be one of them."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import PIL.Image
import PIL.ImageCms
from django.core.files.base import ContentFile

TELEPHONE = (Path(__file__).parents[1] / "samples/telephone.heic").read_bytes()
"""48 × 64 upright, red at the top right and blue elsewhere; with a position and a script in its notes."""


def photo(size=(64, 48), mode="RGB", colour="teal"):
    return PIL.Image.new("RGB", size, colour).convert(mode)


def halves(size=(64, 48), left="red", right="blue"):
    picture = PIL.Image.new("RGB", size, right)
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    return picture


def written(picture, kind="JPEG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def frames(kind):
    """A picture that moves."""
    return written(photo(), kind, save_all=True, append_images=[photo(colour="red")], duration=200)


def upload(content, name="сурет.jpg"):
    return ContentFile(content, name=name)


def noted(turn=1):
    """What a telephone notes beside a picture."""
    notes = PIL.Image.Exif()
    notes[0x0112], notes[0x010E], notes[0x8298] = turn, "<script>alert(1)</script>", "© Үлгі фотограф"
    notes.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 56.0, 45.0)})
    return notes


def profile_with_red_and_green_swapped():
    """An ICC profile in which what others call red is green: the places of the two in its table are exchanged."""
    profile = bytearray(PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.find(b"rXYZ"), profile.find(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def png_of(width, height, *, depth=8, colour=2, rows=0, extra=b""):
    """A PNG whose header says so, with so many rows of zeros."""
    line = b"\0" * (1 + (width * depth * {0: 1, 2: 3}[colour] + 7) // 8)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", header), extra, chunk(b"IDAT", zlib.compress(line * rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return buffer.getvalue()


def office(kind, part, **more):
    """A Word or Excel file as far as its list of contents goes."""
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
    listed = f'<?xml version="1.0"?><Types {space}><Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return zipped({"[Content_Types].xml": listed, part: "<main/>", **more})


def docx(**more):
    return office(WORD, "word/document.xml", **more)


def xlsx(**more):
    return office(EXCEL, "xl/workbook.xml", **more)


def open_document(kind, inside="", **more):
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entry = f'<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.{kind}">{inside}'
    listed = f"<m:manifest {space}>{entry}</m:file-entry></m:manifest>"
    return zipped({"mimetype": "…", "META-INF/manifest.xml": listed, "content.xml": "<c/>", **more})
