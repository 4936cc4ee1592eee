"""What stands in the head of a public page, and how a public page is answered."""

from dataclasses import dataclass, field

from django.shortcuts import render
from django.utils.translation import get_language

from news import languages, pagecache
from news.structured_data import absolute

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


@dataclass(frozen=True)
class Version:
    """A page in one language: `exists` is False where only the note “not in this language” stands at the path."""

    code: str
    path: str
    exists: bool = True

    @property
    def name(self):
        return dict(languages.LANGUAGES)[self.code]

    @property
    def short_name(self):
        return languages.SHORT_NAMES[self.code]

    @property
    def is_current(self):
        return self.code == get_language()

    @property
    def address(self):
        return absolute(self.path)


@dataclass(frozen=True)
class Feed:
    title: str
    path: str
    type: str = ATOM

    @property
    def address(self):
        return absolute(self.path)


@dataclass(frozen=True)
class Head:
    """Title without the site's name (empty on the home page), and what search engines and previews want to know.

    `section` is the menu item the page stands under; `address` is None for pages that no one should link to (errors).
    """

    title: str = ""
    description: str = ""
    author: str = ""
    section: str = ""
    languages: list = field(default_factory=list)
    address: str | None = None
    kind: str = "website"
    picture: dict | None = None
    feeds: list = field(default_factory=list)
    structured_data: list = field(default_factory=list)
    is_indexed: bool = True

    @property
    def alternates(self):
        """The versions that exist, with x-default: what a reader of none of the languages is shown."""
        existing = [version for version in self.languages if version.exists]
        found = [{"code": version.code, "address": version.address} for version in existing]
        default = min(existing, key=lambda version: languages.CODES.index(version.code), default=None)
        return [*found, {"code": "x-default", "address": default.address}] if default else []


def in_every_language(path):
    """The same path below each language's prefix: for pages that exist in all of them."""
    rest = path.split("/", 2)[2]
    return [Version(code, f"/{code}/{rest}") for code in languages.CODES]


def head_of(path, **facts):
    """The head of a page that exists in every language at the same path (with its clean query string, if any)."""
    return Head(address=absolute(path), languages=in_every_language(path), **facts)


def page(request, template, head, context=None, *, status=200):
    """Answer with a public page. It is the same for everybody: no cookie is read or set, and caches may keep it."""
    return pagecache.keep(render(request, template, {"head": head, **(context or {})}, status=status))
