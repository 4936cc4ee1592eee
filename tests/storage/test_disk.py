"""Files in a folder: whole under their name, or not there."""

import os
import threading
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from news.storage.disk import UNFINISHED, FilesOnDisk


@pytest.fixture
def store(tmp_path):
    return FilesOnDisk(location=tmp_path, base_url="/media/")


def unfinished(store):
    return list(Path(store.location, UNFINISHED).iterdir())


def test_the_newsroom_keeps_its_files_in_it():
    assert type(storages["default"]) is FilesOnDisk


def test_a_file_gets_its_name_and_leaves_nothing_beside(store):
    assert store.save("pictures/2026/11/жиналыс.jpg", ContentFile(b"bytes")) == "pictures/2026/11/жиналыс.jpg"
    with store.open("pictures/2026/11/жиналыс.jpg") as file:
        assert file.read() == b"bytes"
    assert unfinished(store) == []


def test_a_name_that_is_taken_is_never_written_again(store):
    first = store.save("a.jpg", ContentFile(b"first"))
    second = store.save("a.jpg", ContentFile(b"second"))
    assert second != first
    assert store.open(first).read() == b"first"
    assert store.open(second).read() == b"second"


def test_two_who_save_one_name_at_once_both_keep_their_file(store):
    at_once, names = threading.Barrier(8), []

    def save(number):
        at_once.wait()
        names.append((number, store.save("a.jpg", ContentFile(str(number).encode()))))

    savers = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    [saver.start() for saver in savers]
    [saver.join() for saver in savers]
    assert len({name for _number, name in names}) == 8
    assert all(store.open(name).read() == str(number).encode() for number, name in names)


def test_what_two_make_at_once_is_kept_once(store):
    """The small copy of a picture: its name tells its content."""
    store.save_once("a-640.webp", ContentFile(b"bytes"))
    store.save_once("a-640.webp", ContentFile(b"bytes"))
    assert [file.name for file in store.stored()] == ["a-640.webp"]
    assert unfinished(store) == []


def test_nothing_has_the_name_before_the_last_byte_is_written(store):
    class Slow(ContentFile):
        def chunks(self, chunk_size=None):
            for chunk in (b"first half", b"second half"):
                assert not store.exists("a.jpg")
                assert list(store.stored()) == []
                yield chunk

    store.save("a.jpg", Slow(b""))
    assert store.size("a.jpg") == len(b"first halfsecond half")


def test_what_breaks_off_leaves_neither_name_nor_rest(store):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"first half"
            raise OSError("the line is cut")

    with pytest.raises(OSError, match="the line is cut"):
        store.save("a.jpg", Broken(b""))
    assert not store.exists("a.jpg")
    assert unfinished(store) == []


def test_what_a_killed_process_left_is_swept_a_day_later(store):
    store.save("a.jpg", ContentFile(b"a"))
    old, new = Path(store.location, UNFINISHED, "old"), Path(store.location, UNFINISHED, "new")
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    store.save("b.jpg", ContentFile(b"b"))
    assert unfinished(store) == [new]


def test_an_upload_that_lies_in_a_temporary_file_is_copied(store):
    with TemporaryUploadedFile("a.pdf", "application/pdf", 3, None) as upload:
        upload.write(b"pdf")
        upload.seek(0)
        assert store.open(store.save("a.pdf", upload)).read() == b"pdf"


def test_files_have_the_rights_that_the_settings_say(store, settings):
    settings.FILE_UPLOAD_PERMISSIONS = 0o640
    name = store.save("a.jpg", ContentFile(b"a"))
    assert os.stat(store.path(name)).st_mode & 0o777 == 0o640


def test_a_disk_without_links_keeps_both_promises(store, monkeypatch):
    def no_links(*names):
        raise PermissionError("not here")

    monkeypatch.setattr(os, "link", no_links)
    first = store.save("a.jpg", ContentFile(b"first"))
    second = store.save("a.jpg", ContentFile(b"second"))
    assert (store.open(first).read(), store.open(second).read()) == (b"first", b"second")
    assert unfinished(store) == []


def test_the_list_of_files_tells_size_and_age_and_nothing_hidden(store):
    store.save("pictures/2026/11/a.jpg", ContentFile(b"four"))
    Path(store.location, UNFINISHED, "half").write_bytes(b"half")
    (told,) = store.stored()
    assert (told.name, told.size) == ("pictures/2026/11/a.jpg", 4)
    assert abs(told.written_at.timestamp() - time.time()) < 60
    assert store.present(["pictures/2026/11/a.jpg", "b.jpg"]) == {"pictures/2026/11/a.jpg"}


def test_a_folder_that_is_not_there_yet_holds_nothing(tmp_path):
    assert list(FilesOnDisk(location=tmp_path / "not" / "yet").stored()) == []
