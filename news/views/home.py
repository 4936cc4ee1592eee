"""The front page."""

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from news.models import Article, Edition, EditionPerson, Event, Organization, Quotation, SiteProfile
from news.models.article import STORIES_THAT_LEAD
from news.structured_data import website

from .article import live_only
from .article_list import feeds
from .head import head_of, page

STORIES_BESIDE_THE_LEAD = STORIES_THAT_LEAD - 1
LATEST_STORIES = 5
UPCOMING_MEETINGS = 4
QUOTATIONS = 4
PEOPLE = 6
NEWEST_STORIES_LOOKED_AT = 20
"""The people of the home page are those of so many newest stories."""


@require_safe
def home(request):
    site, language = SiteProfile.objects.current(), get_language()
    lead, top, latest = front_stories(language)
    members = members_of(site.coalition)
    context = {
        "site": site,
        "lead": lead,
        "top": top,
        "latest": latest,
        "events": Event.objects.live().upcoming().for_cards()[:UPCOMING_MEETINGS],
        "quotations": Quotation.objects.in_language(language).listed().for_cards().newest_first()[:QUOTATIONS],
        "parties": parties_of(members),
        "kinds": kinds_of(members),
        "people": people_in_the_news(language),
    }
    head = head_of(
        request.path,
        description=site.tagline or (site.coalition.name if site.coalition else ""),
        feeds=feeds(),
        structured_data=[website(site, language)],
    )
    return page(request, "news/home.html", head, context)


def front_stories(language):
    """(lead, stories beside it, latest): pinned stories first, by their place, then the newest. Two queries."""
    in_order = F("article__home_position").asc(nulls_last=True), "-listed_at", "-pk"
    pinned = Edition.objects.in_language(language).listed().filter(article__in=Article.objects.pinned())
    pinned = list(pinned.for_cards().order_by(*in_order)[: 1 + STORIES_BESIDE_THE_LEAD])
    room = 1 + STORIES_BESIDE_THE_LEAD + LATEST_STORIES
    newest = Edition.objects.in_language(language).listed().for_cards().newest_first()[: room + len(pinned)]
    held = {edition.pk for edition in pinned}
    stories = [*pinned, *(edition for edition in newest if edition.pk not in held)][:room]
    top = stories[1 : 1 + STORIES_BESIDE_THE_LEAD]
    return (stories[0] if stories else None), top, stories[1 + len(top) :]


def members_of(coalition):
    """The organisations that belong to the coalition today."""
    return Organization.objects.members_of(coalition, on=timezone.localdate())


def parties_of(members):
    parties = members.filter(classification=Organization.Classification.PARTY)
    return parties.select_related("logo").defer(*Organization.description.fields).in_order(get_language())


def kinds_of(members):
    """(kind, its name, how many) of the members that are no parties, in the order of the kinds. One query."""
    numbers = dict(members.order_by().values_list("classification").annotate(Count("pk")))
    numbers.pop(Organization.Classification.PARTY, None)
    return [(kind.value, kind.label, numbers[kind]) for kind in Organization.Classification if kind in numbers]


def people_in_the_news(language):
    """(person, role) of the newest stories, each person once with the newest label, in the alphabet of the reader.

    Two queries.
    """
    stories = Edition.objects.in_language(language).listed().newest_first()[:NEWEST_STORIES_LOOKED_AT]
    links = EditionPerson.objects.filter(edition__in=list(stories.values_list("pk", flat=True)))
    newest = {}
    for link in live_only(links.select_related("person__portrait").order_by("position"), "person"):
        held = newest.setdefault(link.person_id, link)
        newest[link.person_id] = max(held, link, key=lambda each: (each.listed_at, each.edition_id))
    newest_first = sorted(newest.values(), key=lambda link: (link.listed_at, link.edition_id), reverse=True)
    chosen = sorted(newest_first[:PEOPLE], key=lambda link: getattr(link.person, f"sort_key_{language}"))
    return [(link.person, link.label) for link in chosen]
