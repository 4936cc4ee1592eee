"""The report of files that nothing names, and of rows whose file is gone."""

import datetime as dt
import os
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from news import orphans, renditions
from news.models import Edition, Image, PressRelease, Quotation
from tests.factories import a_mark, a_person, a_picture, a_story

pytestmark = pytest.mark.django_db


def kept(name, *, days=40):
    """A file that was stored so many days ago."""
    name = default_storage.save(name, ContentFile(b"bytes"))
    moment = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (moment, moment))
    return name


def a_stored_picture(**fields):
    """A finished picture with all its files."""
    picture = a_picture(renditions=renditions.widths_for(1280), **fields)
    picture.card = renditions.card_name(picture)
    Image.objects.filter(pk=picture.pk).update(card=picture.card)
    for name in (picture.file.name, *renditions.names_of(picture)):
        kept(name)
    return picture


def found(**options):
    report = orphans.Report(before=dt.datetime.now(dt.UTC) - dt.timedelta(days=30))
    return {file.name for file in report.orphans()}, {(each.kind, each.name) for each in report.lost()}


def test_what_rows_name_is_no_orphan():
    a_stored_picture()
    PressRelease.objects.create(text="Хабар", file=kept("press-releases/2026/11/хабар.docx"))
    edition = a_story(body_kk=a_mark(a_person())).editions.get()
    Edition.objects.update(card=kept("cards/aa/edition.png"), documents=[{"file": kept("documents/2026/11/a.pdf")}])
    Quotation.objects.update(card=kept("cards/bb/quotation.png"))
    assert edition.quotations.exists()
    assert found() == (set(), set())


def test_what_nothing_names_is_an_orphan():
    a_stored_picture()
    names = {
        kept("pictures/2026/11/gone.jpg"),
        kept("pictures/2026/11/gone-640.webp"),
        kept("pictures/2026/11/gone-card-50-50.jpg"),
        kept("cards/cc/nobody-says-this.png"),
        kept("documents/2026/11/old.pdf"),
    }
    assert found()[0] == names


def test_copies_in_the_widths_of_an_earlier_release_stay_and_cards_of_other_points_go():
    picture = a_stored_picture()
    stem = picture.file.name.removesuffix(".webp")
    kept(f"{stem}-480.avif")
    card = kept(f"{stem}-card-1-2.jpg")
    assert found()[0] == {card}


def test_a_card_that_is_needed_again_while_the_store_is_walked_is_not_deleted():
    """The focal point is moved back: the card of old is there, so it is named and not drawn again."""
    picture = a_stored_picture()
    card = renditions.card_name(picture)
    Image.objects.update(focal_x=10, card="")
    report = orphans.Report(before=dt.datetime.now(dt.UTC) - dt.timedelta(days=30))
    [orphan] = report.orphans()
    assert orphan.name == card

    Image.objects.update(focal_x=50, card=card)
    report.delete(orphan)

    assert default_storage.exists(card)


def test_a_row_whose_file_is_gone_is_told():
    picture = a_stored_picture()
    default_storage.delete(picture.file.name)
    default_storage.delete(renditions.card_name(picture))
    assert found() == (set(), {("image", picture.file.name), ("image", renditions.card_name(picture))})


def test_a_row_without_a_file_has_lost_none():
    PressRelease.objects.create(text="Хабар")
    assert found() == (set(), set())


def test_the_command_lists_and_deletes_only_what_is_old(capsys):
    old, young = kept("pictures/a.jpg", days=31), kept("pictures/b.jpg", days=29)
    call_command("orphans")
    told = capsys.readouterr().out
    assert old in told
    assert young not in told
    assert re.search(r"2 files: 1 that nothing names .*1 more are younger than 30 days", told)
    assert default_storage.exists(old)

    call_command("orphans", "--delete")
    assert not default_storage.exists(old)
    assert default_storage.exists(young)

    call_command("orphans", "--delete", "--older-than", "20")
    assert not default_storage.exists(young)


def test_the_command_ends_with_an_error_where_a_file_is_gone(capsys):
    picture = a_picture()
    with pytest.raises(CommandError, match="1 rows"):
        call_command("orphans")
    assert f"image {picture.pk}: {picture.file.name} is gone" in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-1"])
def test_a_file_that_is_being_uploaded_is_never_an_orphan(days):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("orphans", "--delete", f"--older-than={days}")


def test_the_report_asks_as_often_for_fifty_pictures_as_for_one(django_assert_max_num_queries):
    a_stored_picture()
    with django_assert_max_num_queries(15):
        found()
    Image.objects.bulk_create([Image(file=f"pictures/{number}.webp", width=1280) for number in range(50)])
    with django_assert_max_num_queries(15):
        assert len(found()[1]) == 50
