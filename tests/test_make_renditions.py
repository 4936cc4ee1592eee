"""manage.py make_renditions."""

import io

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from news import renditions
from news.management.commands import make_renditions
from news.models import Image
from tests.factories import a_picture

pytestmark = pytest.mark.django_db


def a_picture_without_copies():
    """As a process leaves it that was killed between the row and the copies."""
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (64, 48), "teal").save(buffer, "JPEG")
    return Image.objects.create(file=ContentFile(buffer.getvalue(), name="сурет.jpg"))


def unfinished():
    return [image.pk for image in Image.objects.order_by("pk") if not renditions.are_complete(image)]


def test_pictures_without_copies_get_them(capsys, monkeypatch):
    monkeypatch.setattr(make_renditions, "PICTURES_AT_ONCE", 2)
    pictures = [a_picture_without_copies() for _number in range(5)]
    call_command("make_renditions")
    assert "5 made." in capsys.readouterr().out
    assert unfinished() == []
    assert all(default_storage.present(renditions.names_of(each)) for each in pictures)


def test_a_second_run_has_nothing_to_do(capsys):
    a_picture_without_copies()
    call_command("make_renditions")
    call_command("make_renditions")
    assert "nothing to do" in capsys.readouterr().out


def test_copies_that_are_there_are_only_written_into_the_row(capsys):
    image = a_picture_without_copies()
    renditions.make(image)
    Image.objects.update(renditions=[])
    call_command("make_renditions")
    assert "1 there already" in capsys.readouterr().out
    assert unfinished() == []


def test_a_limit_leaves_the_rest_for_the_next_run():
    rows = [a_picture_without_copies().pk for _number in range(3)]
    call_command("make_renditions", "--limit", "2")
    assert unfinished() == rows[2:]
    call_command("make_renditions", "--limit", "2")
    assert unfinished() == []


def test_files_that_went_missing_are_made_again_when_asked_for(capsys):
    image = a_picture_without_copies()
    renditions.make(image)
    default_storage.delete(renditions.card_name(image))
    call_command("make_renditions")
    assert not default_storage.exists(renditions.card_name(image))
    call_command("make_renditions", "--all")
    assert default_storage.exists(renditions.card_name(image))


def test_lost_and_damaged_files_stop_nobody_and_are_told_at_the_end(capsys, monkeypatch):
    monkeypatch.setattr(make_renditions, "TOLD_BY_NAME", 2)
    lost, damaged, other, fine = a_picture(), a_picture(), a_picture(), a_picture_without_copies()
    default_storage.save(damaged.file.name, ContentFile(b"nothing"))
    with pytest.raises(CommandError, match="3 pictures have no copies"):
        call_command("make_renditions")
    told = capsys.readouterr().out
    assert f"{lost.pk} {lost.file.name}: the store has lost it" in told
    assert f"{damaged.pk} {damaged.file.name}: it cannot be read" in told
    assert "and 1 more" in told
    assert unfinished() == [lost.pk, damaged.pk, other.pk]
    assert renditions.are_complete(Image.objects.get(pk=fine.pk))


def test_a_store_that_does_not_answer_ends_the_run_with_a_sentence(monkeypatch):
    a_picture_without_copies()

    def away(self, names):
        raise OSError("The store of files: no answer.")

    monkeypatch.setattr(type(default_storage._wrapped), "present", away)
    with pytest.raises(CommandError, match="Begin again"):
        call_command("make_renditions")
