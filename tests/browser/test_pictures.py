"""What readers' browsers really fetch of the pictures, what stands in their place before, and where there are none."""

from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.storage import default_storage
from playwright.sync_api import expect

from news import renditions
from news.intake.tones import TONES
from news.models import Image
from tests import factories

HEAVIEST_OF_THE_DEMO = Path("news/demo/pictures/lattice.webp")
MOST_ABOVE_THE_FOLD = 60_000
WORDS = "Сурет: киіз үйдің керегесі"
PHONE = {"width": 360, "height": 740, "is_mobile": True, "has_touch": True}

IN_VIEW = """() => [...document.images].filter((image) => {
  const box = image.getBoundingClientRect()
  return box.width && box.top < innerHeight && box.bottom > 0
}).map((image) => ({ url: image.currentSrc, wanted: image.getBoundingClientRect().width * devicePixelRatio }))"""


@pytest.fixture
def cover(transactional_db):
    factories.a_site()
    with HEAVIEST_OF_THE_DEMO.open("rb") as file:
        picture = Image.objects.create(file=File(file, name="кереге.webp"), description_kk=WORDS, focal_y=40)
    picture.refresh_from_db()
    assert picture.renditions == list(renditions.WIDTHS)
    return picture


@pytest.fixture
def story(cover):
    return factories.an_edition("Қысқа тақырып", cover=cover, people=[factories.a_person()]).get_absolute_url()


def test_a_phone_fetches_little_and_only_as_many_pixels_as_it_shows(story, open_page, complaints):
    for fineness in (1, 2, 3):
        page = open_page("/kk/quotes/", **PHONE, device_scale_factor=fineness)
        fetched = {}
        page.on("response", lambda answer, fetched=fetched: fetched.update({answer.url: answer}))
        page.goto(story)
        expect(page.locator(".article__cover img")).to_be_in_viewport()
        page.wait_for_function("() => document.querySelector('.article__cover img').complete")

        seen = page.evaluate(IN_VIEW)
        assert sum(len(fetched[picture["url"]].body()) for picture in seen) <= MOST_ABOVE_THE_FOLD
        assert fetched[seen[0]["url"]].headers["content-type"] == "image/avif"
        pixels = int(seen[0]["url"].rpartition("-")[2].removesuffix(".avif"))
        assert 0.85 <= pixels / seen[0]["wanted"] <= 1.2
    assert not complaints


def test_the_tone_holds_the_place_until_the_picture_is_there(story, cover, open_page):
    page = open_page("/kk/quotes/", **PHONE)
    held, released = [], []
    page.route("**/*.avif", lambda route: route.continue_() if released else held.append(route))
    page.route("**/*.woff2", lambda route: route.abort())  # a late font moves the text by itself
    page.goto(story, wait_until="domcontentloaded")
    box, text = page.locator(".article__cover .media"), page.locator(".article__body")
    expect(box).to_have_css("background-color", rgb(TONES[cover.tone]))
    before = (box.bounding_box(), text.bounding_box())
    assert page.locator(".article__cover img").evaluate("image => image.naturalWidth") == 0

    released.append(True)
    for route in held:
        route.continue_()
    page.wait_for_function("() => document.querySelector('.article__cover img').naturalWidth > 0")
    assert (box.bounding_box(), text.bounding_box()) == before


def rgb(tone):
    return f"rgb({', '.join(map(str, bytes.fromhex(tone[1:])))})"


def test_where_the_files_are_lost_the_description_stands_in_a_box_of_the_same_size(story, cover, open_page):
    whole = open_page(story, **PHONE).locator(".article__cover .media").bounding_box()
    for name in renditions.names_of(cover):
        default_storage.delete(name)

    page = open_page(story, **PHONE)
    expect(page.get_by_role("img", name=WORDS)).to_be_visible()
    page.wait_for_function("() => document.querySelector('.article__cover img').complete")
    assert page.locator(".article__cover img").evaluate("image => image.naturalWidth") == 0
    assert page.locator(".article__cover .media").bounding_box() == whole


def test_before_there_are_copies_the_description_stands_there(cover, open_page, complaints):
    Image.objects.filter(pk=cover.pk).update(renditions=[])
    page = open_page(factories.an_edition(cover=cover).get_absolute_url(), **PHONE)
    expect(page.get_by_text(WORDS)).to_be_visible()
    box = page.locator(".article__cover .media").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert not complaints
