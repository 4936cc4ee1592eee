"""Files of the library on their way to readers: named types, saved or shown, kept for a year, never run."""

import re

import pytest
from django.conf import settings as installation

from coalition_site import wsgi
from news.intake import MOST_BYTES
from news.storage import serving

NGINX = installation.BASE_DIR / "deploy" / "nginx.conf"


@pytest.fixture
def ask(settings, tmp_path):
    """Asks for an address below /media/ after `there` files were stored; (status, headers)."""
    settings.MEDIA_ROOT = tmp_path / "media"
    application = wsgi.with_media(nobody_else)

    def asked(path, *there, **environ):
        for name in there or (path,):
            file = settings.MEDIA_ROOT / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"<script>alert(1)</script>")
        return answer(application, f"/media/{path}", **environ)

    return asked


def answer(application, path, **more):
    told = {}

    def begin(status, headers, exc_info=None):
        told["answer"] = status[:3], dict(headers)

    address = path.encode().decode("latin-1")
    server = {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    for part in application({"REQUEST_METHOD": "GET", "PATH_INFO": address, **server, **more}, begin):
        told["body"] = part
    return told["answer"]


def nobody_else(environ, begin):
    begin("404 Not Found", [])
    return [b""]


PICTURES = [("jpg", "jpeg"), ("jpeg", "jpeg"), ("JPG", "jpeg"), ("png", "png"), ("webp", "webp"), ("avif", "avif")]


@pytest.mark.parametrize(("ending", "kind"), PICTURES)
def test_a_picture_is_shown_as_what_it_is(ask, ending, kind):
    status, headers = ask(f"pictures/2026/11/kezdesu-1f0c9a33de.{ending}")
    assert status == "200"
    assert headers["Content-Type"] == f"image/{kind}"
    assert headers["Content-Disposition"] == "inline"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("odt", "application/vnd.oasis.opendocument.text"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("csv", "text/csv"),
        ("txt", "text/plain"),
    ],
)
def test_a_document_is_saved_under_a_name_without_its_drawn_digits(ask, ending, kind):
    status, headers = ask(f"documents/2026/11/kun-tartibi-1f0c9a33de.{ending}")
    assert status == "200"
    assert headers["Content-Type"] == kind
    assert headers["Content-Disposition"] == f'attachment; filename="kun-tartibi.{ending}"'


def test_a_document_stored_under_kazakh_letters_keeps_them(ask):
    _status, headers = ask("documents/2025/күн тәртібі.pdf")
    words = "%D0%BA%D2%AF%D0%BD%20%D1%82%D3%99%D1%80%D1%82%D1%96%D0%B1%D1%96"
    assert headers["Content-Disposition"] == f"attachment; filename*=utf-8''{words}.pdf"


@pytest.mark.parametrize(
    "name", ["bet.html", "suret.svg", "suret.svgz", "a.js", "a.xml", "a.php", "a.swf", "a.jpg.html", "tildesiz"]
)
def test_a_file_that_the_library_does_not_know_is_only_saved(ask, name):
    status, headers = ask(f"pictures/{name}")
    assert status == "200"
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("name", ["pictures/a.jpg", "documents/a.pdf", "pictures/a.html"])
def test_no_file_runs_and_each_is_kept_for_a_year(ask, name):
    _status, headers = ask(name)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_file_asked_for_again_is_not_sent_again(ask):
    _status, headers = ask("pictures/a.jpg")
    status, _headers = ask("pictures/a.jpg", "pictures/b.jpg", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert status == "304"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "pictures",
        "pictures/",
        "../secret_key",
        "pictures/../../secret_key",
        "pictures//a.jpg",
        "pictures\\a.jpg",
        "//etc/passwd",
        "pictures/a.jpg\0.html",
        "pictures/joq.jpg",
    ],
)
def test_neither_a_folder_nor_anything_outside_the_library_is_served(ask, settings, address):
    settings.MEDIA_ROOT.parent.joinpath("secret_key").write_text("құпия", encoding="utf-8")
    status, _headers = ask(address, "pictures/a.jpg")
    assert status == "404"


@pytest.mark.parametrize("name", [".unfinished/a.jpg", "pictures/.a.jpg", "pictures/.tmp/a.jpg", ".htaccess"])
def test_a_file_that_is_still_being_written_is_not_served(ask, name):
    status, _headers = ask(name)
    assert status == "404"


def test_a_store_elsewhere_answers_for_its_files_itself(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILES_PUBLIC_URL = "https://files.coalition.example/"
    assert wsgi.with_media(nobody_else) is nobody_else


def test_nginx_gives_files_the_same_types():
    """The example that a public installation copies: what it serves by itself is what the site would say."""
    block = re.search(r"types \{(.*?)\}", NGINX.read_text(encoding="utf-8"), re.DOTALL)[1]
    lines = [line.strip(" ;").split() for line in block.strip().splitlines()]
    told = {ending: kind for kind, *endings in lines for ending in endings}
    assert told == serving.SHOWN | serving.SAVED


def test_nginx_lets_the_largest_file_through():
    limit = re.search(r"client_max_body_size (\d+)m;", NGINX.read_text(encoding="utf-8"))[1]
    assert int(limit) * 1_000_000 > MOST_BYTES
