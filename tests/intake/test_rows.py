"""Files of the library's rows: looked at on every way in, once, and kept under names of our own."""

import datetime as dt
import hashlib
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import modelform_factory

from news import intake
from news.intake import names, pictures
from news.models import Document, Image

from .files import PDF, halves, noted, photo, upload, written

pytestmark = pytest.mark.django_db

JPEG = written(photo(), exif=noted())
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
PictureForm = modelform_factory(Image, fields=["file", "focal_x", "focal_y"])
DocumentForm = modelform_factory(Document, fields=["file", "kind"])


def form_with(content, name="сурет.jpg", form=PictureForm, row=None, **typed):
    focal_point = {"focal_x": row.focal_x, "focal_y": row.focal_y} if form is PictureForm and row else {}
    defaults = {"focal_x": 50, "focal_y": 50, "kind": "document"} | focal_point
    return form(defaults | typed, {"file": SimpleUploadedFile(name, content)}, instance=row)


def stored(row):
    with row.file.storage.open(row.file.name) as file:
        return file.read()


def files():
    return default_storage.listdir("")[0] if default_storage.exists("") else []


# ways in


def by_form(content, name):
    form = form_with(content, name)
    assert form.is_valid(), form.errors
    return form.save()


def by_row(content, name):
    return Image.objects.create(file=upload(content, name))


def by_file(content, name):
    row = Image()
    row.file.save(name, upload(content))
    return row


WAYS = pytest.mark.parametrize("brought", [by_form, by_row, by_file])


@WAYS
def test_a_picture_is_written_anew_and_told_by_its_row(brought):
    row = brought(JPEG, "Ауыл жиыны.JPG")
    row.refresh_from_db()
    content = stored(row)
    assert content != JPEG
    assert b"Exif" not in content
    assert (row.width, row.height, row.size, row.tone) == (64, 48, len(content), "n")
    assert (row.original_name, row.checksum) == ("Ауыл жиыны.JPG", hashlib.sha256(JPEG).hexdigest())


@WAYS
def test_a_picture_is_stored_under_a_name_that_no_other_ever_has(brought):
    one, other = brought(JPEG, "Ауыл жиыны.JPG"), brought(JPEG, "Ауыл жиыны.JPG")
    today = dt.datetime.now(tz=dt.UTC)
    assert re.fullmatch(rf"pictures/{today:%Y/%m}/auyl-zhiyny-[0-9a-f]{{10}}\.jpg", one.file.name)
    assert one.file.name != other.file.name


@WAYS
def test_a_picture_is_decoded_once_on_its_way(brought, monkeypatch):
    opened = []
    reader = pictures.READERS["jpeg"]
    monkeypatch.setitem(pictures.READERS, "jpeg", lambda file: opened.append(1) or reader(file))
    row = brought(JPEG, "сурет.jpg")
    row.save()
    Image.objects.get().save()
    assert len(opened) == 1


@pytest.mark.parametrize("brought", [by_row, by_file])
def test_what_is_refused_leaves_neither_a_row_nor_a_file(brought):
    with pytest.raises(intake.Refused, match="Save the drawing as PNG"):
        brought(SVG, "сурет.jpg")
    assert not Image.objects.exists()
    assert files() == []


@pytest.mark.parametrize(("form", "content"), [(PictureForm, SVG), (DocumentForm, b"<html>")])
def test_a_form_tells_why_a_file_is_refused(form, content):
    refused = form_with(content, "файл.txt" if form is DocumentForm else "файл.png", form)
    assert list(refused.errors) == ["file"]
    assert "Save" in refused.errors["file"][0]


def test_a_form_asks_for_the_kinds_of_files_that_are_let_in():
    assert 'accept="image/jpeg,' in str(PictureForm()["file"])
    assert 'accept=".pdf,.docx,' in str(DocumentForm()["file"])


def test_a_document_is_stored_under_the_ending_of_what_it_is():
    form = form_with(PDF, "Күн тәртібі.docx", DocumentForm)
    assert form.is_valid(), form.errors
    row = form.save()
    assert re.fullmatch(r"documents/\d{4}/\d\d/kun-tartibi-[0-9a-f]{10}\.pdf", row.file.name)
    assert (row.format, row.size, row.original_name) == ("PDF", len(PDF), "Күн тәртібі.docx")
    assert (stored(row), row.checksum) == (PDF, hashlib.sha256(PDF).hexdigest())


# another file for the row


