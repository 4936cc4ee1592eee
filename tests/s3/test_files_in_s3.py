"""The library with its files in a store of the S3 kind."""

import datetime as dt
import io
import socket
import urllib.error
from urllib.parse import parse_qs, urlsplit

import botocore.auth
import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client

from news import orphans, renditions
from news.models import Document, Image
from news.renditions import Outcome
from news.storage.s3 import FilesInS3
from tests.factories import a_story

from .conftest import fetched, photograph

pytestmark = pytest.mark.django_db


def stored():
    return {file.name for file in default_storage.stored()}


def test_an_uploaded_picture_and_its_copies_are_fetched_by_anybody(picture):
    assert isinstance(default_storage._wrapped, FilesInS3)
    assert stored() == renditions.names_of(picture) | {picture.file.name}
    addresses = [source.url for ending in ("avif", "webp") for source in renditions.sources(picture, ending)]
    for address in (*addresses, picture.file.url, renditions.jpeg_url(picture), renditions.card_url(picture)):
        content, headers = fetched(address)
        shown = PIL.Image.open(io.BytesIO(content))
        assert headers["Content-Type"] == shown.get_format_mimetype()
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["Content-Disposition"] == "inline"


def test_objects_lie_in_the_folder_of_the_address(picture, client, bucket):
    keys = [each["Key"] for each in client.list_objects_v2(Bucket=bucket)["Contents"]]
    assert all(key.startswith("media/pictures/") for key in keys)
    assert f"media/{picture.file.name}" in keys


def test_an_editor_uploads_through_the_form(store, aigerim, django_capture_on_commit_callbacks):
    newsroom = Client()
    newsroom.force_login(aigerim)
    fields = {"file": photograph(), "is_decorative": "on", "focal_x": "50", "focal_y": "50"}
    with django_capture_on_commit_callbacks(execute=True):
        assert newsroom.post("/admin/news/image/add/", fields).status_code == 302
    image = Image.objects.get()
    assert renditions.are_complete(image)
    assert fetched(image.file.url)[1]["Content-Type"] == "image/jpeg"
    assert newsroom.get(f"/admin/news/image/{image.pk}/change/").status_code == 200


def test_an_editor_drops_a_picture(store, aigerim, django_capture_on_commit_callbacks):
    newsroom = Client()
    newsroom.force_login(aigerim)
    with django_capture_on_commit_callbacks(execute=True):
        answer = newsroom.post("/admin/news/image/upload/", {"file": photograph()})
    assert answer.status_code == 201
    assert fetched(answer.json()["url"])[1]["Content-Type"] == "image/jpeg"
    assert renditions.are_complete(Image.objects.get())


def test_a_page_names_the_public_address_and_asks_the_store_nothing(picture, use, files_url):
    use(f"{files_url}&public=https://cdn.example/ulgi".replace("127.0.0.1", "127.0.0.2"))
    story = a_story(cover=picture)
    page = Client().get(story.editions.get().get_absolute_url())
    assert page.status_code == 200
    assert f"https://cdn.example/ulgi/media/{renditions.name_of(picture, 64, 'avif')}" in page.text


def test_a_signed_address_is_fetched_and_stays_the_same_all_day(picture, use, files_url):
    use(f"{files_url}&signed=true")
    address = default_storage.url(picture.file.name)
    told = parse_qs(urlsplit(address).query)
    assert told["X-Amz-Expires"] == ["604800"]
    assert told["X-Amz-Date"][0].endswith("T000000Z")
    assert default_storage.url(picture.file.name) == address
    assert fetched(address)[1]["Content-Type"] == "image/jpeg"


def test_signatures_are_those_that_the_protocol_wants(picture, client, use, files_url, bucket, monkeypatch):
    """Compared with what Amazon's own client signs at that moment."""
    use(f"{files_url}&signed=true")
    dawn = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0)
    monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *args: dawn)
    wanted = {"Bucket": bucket, "Key": f"media/{picture.file.name}"}
    assert default_storage.url(picture.file.name) == client.generate_presigned_url("get_object", wanted, 604800)


