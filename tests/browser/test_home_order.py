"""The order of the home page, given by keyboard and by dragging, as somebody at the desk does it."""

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from news.models import Article
from tests import factories

from .walking import follow, go, succeeds, text

ROWS = ".home-order__story"


def pinned(*headlines):
    until = timezone.now() + dt.timedelta(days=1)
    for place, headline in enumerate(headlines, 1):
        factories.a_story(headline, pinned_until=until, home_position=place)


def shows(page, *headlines):
    expect(page.locator(f"{ROWS} .home-order__words > a")).to_have_text(headlines)


def stored():
    return [row.headline_kk for row in Article.objects.pinned().order_by("home_position")]


def save(page):
    follow(page, "text=Save the order")
    succeeds(page)


def test_the_home_page_is_ordered_by_keyboard(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    follow(newsroom, "text=Order of the home page")
    newsroom.focus(f"{ROWS}:nth-child(1) [name=down]")
    newsroom.keyboard.press("Enter")
    shows(newsroom, "Екінші", "Бірінші", "Үшінші")
    text(newsroom, "#home-order-status").to_contain_text("Бірінші: place 2 of 3")
    newsroom.keyboard.press("Space")  # the arrow keeps the focus
    shows(newsroom, "Екінші", "Үшінші", "Бірінші")
    newsroom.keyboard.press("Alt+ArrowUp")
    shows(newsroom, "Екінші", "Бірінші", "Үшінші")
    text(newsroom, "text=The order is not saved yet.").to_be_visible()
    save(newsroom)
    assert stored() == ["Екінші", "Бірінші", "Үшінші"]
    assert complaints == []


def test_the_home_page_is_ordered_by_dragging(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    go(newsroom, "/admin/home/")
    drag(newsroom, 3, 1)
    shows(newsroom, "Үшінші", "Бірінші", "Екінші")
    save(newsroom)
    assert stored() == ["Үшінші", "Бірінші", "Екінші"]
    text(newsroom, "text=The order is not saved yet.").to_be_hidden()
    assert complaints == []


def test_escape_puts_a_dragged_story_back(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    go(newsroom, "/admin/home/")
    drag(newsroom, 1, 3, drop=False)
    shows(newsroom, "Екінші", "Үшінші", "Бірінші")
    newsroom.keyboard.press("Escape")
    newsroom.mouse.up()
    shows(newsroom, "Бірінші", "Екінші", "Үшінші")
    assert complaints == []


def test_a_story_is_found_and_pinned(newsroom, complaints):
    pinned("Бірінші")
    factories.a_story("Ауылда жиын өтті")
    go(newsroom, "/admin/home/")
    newsroom.click(".home-order__pin .select2-selection")
    newsroom.keyboard.type("жиын")
    newsroom.click(".select2-results__option:has-text('Ауылда жиын өтті')")
    follow(newsroom, ".home-order__pin button[name=pin]")
    succeeds(newsroom)
    shows(newsroom, "Бірінші", "Ауылда жиын өтті")
    assert complaints == []


def test_a_cell_of_the_translation_desk_leads_to_the_translation(newsroom, complaints):
    article = factories.an_article("Ауылда жиын өтті")
    go(newsroom, "/admin/translations/")
    follow(newsroom, "td:nth-child(3) a")
    newsroom.fill("[name=headline_ru]", "Собрание прошло")
    newsroom.click("#id_body_ru-page")
    newsroom.keyboard.type("Собрание прошло в ауле.")
    follow(newsroom, "text=Save and submit")
    text(newsroom, "text=waits for an editor now").to_be_visible()
    article.refresh_from_db()
    assert (article.headline_ru, article.state_ru) == ("Собрание прошло", "submitted")
    assert "Собрание прошло в ауле." in re.sub(r"<[^>]+>", "", article.body_ru)
    assert complaints == []


def test_the_form_of_a_story_opens_with_the_asked_language_beside_the_original(newsroom, complaints):
    article = factories.an_article("Ауылда жиын өтті")
    go(newsroom, f"/admin/news/article/{article.pk}/change/?beside=en")
    newsroom.wait_for_selector(".languages--beside")
    for code, is_open in (("kk", "true"), ("ru", "false"), ("en", "true")):
        text(newsroom, f"#tab-{code}").to_have_attribute("aria-selected", is_open)
    assert complaints == []


def drag(page, number, to, *, drop=True):
    """Take a story by its handle to the place of another, a little at a time, as a hand does."""
    start = page.locator(f"{ROWS}:nth-child({number}) .home-order__handle").bounding_box()
    end = page.locator(f"{ROWS}:nth-child({to}) .home-order__handle").bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    beyond = end["height"] / 2 * (1 if to > number else -1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, end["y"] + end["height"] / 2 + beyond, steps=20)
    if drop:
        page.mouse.up()
