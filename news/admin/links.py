"""What a link in a text may lead to: pages of this site, found by name, addressed in the language of the text."""

from django.db.models import Exists, OuterRef
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils import formats, translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from news import languages
from news import search as finder
from news.models import Area, Article, Edition, Event, Organization, Page, Person, Topic

from .choosing import refuse_nul

MOST_OF_A_KIND = 5
MOST_WAITING = 3
"""Rows of a kind that have no public page yet: shown so that nobody looks for them in vain."""

NAME = "links_autocomplete"
"""Of the address. Its ending tells every noun's `get_queryset` that rows are asked for to be chosen from."""


def link_urls(site):
    def links(request):
        return links_view(site, request)

    return [path("links/", site.admin_view(require_safe(links)), name=NAME)]


def links_view(site, request):
    """Pages for the link dialog. Raises Http404 for a language that the newsroom does not have."""
    refuse_nul(request)
    language, term = request.GET.get("language"), request.GET.get("term", "").strip()[: finder.LONGEST_QUERY]
    if language not in languages.CODES:
        raise Http404
    rows = [*public_rows(site, request, term, language), *waiting_rows(site, request, term)] if term else []
    return JsonResponse({"results": [shown(row, language, is_public) for row, is_public in rows]})


def public_rows(site, request, term, language):
    """(row, True) of what readers can open: stories in that language, only where there are none in the others.

    Seven queries, eight more where no story has the words in that language.
    """
    hits = finder.search(term, language).hits
    found = {type_: [hit.row for hit in hits if hit.type == type_] for type_ in finder.TYPES}
    found["news"] = found["news"] or stories_in_other_languages(term, language)
    for rows in (Page.objects.live(), Topic.objects.all(), Area.objects.all()):
        found[rows.model] = matching(site, request, rows, term)
    return [(row, True) for rows in found.values() for row in rows[:MOST_OF_A_KIND]]


def stories_in_other_languages(term, language):
    others = (code for code in languages.CODES if code != language)
    return [hit.row for code in others for hit in finder.search(term, code, only="news").hits]


def waiting_rows(site, request, term):
    """(row, False) of what the user may see and readers may not yet. Five queries at most."""
    for model in (Person, Organization, Event, Article, Page):
        admin = site.get_model_admin(model)
        if not admin.has_view_permission(request):
            continue
        rows = without_public(model, admin.get_queryset(request))
        yield from ((row, False) for row in matching(site, request, rows, term)[:MOST_WAITING])


def without_public(model, rows):
    if model is Article:
        return rows.filter(~Exists(Edition.objects.live().filter(article=OuterRef("pk"))))
    if hasattr(model, "merged_into"):
        rows = rows.filter(merged_into=None)
    return rows.exclude(pk__in=model.objects.live().values("pk"))


def matching(site, request, rows, term):
    """The rows that the newsroom's own list would find. One query."""
    found, _doubled = site.get_model_admin(rows.model).get_search_results(request, rows, term)
    return list(found.distinct()[:MOST_OF_A_KIND])


def shown(row, language, is_public):
    """The row for the dialog; `address` is empty where readers could not open it."""
    with translation.override(language):
        name, address = str(row), row.get_absolute_url() if is_public else ""
    return {
        "id": address or f"{row._meta.model_name}-{row.pk}",
        "text": name,
        "detail": " · ".join(details(row, language, is_public)),
        "address": address,
        "language": getattr(row, "language", language),
    }


def details(row, language, is_public):
    """What tells rows of one name apart: kind, day, and what an editor has to know before linking."""
    kind = Article if isinstance(row, Edition) else row
    yield capfirst(str(kind._meta.verbose_name))
    if moment := getattr(row, "listed_at", None) or getattr(row, "start_at", None):
        yield formats.date_format(moment, "DATE_FORMAT")
    if getattr(row, "language", language) != language:
        yield dict(languages.LANGUAGES)[row.language]
    if not is_public:
        yield gettext("not public yet")
