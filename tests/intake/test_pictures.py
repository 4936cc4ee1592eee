"""What comes into the library as a picture, what is kept of it, and what is refused."""

import io
import threading
import zlib

import PIL.Image
import PIL.PngImagePlugin
import pytest

from news import intake
from news.intake import heic, pictures

from .files import (
    TELEPHONE,
    chunk,
    frames,
    halves,
    noted,
    photo,
    png_of,
    profile_with_red_and_green_swapped,
    written,
)


def brought(content, name="сурет.jpg"):
    """(what is told of the picture, the picture that is kept)."""
    told = intake.picture(io.BytesIO(content), name)
    kept = PIL.Image.open(io.BytesIO(told.content))
    kept.load()
    return told, kept


def refusal(content, name="сурет.jpg"):
    with pytest.raises(intake.Refused) as refused:
        intake.picture(io.BytesIO(content), name)
    return str(refused.value)


# what is let in

AWKWARD = {
    "jpeg": (written(photo()), "jpg"),
    "progressive jpeg": (written(photo(), progressive=True), "jpg"),
    "grey jpeg": (written(photo(mode="L")), "jpg"),
    "jpeg of a printing house": (written(photo(mode="CMYK")), "jpg"),
    "two pictures of a telephone": (written(photo(), "MPO", save_all=True, append_images=[photo()]), "jpg"),
    "webp": (written(photo(), "WEBP"), "jpg"),
    "see-through webp": (written(photo(mode="RGBA"), "WEBP"), "jpg"),
    "png": (written(photo(), "PNG"), "png"),
    "grey see-through png": (written(photo(mode="LA"), "PNG"), "png"),
    "palette": (written(photo(mode="P"), "PNG"), "png"),
    "see-through palette": (written(photo(mode="P"), "PNG", transparency=0), "png"),
    "see-through colour": (written(photo(), "PNG", transparency=(0, 0, 0)), "png"),
    "black and white": (written(photo(mode="1"), "PNG"), "png"),
    "sixteen bits": (written(PIL.Image.new("I;16", (64, 48), 40000), "PNG"), "png"),
}


@pytest.mark.parametrize(("content", "ending"), AWKWARD.values(), ids=AWKWARD)
def test_a_proper_picture_is_kept_as_a_plain_jpeg_or_png(content, ending):
    told, kept = brought(content)
    assert (told.ending, kept.format, kept.mode) == (ending, {"jpg": "JPEG", "png": "PNG"}[ending], "RGB")
    assert (told.width, told.height) == kept.size == (64, 48)


def test_a_picture_of_a_telephone_is_kept_upright_as_jpeg():
    told, kept = brought(TELEPHONE, "IMG_2031.HEIC")
    assert (told.ending, told.width, told.height) == ("jpg", 48, 64)
    red, _green, blue = kept.getpixel((40, 10))
    assert red > blue
    assert not dict(kept.getexif())


def test_a_picture_of_a_telephone_that_ends_its_reader_does_not_end_the_worker():
    """This one byte, found by changing some at random, makes the process of libheif 1.23 end (SIGSEGV)."""
    broken = bytearray(TELEPHONE)
    broken[177] = 0xCF
    assert "damaged" in refusal(bytes(broken), "IMG_2032.HEIC")


def test_a_picture_of_a_telephone_with_too_many_pixels_is_refused_as_such(monkeypatch):
    monkeypatch.setitem(pictures.MOST_PIXELS, "heic", 48 * 64 - 1)
    assert "too many pixels" in refusal(TELEPHONE, "IMG_2033.HEIC")


def test_a_large_picture_of_a_telephone_is_made_smaller_where_it_is_read():
    with PIL.Image.open(io.BytesIO(heic.as_png(TELEPHONE, 10_000, 700))) as made:
        assert (made.format, made.size) == ("PNG", (24, 32))


def test_only_the_intake_knows_how_to_read_a_telephones_pictures():
    """Were the reader known to the imaging library, every place that opens a picture would read it too."""
    PIL.Image.init()
    assert "HEIF" not in PIL.Image.OPEN


