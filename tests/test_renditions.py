"""The small copies of pictures."""

import io

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from news import renditions
from news.models import Image
from tests.factories import a_picture

pytestmark = pytest.mark.django_db


def picture_file(size=(1600, 1000), kind="JPEG", colour="teal", **options):
    buffer = io.BytesIO()
    PIL.Image.new("RGB", size, colour).save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name=f"сурет.{kind.lower()}")


def test_a_saved_picture_has_copies_in_both_formats_and_a_card(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = Image.objects.create(file=picture_file())
    assert (image.width, image.height) == (1600, 1000)
    assert image.renditions == [160, 480, 800, 1280]
    for ending in ("avif", "webp"):
        for source in renditions.sources(image, ending):
            with image.file.storage.open(renditions.name_of(image, source.width, ending)) as file:
                assert PIL.Image.open(file).size == (source.width, round(1000 * source.width / 1600))
    with image.file.storage.open(renditions.card_name(image)) as file:
        assert PIL.Image.open(file).size == (1200, 630)


def test_a_small_picture_is_never_made_larger():
    assert renditions.widths_for(400) == [160, 400]
    assert renditions.widths_for(5000) == [160, 480, 800, 1280]
    assert renditions.widths_for(90) == [90]


def test_a_moved_focal_point_gives_the_card_a_new_address(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = Image.objects.create(file=picture_file())
    before = renditions.card_url(image)
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_x = 10
        image.save()
    assert renditions.card_url(image) != before
    assert image.file.storage.exists(renditions.card_name(image))


def test_a_missing_file_leaves_the_row_without_copies(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = a_picture()
    image.refresh_from_db()
    assert renditions.sources(image, "webp") == []
    assert renditions.card_url(image) == ""


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"", b"\x89PNG\r\n"])
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    image = Image(file=ContentFile(data, name="сурет.png"))
    with pytest.raises(ValidationError):
        image.clean_fields(exclude=["width", "height"])


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    file = picture_file((9000, 7000), "PNG")
    with pytest.raises(ValidationError):
        Image(file=file).clean_fields()
