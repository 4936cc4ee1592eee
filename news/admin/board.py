"""What needs doing, for the first page: each section a few rows of one bounded query."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext

from news import languages
from news.models import Article, Edition, Event, Image, Organization, Person
from news.permissions import PUBLISH_ARTICLE, is_central

ROWS_IN_A_SECTION = 5
DAYS_A_MISSING_LANGUAGE_IS_ASKED_FOR = 30
DAYS_COVERAGE_IS_ASKED_FOR = 60


@dataclass
class Section:
    """`rows` are (text, address, detail); `has_more` where not all could be shown."""

    title: str
    rows: list
    has_more: bool
    all_url: str


def sections(site, request):
    """The sections that have something in them. At most eight queries, whatever waits."""
    found = (part(site, request) for part in PARTS)
    return [section for section in found if section and section.rows]


def section(title, queryset, describe, model, query="", key="pk"):
    """`key` is the column that holds the number of the row which a line opens in the admin of `model`."""
    rows = list(queryset[: ROWS_IN_A_SECTION + 1])
    name = model._meta.model_name
    shown = [(str(row), reverse(f"admin:news_{name}_change", args=[getattr(row, key)]), describe(row)) for row in rows]
    address = reverse(f"admin:news_{name}_changelist") + query
    return Section(title, shown[:ROWS_IN_A_SECTION], len(rows) > ROWS_IN_A_SECTION, address)


def stories(user):
    texts = [f"{name}_{code}" for name in ("body", "summary") for code in languages.CODES]
    return Article.objects.visible_to(user).in_use().defer(*texts)


def moment(value):
    return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")


def saved(article):
    return gettext("saved %(moment)s") % {"moment": moment(article.updated_at)}


def may_see(site, request, model):
    return site.get_model_admin(model).has_view_or_change_permission(request)


def my_drafts(site, request):
    if not may_see(site, request, Article):
        return None
    mine = stories(request.user).filter(
        ~Exists(Edition.objects.filter(article=OuterRef("pk"))), submitted_by=request.user
    )
    return section(gettext("My drafts"), mine, saved, Article, "?shelf=drafts")


def submitted(site, request):
    if not request.user.has_perm(PUBLISH_ARTICLE):
        return None
    waits = any_language(Article.State.SUBMITTED)
    rows = stories(request.user).filter(waits).select_related("desk")
    return section(gettext("Submitted for review"), rows, lambda row: str(row.desk or row.submitted_by or ""), Article)


def any_language(state):
    found = Q()
    for column in languages.each("state"):
        found |= Q(**{column: state})
    return found


def scheduled(site, request):
    if not may_see(site, request, Article):
        return None
    rows = Edition.objects.visible_to(request.user).filter(published_at__gt=timezone.now(), superseded_at=None)
    rows = rows.order_by("published_at", "pk").only("headline", "article", "language", "published_at")
    return section(gettext("Scheduled"), rows, goes_public, Article, "?shelf=coming", key="article_id")


def goes_public(edition):
    return f"{edition.get_language_display()} · {moment(edition.published_at)}"


def missing_languages(site, request):
    """Only recent stories: of older ones everybody knows that they stay as they are."""
    if not may_see(site, request, Article):
        return None
    since = timezone.now() - dt.timedelta(days=DAYS_A_MISSING_LANGUAGE_IS_ASKED_FOR)
    everywhere = Q(**dict.fromkeys(languages.each("state"), Article.State.PUBLISHED))
    rows = stories(request.user).filter(any_language(Article.State.PUBLISHED), ~everywhere, updated_at__gte=since)
    return section(gettext("Published, but not in every language"), rows, missing_in, Article, "?shelf=public")


def missing_in(article):
    missing = [
        name for code, name in languages.LANGUAGES if getattr(article, f"state_{code}") != Article.State.PUBLISHED
    ]
    return gettext("missing: %(languages)s") % {"languages": ", ".join(missing)}


def waiting_people(site, request):
    return waiting(site, request, Person, gettext("People whom readers do not see yet"))


def waiting_organizations(site, request):
    return waiting(site, request, Organization, gettext("Organisations that readers do not see yet"))


def waiting(site, request, model, title):
    if not (is_central(request.user) and may_see(site, request, model)):
        return None
    heavy = site.get_model_admin(model).heavy_columns()
    rows = model.objects.visible_to(request.user).filter(published_at=None, merged_into=None).defer(*heavy)
    return section(title, rows.select_related("created_by").order_by("-pk"), added_by, model, "?readers=wait")


def added_by(row):
    return gettext("added by %(name)s") % {"name": row.created_by} if row.created_by else ""


def untold_meetings(site, request):
    if not may_see(site, request, Event):
        return None
    since = timezone.now() - dt.timedelta(days=DAYS_COVERAGE_IS_ASKED_FOR)
    rows = Event.objects.visible_to(request.user).without_coverage().filter(start_at__gte=since)
    heavy = site.get_model_admin(Event).heavy_columns()
    return section(
        gettext("Past meetings without a story"),
        rows.defer(*heavy),
        lambda row: moment(row.start_at),
        Event,
        "?when=untold",
    )


def undescribed_pictures(site, request):
    if not (is_central(request.user) and may_see(site, request, Image)):
        return None
    rows = Image.objects.visible_to(request.user).filter(lacks_description())
    return section(gettext("Pictures without a description"), rows, lacking, Image, "?described=no")


def lacks_description():
    """The condition for pictures that cannot be published in every language yet."""
    missing = Q()
    for column in languages.each("description"):
        missing |= Q(**{column: ""})
    return missing & Q(is_decorative=False)


def lacking(picture):
    missing = [name for code, name in languages.LANGUAGES if not picture.is_described_in(code)]
    return gettext("missing: %(languages)s") % {"languages": ", ".join(missing)}


PARTS = (
    my_drafts,
    submitted,
    scheduled,
    missing_languages,
    waiting_people,
    waiting_organizations,
    untold_meetings,
    undescribed_pictures,
)
"""In the order in which they stand on the page."""
