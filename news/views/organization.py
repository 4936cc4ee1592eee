"""Organisations: the directory with the parties as equal tiles, and the profile with people, members and stories."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import cards, structured_data
from news.models import Area, EditionOrganization, Membership, Organization, Person, SiteProfile
from news.models.membership import joined_roles
from news.structured_data import breadcrumbs

from .article_list import named, stories_on, with_query
from .asked import one_of, query_of, words_asked
from .directory import listing
from .head import Feed, head_of, page
from .moved import elsewhere

ORGANIZATIONS_ON_A_PAGE = 500
PARTIES = 50
PEOPLE = 300
MEMBERS = 100
RELATIVES = 100
QUOTATIONS = 5
MEETINGS = 10
NOT_FOR_LISTS = (*Organization.description.fields, *Organization.summary.fields, *Organization.address.fields)
INTRODUCTION = gettext_lazy(
    "Parties and organisations in alphabetical order; those that belong to the coalition today are marked."
)
NOT_IN_THE_LIST = (Organization.Classification.PARTY, Organization.Classification.COALITION)
"""Parties stand above the list as tiles, and the coalition is whom they are members of."""


class Filters:
    """What the form above the directory asks for."""

    def __init__(self, asked):
        self.areas = list(Area.objects.all())
        self.question = words_asked(asked, "q")
        self.kind = one_of(asked, "type", Organization.Classification.values)
        self.area = named(self.areas, words_asked(asked, "area"))
        self.members_only = bool(one_of(asked, "members", ("yes",)))

    @property
    def query(self):
        given = {
            "q": self.question,
            "type": self.kind,
            "area": self.area.slug if self.area else "",
            "members": "yes" if self.members_only else "",
        }
        return query_of(given)

    @property
    def is_one_subject(self):
        """Whether search engines are shown the list: everything, one kind or one region; no search, no mixture."""
        return not self.question and not self.members_only and not (self.kind and self.area)

    @property
    def kinds(self):
        return [(kind.value, kind.label) for kind in Organization.Classification]

    def applied_to(self, rows):
        if self.kind:
            rows = rows.filter(classification=self.kind)
        if self.area:
            rows = rows.filter(area=self.area)
        if self.members_only:
            rows = rows.filter(is_member=True)
        return rows.named_like(self.question) if self.question else rows


@require_safe
def organization_list(request):
    language, site, filters = get_language(), SiteProfile.objects.current(), Filters(request.GET)
    everything = with_membership(
        Organization.objects.live().defer(*NOT_FOR_LISTS), site.coalition, timezone.localdate()
    )
    rows = filters.applied_to(everything) if filters.query else everything.exclude(classification__in=NOT_IN_THE_LIST)
    path, title = reverse("news:organizations"), _("Members and organisations")
    rows = rows.select_related("area")
    found = listing(rows, request.GET, language, size=ORGANIZATIONS_ON_A_PAGE, path=path, query=filters.query)
    context = {
        "site": site,
        "title": title,
        "introduction": INTRODUCTION,
        "filters": filters,
        "has_members": bool(site.coalition and site.coalition.has_or_had_members()),
        "parties": parties_of(everything, language) if not filters.query and not found.before else [],
        "found": found,
    }
    head = head_of(
        with_query(path, filters.query),
        title=title,
        description=str(INTRODUCTION),
        section="organizations",
        structured_data=[breadcrumbs((title, path))],
        is_indexed=filters.is_one_subject and found.is_indexed,
    )
    return page(request, "news/organization_list.html", head, context)


def with_membership(rows, coalition, day):
    """The rows with `is_member`: whether the organisation belonged to the coalition on the day."""
    held = Membership.objects.on(day).filter(organization=coalition, member_organization=OuterRef("pk"))
    return rows.annotate(is_member=Exists(held))


def parties_of(rows, language):
    parties = rows.filter(classification=Organization.Classification.PARTY).select_related("logo")
    return list(parties.in_order(language)[:PARTIES])


@require_safe
def organization(request, slug):
    related = ("parent", "area", "logo", "superseded_by")
    had_members = Exists(Membership.objects.of_organizations_in(OuterRef("pk")))
    rows = Organization.objects.live().annotate(had_members=had_members)
    row = rows.select_related(*related).filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Organization, f"organizations/{slug}/", slug)
    return show(request, row, get_language(), timezone.localdate())


def show(request, row, language, today):
    """The profile. Thirteen queries with everything it may have, one more with pictures or over 100 members."""
    site, path = SiteProfile.objects.current(), row.get_absolute_url()
    links = EditionOrganization.objects.filter(organization=row).in_language(language).listed()
    stories = stories_on(links, "edition_id", request.GET)
    belongs = membership_in(site.coalition, row, today)
    context = {
        "site": site,
        "organization": row,
        "crumbs": [(_("Members and organisations"), reverse("news:organizations"))],
        "belongs": belongs,
        "stories": stories.rows,
        "newer": with_query(path, stories.newer) if stories.newer else "",
        "older": with_query(path, stories.older) if stories.older else "",
        "quotations": row.quotations.in_language(language).listed().for_cards().newest_first()[:QUOTATIONS],
        "meetings": row.events.live().for_cards().order_by("-start_at", "-pk")[:MEETINGS],
        **people_of(row, language, today),
        **members_of(row, language, today),
        **relatives_of(row, language),
    }
    member_of = [site.coalition] if belongs and belongs.is_current else []
    head = head_of(
        path,
        title=row.name,
        description=row.summary,
        section="organizations",
        picture=cards.of_picture(row.logo, description=row.name),
        feeds=[Feed(row.name, reverse("news:organization_atom", args=[row.slug]))],
        structured_data=[
            structured_data.organization(row, member_of),
            breadcrumbs(*context["crumbs"], (row.name, path)),
        ],
        is_indexed=stories.is_first,
    )
    return page(request, "news/organization.html", head, context)


def membership_in(coalition, row, today):
    """The membership of today, else the last one that has ended, else None. One query, none without a coalition."""
    if coalition is None or coalition == row:
        return None
    held = (
        row.memberships.filter(organization=coalition, first_day__lte=today).order_by("-last_day", "first_day").first()
    )
    if held:
        held.is_current = held.is_held_on(today)
    return held


def people_of(row, language, today):
    """Who holds something in the organisation or on its behalf today, by rank; who will, and who did. One query.

    Of a body with more roles than a page can show, past ones are left out.
    """
    of_it = Q(organization=row) | Q(on_behalf_of=row)
    held = Membership.objects.public().filter(of_it, person__in=Person.objects.live())
    held = list(held.select_related("person__portrait").past_last(today)[:PEOPLE])
    today_by_person = {}
    for membership in held:
        if membership.is_held_on(today):
            today_by_person.setdefault(membership.person, []).append(membership)
    former = [membership for membership in held if membership.last_day < today]
    return {
        "people": [(person, joined_roles(roles, language)) for person, roles in today_by_person.items()],
        "coming_people": [membership for membership in held if membership.first_day > today],
        "former_people": sorted(former, key=lambda membership: membership.last_day, reverse=True),
    }


def members_of(row, language, today):
    """The first hundred of the organisations that belong to this one today, and how many there are."""
    members = Organization.objects.members_of(row, on=today)
    shown = list(members.select_related("area", "logo").defer(*NOT_FOR_LISTS).in_order(language)[: MEMBERS + 1])
    count = members.count() if len(shown) > MEMBERS else len(shown)
    return {"members": shown[:MEMBERS], "member_count": count, "members_not_shown": max(count - MEMBERS, 0)}


def relatives_of(row, language):
    """The organisations that are part of this one, and those it continues. One query."""
    near = Organization.objects.live().filter(Q(parent=row) | Q(superseded_by=row)).defer(*NOT_FOR_LISTS)
    near = list(near.in_order(language)[:RELATIVES])
    return {
        "children": [other for other in near if other.parent_id == row.pk],
        "predecessors": [other for other in near if other.superseded_by_id == row.pk],
    }