def replaced(row, content, **typed):
    form = form_with(content, "басқа.jpg", row=Image.objects.get(pk=row.pk), **typed)
    assert form.is_valid(), form.errors
    return form.save()


@pytest.fixture
def image():
    row = Image.objects.create(file=upload(JPEG), focal_x=20, focal_y=70)
    Image.objects.update(renditions=[64], card="pictures/ulgi-card.jpg")
    return row


OTHER = written(halves((48, 64)), "PNG")


def test_another_file_is_another_name_and_forgets_what_was_made_of_the_first(image):
    after = replaced(image, OTHER)
    after.refresh_from_db()
    assert after.file.name.endswith(".png")
    assert after.file.name != image.file.name
    assert (after.width, after.height, after.renditions, after.card) == (48, 64, [], "")
    assert after.checksum != image.checksum


def test_the_focal_point_of_a_picture_is_not_that_of_the_next(image):
    after = replaced(image, OTHER)
    assert (after.focal_x, after.focal_y) == (50, 50)


def test_a_focal_point_set_together_with_another_file_stays(image):
    after = replaced(image, OTHER, focal_x=33)
    assert (after.focal_x, after.focal_y) == (33, 70)


def test_a_focal_point_set_together_with_the_first_file_stays():
    form = form_with(JPEG, focal_x=10, focal_y=90)
    assert (form.save().focal_x, Image.objects.get().focal_y) == (10, 90)


def test_a_row_saved_without_another_file_keeps_everything(image):
    form = PictureForm({"focal_x": 11, "focal_y": 70}, instance=Image.objects.get())
    after = form.save()
    assert (after.focal_x, after.file.name, after.checksum) == (11, image.file.name, image.checksum)


def test_a_part_of_a_row_saved_with_another_file_saves_all_that_the_file_tells(image):
    row = Image.objects.get()
    row.file = upload(OTHER, "басқа.png")
    row.save(update_fields=["place"])
    after = Image.objects.get()
    assert (after.width, after.renditions, after.original_name) == (48, [], "басқа.png")
    assert after.file.name != image.file.name


def test_a_row_whose_file_the_store_has_lost_can_be_mended(image):
    default_storage.delete(image.file.name)
    row = Image.objects.get()
    row.place = "Ақмола"
    row.full_clean()
    row.save()
    assert Image.objects.get().place == "Ақмола"


# known again


def test_the_same_file_is_known_when_it_comes_again(image):
    Image.objects.create(file=upload(OTHER))
    known = Image.objects.same_file(hashlib.sha256(JPEG).hexdigest())
    assert list(known) == [image]


def test_rows_without_a_checksum_are_not_taken_for_the_same_file():
    Image.objects.create(file="pictures/eski.jpg")
    assert not Image.objects.same_file("").exists()


# names


@pytest.mark.parametrize(
    ("name", "kept", "start"),
    [
        ("фото с пробелами и ә.jpg", "фото с пробелами и ә.jpg", "foto-s-probelami-i-a-"),
        ("..%2f..%2fetc%2fpasswd.jpg", "..%2f..%2fetc%2fpasswd.jpg", "2f-2fetc-2fpasswd-"),
        ("C:\\фото\\жиын.jpg", "жиын.jpg", "zhiyn-"),
        ("/etc/жиын.jpg", "жиын.jpg", "zhiyn-"),
        (".htaccess.jpg", ".htaccess.jpg", "htaccess-"),
        ("x\u202egpj.exe.jpg", "xgpj.exe.jpg", "xgpj-exe-"),
        ("жи\0\nын\t 2.jpg", "жиын 2.jpg", "zhiyn-2-"),
        ("<img src=x onerror=alert(1)>.jpg", "<img src=x onerror=alert(1)>.jpg", "img-src-x-onerror-alert-1-"),
        ("😀.jpg", "😀.jpg", "image-"),
        ("", "", "image-"),
    ],
)
def test_a_name_of_any_letters_is_kept_as_it_came_and_stored_in_safe_ones(name, kept, start):
    assert names.as_it_came(name) == kept
    safe = names.to_store(name, "jpg", otherwise="image")
    assert re.fullmatch(re.escape(start) + r"[0-9a-f]{10}\.jpg", safe)
    assert safe != names.to_store(name, "jpg", otherwise="image")


def test_the_longest_name_fits_its_column_and_the_store():
    row = by_row(JPEG, "ұ" * 400 + ".jpg")
    assert row.original_name == "ұ" * 255
    assert len(row.file.name) <= 200
