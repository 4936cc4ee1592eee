"""The order of the home page, given by keyboard and by dragging, as somebody at the desk does it."""

import datetime as dt
import re

from django.utils import timezone

from news.models import Article
from tests import factories

ROWS = ".home-order__story"


def pinned(*headlines):
    until = timezone.now() + dt.timedelta(days=1)
    for place, headline in enumerate(headlines, 1):
        factories.a_story(headline, pinned_until=until, home_position=place)


def shown(page):
    return page.locator(f"{ROWS} .home-order__words > a").all_inner_texts()


def stored():
    return [row.headline_kk for row in Article.objects.pinned().order_by("home_position")]


def save(page):
    page.click("text=Save the order")
    page.wait_for_selector(".messagelist .success")


def test_the_home_page_is_ordered_by_keyboard(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    newsroom.click("text=Order of the home page")
    newsroom.focus(f"{ROWS}:nth-child(1) [name=down]")
    newsroom.keyboard.press("Enter")
    assert shown(newsroom) == ["Екінші", "Бірінші", "Үшінші"]
    assert "Бірінші: place 2 of 3" in newsroom.inner_text("#home-order-status")
    newsroom.keyboard.press("Space")  # the arrow keeps the focus
    assert shown(newsroom) == ["Екінші", "Үшінші", "Бірінші"]
    newsroom.keyboard.press("Alt+ArrowUp")
    assert shown(newsroom) == ["Екінші", "Бірінші", "Үшінші"]
    assert newsroom.is_visible("text=The order is not saved yet.")
    save(newsroom)
    assert stored() == ["Екінші", "Бірінші", "Үшінші"]
    assert complaints == []


def test_the_home_page_is_ordered_by_dragging(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    newsroom.goto("/admin/home/")
    drag(newsroom, 3, 1)
    assert shown(newsroom) == ["Үшінші", "Бірінші", "Екінші"]
    save(newsroom)
    assert stored() == ["Үшінші", "Бірінші", "Екінші"]
    assert newsroom.is_hidden("text=The order is not saved yet.")
    assert complaints == []


def test_escape_puts_a_dragged_story_back(newsroom, complaints):
    pinned("Бірінші", "Екінші", "Үшінші")
    newsroom.goto("/admin/home/")
    drag(newsroom, 1, 3, drop=False)
    assert shown(newsroom) == ["Екінші", "Үшінші", "Бірінші"]
    newsroom.keyboard.press("Escape")
    newsroom.mouse.up()
    assert shown(newsroom) == ["Бірінші", "Екінші", "Үшінші"]
    assert complaints == []


def test_a_story_is_found_and_pinned(newsroom, complaints):
    pinned("Бірінші")
    factories.a_story("Ауылда жиын өтті")
    newsroom.goto("/admin/home/")
    newsroom.click(".home-order__pin .select2-selection")
    newsroom.keyboard.type("жиын")
    newsroom.click(".select2-results__option:has-text('Ауылда жиын өтті')")
    newsroom.click(".home-order__pin button[name=pin]")
    newsroom.wait_for_selector(".messagelist .success")
    assert shown(newsroom) == ["Бірінші", "Ауылда жиын өтті"]
    assert complaints == []


def test_a_cell_of_the_translation_desk_leads_to_the_translation(newsroom, complaints):
    article = factories.an_article("Ауылда жиын өтті")
    newsroom.goto("/admin/translations/")
    newsroom.click("td:nth-child(3) a")
    newsroom.fill("[name=headline_ru]", "Собрание прошло")
    newsroom.click("#id_body_ru-page")
    newsroom.keyboard.type("Собрание прошло в ауле.")
    newsroom.click("text=Save and submit")
    newsroom.wait_for_selector("text=waits for an editor now")
    article.refresh_from_db()
    assert (article.headline_ru, article.state_ru) == ("Собрание прошло", "submitted")
    assert "Собрание прошло в ауле." in re.sub(r"<[^>]+>", "", article.body_ru)
    assert complaints == []


def test_the_form_of_a_story_opens_with_the_asked_language_beside_the_original(newsroom, complaints):
    article = factories.an_article("Ауылда жиын өтті")
    newsroom.goto(f"/admin/news/article/{article.pk}/change/?beside=en")
    newsroom.wait_for_selector(".languages--beside")
    open_tabs = newsroom.locator(".languages__tab[aria-selected=true]")
    assert [tab.get_attribute("id") for tab in open_tabs.all()] == ["tab-kk", "tab-en"]
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
