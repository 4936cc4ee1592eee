"""Prints the paths of one page of every kind that a running site has, on one line: what .ci/judge looks at.

    .ci/main_pages.py http://127.0.0.1:8000

Stories, people and the like are taken from the links of their own lists, so that no address is written down here.
"""

import html
import re
import sys
import urllib.parse
import urllib.request

LISTS = ("", "news/", "people/", "organizations/", "events/", "areas/", "quotes/", "data/")
ONE_OF_EACH = {
    "news/": r"news/\d{4}/\d{2}/\d{2}/[^/]+/",
    "people/": r"people/[^/]+/",
    "organizations/": r"organizations/[^/]+/",
    "events/": r"events/\d{4}/\d{2}/\d{2}/[^/]+/",
    "areas/": r"areas/[^/]+/",
    "quotes/": r"quotes/[0-9a-f-]{36}/",
}
DEEPER = {"organizations/": r"organizations/[^/]+/members/", "events/": r"events/\d{4}/\d{2}/"}
LANGUAGE = "kk"
LISTS_LOOKED_THROUGH = 5


def main(site):
    pages = [f"/{LANGUAGE}/{path}" for path in LISTS]
    for shapes in (ONE_OF_EACH, DEEPER):
        pages += filter(None, (first_link(site, path, shape) for path, shape in shapes.items()))
    pages += filter(None, [story_with(site, 'class="gallery"')])
    pages += [f"/{LANGUAGE}/search/?q={urllib.parse.quote('коалиция')}", "/ru/", "/en/"]
    print(*pages)


def first_link(site, path, shape):
    """The first address on a list that has the shape of one of its things, or None where the list is empty."""
    return next(iter(links(text_of(f"{site}/{LANGUAGE}/{path}"), shape)), None)


def story_with(site, mark):
    """The first story of the newest lists whose page has the mark, or None."""
    path = "news/"
    for _list in range(LISTS_LOOKED_THROUGH):
        page = text_of(f"{site}/{LANGUAGE}/{path}")
        for story in dict.fromkeys(links(page, ONE_OF_EACH["news/"])):
            if mark in text_of(f"{site}{story}"):
                return story
        older = re.search(rf'href="/{LANGUAGE}/([^"]+)" rel="next"', page)
        if not older:
            return None
        path = html.unescape(older[1])
    return None


def links(page, shape):
    return re.findall(rf'href="(?:https?://[^/"]+)?(/{LANGUAGE}/{shape})"', page)


def text_of(address):
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 (the address is ours)
        return answer.read().decode()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
