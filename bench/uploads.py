#!/usr/bin/env python
"""Upload awkward and hostile files through the newsroom's own form, and judge what becomes of each.

    bench/uploads.py DIR        DIR has the files and a manifest.json: [{"file", "wish": "refuse|accept|either", "why"}]

A throw-away newsroom and one granian worker. Each file is posted as a browser posts the form “Add pictures”. Refused is
the form shown again with an error, and no row. Accepted is a row whose stored file is a plain JPEG or PNG, upright, in
RGB, without anything but pixels, under a name of our own; whose small copies are there, and whose files are all served
as what they are. Anything else is wrong, and so is a worker that takes more than 10 s or 600 MB over one file.

Prints each wrong outcome, the slowest file and the largest, and last `N wrong of M`. Exit code 1 when any is wrong.
"""

import argparse
import http.client
import io
import json
import mimetypes
import os
import re
import sys
import tempfile
import time
import uuid
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import PIL.Image
from throwaway import make_newsroom, prepare, server

MOST_SECONDS = 10
MOST_MEGABYTES = 600
FORM = "/admin/news/image/add/"
OUR_NAME = re.compile(r"pictures/\d{4}/\d\d/[a-z0-9-]+-[0-9a-f]{10}\.(jpg|png)")
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
KINDS = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}
NOT_PIXELS = (
    b"<script",
    b"<svg",
    b"<?php",
    b"alert(",
    b"onerror",
    b"Exif\0\0",
    b"xmpmeta",
    b"photographer",
    b"AAAAAAAA",
)
SIDES_MAY_DIFFER = 0.02
ORIENTATION = 0x0112


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as data:
        prepare(data)
        session = make_newsroom()
        with server() as address:
            return tell(walk(Desk(address, session), folder, manifest))


