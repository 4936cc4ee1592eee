#!/usr/bin/env python
"""Paste hostile clipboards into the real editor, save, and look for what is left of them on the page.

    bench/hostile_paste.py clipboards.json        a JSON list of {name, payload}, {value} or plain strings
    bench/hostile_paste.py folder/                every .json of a folder
    bench/hostile_paste.py folder/ --limit 200    at most so many of each file, evenly spread
    bench/hostile_paste.py folder/ --keep out/    also writes what each became: stored and rendered
    bench/hostile_paste.py folder/ --raw          judges the payloads as they are: shows that the judge can fail

A throw-away newsroom, one granian process, one Chromium. Each payload goes onto the clipboard as another program would
put it there, and is pasted with Ctrl+V into the text of a new story, one language after the other; the story is saved
with Ctrl+S, its stored text rendered as readers get it and opened in a browser without any content security policy.

A leftover is: an element or attribute that runs, frames, submits, styles, names or fetches from elsewhere; a dialog; a
request to another host, while pasting or reading. Prints a line for each, what was refused as too much, the slowest
paste, and last `left N of M`. Exit code 1 when anything is left.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright
from throwaway import make_newsroom, prepare, server

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LANGUAGES = ("kk", "ru", "en")
MILLISECONDS_TO_FIRE = 40
PATIENCE = 120_000

TAP = """for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => { (window.fired ??= []).push(name) }"""
COPY = """html => {
  document.addEventListener("copy", event => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData.setData("text/html", html)
  }, { once: true, capture: true })
  document.execCommand("copy")
}"""
LEFT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--raw", action="store_true")
    options = parser.parse_args()
    payloads = read(options.source, options.limit)
    if options.raw:
        return tell(judged_raw(payloads))
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        prepare(folder, DJANGO_ALLOW_ASYNC_UNSAFE="true")
        session = make_newsroom()
        address = stack.enter_context(server())
        results = walk(payloads, address, session)
    if options.keep:
        keep(results, options.keep)
    return tell(results)


def read(source, limit):
    """(name, payload) of a file or of every file of a folder."""
    payloads = []
    for file in sorted(source.glob("**/*.json")) if source.is_dir() else [source]:
        rows = json.loads(file.read_text(encoding="utf-8", errors="replace"))
        step = max(1, len(rows) // limit) if limit else 1
        for number, row in list(enumerate(rows))[::step][: limit or None]:
            text = row if isinstance(row, str) else row.get("payload") or row.get("value") or ""
            name = f"{file.stem}#{number}" if isinstance(row, str) else row.get("name") or f"{file.stem}#{number}"
            payloads.append((name, text.encode("utf-8", "replace").decode()))
    return payloads


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def judged_raw(payloads):
    with chromium() as browser:
        reader = browser.new_context(bypass_csp=True)
        return [
            {"name": name, "left": opened(reader, payload), "refused": False, "seconds": 0}
            for name, payload in payloads
        ]


def walk(payloads, address, session):
    results = []
    with chromium() as browser:
        desk = browser.new_context(base_url=address)
        desk.set_default_timeout(PATIENCE)
        desk.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        reader = browser.new_context(bypass_csp=True)
        for start in range(0, len(payloads), len(LANGUAGES)):
            results += one_story(desk, reader, payloads[start : start + len(LANGUAGES)], urlsplit(address).netloc)
            print(f"\r{len(results)} of {len(payloads)}", end="", file=sys.stderr)
        print(file=sys.stderr)
    return results


def one_story(desk, reader, payloads, own_host):
    """Three payloads as the three texts of one story."""
    from news import prose  # noqa: PLC0415
    from news.models import Article  # noqa: PLC0415

    page, noticed = watched(desk, own_host)
    page.goto("/admin/news/article/add/")
    page.wait_for_selector("#id_body_en-page", state="attached")
    results = []
    for code, (name, payload) in zip(LANGUAGES, payloads, strict=False):
        result = {"name": name, **pasted(page, code, payload)}
        results.append(result | {"left": [f"while pasting: {what}" for what in noticed]})
        noticed.clear()
    page.fill("textarea[name^=headline_]:visible", "A paste")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    story = Article.objects.latest("pk")
    for code, result in zip(LANGUAGES, results, strict=False):
        result["stored"] = getattr(story, f"body_{code}")
        result["rendered"] = str(prose.render(result["stored"], code))
        for kind in ("stored", "rendered"):
            result["left"] += [f"{kind}: {what}" for what in opened(reader, result[kind])]
    page.close()
    return results


def pasted(page, code, payload):
    page.click(f"#tab-{code}")
    page.click(f"#id_body_{code}-page")
    page.evaluate(COPY, payload)
    started = time.monotonic()
    page.keyboard.press("Control+v")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return {
        "seconds": time.monotonic() - started,
        "refused": page.locator(f"#language-{code} .editor-note").count() > 0,
    }


def opened(reader, html):
    page, noticed = watched(reader)
    page.route("**/*", lambda route: route.abort())
    found = page.evaluate(LEFT, html)
    try:
        page.set_content(f'<!doctype html><meta charset="utf-8"><body>{html}', wait_until="domcontentloaded")
        page.wait_for_timeout(MILLISECONDS_TO_FIRE)
        fired = page.evaluate("window.fired ?? []")
    except Error:
        fired = ["the page went elsewhere"]
    page.close()
    return [*found, *fired, *noticed]


def watched(context, own_host=""):
    """A page, and the list of what it does that nobody asked for."""
    page, noticed = context.new_page(), []

    def look(request):
        host = urlsplit(request.url).netloc
        if host not in (own_host, ""):
            noticed.append(f"a request to {host}")

    page.add_init_script(TAP)
    page.on("request", look)
    page.on("dialog", lambda dialog: (noticed.append(f"dialog {dialog.type}"), dialog.dismiss()))
    return page, noticed


def keep(results, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("stored", "rendered"):
        rows = [{"name": result["name"], "html": result[kind]} for result in results]
        (folder / f"{kind}.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def tell(results):
    for result in results:
        for what in result["left"]:
            print(f"LEFT     {result['name']}: {what}")
        if result["refused"]:
            print(f"refused  {result['name']}: too much, the text stayed as it was")
    slowest = max(results, key=lambda result: result["seconds"])
    left = sum(bool(result["left"]) for result in results)
    print(f"slowest  {slowest['name']}: {slowest['seconds']:.2f} s")
    print(f"left {left} of {len(results)}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
