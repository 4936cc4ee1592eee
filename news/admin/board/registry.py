"""What waits among people, organisations, meetings and pictures."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from news import languages
from news.models import Article, Event, Image, Organization, Person
from news.permissions import KEEP_REGISTRY, is_central

from ..begun_story import story_address
from ..fields import moment
from .section import ROWS_FETCHED, Row, address_of, list_of, may_see, section, together

DAYS_COVERAGE_IS_ASKED_FOR = 60
PICTURES_LOOKED_AT = 1_000
"""The newest of the library; those of last year have been published long since, or never will be."""


def waiting_people(site, request):
    yield from waiting(site, request, Person, gettext("People whom readers do not see yet"))


def waiting_organizations(site, request):
    yield from waiting(site, request, Organization, gettext("Organisations that readers do not see yet"))


def waiting(site, request, model, title):
    """Rows that somebody added and the registry keeper has not made public, the oldest first."""
    if not (request.user.has_perm(KEEP_REGISTRY) and may_see(site, request, model)):
        return
    heavy = site.get_model_admin(model).heavy_columns()
    rows = model.objects.visible_to(request.user).filter(published_at=None, merged_into=None).defer(*heavy)
    rows = rows.select_related("created_by").order_by("pk")[:ROWS_FETCHED]
    lines = [Row(str(row), address_of(model, row.pk), added_by(row)) for row in rows]
    yield section(title, lines, all_url=list_of(model, "?readers=wait"), is_mine=True)


def added_by(row):
    return gettext("added by %(name)s") % {"name": row.created_by} if row.created_by else ""


def meetings(site, request):
    """Meetings that wait for the registry keeper, and past ones that no story tells of. One query."""
    if not may_see(site, request, Event):
        return
    bare = Event.objects.with_stories(request.user).defer(*site.get_model_admin(Event).heavy_columns())
    found = together(bare, unseen=unseen_meetings(request.user), untold=untold_meetings(request.user))
    may_write = site.get_model_admin(Article).has_add_permission(request)
    for name, title, query, is_mine in (
        ("unseen", gettext("Meetings that readers do not see yet"), "?readers=wait", True),
        ("untold", gettext("Past meetings without a story"), "?when=untold", False),
    ):
        rows = sorted(found[name], key=lambda row: row.start_at)
        lines = [line_of(row, wants_a_story=name == "untold", may_write=may_write) for row in rows]
        yield section(title, lines, all_url=list_of(Event, query), is_mine=is_mine)


def line_of(meeting, *, wants_a_story, may_write):
    is_begun = wants_a_story and meeting.is_begun
    detail = [moment(meeting.start_at), gettext("a story is being written") if is_begun else ""]
    act = (gettext("Write the story"), story_address(meeting)) if wants_a_story and may_write and not is_begun else ()
    return Row(str(meeting), address_of(Event, meeting.pk), " · ".join(filter(None, detail)), act=act)


def unseen_meetings(user):
    """Those still to come: nobody announces a meeting of last week."""
    if not user.has_perm(KEEP_REGISTRY):
        return Event.objects.none()
    return Event.objects.upcoming().filter(published_at=None)[:ROWS_FETCHED]


def untold_meetings(user):
    since = timezone.now() - dt.timedelta(days=DAYS_COVERAGE_IS_ASKED_FOR)
    rows = Event.objects.visible_to(user).without_coverage().filter(start_at__gte=since)
    if not is_central(user):
        rows = rows.filter(Q(created_by=user) | Q(organizers__in=user.desks.all()))
    return rows.order_by("start_at", "pk")[:ROWS_FETCHED]


def undescribed_pictures(site, request):
    """The central desk sees those of the whole library, a member's desk its own."""
    if not may_see(site, request, Image):
        return
    pictures = Image.objects.visible_to(request.user)
    if not is_central(request.user):
        pictures = pictures.filter(created_by=request.user)
    newest = pictures.order_by("-pk")[:PICTURES_LOOKED_AT]
    rows = Image.objects.filter(lacks_description(), pk__in=newest.values("pk")).order_by("pk")[:ROWS_FETCHED]
    lines = [Row(str(row), address_of(Image, row.pk), lacking(row)) for row in rows]
    yield section(gettext("Pictures without a description"), lines, all_url=list_of(Image, "?described=no"))


def lacks_description():
    """The condition for pictures that cannot be published in every language yet."""
    missing = Q()
    for column in languages.each("description"):
        missing |= Q(**{column: ""})
    return missing & Q(is_decorative=False)


def lacking(picture):
    missing = [name for code, name in languages.LANGUAGES if not picture.is_described_in(code)]
    return gettext("missing: %(languages)s") % {"languages": ", ".join(missing)}
