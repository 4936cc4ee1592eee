"""The process is killed in the middle: no row without its file, no half copy under a name; the next run completes.

Real processes over a database file and a folder of their own, killed as an operating system kills them (SIGKILL).
"""

import contextlib
import http.client
import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from pathlib import Path

import PIL.Image
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from news import renditions
from news.models import Image

PROJECT = Path(__file__).resolve().parent.parent
SECONDS = 30

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3",
        reason="each test begins with a copy of the one file that SQLite keeps a newsroom in",
    ),
]


@pytest.fixture
def installation(tmp_path):
    """Variables of an installation with the rows and files of this test; `rows()` reads its library later."""
    folder = tmp_path / "installation"
    folder.mkdir()
    (tmp_path / "media").mkdir(exist_ok=True)
    (folder / "media").symlink_to(tmp_path / "media")
    return {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SECRET_KEY": settings.SECRET_KEY,
    }


def store_rows(installation):
    """Write the rows of this test into the installation's database."""
    connection.ensure_connection()
    Path(installation["DATA_DIR"], "db.sqlite3").write_bytes(connection.connection.serialize())


def library(installation):
    """The pictures as the installation's database has them."""
    columns = "id, file, width, height, renditions, card, focal_x, focal_y"
    with contextlib.closing(sqlite3.connect(Path(installation["DATA_DIR"], "db.sqlite3"))) as rows:
        told = rows.execute(f"SELECT {columns} FROM news_image ORDER BY id").fetchall()  # noqa: S608
    field = Image._meta.get_field("renditions")
    return [
        Image(
            **dict(zip(columns.split(", "), row, strict=True))
            | {"renditions": field.from_db_value(row[4], None, connection)}
        )
        for row in told
    ]


@contextlib.contextmanager
def running(command, installation):
    """A process with all that it starts; killed at the end, if not before."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=PROJECT, env=installation, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(happens):
    end = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.002)


def a_photograph(width, height):
    buffer = io.BytesIO()
    noise = [PIL.Image.effect_noise((width, height), 60) for _band in "RGB"]
    PIL.Image.merge("RGB", noise).save(buffer, "JPEG")
    return buffer.getvalue()


def stored():
    return {file.name for file in default_storage.stored()}


def nothing_is_half(installation):
    """Every file that has a name is whole, and every name that a row gives has a file."""
    for name in stored():
        with default_storage.open(name) as file:
            PIL.Image.open(file).load()
    for image in library(installation):
        assert default_storage.exists(image.file.name)
        if renditions.are_complete(image):
            assert set(renditions.names_of(image)) <= stored()


def complete(installation):
    subprocess.run([sys.executable, "manage.py", "make_renditions"], cwd=PROJECT, env=installation, check=True)
    nothing_is_half(installation)
    return all(renditions.are_complete(image) for image in library(installation))


def test_copies_that_are_made_by_the_command(installation):
    content = a_photograph(500, 400)
    for _number in range(4):
        Image.objects.create(file=ContentFile(content, name="сурет.jpg"))
    store_rows(installation)
    with running(["manage.py", "make_renditions"], installation) as process:
        wait_until(lambda: len(stored()) > 4 + 3)
        kill(process)
    assert not all(renditions.are_complete(image) for image in library(installation))
    nothing_is_half(installation)
    assert complete(installation)


@pytest.fixture
def browser(aigerim):
    """Somebody who is logged in and has the token of a form."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(aigerim.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = aigerim.get_session_auth_hash()
    session.create()
    return {"Cookie": f"sessionid={session.session_key}; csrftoken={'t' * 32}", "X-CSRFToken": "t" * 32}


def send(port, browser, content):
    """Begin to send a picture as the library's script does; the answer is not waited for."""
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="сурет.jpg"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    headers = browser | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    line.request("POST", "/admin/news/image/upload/", body, headers)
    return line


def answers(port):
    with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200


@contextlib.contextmanager
def server(installation):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--blocking-threads", "2"]
    with running([*granian, "--port", str(port), "coalition_site.wsgi:application"], installation) as process:
        wait_until(lambda: answers(port))
        yield process, port


@pytest.mark.parametrize("files", [1, 4], ids=["the picture is stored", "some copies are made"])
def test_an_upload_through_the_server(installation, browser, files):
    store_rows(installation)
    with server(installation) as (process, port):
        send(port, browser, a_photograph(1600, 1200))
        wait_until(lambda: len(stored()) >= files)
        kill(process)
    nothing_is_half(installation)
    assert complete(installation)
