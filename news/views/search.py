"""Stories, people, organisations and meetings by a word, in one list with a tab for each type."""

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import search as finder
from news.structured_data import absolute

from .asked import query_of
from .head import Head, in_every_language, page

TABS = (
    ("", pgettext_lazy("search results of every type", "All")),
    ("news", gettext_lazy("News")),
    ("events", gettext_lazy("Meetings")),
    ("people", gettext_lazy("People")),
    ("organizations", gettext_lazy("Organisations")),
)


@require_safe
def search(request):
    text = request.GET.get("q", "").replace("\x00", "").strip()[: finder.LONGEST_QUERY]
    only = request.GET.get("type", "")
    only = only if only in finder.TYPES else ""
    found = finder.search(text, get_language(), only=only)
    context = {"text": text, "found": found, "tabs": tabs(found, text, only)}
    head = Head(
        title=_("Search: %(text)s") % {"text": text} if text else _("Search"),
        address=absolute(address(text, only)),
        languages=in_every_language(address(text, only)),
        is_indexed=not text,
    )
    return page(request, "news/search.html", head, context)


def tabs(found, text, only):
    """The types that have hits, with their numbers; a number with a plus is the limit of what is looked for."""
    shown = [(type_, name) for type_, name in TABS if not type_ or found.numbers.get(type_)]
    return [
        {
            "name": name,
            "number": found.numbers[type_] if type_ else found.number,
            "is_cut": found.is_cut(type_) if type_ else any(found.is_cut(other) for other in found.numbers),
            "path": address(text, type_),
            "is_current": type_ == only,
        }
        for type_, name in shown
    ]


def address(text, only=""):
    query = query_of({"q": text, "type": only})
    return reverse("news:search") + (f"?{query}" if query else "")
