"""The list of stories: everything, a year, a month; filtered by topic, region, organisation and kind."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Area, Edition, EditionArea, EditionOrganization, EditionTopic, Kind, Organization, Topic
from news.structured_data import breadcrumbs

from .asked import words_asked
from .head import ATOM, JSON_FEED, Feed, head_of, page
from .paging import Slice, months_of, slice_of

NEWEST_LOOKED_THROUGH = 20_000
"""A combination of filters has no index of its own: it is looked for among so many of the first one's newest rows."""

FIRST_YEAR = 1990


@dataclass(frozen=True)
class Period:
    """Everything, a year or a month, as the address says it."""

    year: int | None = None
    month: int | None = None

    @property
    def bounds(self):
        """The first and the last day, or None for everything."""
        if self.year is None:
            return None
        first = dt.date(self.year, self.month or 1, 1)
        last_month = self.month or 12
        return first, dt.date(self.year, last_month, calendar.monthrange(self.year, last_month)[1])

    @property
    def path(self):
        if self.month:
            return reverse("news:news_month", args=[f"{self.year:04}", f"{self.month:02}"])
        return reverse("news:news_year", args=[f"{self.year:04}"]) if self.year else reverse("news:news")

    @property
    def title(self):
        if self.year is None:
            return _("News")
        name = formats.date_format(self.bounds[0], "YEAR_MONTH_FORMAT") if self.month else self.year
        return _("News: %(period)s") % {"period": name}


def period_of(year, month):
    """The period of an address, or 404: no story is older than the web or younger than next year."""
    if year is None:
        return Period()
    period = Period(int(year), int(month) if month else None)
    if not FIRST_YEAR <= period.year <= timezone.localdate().year + 1 or period.month not in (None, *range(1, 13)):
        raise Http404
    return period


class Filters:
    """What the query string asks for. Only what exists counts; anything else is as if it were not there."""

    def __init__(self, asked):
        self.asked = {name: words_asked(asked, name) for name in ("topic", "area", "organization", "kind")}

    @cached_property
    def topics(self):
        return list(Topic.objects.all())

    @cached_property
    def areas(self):
        return list(Area.objects.all())

    @cached_property
    def organizations(self):
        """The parties, which the form offers, and the organisation asked for. One query."""
        offered = Q(classification=Organization.Classification.PARTY) | Q(slug=self.asked["organization"])
        return list(Organization.objects.live().filter(offered).in_order(get_language()))

    @cached_property
    def chosen(self):
        """{name: row or kind}, in the order in which one goes before another as the first."""
        found = {
            "topic": named(self.topics, self.asked["topic"]),
            "organization": named(self.organizations, self.asked["organization"]),
            "area": named(self.areas, self.asked["area"]),
            "kind": Kind(self.asked["kind"]) if self.asked["kind"] in Kind.values else None,
        }
        return {name: row for name, row in found.items() if row}

    @property
    def query(self):
        """The clean query string, without an empty or unknown part."""
        return urlencode({name: getattr(row, "slug", row) for name, row in self.chosen.items()})

    def without(self, name):
        return urlencode({other: getattr(row, "slug", row) for other, row in self.chosen.items() if other != name})

    @property
    def is_combination(self):
        return len(self.chosen) > 1

    @property
    def fields(self):
        """The selects of the form."""
        rows = (
            ("topic", _("Topic"), _("All topics"), [(row.slug, row.name) for row in self.topics]),
            ("area", _("Region"), _("All regions"), [(row.slug, row.name) for row in self.areas]),
            (
                "organization",
                _("Organisation"),
                _("All organisations"),
                [(row.slug, row.name) for row in self.organizations],
            ),
            ("kind", _("Type"), _("All types"), [(value, capital(label)) for value, label in Kind.choices]),
        )
        return [
            {"name": name, "label": label, "empty": empty, "options": options, "chosen": self.asked[name]}
            for name, label, empty, options in rows
        ]

    def chips(self, path):
        """The chosen filters, each with the address of the list without it."""
        return [
            {"text": capital(getattr(row, "label", None) or row.name), "path": with_query(path, self.without(name))}
            for name, row in self.chosen.items()
        ]


def named(rows, slug):
    return next((row for row in rows if slug and row.slug == slug), None)


def capital(text):
    return text[:1].upper() + text[1:]


