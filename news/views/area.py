"""Regions: the list, and a region with its meetings, stories and organisations."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Area, EditionArea, Event, Organization
from news.structured_data import breadcrumbs

from .article_list import stories_on, with_query
from .head import Feed, head_of, page
from .moved import elsewhere

UPCOMING_MEETINGS = 20
PAST_MEETINGS = 10
ORGANIZATIONS = 100


@require_safe
def area_list(request):
    """One query beside those of every page."""
    title, path = _("Regions"), reverse("news:areas")
    areas = Area.objects.annotate(
        meeting_count=number_of(Event.objects.live().upcoming()),
        organization_count=number_of(Organization.objects.live()),
    )
    head = head_of(path, title=title, section="areas", structured_data=[breadcrumbs((title, path))])
    return page(request, "news/area_list.html", head, {"title": title, "areas": areas})


def number_of(rows):
    """How many of the rows belong to the area of the outer query."""
    counted = rows.order_by().filter(area=OuterRef("pk")).values("area").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


@require_safe
def area(request, slug):
    """Eight queries beside those of every page."""
    row, language = Area.objects.select_related("parent").filter(slug=slug).first(), get_language()
    if row is None:
        return elsewhere(request, Area, f"areas/{slug}/", slug)
    path = row.get_absolute_url()
    links = EditionArea.objects.filter(area=row).in_language(language).listed()
    stories = stories_on(links, "edition_id", request.GET)
    meetings = Event.objects.live().filter(area=row).for_cards().defer(*Event.description.fields)
    organizations = Organization.objects.live().filter(area=row).select_related("logo").in_order(language)
    organizations = list(organizations.defer(*Organization.description.fields)[: ORGANIZATIONS + 1])
    context = {
        "area": row,
        "crumbs": [(_("Regions"), reverse("news:areas"))],
        "parts": row.children.all(),
        "upcoming": meetings.upcoming()[:UPCOMING_MEETINGS],
        "past": meetings.past()[:PAST_MEETINGS],
        "organizations": organizations[:ORGANIZATIONS],
        "has_more_organizations": len(organizations) > ORGANIZATIONS,
        "stories": stories.rows,
        "newer": with_query(path, stories.newer) if stories.newer else "",
        "older": with_query(path, stories.older) if stories.older else "",
    }
    head = head_of(
        path,
        title=row.name,
        description=_("Meetings, news and organisations: %(place)s") % {"place": row.name},
        section="areas",
        feeds=[Feed(row.name, reverse("news:area_atom", args=[row.slug]))],
        structured_data=[breadcrumbs(*context["crumbs"], (row.name, path))],
        is_indexed=stories.is_first,
    )
    return page(request, "news/area.html", head, context)