def walk(desk, folder, manifest):
    results = []
    for entry in manifest:
        results.append(one_file(desk, folder / entry["file"], entry["wish"]))
        print(f"\r{len(results)} of {len(manifest)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return results


# the desk


class Desk:
    """An editor's browser, as far as uploading needs one, and what is known of the worker it talks to."""

    def __init__(self, address, session):
        self.address, self.session = address, session
        self.workers = descendants(os.getpid())

    def ask(self, path, body=None, **headers):
        """(status, headers, body); redirects are not followed."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)
        cookies = f"sessionid={self.session}; {headers.pop('cookie', '')}"
        connection.request("POST" if body else "GET", path, body, {"Cookie": cookies, **headers})
        answer = connection.getresponse()
        told = answer.status, answer.headers, answer.read()
        connection.close()
        return told

    def opened(self, path):
        """(address, headers, page) of a page, wherever the newsroom keeps it."""
        status, headers, page = self.ask(path)
        return self.opened(headers["Location"]) if status == 302 else (path, headers, page)

    def upload(self, file):
        """Post the form with the file in it, as a browser does; (status, page, seconds)."""
        form, headers, page = self.opened(FORM)
        typed = Typed.of(page.decode())
        typed |= {name: "Сурет: жиналыс залы" for name in typed if name.startswith("description_")}
        boundary = uuid.uuid4().hex
        body = multipart(boundary, typed, file)
        cookie = "; ".join(each.partition(";")[0] for each in headers.get_all("Set-Cookie", []))
        sent = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Referer": self.address + form}
        started = time.monotonic()
        status, _headers, page = self.ask(form, body, cookie=cookie, **sent)
        return status, page.decode(), time.monotonic() - started

    def forget_peaks(self):
        for worker in self.workers:
            Path(f"/proc/{worker}/clear_refs").write_text("5", encoding="ascii")

    def peak(self):
        """The most memory that a worker had since `forget_peaks`, in megabytes."""
        lines = [Path(f"/proc/{worker}/status").read_text(encoding="ascii") for worker in self.workers]
        return max(int(re.search(r"VmHWM:\s+(\d+)", text)[1]) for text in lines) / 1024


class Typed(HTMLParser):
    """What the form holds before anybody types: name -> value."""

    @classmethod
    def of(cls, page):
        reader = cls()
        reader.fields, reader.area, reader.choice = {}, None, None
        reader.feed(page)
        return reader.fields

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "select":
            self.choice = name
        if tag == "option" and self.choice and "selected" in told:
            self.fields[self.choice] = told.get("value", "")
        if tag == "textarea" and name:
            self.area, self.fields[name] = name, ""
        is_sent = kind not in ("file", "submit", "button", "image") and (
            kind not in ("checkbox", "radio") or "checked" in told
        )
        if tag == "input" and name and is_sent:
            self.fields[name] = told.get("value") or ""

    def handle_endtag(self, tag):
        self.area = None if tag == "textarea" else self.area
        self.choice = None if tag == "select" else self.choice

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data


def multipart(boundary, typed, file):
    """As browsers write it: names in UTF-8, quotation marks as %22."""
    lines = []
    for name, value in typed.items():
        lines.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    name = file.name.replace('"', "%22")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: {kind}'
    return b"".join([*lines, head.encode(), b"\r\n\r\n", file.read_bytes(), f"\r\n--{boundary}--\r\n".encode()])


def descendants(process):
    """The processes that it started, and those that they started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with_parent = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        parents[int(status.parent.name)] = int(with_parent[1])
    found = {process}
    for _generation in range(3):
        found |= {child for child, parent in parents.items() if parent in found}
    return found - {process}


# one file


def one_file(desk, file, wish):
    from news.models import Image  # noqa: PLC0415

    desk.forget_peaks()
    status, page, seconds = desk.upload(file)
    row = Image.objects.first()
    wrong = [*what_is_wrong(desk, file, status, page, row, wish)]
    peak = desk.peak()
    wrong += [f"took {seconds:.1f} s"] if seconds > MOST_SECONDS else []
    wrong += [f"the worker had {peak:.0f} MB"] if peak > MOST_MEGABYTES else []
    empty_library()
    return {"name": file.name, "wrong": wrong, "seconds": seconds, "peak": peak}


def what_is_wrong(desk, file, status, page, row, wish):
    if row is None:
        yield from wrong_refusal(status, page)
        if wish == "accept":
            yield "was refused"
        return
    if wish == "refuse":
        yield f"was accepted as {row.file.name}"
    if status != 302:
        yield f"made a row, and answered {status}"
    yield from wrong_master(row, file)
    yield from wrong_files(desk, row)
    yield from wrong_page(desk, row)


def wrong_refusal(status, page):
    if status not in (200, 422):
        yield f"no row, and answered {status}"
    if "errorlist" not in page and "errornote" not in page:
        yield "was refused without a word"


def wrong_master(row, file):
    """What is stored against what was sent."""
    if not OUR_NAME.fullmatch(row.file.name):
        yield f"is stored as {row.file.name!r}"
    with row.file.open() as stored:
        content = stored.read()
    picture = PIL.Image.open(io.BytesIO(content))
    picture.load()
    if picture.format not in TYPES or picture.mode != "RGB":
        yield f"is stored as {picture.format} in {picture.mode}"
    if kept := {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(picture.info) or dict(picture.getexif()):
        yield f"keeps {kept}"
    if picture.size != (row.width, row.height):
        yield f"is {picture.size}, its row says {row.width} × {row.height}"
    width, height = upright(file) or picture.size
    if abs(row.width * height - row.height * width) > SIDES_MAY_DIFFER * max(row.width * height, row.height * width):
        yield f"was {width} × {height} upright, became {row.width} × {row.height}"


def upright(file):
    """Width and height of what was sent, as it is meant to be seen; None of what Pillow alone cannot read."""
    try:
        with PIL.Image.open(file) as sent:
            width, height = sent.size
            return (height, width) if sent.getexif().get(ORIENTATION, 1) > 4 else (width, height)
    except PIL.UnidentifiedImageError:
        return None


def wrong_files(desk, row):
    """Everything that was made of it, and how it is served."""
    from django.conf import settings  # noqa: PLC0415

    from news import renditions  # noqa: PLC0415

    copies = [source.url for ending in ("avif", "webp") for source in renditions.sources(row, ending)]
    if not copies or not renditions.card_url(row):
        yield "has no small copies"
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        if left := [word for word in NOT_PIXELS if word in content]:
            yield f"{path.name} holds {left}"
    for url in (row.file.url, *copies, renditions.card_url(row) or row.file.url):
        yield from wrong_answer(desk, url)


def wrong_answer(desk, url):
    status, headers, content = desk.ask(url)
    if status != 200:
        yield f"{url} answers {status}"
        return
    with PIL.Image.open(io.BytesIO(content)) as picture:
        kind = PIL.Image.MIME[picture.format]
    if not headers["Content-Type"] == kind == KINDS[Path(url).suffix]:
        yield f"{url} is {kind}, served as {headers['Content-Type']}"
    if headers["X-Content-Type-Options"] != "nosniff":
        yield f"{url} is served without nosniff"


def wrong_page(desk, row):
    status, _headers, page = desk.ask(f"/admin/news/image/{row.pk}/change/")
    if status != 200:
        yield f"its page answers {status}"
    if b"<img src=x" in page or b"<script>alert" in page:
        yield "its page runs the name of the file"


def empty_library():
    from django.conf import settings  # noqa: PLC0415

    from news.models import Image  # noqa: PLC0415

    Image.objects.all().delete()
    for path in settings.MEDIA_ROOT.rglob("*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def tell(results):
    for result in results:
        for what in result["wrong"]:
            print(f"WRONG    {result['name']!r}: {what}")
    slowest = max(results, key=lambda result: result["seconds"])
    largest = max(results, key=lambda result: result["peak"])
    print(f"slowest  {slowest['name']!r}: {slowest['seconds']:.2f} s")
    print(f"largest  {largest['name']!r}: {largest['peak']:.0f} MB")
    wrong = sum(bool(result["wrong"]) for result in results)
    print(f"{wrong} wrong of {len(results)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