@pytest.mark.parametrize(("size", "colour"), [((1, 1), "red"), ((4000, 1), "red"), ((1, 700), "red")])
def test_a_picture_of_odd_size_is_kept(size, colour):
    told, kept = brought(written(photo(size, colour=colour), "PNG"))
    assert (told.width, told.height) == kept.size
    assert min(kept.size) == 1


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_kept_upright_however_the_camera_was_held(turn):
    _told, kept = brought(written(halves(), exif=noted(turn)))
    assert kept.size == ((64, 48) if turn < 5 else (48, 64))
    middle = (kept.width // 2, kept.height // 2)
    edges = {"left": (4, middle[1]), "right": (kept.width - 4, middle[1]), "top": (middle[0], 4)}
    red = next((side for side, at in edges.items() if kept.getpixel(at)[0] > 200), "bottom")
    assert red == ["left", "right", "right", "left", "top", "top", "bottom", "bottom"][turn - 1]


def test_nothing_is_kept_but_pixels():
    position = written(photo(), exif=noted(), comment=b"A" * 900, xmp=b"<x:xmpmeta/>", dpi=(300, 300))
    _told, kept = brought(position + b"<script>alert(1)</script>")
    assert not dict(kept.getexif())
    assert not {"exif", "comment", "xmp", "icc_profile", "dpi"} & set(kept.info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_note_of_the_camera_is_left_among_the_bytes(kind):
    sent = written(photo(), kind, exif=noted(), icc_profile=profile_with_red_and_green_swapped())
    assert b"<script>" in sent
    told, _kept = brought(sent)
    assert not [word for word in (b"<script", b"Exif", b"acsp", "Үлгі".encode()) if word in told.content]


def test_notes_that_cannot_be_read_do_not_spoil_a_good_picture():
    notes = PIL.PngImagePlugin.PngInfo()
    notes.add_text("Raw profile type exif", "\nexif\n9\nno digits")
    told, _kept = brought(written(photo(), "PNG", pnginfo=notes))
    assert (told.width, told.height) == (64, 48)


def test_colours_are_those_of_screens_whatever_the_camera_calls_them():
    _told, kept = brought(written(photo(colour="red"), "PNG", icc_profile=profile_with_red_and_green_swapped()))
    red, green, _blue = kept.getpixel((9, 9))
    assert green > 200 > red


def test_a_profile_of_colours_that_makes_no_sense_counts_for_nothing():
    _told, kept = brought(written(photo(colour="red"), "PNG", icc_profile=b"no profile" * 20))
    assert kept.getpixel((9, 9)) == (255, 0, 0)


def test_sixteen_bits_become_the_same_grey_in_eight():
    _told, kept = brought(written(PIL.Image.new("I;16", (64, 48), 40_000), "PNG"))
    assert kept.getpixel((9, 9)) == (156, 156, 156)


def test_what_is_see_through_stands_on_white():
    _told, kept = brought(written(PIL.Image.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG"))
    assert kept.getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((2560, 700), (2560, 700)), ((3200, 800), (2560, 640)), ((800, 3200), (640, 2560))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_is_kept_as_large_as_a_page_shows_it(size, expected, kind):
    told, _kept = brought(written(photo(size), kind))
    assert (told.width, told.height) == expected


def test_a_picture_made_much_smaller_shows_what_it_showed():
    """Made small by whole steps and a few rows at a time, nothing may be lost at the seams."""
    told, kept = brought(written(halves((5400, 1400)).convert("P"), "PNG", compress_level=1))
    assert (told.width, told.height) == (2560, 664)
    colours = {kept.getpixel((x, y)) for x in (3, 1200, 1360, 2556) for y in range(0, 664, 3)}
    assert colours == {(255, 0, 0), (0, 0, 255)}


def test_a_panorama_is_not_made_lower_for_the_sake_of_its_length():
    told, _kept = brought(written(photo((12000, 300))))
    assert (told.width, told.height) == (8192, 205)
    assert pictures.size_to_keep(6000, 1200) == (3200, 640)


def test_a_photograph_that_came_as_png_is_kept_as_jpeg():
    noise = PIL.Image.effect_noise((1200, 900), 90).convert("RGB")
    told, kept = brought(written(noise, "PNG", compress_level=1))
    assert (told.ending, kept.format) == ("jpg", "JPEG")


def test_the_same_file_has_the_same_checksum_however_it_is_called():
    content = written(photo())
    one, other = brought(content)[0], brought(content, "IMG_1.JPEG")[0]
    assert one.checksum == other.checksum != brought(written(photo(colour="red")))[0].checksum
    assert len(one.checksum) == 64


def test_pictures_are_decoded_one_at_a_time():
    """Two threads of a worker that hold a large picture each would need twice the memory."""
    file = io.BytesIO(written(photo()))
    other = threading.Thread(target=intake.picture, args=(file, "сурет.jpg"))
    with pictures.ONE_AT_A_TIME:
        other.start()
        other.join(0.2)
        waits = other.is_alive()
    other.join(10)
    assert waits
    assert not other.is_alive()


def test_a_file_that_waits_for_its_turn_is_not_in_memory_yet():
    """Each may have thirty megabytes, and as many wait as a worker has threads."""
    file = io.BytesIO(b"\0" * 100)
    other = threading.Thread(target=refused, args=(file,))
    with pictures.ONE_AT_A_TIME:
        file.seek(50)
        other.start()
        other.join(0.2)
        assert file.tell() == 50
    other.join(10)
    assert file.tell() == 0


def refused(file):
    with pytest.raises(intake.Refused):
        intake.picture(file, "сурет.jpg")


# what is refused

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILM = b"\0\0\0\x18ftyphevc\0\0\0\0hevcheic" + b"\0" * 40
AVIF_IN_DISGUISE = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + b"\0" * 40
VIDEO = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\0" * 40
NEVER = {
    "drawing": (SVG, "Save the drawing as PNG"),
    "drawing under the name of a picture": (b'<svg onload="alert(1)"/>', "Save the drawing as PNG"),
    "gif": (written(photo(mode="P"), "GIF"), "GIF"),
    "gif that is a script": (b"GIF89a/*" + b"\0" * 9 + b"*/=1;alert(1);//", "GIF"),
    "tiff": (written(photo(), "TIFF"), "TIFF"),
    "bitmap": (written(photo(), "BMP"), "BMP"),
    "icon": (written(photo((32, 32)), "ICO"), "ICO"),
    "avif": (written(photo(), "AVIF"), "AVIF"),
    "avif in disguise": (AVIF_IN_DISGUISE, "AVIF"),
    "film of a telephone": (FILM, "moves"),
    "video": (VIDEO, "Save it as JPEG or PNG"),
    "moving webp": (frames("WEBP"), "moves"),
    "moving png": (frames("PNG"), "moves"),
    "web page": (b"<!doctype html><script>alert(1)</script>", "Save it as JPEG or PNG"),
    "program": (b"<?php echo 1; ?>", "Save it as JPEG or PNG"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n", "Save it as JPEG or PNG"),
    "pdf": (b"%PDF-1.4\n%%EOF\n", "Documents"),
    "word": (b"PK\3\4" + b"\0" * 90, "Documents"),
    "zeros": (b"\0" * 4096, "Save it as JPEG or PNG"),
    "nothing": (b"", "empty"),
    "half a jpeg": (written(halves((640, 480)))[:2000], "damaged"),
    "start of a jpeg": (written(photo())[:20], "damaged"),
    "half a png": (written(PIL.Image.effect_noise((99, 99), 50), "PNG")[:3000], "damaged"),
    "half a webp": (written(PIL.Image.effect_noise((99, 99), 50), "WEBP")[:900], "damaged"),
    "half a heic": (TELEPHONE[:600], "damaged"),
    "no width": (png_of(0, 9), "damaged"),
    "2.5 gigapixels": (png_of(50_000, 50_000, depth=1, colour=0, rows=3), "too many pixels"),
    "a few more than may be": (png_of(8_000, 6_600, rows=1), "too many pixels"),
    "too long": (png_of(30_001, 2, rows=2), "too many pixels"),
    "huge profile": (png_of(4, 4, rows=4, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(b"C" * 3_000_000))), "damaged"),
    "thousands of scans": (written(photo())[:-2] + b"\xff\xda\0" * 300, "unusual"),
}


@pytest.mark.parametrize(("content", "words"), NEVER.values(), ids=NEVER)
def test_what_is_not_a_proper_picture_is_refused_with_what_to_do(content, words):
    assert words in refusal(content)


def test_a_file_of_more_than_thirty_megabytes_is_refused():
    assert "larger than 30 MB" in refusal(written(photo()) + b"\0" * intake.MOST_BYTES)


@pytest.mark.parametrize("kind", pictures.MOST_PIXELS)
def test_a_photograph_of_the_cameras_in_use_is_not_too_large(kind):
    assert pictures.MOST_PIXELS[kind] >= 6000 * 4000


def test_a_picture_for_print_may_have_fewer_pixels_because_its_reader_needs_more_memory():
    """All of a progressive JPEG is held at once: 52 megapixels in four inks took 610 MB."""
    in_colours, in_inks = (written(PIL.Image.new(mode, (64, 48)), progressive=True) for mode in ("RGB", "CMYK"))
    assert pictures.opened(said_to_be(in_colours, 7000, 6000), "jpeg").size == (7000, 6000)
    assert "too many pixels" in refusal(said_to_be(in_inks, 7000, 6000))


def said_to_be(jpeg, width, height):
    """The same bytes, with another size in the header of the (progressive) frame."""
    at = jpeg.index(b"\xff\xc2") + 5
    return jpeg[:at] + height.to_bytes(2) + width.to_bytes(2) + jpeg[at + 4 :]


@pytest.mark.parametrize("name", ["сурет.jpg.html", "сурет.SVG", "сурет.php", "сурет.exe", "сурет.pdf", "сурет.js "])
def test_a_good_picture_under_a_name_of_something_else_is_refused(name):
    ending = name.rpartition(".")[2].strip().lower()
    sentence = refusal(written(photo()), name)
    assert ("SVG" if ending == "svg" else f"“.{ending}”") in sentence


@pytest.mark.parametrize(
    "name",
    [
        "сурет.JPG",
        "сурет.jpeg",
        "a.gif",
        "a.avif",
        "IMG_1.HEIC",
        "сурет",
        "blob",
        "",
        "Фото 12.10.2026",
        "Алматы. Жиын",
    ],
)
def test_what_a_picture_is_called_does_not_matter_else(name):
    assert intake.picture(io.BytesIO(written(photo())), name).ending == "jpg"