def with_query(path, *queries):
    query = "&".join(filter(None, queries))
    return f"{path}?{query}" if query else path


LINKS = {"topic": EditionTopic, "organization": EditionOrganization, "area": EditionArea}


def rows_of(filters, language):
    """(queryset, name of the key that places its rows): link rows for a topic, organisation or region, else editions.

    One filter is one index range at any depth. Of several, the first one's newest rows are walked for those that the
    others let through.
    """
    if not filters.chosen:
        return Edition.objects.in_language(language).listed(), "pk"
    (name, row), *others = filters.chosen.items()
    if name == "kind":
        return Edition.objects.in_language(language).of_kind(row).listed(), "pk"
    links = LINKS[name].objects.filter(**{name: row}).in_language(language)
    if others:
        links = newest_of(links)
    for other, target in others:
        links = links.of_kind(target) if other == "kind" else links.also_linked_to(LINKS[other], **{other: target})
    return links.listed(), "edition_id"


def newest_of(links):
    """The newest links, of which so many are looked through. One query."""
    oldest = links.newest_first().values_list("listed_at", flat=True)[NEWEST_LOOKED_THROUGH - 1 : NEWEST_LOOKED_THROUGH]
    return links.filter(listed_at__gte=oldest[0]) if oldest else links


def stories_on(rows, key, asked):
    """A Slice whose rows are editions ready for cards. Two queries for link rows, one for editions."""
    if key == "pk":
        return slice_of(rows.for_cards(), asked)
    part = slice_of(rows, asked, key=key)
    editions = Edition.objects.for_cards().in_bulk([row.edition_id for row in part.rows])
    stories = [editions[row.edition_id] for row in part.rows if row.edition_id in editions]
    return Slice(stories, part.newer, part.older, part.is_first)


@require_safe
def article_list(request, year=None, month=None):
    period, filters = period_of(year, month), Filters(request.GET)
    rows, key = rows_of(filters, get_language())
    if period.bounds:
        rows = rows.between(*period.bounds)
    stories = stories_on(rows, key, request.GET)
    path = with_query(period.path, filters.query)
    context = {
        "period": period,
        "filters": filters,
        "chips": filters.chips(period.path),
        "stories": stories.rows,
        "newer": with_query(period.path, filters.query, stories.newer) if stories.newer else "",
        "older": with_query(period.path, filters.query, stories.older) if stories.older else "",
        "archive": archive_of(period, filters),
        "crumbs": [(_("News"), reverse("news:news"))] if period.year else [],
        "feed": feed_of(filters),
        "looked_through": NEWEST_LOOKED_THROUGH if filters.is_combination else None,
    }
    head = head_of(
        path,
        title=title_of(period, filters),
        section="news",
        feeds=feeds(),
        structured_data=[breadcrumbs(*context["crumbs"], (period.title, period.path))],
        is_indexed=stories.is_first and bool(stories.rows) and not filters.is_combination,
    )
    return page(request, "news/article_list.html", head, context)


def title_of(period, filters):
    return " · ".join([period.title, *(chip["text"] for chip in filters.chips(""))])


def archive_of(period, filters):
    """The months of the year in view and the years beside it; counted from the calendar, so that it costs no query."""
    year = period.year or timezone.localdate().year
    return {
        "year": year,
        "year_path": with_query(Period(year).path, filters.query),
        "months": [
            {
                "day": day,
                "path": with_query(Period(year, day.month).path, filters.query),
                "is_current": day.month == period.month,
            }
            for day in months_of(year)
        ],
        "before": year - 1 if year > FIRST_YEAR else None,
        "before_path": with_query(Period(year - 1).path, filters.query),
        "after": year + 1 if year < timezone.localdate().year else None,
        "after_path": with_query(Period(year + 1).path, filters.query),
    }


def feeds():
    return [
        Feed(_("Atom feed"), reverse("news:feed_atom"), ATOM),
        Feed(_("JSON feed"), reverse("news:feed_json"), JSON_FEED),
    ]


def feed_of(filters):
    """The feed nearest to the list: of its one filter, where that has a feed, else of everything."""
    if len(filters.chosen) == 1:
        ((name, row),) = filters.chosen.items()
        if name in LINKS:
            return reverse(f"news:{name}_atom", args=[row.slug])
    return reverse("news:feed_atom")
