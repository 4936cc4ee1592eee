#!/usr/bin/env python
"""How long a photograph of 24 megapixels takes from drop to usable picture, against one plain pass of Pillow over it.

    bench/picture_speed.py               five uploads
    bench/picture_speed.py --uploads 9   more of them

A throw-away newsroom with one granian worker. The photograph (6000 × 4000, on its side, with the photographer's
position) is sent to the address where dropped files go; the answer comes when the clean file, its row, all copies and
the card are there. Plain is what nobody can do without: decode, resize to what the library keeps, encode as JPEG. Both
are done in turns, in this run, on this machine.

Prints seconds (medians), their ratio and the most memory that the worker ever had. Exit code 1 when the ratio is above
4 or the memory above 300 MB.
"""

import argparse
import contextlib
import http.client
import io
import os
import re
import statistics
import sys
import tempfile
import time
import uuid
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import PIL.Image
from throwaway import make_newsroom, prepare, server

SIZE = (6000, 4000)
KEPT = 2560
HIGHEST_RATIO = 4
MOST_MEGABYTES = 300
OCTAVES = ((16, 0.35), (64, 0.25), (256, 0.18), (1024, 0.12))
"""Cells of noise across the picture, and how much of each: clouds, crowds, cloth. The sensor's own comes on top."""

SENSOR_NOISE = 0.12
ON_ITS_SIDE, POSITION = 6, 0x8825
TOKEN = "t" * 32


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uploads", type=int, default=5)
    options = parser.parse_args()
    photo = photograph()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        prepare(folder)
        session = make_newsroom()
        library = stack.enter_context(server())
        before = peak_megabytes()
        send(library, session, small_picture())
        plain, ours = [], []
        for number in range(options.uploads):
            plain.append(seconds(plain_pass, photo))
            ours.append(seconds(send, library, session, numbered(photo, number)))
        peak = peak_megabytes()
        refuse_unless_finished(options.uploads + 1)
    return tell(len(photo), plain, ours, before, peak)


def photograph():
    """A JPEG with detail of every size, as a camera held upright writes it."""
    bands = [band_of_noise() for _band in "RGB"]
    exif = PIL.Image.Exif()
    exif[PIL.Image.ExifTags.Base.Orientation] = ON_ITS_SIDE
    exif[POSITION] = {1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 54.0, 0.0)}
    return jpeg(PIL.Image.merge("RGB", bands), quality=88, exif=exif)


def band_of_noise():
    band = noise(4, 120)
    for cells, part in OCTAVES:
        band = PIL.Image.blend(band, noise(cells, 110), part)
    return PIL.Image.blend(band, PIL.Image.effect_noise(SIZE, 40), SENSOR_NOISE)


def noise(cells, spread):
    cloud = PIL.Image.effect_noise((cells, cells * SIZE[1] // SIZE[0]), spread)
    return cloud.resize(SIZE, PIL.Image.Resampling.BICUBIC)


def small_picture():
    """For the first upload, which imports and opens what a worker does once in its life."""
    return jpeg(PIL.Image.new("RGB", (64, 48), "teal"))


def jpeg(picture, **options):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def numbered(photo, number):
    """The same pixels in another file (a comment after the first marker): the library knows a file that came before."""
    return photo[:2] + b"\xff\xfe\x00\x06" + f"{number:04}".encode() + photo[2:]


def plain_pass(photo):
    picture = PIL.Image.open(io.BytesIO(photo))
    height = round(picture.height * KEPT / picture.width)
    jpeg(picture.resize((KEPT, height), PIL.Image.Resampling.LANCZOS), quality=85)


def send(library, session, photo):
    """As the library's script sends a dropped file, to the answer."""
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="DSC_0001.JPG"\r\n\r\n'
    body = head.encode() + photo + f"\r\n--{boundary}--\r\n".encode()
    line = http.client.HTTPConnection(urlsplit(library).netloc, timeout=120)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    line.request("POST", "/admin/news/image/upload/", body, headers)
    answer = line.getresponse()
    text = answer.read()
    if answer.status != 201:
        raise SystemExit(f"The library answered {answer.status}: {text[:2000].decode('utf-8', 'replace')}")


def seconds(act, *told):
    began = time.perf_counter()
    act(*told)
    return time.perf_counter() - began


def peak_megabytes():
    """The most memory that any process of the server ever had (VmHWM)."""
    return max(most_memory(process) for process in descendants(os.getpid()))


def descendants(process):
    for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        yield child
        yield from descendants(child)


def most_memory(process):
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())[1]) / 1024


def refuse_unless_finished(number):
    """Every picture is usable: its row names all copies."""
    renditions, images = import_module("news.renditions"), import_module("news.models").Image.objects.all()
    if len(images) != number or not all(map(renditions.are_complete, images)):
        raise SystemExit("Not every picture that was sent has its copies.")


def tell(size, plain, ours, before, peak):
    ratio = statistics.median(ours) / statistics.median(plain)
    print(f"photograph       {SIZE[0]} × {SIZE[1]}, {size / 1e6:.1f} MB")
    print(f"plain pass       {statistics.median(plain):.2f} s ({min(plain):.2f}–{max(plain):.2f})")
    print(f"drop to usable   {statistics.median(ours):.2f} s ({min(ours):.2f}–{max(ours):.2f})")
    print(f"ratio            {ratio:.2f} (at most {HIGHEST_RATIO})")
    print(f"memory           {peak:.0f} MB (at most {MOST_MEGABYTES}; {before:.0f} MB before the first upload)")
    return 1 if ratio > HIGHEST_RATIO or peak > MOST_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
