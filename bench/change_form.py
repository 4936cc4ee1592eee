#!/usr/bin/env python
"""How soon the form of a story can be written in, against Django's stock form of the same row.

    bench/change_form.py                 5,000 people in the registry, 15 openings of each form
    bench/change_form.py --openings 40   more of them

A throw-away newsroom as script/server runs it: collected static files, one granian process, one Chromium. The two
forms are opened in turns. Ready means: the load event is over and, on our form, each of the three editors of texts can
be typed into and has its toolbar. Warm is an editor's second opening of the day (files are in the browser), cold the
first.

Prints a line a form, in milliseconds, with the ratio of the medians. Exit code 1 when the warm ratio is above 2.5.
"""

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from playwright.sync_api import sync_playwright
from throwaway import prepare, server, session_of

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SWITCHES += ["--disable-component-update", "--disable-sync", "--disable-quic"]
HIGHEST_RATIO = 2.5
OPENINGS_BEFORE_IT_COUNTS = 3
MIN_COLD_OPENINGS = 5
PARAGRAPH = "<p>Жиынға ауыл тұрғындары келді, әр өңірден өкілдер сөз сөйледі. Қорытынды қабылданды.</p>"
PARAGRAPHS = 55
"""About 5 KB of text in each language: a usual story."""

WATCH = """
const state = (window.readiness = { editors: [] })
document.addEventListener("prose-editor:ready", () => state.editors.push(performance.now()), true)
window.addEventListener("load", () => setTimeout(() => (state.loaded = performance.now())))
"""
IS_READY = """async editors => {
  const seen = selector => document.querySelectorAll(selector).length >= editors
  const ready = () => readiness.loaded && readiness.editors.length >= editors
    && seen(".ProseMirror[contenteditable=true]") && seen(".prose-menubar:not(:empty)")
  for (const end = performance.now() + 30000; !ready(); ) {
    if (performance.now() > end) throw new Error(`not ready: ${document.title}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return Math.max(readiness.loaded, ...readiness.editors)
}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--openings", type=int, default=15)
    parser.add_argument("--people", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        prepare(folder)
        story, session = fill(options.people)
        address = stack.enter_context(server("bench.stock_site:application"))
        forms = {
            "stock form": (f"{address}/stock/news/article/{story}/change/", 0),
            "our form": (f"{address}/admin/news/article/{story}/change/", 3),
        }
        cookie = {"name": "sessionid", "value": session, "url": address}
        warm, cold = measure(forms, cookie, options.openings, Path(folder) / "profile")
    tell("warm", warm)
    tell("cold", cold)
    return 1 if ratio(warm) > HIGHEST_RATIO else 0


def fill(people):
    """A newsroom with a story; its key and the session of its editor-in-chief."""
    import_module("bench.stock_site")
    call_command = import_module("django.core.management").call_command
    factories, models = import_module("tests.factories"), import_module("news.models")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    factories.a_site()
    models.Person.objects.bulk_create(
        models.Person(given_name_kk="Айгүл", family_name_kk=f"Үлгібаева {number}", slug=f"person-{number}")
        for number in range(people)
    )
    story = factories.an_article(
        languages=("kk", "ru", "en"),
        people=models.Person.objects.order_by("pk")[:4],
        organizations=[factories.an_organization() for _ in range(2)],
        topics=[factories.a_topic()],
        areas=[factories.an_area()],
    )
    for code in ("kk", "ru", "en"):
        setattr(story, f"body_{code}", PARAGRAPH * PARAGRAPHS)
    story.save()
    return story.pk, session_of(factories.an_editor_in_chief(email="aigerim@ulgi.example", language="kk"))


def measure(forms, cookie, openings, profile):
    """{form: [milliseconds]} warm and cold, the forms in turns."""
    with sync_playwright() as playwright:
        start = {"executable_path": CHROMIUM, "args": SWITCHES}
        window = playwright.chromium.launch_persistent_context(profile, **start)
        warm = measure_warm(in_turns(forms), prepared(window, cookie), openings)
        window.close()
        browser = playwright.chromium.launch(**start)
        cold = measure_cold(in_turns(forms), browser, cookie, max(MIN_COLD_OPENINGS, openings // 2))
        browser.close()
    return warm, cold


def in_turns(forms):
    """turns(number) -> (form, address, editors), one form after the other."""
    return lambda number: [(name, *form) for _ in range(number) for name, form in forms.items()]


def measure_warm(turns, window, openings):
    """The browser keeps its compiled scripts from the third opening on; only what comes after counts."""
    page, times = window.new_page(), {}
    for name, address, editors in turns(OPENINGS_BEFORE_IT_COUNTS):
        opened(page, address, editors)
        times[name] = []
    for name, address, editors in turns(openings):
        times[name].append(opened(page, address, editors))
    return times


def measure_cold(turns, browser, cookie, openings):
    times = {}
    for name, address, editors in turns(openings):
        window = prepared(browser.new_context(), cookie)
        times.setdefault(name, []).append(opened(window.new_page(), address, editors))
        window.close()
    return times


def prepared(window, cookie):
    window.add_cookies([cookie])
    window.add_init_script(WATCH)
    return window


def opened(page, address, editors):
    page.goto("about:blank")
    page.goto(address)
    return page.evaluate(IS_READY, editors)


def ratio(times):
    stock, ours = (statistics.median(values) for values in times.values())
    return ours / stock


def tell(cache, times):
    for name, values in times.items():
        middle = f"median {statistics.median(values):5.0f} ms"
        print(f"{cache}  {name:10}  {middle}  from {min(values):5.0f} to {max(values):5.0f}")
    print(f"{cache}  ratio       {ratio(times):.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
