"""The register of quotations: who said what, in which role on that day, and where it is printed."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Organization, Person, Quotation, coalition_day
from news.structured_data import breadcrumbs

from .article_list import named, with_query
from .asked import words_asked, year_asked
from .head import head_of, page
from .paging import slice_of

QUOTATIONS_ON_A_PAGE = 20
SPEAKERS_OFFERED = 200


class Filters:
    """What the form above the register asks for. One query for each of its fields."""

    def __init__(self, asked, language):
        self.language = language
        self.people = offered(Person, "speaker_person", words_asked(asked, "person"), language)
        self.organizations = offered(Organization, "speaker_organization", words_asked(asked, "organization"), language)
        self.person = named(self.people, words_asked(asked, "person"))
        self.organization = named(self.organizations, words_asked(asked, "organization"))
        self.year = year_asked(asked)

    @property
    def query(self):
        given = {
            "person": self.person and self.person.slug,
            "organization": self.organization and self.organization.slug,
            "year": self.year,
        }
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def years(self):
        """The years since the first story with a quotation in the language, the latest first."""
        first = Quotation.objects.in_language(self.language).aggregate(first=Min("listed_at"))["first"]
        this_year = timezone.localdate().year
        return list(range(this_year, (coalition_day(first).year if first else this_year) - 1, -1))

    def applied_to(self, rows):
        if self.person:
            rows = rows.filter(speaker_person=self.person)
        if self.organization:
            rows = rows.filter(speaker_organization=self.organization)
        return rows.between(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)) if self.year else rows


def offered(model, speaker, slug, language):
    """The first two hundred who are quoted in the language, in its alphabet, and the one asked for. Two queries.

    Asks for the newest quotation of each, one step in an index: for Exists() PostgreSQL joins all quotations there are.
    """
    spoken = Quotation.objects.in_language(language).listed().filter(**{speaker: OuterRef("pk")})
    heavy = model.biography.fields if model is Person else model.description.fields
    rows = model.objects.live().alias(spoken=Subquery(spoken.newest_first().values("pk")[:1]))
    rows = rows.filter(spoken__isnull=False).in_order(language).defer(*heavy)
    found = list(rows[:SPEAKERS_OFFERED])
    if slug and named(found, slug) is None:
        found += model.objects.live().filter(slug=slug)[:1]
    return found


@require_safe
def quotation_list(request):
    """Four queries beside those of every page."""
    language = get_language()
    filters = Filters(request.GET, language)
    rows = filters.applied_to(Quotation.objects.in_language(language).listed().for_cards())
    part = slice_of(rows, request.GET, size=QUOTATIONS_ON_A_PAGE)
    title, path = _("Quotes"), reverse("news:quotes")
    context = {
        "title": title,
        "filters": filters,
        "quotations": part.rows,
        "newer": with_query(path, filters.query, part.newer) if part.newer else "",
        "older": with_query(path, filters.query, part.older) if part.older else "",
    }
    head = head_of(
        with_query(path, filters.query),
        title=" · ".join(filter(None, [title, *chosen_names(filters)])),
        description=_("Who said it, when, and in what role."),
        section="quotes",
        structured_data=[breadcrumbs((title, path))],
        is_indexed=part.is_first and bool(part.rows),
    )
    return page(request, "news/quotation_list.html", head, context)


def chosen_names(filters):
    chosen = (filters.person, filters.organization)
    return [*(row.name for row in chosen if row), *([str(filters.year)] if filters.year else [])]
