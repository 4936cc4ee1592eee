"""What a picture is by its first bytes; what else people send, and what each of them has to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .names import ending_of
from .refusals import Refused

SAVE_AS_PICTURE = gettext_lazy("This is not a picture that can be used. Save it as JPEG or PNG.")
SAVE_DRAWING = gettext_lazy("SVG drawings can carry scripts and are not accepted. Save the drawing as PNG.")
SAVE_AVIF = gettext_lazy("AVIF pictures are not accepted. Save the picture as JPEG or PNG.")
SAVE_GIF = gettext_lazy("GIF pictures are not accepted. Save the picture, or one frame of it, as PNG.")
SAVE_TIFF = gettext_lazy("TIFF pictures and raw files of a camera are not accepted. Save the picture as JPEG or PNG.")
SAVE_BITMAP = gettext_lazy("BMP and ICO pictures are not accepted. Save the picture as PNG.")
SEND_AS_DOCUMENT = gettext_lazy(
    "This is a document, not a picture. Add it under “Documents”, or save its page as JPEG."
)
IT_MOVES = gettext_lazy("The picture moves. Save one frame of it as JPEG or PNG.")

OTHERS = (
    (b"GIF8", SAVE_GIF),
    (b"II*\0", SAVE_TIFF),
    (b"MM\0*", SAVE_TIFF),
    (b"BM", SAVE_BITMAP),
    (b"\0\0\1\0", SAVE_BITMAP),
    (b"%PDF", SEND_AS_DOCUMENT),
    (b"PK\3\4", SEND_AS_DOCUMENT),
    (b"\xd0\xcf\x11\xe0", SEND_AS_DOCUMENT),
)

# fmt: off
ENDINGS = {
    "apng", "avif", "bmp", "dng", "gif", "heic", "heif", "hif", "ico", "jfif", "jp2", "jpe", "jpeg", "jpg", "jxl",
    "mpo", "pjpeg", "png", "tif", "tiff", "webp",
}
# fmt: on
"""Names of pictures. What is under the name is told by the content: a telephone calls a HEIC picture .jpg."""

STILL = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
MOVING = {b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"}

START_OF_SCAN = b"\xff\xda"
MOST_SCANS = 200
"""A progressive JPEG has about ten, those of its thumbnails with them; thousands are there to keep a server busy."""


def refuse_name_of_something_else(name: str) -> None:
    ending = ending_of(name)
    if ending == "svg":
        raise Refused(SAVE_DRAWING)
    if ending and ending not in ENDINGS:
        raise Refused(
            _("The file's name ends in “.%(ending)s”, as no picture's does. Save it as JPEG or PNG.")
            % {"ending": ending}
        )


def what_it_is(content: bytes) -> str:
    """jpeg, png, webp or heic. Raises Refused for everything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp":
        return what_is_boxed(content)
    raise Refused(why_not(content))


def what_is_boxed(content: bytes) -> str:
    """HEIC by the brands that its first box names (ISO/IEC 23008-12); AVIF and films look alike."""
    length = min(int.from_bytes(content[:4]), 256)
    brands = {content[at : at + 4] for at in range(8, length, 4)}
    if {b"avif", b"avis"} & brands:
        raise Refused(SAVE_AVIF)
    if content[8:12] in MOVING:
        raise Refused(IT_MOVES)
    if not STILL & brands:
        raise Refused(SAVE_AS_PICTURE)
    return "heic"


def why_not(content: bytes) -> str:
    for beginning, sentence in OTHERS:
        if content.startswith(beginning):
            return sentence
    return SAVE_DRAWING if b"<svg" in content[:4096].lower() else SAVE_AS_PICTURE


def refuse_unless_plain(content: bytes, kind: str) -> None:
    if kind == "jpeg" and content.count(START_OF_SCAN) > MOST_SCANS:
        raise Refused(_("The picture is stored in an unusual way. Open it and save it again as JPEG."))
