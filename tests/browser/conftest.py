"""A browser for the walks: Chromium, driven by Playwright, on a server of the test's own."""

import os
import threading
import time

import pytest
from django.conf import settings as installation
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from tests import factories

from .walking import PATIENCE, stands

# Playwright's own loop runs in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PASSWORD = "қыран-құс-2026"
SECONDS_BETWEEN_LOOKS = 0.02

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """A file, so that each thread of the server has a connection of its own: one in memory, shared by threads and with
    functions of ours in it, comes to a standstill now and then."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser complained of: refusals of the content security policy, errors of scripts, files not found."""
    return []


class AtWork(set):
    """The requests that the server has begun to answer. The next test finds an empty database, and settings of its own:
    what a page asked for in its last moment must not meet them."""

    def begin(self, sender, environ, **kwargs):
        if threading.current_thread() is not threading.main_thread():  # a test that asks without a browser
            self.add(threading.get_ident())

    def end(self, sender, **kwargs):
        self.discard(threading.get_ident())


@pytest.fixture(scope="session")
def requests_at_work():
    at_work = AtWork()
    request_started.connect(at_work.begin)
    request_finished.connect(at_work.end)
    return at_work


def wait_until_answered(at_work):
    """Twice in a row nothing, as a connection may just have been taken."""
    ends = time.monotonic() + PATIENCE / 1000
    quiet = 0
    while quiet < 2 and time.monotonic() < ends:
        quiet = 0 if at_work else quiet + 1
        time.sleep(SECONDS_BETWEEN_LOOKS)


@pytest.fixture
def open_page(chromium, live_server, complaints, requests_at_work):
    """open_page(path, …) -> a page of somebody who was never here, in a window of the given size; or of `user`, who
    has logged in before."""
    contexts = []

    def open_it(path="/", *, user=None, width=1280, height=900, **options):
        settings = {"viewport": {"width": width, "height": height}, "locale": "en-US", **options}
        context = chromium.new_context(base_url=live_server.url, **settings)
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        if user:
            context.add_cookies([session_of(user) | {"url": live_server.url}])
        page = context.new_page()
        slow_down(page)
        page.goto(path)
        stands(page)
        return page

    yield open_it
    for context in contexts:
        context.close()
    wait_until_answered(requests_at_work)


def session_of(user):
    client = Client()
    client.force_login(user)
    name = installation.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def slow_down(page):
    """WALKS_SLOWER=6 makes the browser six times slower: whoever looks for walks that depend on a quick machine."""
    rate = os.environ.get("WALKS_SLOWER")
    if rate:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": float(rate)})


@pytest.fixture
def newsroom(transactional_db, open_page, settings):
    """The newsroom, with the editor-in-chief logged in; interface in English, so that a walk can name its buttons."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    factories.a_site()
    aigerim = factories.an_editor_in_chief(email="aigerim@ulgi.example", name="Айгерім Үлгі", language="en")
    return open_page("/admin/", user=aigerim)
