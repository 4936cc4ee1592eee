"""Sitemaps: an index, sections with the languages of each page, and the news of two days (Google News)."""

import datetime as dt
from itertools import groupby

from django.db.models import Max
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from news import languages, pagecache
from news.models import (
    Area,
    Article,
    Edition,
    Event,
    Organization,
    Page,
    Person,
    Quotation,
    SiteProfile,
    Topic,
    address_of_quotation,
)
from news.structured_data import absolute

STORIES_IN_A_SECTION = 1_000
"""A file may have 50,000 addresses and 50 MB; these stay near 2 MB, and are written in a quarter of a second."""

MOST_ADDRESSES = 50_000
"""What sitemaps.org allows in a file; the quotations of a section stay far below, unless each story has a score."""

NEWS_IS_NEW_FOR = dt.timedelta(days=2)
MOST_NEWS = 1_000

LISTS = ("home", "news", "people", "organizations", "areas", "quotes", "events")


@require_safe
def index(request):
    """One section for each kind of page, and two for each range of stories' keys, which stays as stories are added."""
    newest = Article.objects.aggregate(newest=Max("pk"))["newest"] or 0
    ranges = range(newest // STORIES_IN_A_SECTION + 1)
    names = [*SECTIONS, *(f"{kind}-{number}" for kind in OF_STORIES for number in ranges)]
    addresses = [absolute(reverse("root:sitemap", args=[name])) for name in names]
    return xml(request, "news/sitemap_index.xml", {"addresses": addresses})


@require_safe
def section(request, section):
    name, _dash, number = section.partition("-")
    if name in OF_STORIES and number.isdecimal() and len(number) < 10:
        return xml(request, "news/sitemap.xml", {"pages": OF_STORIES[name](int(number))})
    if section not in SECTIONS:
        raise Http404
    return xml(request, "news/sitemap.xml", {"pages": SECTIONS[section]()})


@require_safe
def news(request):
    """Stories of the last two days in every language: 1,000 at most, the newest first."""
    since = timezone.now() - NEWS_IS_NEW_FOR
    # All languages by name, since the index of the moments begins with the language.
    editions = Edition.objects.listed().filter(language__in=languages.CODES, listed_at__gte=since).newest_first()
    stories = editions.only("language", "slug", "headline", "listed_at", "modified_at")[:MOST_NEWS]
    context = {"stories": stories, "site": SiteProfile.objects.current()}
    return xml(request, "news/news_sitemap.xml", context)


def stories(number):
    """The addresses of the stories of one range of keys. One query."""
    first = number * STORIES_IN_A_SECTION
    editions = Edition.objects.listed().filter(article__gte=first, article__lt=first + STORIES_IN_A_SECTION)
    editions = editions.only("article", "language", "slug", "listed_at", "modified_at").order_by("article", "language")
    for _article, versions in groupby(editions, key=lambda edition: edition.article_id):
        yield from in_their_languages(list(versions))


def in_their_languages(versions):
    alternates = [(edition.language, absolute(edition.get_absolute_url())) for edition in versions]
    for edition, (_language, address) in zip(versions, alternates, strict=True):
        yield {"address": address, "changed": edition.modified_at, "alternates": alternates}


def quotes(number):
    """The pages of the quotations in the stories of one range of keys. One query."""
    first = number * STORIES_IN_A_SECTION
    rows = Quotation.objects.listed().filter(
        edition__article__gte=first, edition__article__lt=first + STORIES_IN_A_SECTION
    )
    rows = rows.order_by("uid", "language", "listed_at").values_list("uid", "language", "edition__modified_at")
    changed = {}
    for uid, language, moment in rows[:MOST_ADDRESSES]:
        changed.setdefault(uid, {})[language] = moment
    for uid, moments in changed.items():
        alternates = [(code, absolute(address_of_quotation(code, uid))) for code in moments]
        for code, address in alternates:
            yield {"address": address, "changed": moments[code], "alternates": alternates}


def in_every_language(path, changed=None):
    """A page that stands at the same path below each language."""
    alternates = [(code, absolute(f"/{code}/{path}")) for code in languages.CODES]
    return [{"address": address, "changed": changed, "alternates": alternates} for _code, address in alternates]


def lists():
    for name in LISTS:
        yield from in_every_language(without_language(reverse(f"news:{name}")))
    coalition = SiteProfile.objects.current().coalition
    if coalition and coalition.has_or_had_members():
        yield from in_every_language(without_language(coalition.get_members_url()))


def of_rows(rows, changed=None):
    def pages():
        for row in rows():
            path = without_language(row.get_absolute_url())
            yield from in_every_language(path, getattr(row, changed) if changed else None)

    return pages


def without_language(path):
    return path.split("/", 2)[2]


OF_STORIES = {"stories": stories, "quotes": quotes}

SECTIONS = {
    "lists": lists,
    "topics": of_rows(lambda: Topic.objects.only("slug")),
    "areas": of_rows(lambda: Area.objects.only("slug")),
    "people": of_rows(lambda: Person.objects.live().only("slug")),
    "organizations": of_rows(lambda: Organization.objects.live().only("slug")),
    "events": of_rows(lambda: Event.objects.live().only("slug", "start_at", "updated_at"), "updated_at"),
    "pages": of_rows(lambda: Page.objects.live().only("slug", "updated_at"), "updated_at"),
}


def xml(request, template, context):
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    return pagecache.keep(response, pagecache.SITEMAP)
