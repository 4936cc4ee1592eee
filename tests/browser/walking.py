"""Hands and eyes of a walk, which wait for the page as a person does.

A click or a key comes back before what it brings about: the next page, its scripts, an answer of the server. So a walk
looks with `expect`, which tries again until PATIENCE ends, and acts on a page that `stands`.
"""

import time
from contextlib import contextmanager

from playwright.sync_api import expect

PATIENCE = 30_000
"""Milliseconds; a busy machine is not a broken page."""
MILLISECONDS_BETWEEN_LOOKS = 50
MARK = "() => document.documentElement.toggleAttribute('data-before', true)"


def stands(page):
    """Wait until the page is there and its scripts have run; a form of the newsroom then hears what is typed."""
    page.wait_for_load_state("load")
    expect(page.locator("form:has([data-typing]):not([data-ready])")).to_have_count(0)


def go(page, path):
    page.goto(path)
    stands(page)


@contextmanager
def turning(page):
    """What is done inside leads to another page, or to the same one anew: wait until that stands.

    The document at hand is marked; a success of the save before stands on it too, so no message could tell them apart.
    """
    page.wait_for_function(MARK)  # unlike evaluate() it gives up in the end on a page that is already on its way
    yield
    expect(page.locator("html:not([data-before])")).to_be_attached()
    stands(page)


def follow(page, selector):
    """Click what leads to another page."""
    with turning(page):
        page.click(selector)


def press(page, key):
    """Press a key that leads to another page."""
    with turning(page):
        page.keyboard.press(key)


def succeeds(page, words=""):
    """The page tells that it is done."""
    expect(page.locator(".messagelist .success").filter(has_text=words).first).to_be_visible()


def save(page):
    """Save with the keyboard, as far as it goes."""
    press(page, "Control+s")
    succeeds(page)


def press_until_seen(page, selector, *keys):
    """Press the keys until it is to be seen: an editor that is still drawing puts the caret back where it was."""

    def is_seen():
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(MILLISECONDS_BETWEEN_LOOKS)
        return page.locator(selector).is_visible()

    wait_until(page, is_seen)


def text(page, selector):
    """expect(…) on the first thing that the selector finds."""
    return expect(page.locator(selector).first)


def wait_until(page, is_so):
    """For what stands in the database: asks again until it is so."""
    ends = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < ends, "it has not come about"
        page.wait_for_timeout(MILLISECONDS_BETWEEN_LOOKS)
