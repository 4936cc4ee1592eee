"""The small copies of pictures."""

import io

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from news import renditions
from news.models import Image
from news.renditions import Outcome
from tests.factories import a_picture

pytestmark = pytest.mark.django_db


def picture_file(size=(1600, 1000), kind="JPEG", colour="teal", **options):
    buffer = io.BytesIO()
    PIL.Image.new("RGB", size, colour).save(buffer, kind, **options)
    return ContentFile(buffer.getvalue(), name=f"сурет.{kind.lower()}")


@pytest.fixture
def image(django_capture_on_commit_callbacks):
    """A picture as it comes out of an upload."""
    with django_capture_on_commit_callbacks(execute=True):
        return Image.objects.create(file=picture_file((700, 400)))


def files():
    return {file.name for file in default_storage.stored()}


def size_of(name):
    with default_storage.open(name) as file:
        return PIL.Image.open(file).size


class Unreachable:
    """A store that must not be asked: it only composes addresses."""

    def url(self, name):
        return f"https://cdn.example/{name}"


def test_a_saved_picture_has_copies_in_both_formats_a_jpeg_and_a_card(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = Image.objects.create(file=picture_file())
    assert (image.width, image.height) == (1600, 1000)
    assert image.renditions == [160, 320, 640, 960, 1280]
    for ending in ("avif", "webp"):
        for source in renditions.sources(image, ending):
            name = renditions.name_of(image, source.width, ending)
            assert size_of(name) == (source.width, round(1000 * source.width / 1600))
    assert size_of(renditions.card_name(image)) == (1200, 630)
    assert size_of(renditions.jpeg_name(image)) == (1280, 800)
    assert renditions.jpeg_url(image).endswith("-1280.jpg")


def test_a_small_picture_is_never_made_larger():
    assert renditions.widths_for(400) == [160, 320, 400]
    assert renditions.widths_for(5000) == [160, 320, 640, 960, 1280]
    assert renditions.widths_for(90) == [90]


def test_the_card_shows_the_focal_point(django_capture_on_commit_callbacks):
    """A wide picture, red on the left and blue on the right."""
    wide = PIL.Image.new("RGB", (1400, 300), "blue")
    wide.paste("red", (0, 0, 700, 300))
    buffer = io.BytesIO()
    wide.save(buffer, "PNG")
    with django_capture_on_commit_callbacks(execute=True):
        image = Image.objects.create(file=ContentFile(buffer.getvalue(), "сурет.png"), focal_x=0)
    with default_storage.open(renditions.card_name(image)) as file:
        card = PIL.Image.open(file).convert("RGB")
    assert card.getpixel((1190, 300))[0] > 200


def test_a_moved_focal_point_gives_the_card_a_new_address(image, django_capture_on_commit_callbacks):
    before, copies = renditions.card_url(image), renditions.sources(image, "webp")
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_x = 10
        image.save()
        assert renditions.card_url(image) == before
    image.refresh_from_db()
    assert renditions.card_url(image) != before
    assert default_storage.exists(image.card)
    assert renditions.sources(image, "webp") == copies


def test_a_focal_point_that_is_saved_alone_is_noticed_too(image, django_capture_on_commit_callbacks):
    image.focal_y = 80
    with django_capture_on_commit_callbacks(execute=True):
        image.save(update_fields=["focal_y"])
    assert Image.objects.get().card.endswith("-card-50-80.jpg")


def test_a_new_file_has_no_card_before_it_is_drawn(image):
    image.file = picture_file((640, 480))
    image.save()
    assert (renditions.card_url(image), renditions.jpeg_url(image)) == ("", "")


def test_another_save_leaves_the_copies_alone(image, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        image.place = "Ақтау"
        image.save()
    assert callbacks == []
    assert renditions.are_complete(Image.objects.get())


def test_addresses_are_told_by_the_row_without_asking_the_store(image, monkeypatch):
    monkeypatch.setattr(image.file, "storage", Unreachable())
    assert len(renditions.sources(image, "avif")) == 4
    assert renditions.card_url(image).startswith("https://cdn.example/pictures/")
    assert renditions.jpeg_url(image).startswith("https://cdn.example/pictures/")


def test_a_row_of_an_earlier_release_shows_what_it_has_and_names_nothing_else(image):
    image.renditions, image.card = [160, 480], ""
    assert [source.width for source in renditions.sources(image, "webp")] == [160, 480]
    assert (renditions.card_url(image), renditions.jpeg_url(image)) == ("", "")


def test_a_row_that_tells_the_size_of_a_picture_on_its_side_is_mended(image):
    """As releases before the intake wrote it for a telephone held upright."""
    for name in renditions.names_of(image):
        default_storage.delete(name)
    Image.objects.update(width=400, height=700, renditions=[], card="", tone="")
    assert renditions.make(Image.objects.get()) is Outcome.MADE
    mended = Image.objects.get()
    assert (mended.width, mended.height) == (700, 400)
    assert mended.tone == image.tone
    assert renditions.are_complete(mended)
    assert renditions.names_of(mended) <= files()


def test_only_what_is_missing_is_made(image):
    name = renditions.name_of(image, 320, "avif")
    default_storage.delete(name)
    before = {each.name: each.written_at for each in default_storage.stored()}
    assert renditions.make(image) is Outcome.MADE
    after = {each.name: each.written_at for each in default_storage.stored()}
    assert after.keys() - before.keys() == {name}
    assert all(after[each] == before[each] for each in before)
    assert renditions.make(image) is Outcome.KEPT


def test_a_picture_whose_file_was_replaced_meanwhile_keeps_its_row(image):
    """Two at once: one makes copies while the other replaces the file."""
    stale = Image.objects.get()
    Image.objects.update(file="pictures/other.jpg", renditions=[])
    renditions.make(stale)
    assert Image.objects.get().renditions == []


def test_every_file_of_a_picture_is_known_by_name(image):
    assert files() == renditions.names_of(image) | {image.file.name}
    image.focal_x = 10
    assert files() < renditions.names_of(image) | {image.file.name}


def test_a_missing_file_leaves_the_row_without_copies(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = a_picture()
    image.refresh_from_db()
    assert renditions.make(image) is Outcome.LOST
    assert renditions.sources(image, "webp") == []
    assert renditions.card_url(image) == ""


def test_a_damaged_file_leaves_the_row_without_copies(image):
    Image.objects.update(renditions=[])
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, ContentFile(b"\xff\xd8\xff nothing"))
    [default_storage.delete(name) for name in renditions.names_of(image)]
    assert renditions.make(Image.objects.get()) is Outcome.DAMAGED
    assert Image.objects.get().renditions == []


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"", b"\x89PNG\r\n"])
def test_what_is_no_picture_is_refused_with_a_sentence(data):
    image = Image(file=ContentFile(data, name="сурет.png"))
    with pytest.raises(ValidationError):
        image.clean_fields(exclude=["width", "height"])


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    file = picture_file((9000, 7000), "PNG")
    with pytest.raises(ValidationError):
        Image(file=file).clean_fields()