def test_a_name_that_is_taken_is_never_written_again(store):
    first = default_storage.save("cards/сөз.png", ContentFile(b"first"))
    second = default_storage.save("cards/сөз.png", ContentFile(b"second"))
    assert first != second
    assert fetched(default_storage.url(first))[0] == b"first"
    assert default_storage.open(second).read() == b"second"


def test_a_document_is_saved_and_never_shown(store):
    text = "Күн тәртібі\n".encode()
    document = Document.objects.create(file=ContentFile(text, name="Күн тәртібі.txt"), title_kk="Күн тәртібі")
    content, headers = fetched(document.file.url)
    assert content == text
    assert headers["Content-Disposition"] == 'attachment; filename="kun-tartibi.txt"'
    assert headers["Content-Type"] == "text/plain"


def test_what_no_type_is_known_for_is_saved_as_bytes(store):
    headers = fetched(default_storage.url(default_storage.save("a.html", ContentFile(b"<script>"))))[1]
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"] == 'attachment; filename="a.html"'


def test_a_replaced_file_has_new_addresses_and_the_old_ones_go_on(picture, django_capture_on_commit_callbacks):
    before = [picture.file.url, renditions.card_url(picture)]
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = photograph(colour="maroon")
        picture.save()
    picture.refresh_from_db()
    assert renditions.are_complete(picture)
    assert not {picture.file.url, renditions.card_url(picture)} & set(before)
    assert all(fetched(address) for address in [*before, picture.file.url, renditions.card_url(picture)])


def test_a_deleted_picture_leaves_nothing_in_the_store(picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert stored() == set()


def test_a_lost_object_hinders_no_page_and_no_screen(picture, aigerim):
    address = picture.file.url
    for name in stored():
        default_storage.delete(name)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        fetched(address)
    newsroom, story = Client(), a_story(cover=picture)
    newsroom.force_login(aigerim)
    for path in (
        story.editions.get().get_absolute_url(),
        f"/admin/news/image/{picture.pk}/change/",
        "/admin/news/image/",
        f"/admin/news/article/{story.pk}/change/",
    ):
        assert newsroom.get(path).status_code == 200
    assert renditions.make(picture) is Outcome.LOST


def test_copies_that_went_missing_are_made_again(picture):
    name = renditions.name_of(picture, 64, "avif")
    default_storage.delete(name)
    call_command("make_renditions", "--all")
    assert fetched(default_storage.url(name))[1]["Content-Type"] == "image/avif"
    assert stored() == renditions.names_of(picture) | {picture.file.name}


def test_the_report_of_orphans_walks_the_store(picture, capsys):
    orphan = default_storage.save("pictures/2026/11/жетім.jpg", ContentFile(b"bytes"))
    report = orphans.Report(before=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=5))
    assert [(file.name, file.size) for file in report.orphans()] == [(orphan, 5)]
    call_command("orphans", "--delete")
    assert default_storage.exists(orphan)
    default_storage.delete(picture.file.name)
    with pytest.raises(CommandError, match="1 rows"):
        call_command("orphans")
    assert f"image {picture.pk}: {picture.file.name} is gone" in capsys.readouterr().out


@pytest.fixture
def nobody(use, endpoint):
    """A store at a port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        use(f"s3://key:secret@127.0.0.1:{free.getsockname()[1]}/ulgi?secure=false")
        yield


def test_a_store_that_is_away_is_told_as_a_disk_would(nobody):
    for act in (
        lambda: default_storage.open("a.jpg"),
        lambda: default_storage.save("a.jpg", ContentFile(b"a")),
        lambda: default_storage.delete("a.jpg"),
        lambda: default_storage.size("a.jpg"),
        lambda: list(default_storage.stored()),
        lambda: default_storage.present(["a.jpg"]),
    ):
        with pytest.raises(OSError, match="The store of files"):
            act()


def test_a_file_that_is_not_there_is_told_as_a_disk_would(store):
    with pytest.raises(FileNotFoundError):
        default_storage.open("a.jpg")
    with pytest.raises(FileNotFoundError):
        default_storage.size("a.jpg")
