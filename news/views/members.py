"""Who belongs to an organisation, first of all the coalition: on any day, by kind and region, and who came and went."""

import datetime as dt
from collections import Counter

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Area, Membership, Organization
from news.models.membership import EVER, FOR_EVER
from news.structured_data import breadcrumbs

from .article_list import named, with_query
from .asked import one_of, query_of, words_asked
from .directory import listing
from .head import head_of, page
from .moved import elsewhere

MEMBERS_ON_A_PAGE = 500
DAYS_ON_A_PAGE = 8
NAMED_FOR_A_DAY = 12
"""Members named for one day of the timeline; the others are in the list of that day."""

WHOLE_COUNTRY = "none"
"""Stands for a region in addresses: members of no region."""

SHOWN = [f"member_organization__{column}" for column in ("slug", *Organization.name.fields)]
NOT_FOR_LISTS = (*Organization.description.fields, *Organization.summary.fields, *Organization.address.fields)
ONE_DAY = dt.timedelta(days=1)


class Filters:
    """What the form above the members asks for. One query."""

    def __init__(self, asked):
        self.today = timezone.localdate()
        self.on = day_asked(asked, "on")
        self.is_unreadable = bool(words_asked(asked, "on")) and self.on is None
        self.until = day_asked(asked, "until")
        self.kind = one_of(asked, "type", Organization.Classification.values)
        self.areas = list(Area.objects.all())
        self.area = named(self.areas, words_asked(asked, "area"))
        self.has_no_area = words_asked(asked, "area") == WHOLE_COUNTRY

    @property
    def day(self):
        return self.on or self.today

    @property
    def kinds(self):
        return [(kind.value, kind.label) for kind in Organization.Classification]

    @property
    def is_ahead(self):
        return self.day > self.today

    @property
    def place(self):
        """The region as an address names it."""
        return WHOLE_COUNTRY if self.has_no_area else getattr(self.area, "slug", "")

    def query(self, **changes):
        """The clean query string, with the changes to `on`, `type` and `area`; today is not written out."""
        asked = {"on": self.on if self.day != self.today else "", "type": self.kind, "area": self.place, **changes}
        return query_of(asked)

    @property
    def is_one_subject(self):
        """Whether search engines are shown the list: the members of today, one kind or one region of them."""
        return self.day == self.today and not (self.kind and self.place)

    def is_of_kind(self, kind):
        return not self.kind or kind == self.kind

    def is_in_place(self, area):
        return area is None if self.has_no_area else self.area is None or area == self.area.pk

    def applied_to(self, rows):
        if self.kind:
            rows = rows.filter(classification=self.kind)
        return rows.filter(area=self.area) if self.place else rows


def day_asked(asked, name):
    """The day, or None for what is none."""
    try:
        return parse_date(words_asked(asked, name))
    except ValueError:
        return None


@require_safe
def organization_members(request, slug):
    row = Organization.objects.live().filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Organization, f"organizations/{slug}/", slug, below="members/")
    if not row.has_or_had_members():
        raise Http404
    return show(request, row, get_language())


def show(request, row, language):
    """The page of an organisation that has or had members. Fifteen queries at most."""
    filters, path = Filters(request.GET), row.get_members_url()
    members = Organization.objects.members_of(row, on=filters.day)
    shown = filters.applied_to(members).select_related("area").defer(*NOT_FOR_LISTS)
    found = listing(shown, request.GET, language, size=MEMBERS_ON_A_PAGE, path=path, query=filters.query())
    title = _("Member organisations: %(name)s") % {"name": row.name}
    crumbs = [
        (_("Members and organisations"), reverse("news:organizations")),
        (row.name, row.get_absolute_url()),
    ]
    context = {
        "organization": row,
        "title": title,
        "crumbs": crumbs,
        "filters": filters,
        "everybody": with_query(path, filters.query(type="", area="")),
        "found": found,
        **counts_of(members, filters, path),
        **changes_of(row, filters, path, language),
    }
    head = head_of(
        with_query(path, filters.query()),
        title=title,
        description=_("Who belongs to it on which day, and who joined and left."),
        section="organizations",
        structured_data=[breadcrumbs(*crumbs, (_("Member organisations"), path))],
        is_indexed=filters.is_one_subject and found.is_indexed and not context["later"],
    )
    return page(request, "news/members.html", head, context)


