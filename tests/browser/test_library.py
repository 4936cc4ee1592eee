"""The library as an editor uses it: pictures by chooser, drop and paste, described together, aimed at, replaced."""

import base64
import re

import pytest
from playwright.sync_api import expect

from news.models import Image
from tests import factories
from tests.admin.files import jpeg

from .walking import follow, go, save, stands, succeeds, text, wait_until

SEVERAL = "/admin/news/image/add-several/"
UNDER_WAY = "[data-state=waiting], [data-state=sending], [data-state=copying]"
LARGE = (480, 320)

GIVE = """([kind, name, bytes]) => {
  const transfer = new DataTransfer()
  const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
  transfer.items.add(new File([content], name, { type: "image/jpeg" }))
  const settings = { bubbles: true, cancelable: true, [kind === "paste" ? "clipboardData" : "dataTransfer"]: transfer }
  const make = kind === "paste" ? ClipboardEvent : DragEvent
  document.querySelector(".upload").dispatchEvent(new make(kind, settings))
}"""
"""A drop or a paste, as the browser tells the page of it."""


def a_file(name, content=None):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or jpeg()}


def open_upload(page):
    go(page, SEVERAL)
    expect(page.locator("form[data-ready]")).to_be_attached()


def give(page, kind, name):
    page.evaluate(GIVE, [kind, name, base64.b64encode(jpeg()).decode()])


def arrived(page, number):
    expect(page.locator(".upload__row[data-state=there]")).to_have_count(number)
    expect(page.locator(UNDER_WAY)).to_have_count(0)


@pytest.fixture
def picture(newsroom):
    """Stored as a form would, with the small copies that are made then."""
    open_upload(newsroom)
    newsroom.set_input_files("input[type=file]", [a_file("зал.jpg", jpeg(LARGE))])
    arrived(newsroom, 1)
    return Image.objects.get()


def test_pictures_are_chosen_dropped_and_pasted_then_described_at_once(newsroom, complaints):
    open_upload(newsroom)
    newsroom.set_input_files("input[type=file]", [a_file(f"сурет {number}.jpg") for number in (1, 2, 3)])
    give(newsroom, "drop", "тасталған.jpg")
    give(newsroom, "paste", "қойылған.jpg")
    arrived(newsroom, 5)
    text(newsroom, ".upload__told").to_contain_text("In the library: 5 of 5")
    assert Image.objects.count() == 5

    follow(newsroom, ".upload__describe")
    pictures = newsroom.locator(".describe__picture")
    expect(pictures).to_have_count(5)
    newsroom.get_by_label("Credit · English").fill("Photo: Aigerim Ulgi")
    newsroom.get_by_label("Place").fill("Akmola")
    for place in range(4):
        pictures.nth(place).get_by_label("Description · English").fill(f"People at a table, {place}")
    save_button = "input[name=_save]"
    follow(newsroom, save_button)
    succeeds(newsroom, "4 pictures are described")
    expect(pictures).to_have_count(1)
    text(newsroom, ".describe__picture .errorlist").to_contain_text("decoration")
    pictures.get_by_label("Decoration only").check()
    follow(newsroom, save_button)
    expect(newsroom.locator(".pictures li")).to_have_count(5)
    assert set(Image.objects.values_list("place", "credit_en")) == {("Akmola", "Photo: Aigerim Ulgi")}
    assert complaints == []


def test_each_file_tells_how_far_it_is_and_what_to_do(newsroom, complaints):
    open_upload(newsroom)
    drawing = {"name": "сызба.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"}
    content = jpeg()
    newsroom.set_input_files("input[type=file]", [drawing, a_file("зал.jpg", content)])
    row = newsroom.locator(".upload__row")
    expect(row.nth(0)).to_have_attribute("data-state", "refused")
    expect(row.nth(0)).to_contain_text("Save the drawing as PNG")
    expect(row.nth(0).get_by_role("button")).to_be_hidden()
    expect(row.nth(1)).to_contain_text("in the library")

    # the same file under another name; a network that fails; a session that ended
    newsroom.set_input_files("input[type=file]", [a_file("тағы.jpg", content)])
    expect(row.nth(2)).to_contain_text("was in the library already")
    newsroom.route("**/upload/", lambda route: route.abort())
    newsroom.set_input_files("input[type=file]", [a_file("көше.jpg")])
    expect(row.nth(3)).to_contain_text("cannot be reached")
    newsroom.unroute("**/upload/")
    cookies = newsroom.context.cookies()
    newsroom.context.clear_cookies(name="sessionid")
    row.nth(3).get_by_role("button", name="Send again").press("Enter")
    expect(row.nth(3)).to_contain_text("You are logged out")
    newsroom.context.add_cookies(cookies)
    row.nth(3).get_by_role("button", name="Send again").press("Enter")
    expect(row.nth(3)).to_have_attribute("data-state", "there")
    assert Image.objects.count() == 2
    assert [said for said in complaints if "Failed to load resource" not in said] == []


