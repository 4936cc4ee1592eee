"""The installation: settings that cannot be read, the content security policy, files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from coalition_site import wsgi
from coalition_site.middleware import policy
from news import checks, database
from tests.factories import a_user

PROJECT = Path(__file__).resolve().parent.parent


def start(**environment):
    """Start the project's command line with these variables, and say how it ended."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=PROJECT,
        env={**kept, "SECRET_KEY": "ұзақ-кілт" * 8, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("DATABASE_URL", "oracle://localhost/x"),
        ("CACHE_URL", "carrier-pigeon://"),
        ("TIME_ZONE", "Asia/Atlantis"),
        ("LANGUAGE_CODE", "de"),
        ("SITE_URL", "coalition.example"),
        ("SESSION_HOURS", "soon"),
    ],
)
def test_a_mistyped_setting_stops_the_start_with_a_sentence_that_names_it(name, value):
    ended = start(**{name: value})
    assert ended.returncode != 0
    last_line = ended.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last_line
    assert name in last_line
    assert value in last_line


def test_a_start_without_a_secret_key_says_how_to_get_one(tmp_path):
    ended = start(SECRET_KEY="", DATA_DIR=str(tmp_path))
    assert "script/server" in ended.stderr.strip().splitlines()[-1]


def test_the_policy_allows_no_inline_script_and_no_foreign_source():
    told = policy(None)
    assert "unsafe-inline" not in told
    assert "nonce" not in told
    assert "default-src 'none'" in told
    assert "http:" not in told.replace("https:", "")


def test_a_page_that_asks_for_a_nonce_gets_it_into_the_policy():
    assert "'nonce-abc'" in policy("abc")


@override_settings(IS_SECURE=True)
def test_a_secure_site_upgrades_what_is_not():
    assert policy(None).endswith("upgrade-insecure-requests")


@override_settings(SITE_URL="https://other.example", ALLOWED_HOSTS=["coalition.example"])
def test_a_site_address_that_is_not_allowed_is_an_error():
    assert [message.id for message in checks.site_url_is_allowed(None)] == ["news.E001"]


@pytest.mark.parametrize("hosts", [["*"], ["news.coalition.example"], [".coalition.example"]])
def test_a_site_address_that_is_allowed_is_none(hosts):
    with override_settings(SITE_URL="https://news.coalition.example", ALLOWED_HOSTS=hosts):
        assert checks.site_url_is_allowed(None) == []


def test_a_data_folder_that_cannot_be_written_is_an_error(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with override_settings(DATA_DIR=file):
        assert [message.id for message in checks.data_folder_can_be_written(None)] == ["news.E002"]
    with override_settings(DATA_DIR=tmp_path / "not" / "yet"):
        assert checks.data_folder_can_be_written(None) == []


def test_a_public_site_without_https_is_warned_of():
    with override_settings(SITE_URL="http://coalition.example"):
        assert [message.id for message in checks.site_url_is_secure(None)] == ["news.W001"]
    with override_settings(SITE_URL="https://coalition.example"):
        assert checks.site_url_is_secure(None) == []


def answer(application, path):
    """(status, headers, body) of a WSGI application."""
    told = {}

    def begin(status, headers, exc_info=None):
        told["status"], told["headers"] = status, dict(headers)

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    body = b"".join(application(environ, begin))
    return told["status"], told["headers"], body


def nobody_else(environ, begin):
    begin("404 Not Found", [])
    return [b""]


def test_a_file_uploaded_while_the_site_runs_is_served_and_cannot_run(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    application = wsgi.with_media(nobody_else)
    (tmp_path / "сурет.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    status, headers, _body = answer(application, "/media/сурет.html".encode().decode("latin-1"))
    assert status.startswith("200")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_files_outside_the_media_folder_are_not_served(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "secret_key").write_text("құпия", encoding="utf-8")
    status, _headers, _body = answer(wsgi.with_media(nobody_else), "/media/../secret_key")
    assert status.startswith("404")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("kk", "Шығу"), ("ru", "Выйти"), ("en", "Log out")])
def test_the_newsroom_speaks_the_language_of_whoever_is_logged_in(client, language, words):
    client.force_login(a_user(is_superuser=True, language=language))
    response = client.get("/admin/", headers={"accept-language": "ru" if language == "kk" else "kk"})
    assert f'<html lang="{language}"' in response.content.decode()
    assert words in response.content.decode()


@pytest.mark.parametrize(
    ("pattern", "value", "is_like"),
    [
        ("%үлгі%", "Айгүл ҮЛГІБАЕВА", True),
        ("%Ә_ІЛ%", "әділ", True),
        ("100\\%", "100%", True),
        ("100\\%", "1000", False),
        ("а.б", "ахб", False),
    ],
)
def test_like_knows_every_alphabet(pattern, value, is_like):
    assert database.like(pattern, value, "\\") is is_like


def test_like_of_nothing_is_nothing():
    assert database.like(None, "а") is None
    assert database.like("а", None) is None