def counts_of(members, filters, path):
    """The members of the day by kind, of those in the chosen region, and by region, of the chosen kind. One query."""
    kinds, places = Counter(), Counter()
    for kind, area, number in members.order_by().values_list("classification", "area").annotate(Count("pk")):
        kinds[kind] += number if filters.is_in_place(area) else 0
        places[area] += number if filters.is_of_kind(kind) else 0
    known = [(area.slug, area.name, area.pk) for area in filters.areas] + [(WHOLE_COUNTRY, _("Whole country"), None)]
    return {
        "by_kind": [
            some(name, kinds[kind], with_query(path, filters.query(type=kind)), is_chosen=kind == filters.kind)
            for kind, name in filters.kinds
            if kinds[kind]
        ],
        "by_area": [
            some(name, places[key], with_query(path, filters.query(area=slug)), is_chosen=slug == filters.place)
            for slug, name, key in known
            if places[key]
        ],
    }


def some(name, number, path, *, is_chosen):
    """So many members of one kind or region, and the address of their list."""
    return {"name": name, "number": number, "path": path, "is_chosen": is_chosen}


def changes_of(row, filters, path, language):
    """The latest days, before `until` if that is asked for, on which somebody joined or left. Four queries.

    A start or an end that is not known is no change; a day that a source speaks of is told as that.
    """
    memberships = Membership.objects.of_organizations_in(row).order_by()
    began, ended = memberships.exclude(first_day=EVER), memberships.exclude(last_day=FOR_EVER)
    days = {*days_of(began, "first_day", filters.until), *days_of(ended, "last_day", filters.until)}
    days = sorted(days, reverse=True)
    shown = days[:DAYS_ON_A_PAGE]
    came = named_on(began, "first_day", ("start_date", "attested_on"), shown, language)
    went = named_on(ended, "last_day", ("end_date",), shown, language)
    changes = [change for day in shown for change in changes_on(day, came.get(day, {}), went.get(day, {}))]
    for change in changes:
        change["path"] = with_query(path, filters.query(on=change["after"], type="", area=""))
    earlier = f"until={shown[-1]}" if len(days) > DAYS_ON_A_PAGE else ""
    return {
        "changes": changes,
        "earlier": with_query(path, filters.query(), earlier) + "#changes" if earlier else "",
        "later": with_query(path, filters.query()) + "#changes" if filters.until else "",
    }


def days_of(memberships, column, until):
    days = memberships.filter(**{f"{column}__lt": until}) if until else memberships
    return days.values_list(column, flat=True).distinct().order_by(f"-{column}")[: DAYS_ON_A_PAGE + 1]


def named_on(memberships, column, dates, days, language):
    """{day: {date as it is known: memberships}}, of each date the first NAMED_FOR_A_DAY in the alphabet. One query."""
    of_one_date = [F(column), *map(F, dates)]
    rows = memberships.filter(**{f"{column}__in": days}).annotate(
        place=Window(RowNumber(), of_one_date, order_by=[f"member_organization__sort_key_{language}", "pk"]),
        number=Window(Count("pk"), of_one_date),
    )
    rows = rows.filter(place__lte=NAMED_FOR_A_DAY).select_related("member_organization").only(*dates, column, *SHOWN)
    found = {}
    for row in rows.order_by("place"):
        date = getattr(row, dates[0]) or str(row.attested_on)
        found.setdefault(getattr(row, column), {}).setdefault((date, bool(getattr(row, dates[0]))), []).append(row)
    return found


def changes_on(day, came, went):
    """What happened on the day, a dict for each way in which its date is known."""
    for date in dict.fromkeys(date for date, _is_known in (*came, *went)):
        joined, attested, left = came.get((date, True)), came.get((date, False)), went.get((date, True))
        groups = [
            (kind, rows, rows[0].number - len(rows))
            for kind, rows in (("joined", joined), ("attested", attested), ("left", left))
            if rows
        ]
        yield {"date": date, "groups": groups, "after": day + ONE_DAY if left else day}