def test_a_file_is_stopped_and_sent_after_all(newsroom, complaints):
    open_upload(newsroom)
    held, is_over = [], []
    newsroom.route("**/upload/", lambda route: route.continue_() if is_over else held.append(route))
    newsroom.set_input_files("input[type=file]", [a_file(f"{number}.jpg") for number in range(3)])
    row = newsroom.locator(".upload__row")
    wait_until(newsroom, lambda: len(held) == 2)
    expect(row.nth(2)).to_contain_text("waiting")
    row.nth(2).get_by_role("button", name="Cancel").click()
    expect(row.nth(2)).to_contain_text("not sent")
    is_over.append(True)
    for route in held:
        route.continue_()
    arrived(newsroom, 2)
    row.nth(2).get_by_role("button", name="Send again").click()
    arrived(newsroom, 3)
    assert complaints == []


def test_leaving_while_files_are_on_their_way_asks_first(newsroom):
    open_upload(newsroom)
    held = []
    newsroom.route("**/upload/", lambda route: held.append(route))
    newsroom.set_input_files("input[type=file]", [a_file("зал.jpg")])
    expect(newsroom.locator(".upload__row")).to_have_count(1)
    asked = []
    newsroom.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    newsroom.click("#site-name")  # a browser asks only those who have touched the page
    wait_until(newsroom, lambda: asked == ["beforeunload"])
    for route in held:
        route.abort()


def test_the_focal_point_is_moved_with_the_keyboard_and_the_crops_follow(newsroom, picture, complaints):
    go(newsroom, f"/admin/news/image/{picture.pk}/change/")
    point = newsroom.get_by_role("button", name="Focal point")
    point.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        newsroom.keyboard.press(key)
    expect(newsroom.locator("[name=focal_x]")).to_have_value("54")
    expect(newsroom.locator("[name=focal_y]")).to_have_value("48")
    expect(newsroom.locator(".crops__crop--card")).to_have_css("object-position", "54% 48%")
    expect(newsroom.locator(".crops__crop--wide")).to_have_css("object-position", "50% 50%")  # pages go by tens
    newsroom.locator(".focal__stage").click(position={"x": 20, "y": 20})
    expect(newsroom.locator(".crops__crop--face")).to_have_css("object-position", re.compile(r"^(0|10)% (0|10)%$"))
    save(newsroom)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) < (10, 15)
    assert complaints == []


def test_another_file_takes_the_place_of_a_picture_wherever_it_is_used(newsroom, picture, complaints):
    Image.objects.update(is_decorative=True)
    edition = factories.an_edition("Жиын", language="en", cover=picture)
    go(newsroom, edition.get_absolute_url())
    stem = picture.file.name.removesuffix(".jpg")
    text(newsroom, f"picture img[src*='{stem}']").to_be_visible()

    go(newsroom, f"/admin/news/image/{picture.pk}/change/")
    text(newsroom, ".places").to_contain_text("Жиын")
    newsroom.set_input_files("input[name=file]", a_file("жаңа.jpg", jpeg(LARGE)))
    save(newsroom)
    text(newsroom, ".field-came_as").to_contain_text("жаңа.jpg")
    go(newsroom, edition.get_absolute_url())
    expect(newsroom.locator(f"picture img[src*='{stem}']")).to_have_count(0)
    picture.refresh_from_db()
    text(newsroom, f"picture img[src*='{picture.file.name.removesuffix('.jpg')}']").to_be_visible()
    assert complaints == []


def test_several_pictures_come_without_a_script_on_a_narrow_phone(newsroom, open_page):
    cookies = newsroom.context.cookies()
    page = open_page("/admin/login/", java_script_enabled=False, width=320, height=640)
    page.context.add_cookies(cookies)
    page.goto(SEVERAL)
    page.get_by_label("Choose pictures").set_input_files([a_file("бір.jpg"), a_file("екі.jpg")])
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator(".describe__picture")).to_have_count(2)
    for number in (0, 1):
        page.get_by_label("Description · English").nth(number).fill("Hall")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".pictures li")).to_have_count(2)
    assert Image.objects.filter(description_en="Hall").count() == 2


def test_what_is_typed_about_pictures_outlives_the_page(newsroom, picture):
    address = f"/admin/news/image/describe/?ids={picture.pk}"
    go(newsroom, address)
    newsroom.on("dialog", lambda dialog: dialog.accept())
    newsroom.get_by_label("Description · English").fill("People at a table")
    text(newsroom, ".notes__quiet").to_contain_text("Kept in this browser")
    newsroom.reload()
    stands(newsroom)
    text(newsroom, ".kept").to_be_visible()
    newsroom.locator(".kept__buttons .button").first.click()
    expect(newsroom.get_by_label("Description · English")).to_have_value("People at a table")
