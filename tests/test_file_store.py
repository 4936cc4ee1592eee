"""FILES_URL: what it may say, and what comes of it."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from coalition_site.file_store import store_at
from news import checks

WHOLE = "s3://KEY:SE%2FCRET@files.example:9000/ulgi/media?region=kz-1&secure=false&signed=true&public=https://cdn.example/ulgi/"


def test_without_an_address_files_lie_in_the_folder_of_this_machine():
    store = store_at("", variable="FILES_URL")
    assert store.storage == {"BACKEND": "news.storage.disk.FilesOnDisk"}
    assert (store.public_address, store.origin) == ("", "")


def test_an_address_tells_everything():
    store = store_at(WHOLE, variable="FILES_URL")
    assert store.storage["BACKEND"] == "news.storage.s3.FilesInS3"
    assert store.storage["OPTIONS"] == {
        "access_key": "KEY",
        "secret_key": "SE/CRET",
        "endpoint_url": "http://files.example:9000",
        "bucket_name": "ulgi",
        "location": "media",
        "region_name": "kz-1",
        "querystring_auth": True,
        "public_address": "https://cdn.example/ulgi",
    }
    assert (store.public_address, store.origin) == ("https://cdn.example/ulgi", "https://cdn.example")


def test_without_a_public_address_readers_fetch_files_from_the_store():
    store = store_at("s3://key:secret@files.example/ulgi", variable="FILES_URL")
    assert store.public_address == "https://files.example/ulgi"
    assert store.storage["OPTIONS"]["querystring_auth"] is False


@pytest.mark.parametrize(
    "address",
    [
        "https://key:құпия@files.example/ulgi",
        "s3://key:құпия@/ulgi",
        "s3://key:құпия@files.example:port/ulgi",
        "s3://files.example/ulgi",
        "s3://құпия@files.example/ulgi",
        "s3://key:құпия@files.example/",
        "s3://key:құпия@files.example/ulgi?secure=perhaps",
        "s3://key:құпия@files.example/ulgi?signed=1",
        "s3://key:құпия@files.example/ulgi?colour=blue",
        "s3://key:құпия@files.example/ulgi?public=cdn.example",
        "s3://key:құпия@[files.example/ulgi",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_name_of_the_setting_and_without_the_secret(address):
    with pytest.raises(ImproperlyConfigured, match=r"^FILES_URL ") as refusal:
        store_at(address, variable="FILES_URL")
    assert "құпия" not in str(refusal.value)


def started(**environment):
    """What the settings say in a process of their own: policy for pictures, and whether boto3 was imported."""
    code = (
        "import sys, django; django.setup(); from django.conf import settings;"
        "from django.core.files.storage import default_storage as files; files.url('a.webp');"
        "print(*settings.SECURE_CSP['img-src'], 'boto3' in sys.modules, sep='|')"
    )
    command = [sys.executable, "-c", code]
    environment |= {"DJANGO_SETTINGS_MODULE": "coalition_site.settings", "SECRET_KEY": "ұзақ-кілт" * 8}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_pages_may_show_pictures_of_the_store_and_of_nobody_else():
    assert started(FILES_URL=WHOLE) == "'self'|data:|blob:|https://cdn.example|True"


def test_without_a_store_nothing_of_it_is_imported():
    assert started() == "'self'|data:|blob:|False"


@pytest.mark.parametrize(
    ("endpoint", "public", "warned"),
    [
        ("http://files.example", "https://cdn.example", True),
        ("https://files.example", "http://cdn.example", True),
        ("https://files.example", "https://cdn.example", False),
        ("http://127.0.0.1:9000", "https://cdn.example", False),
        ("http://localhost:9000", "http://localhost:9000/ulgi", False),
    ],
)
def test_a_store_that_is_spoken_to_in_the_open_is_warned_of(settings, endpoint, public, warned):
    store = {"BACKEND": "news.storage.s3.FilesInS3", "OPTIONS": {"endpoint_url": endpoint}}
    with override_settings(STORAGES={**settings.STORAGES, "default": store}, FILES_PUBLIC_URL=public):
        assert [message.id for message in checks.files_travel_safely(None)] == (["news.W002"] if warned else [])


def test_a_folder_of_this_machine_needs_no_warning():
    assert checks.files_travel_safely(None) == []
