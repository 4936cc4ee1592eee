"""What waits among the stories: for whom, since when, in which language."""

import datetime as dt
from functools import reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from news import languages
from news.models import Article, Edition, Organization, Revision
from news.models.bases import content_type_of
from news.models.revision import Act
from news.models.workflow import State
from news.permissions import PUBLISH_ARTICLE, is_central

from ..fields import moment
from ..standing import is_behind
from .section import ROWS_FETCHED, Row, address_of, list_of, may_see, section, together

NAMES = dict(languages.LANGUAGES)
WAITING_LOOKED_AT = 50
"""Of each language and state, those saved longest ago. A desk with more than that has other worries."""

DAYS_A_TRANSLATION_IS_ASKED_FOR = 30
RECENT_LOOKED_AT = 1_000
"""Stories changed lately, of which the board looks for translations that are missing or behind."""

WORDS_OF_A_NOTE = 18
CAME_BY = {State.CHANGES_REQUESTED: Act.CHANGES_REQUESTED, State.SUBMITTED: Act.SUBMITTED}
"""The act that led to a state in which a language waits for somebody."""

LIGHT = (
    *languages.each("headline"),
    *languages.each("state"),
    *languages.each("submitted_by"),
    *languages.each("words"),
    *languages.each("follows"),
    "original_language",
    "created_by",
    "desk",
    "updated_at",
)
"""What a line of the board wants of a story."""


class Waiting(NamedTuple):
    """A story of which some languages wait, all for the same person and in the same state."""

    article: Article
    state: str
    since: dt.datetime
    languages: list
    note: str


def stories(user):
    return Article.objects.visible_to(user).in_use()


# languages that wait for somebody


def waiting_for_others_or_me(site, request):
    """Changes asked for in my stories and what I may publish; and what waits for colleagues. One query."""
    if not may_see(site, request, Article):
        return
    mine, others = [], []
    for waiting in in_the_order_of_waiting(languages_that_wait(request.user)):
        (mine if waits_for(request.user, waiting) else others).append(waiting)
    yield section(gettext("Stories that wait for you"), [*map(row_of, mine[:ROWS_FETCHED])], is_mine=True)
    yield section(gettext("Stories that wait for colleagues"), [*map(row_of, others[:ROWS_FETCHED])])


def languages_that_wait(user):
    """A row for each language of a story that is submitted or sent back to its writer."""
    first, *others = (
        in_state(user, state, code) for state in (State.CHANGES_REQUESTED, State.SUBMITTED) for code in languages.CODES
    )
    return first.union(*others, all=True)


def in_state(user, state, code):
    longest = stories(user).filter(**{f"state_{code}": state}).order_by("updated_at", "pk")[:WAITING_LOOKED_AT]
    acts = Revision.objects.filter(
        content_type=content_type_of(Article), object_id=OuterRef("pk"), act=CAME_BY[state], language=code
    ).order_by("-number")
    return (
        Article.objects.filter(pk__in=longest.values("pk"))
        .only(*LIGHT)
        .annotate(
            waits_as=Value(state),
            waits_in=Value(code),
            since=Subquery(acts.values("created_at")[:1]),
            note=Subquery(acts.values("note")[:1]),
            **desk_names(),
        )
        .order_by()
    )


def desk_names():
    """The names of the desk, fetched in the same query: rows of a union cannot be joined any more."""
    return {f"desk_{code}": F(f"desk__name_{code}") for code in languages.CODES}


def in_the_order_of_waiting(rows):
    """The languages of a story that wait in the same way as one, what waits the longest first."""
    place = languages.CODES.index

    def way(row):
        return row.pk, row.waits_as, submitter(row) or 0

    rows = sorted(rows, key=lambda row: (way(row), place(row.waits_in)))
    found = [
        Waiting(
            article=alike[0],
            state=alike[0].waits_as,
            since=min(row.since or row.updated_at for row in alike),
            languages=[row.waits_in for row in alike],
            note=next((row.note for row in alike if row.note), ""),
        )
        for alike in (list(alike) for _way, alike in groupby(rows, key=way))
    ]
    return sorted(found, key=lambda waiting: waiting.since)


def submitter(row):
    return getattr(row, f"submitted_by_{row.waits_in}_id")


def waits_for(user, waiting):
    """Whether it is the user's turn: to mend what was sent back, or to publish what was submitted."""
    article = waiting.article
    if waiting.state == State.SUBMITTED:
        return user.has_perm(PUBLISH_ARTICLE) and not any(article.what_stops(code, user) for code in waiting.languages)
    return user.pk in (article.created_by_id, submitter(article)) or not is_central(user)


def row_of(waiting):
    names = ", ".join(NAMES[code] for code in waiting.languages)
    words = {
        State.SUBMITTED: gettext("submitted: %(languages)s, since %(moment)s"),
        State.CHANGES_REQUESTED: gettext("changes requested: %(languages)s, since %(moment)s"),
    }
    said = words[waiting.state] % {"languages": names, "moment": moment(waiting.since)}
    parts = [name_of_desk(waiting.article), said]
    note = Truncator(waiting.note).words(WORDS_OF_A_NOTE)
    return Row(str(waiting.article), address_of(Article, waiting.article.pk), " · ".join(filter(None, parts)), note)


def name_of_desk(row):
    if not row.desk_id:
        return ""
    return Organization(**{f"name_{code}": getattr(row, f"desk_{code}") for code in languages.CODES}).name


# what readers are about to see


def scheduled(site, request):
    if not may_see(site, request, Article):
        return
    seen = Exists(Article.objects.visible_to(request.user).filter(pk=OuterRef("article")))
    rows = Edition.objects.ever_public().filter(seen, published_at__gt=timezone.now()).order_by("published_at", "pk")
    rows = rows.only("headline", "article", "language", "published_at")[:ROWS_FETCHED]
    yield section(
        gettext("Scheduled"),
        [Row(str(row), address_of(Article, row.article_id), goes_public(row)) for row in rows],
        all_url=list_of(Article, "?shelf=coming"),
    )


def goes_public(edition):
    return f"{moment(edition.published_at)} · {edition.get_language_display()}"


# translations


def translations(site, request):
    """Those behind their original and those that are missing, of stories changed lately. One query."""
    if not may_see(site, request, Article):
        return
    found = together(Article.objects.only(*LIGHT), behind=behind(request.user), missing=missing(request.user))
    for name, title, describe in (
        ("behind", gettext("Translations behind their original"), behind_in),
        ("missing", gettext("Published, but not in every language"), missing_in),
    ):
        rows = sorted(found[name], key=lambda row: row.updated_at)
        lines = [Row(str(row), address_of(Article, row.pk), describe(row)) for row in rows]
        yield section(title, lines, all_url=f"{reverse('admin:translations')}?state={name}")


def changed_lately(user):
    """Older ones stay as they are, as everybody knows. Bounded by a moment: both databases walk the index from it."""
    since = timezone.now() - dt.timedelta(days=DAYS_A_TRANSLATION_IS_ASKED_FOR)
    rows = stories(user).filter(updated_at__gte=since).order_by("updated_at", "pk")
    if not is_central(user):
        return rows
    newest = Article.objects.order_by("-updated_at", "-pk").values("updated_at")
    return rows.filter(
        updated_at__gte=Coalesce(Subquery(newest[RECENT_LOOKED_AT - 1 : RECENT_LOOKED_AT]), Value(since))
    )


def behind(user):
    return changed_lately(user).filter(behind_in_any())[:ROWS_FETCHED]


def behind_in_any():
    return reduce(or_, map(is_behind, languages.CODES))


def behind_in(article):
    counts = ((NAMES[code], article.changes_behind(code)) for code in languages.CODES)
    return ", ".join(
        ngettext("%(language)s by %(count)d change", "%(language)s by %(count)d changes", count)
        % {"language": name, "count": count}
        for name, count in counts
        if count
    )


def missing(user):
    everywhere = Q(**dict.fromkeys(languages.each("state"), State.PUBLISHED))
    return changed_lately(user).filter(any_language(State.PUBLISHED), ~everywhere)[:ROWS_FETCHED]


def any_language(state):
    found = Q()
    for column in languages.each("state"):
        found |= Q(**{column: state})
    return found


def missing_in(article):
    lacking = [name for code, name in languages.LANGUAGES if getattr(article, f"state_{code}") != State.PUBLISHED]
    return gettext("missing: %(languages)s") % {"languages": ", ".join(lacking)}


# my own


def my_drafts(site, request):
    if not may_see(site, request, Article):
        return
    untouched = dict.fromkeys(languages.each("state"), State.DRAFT)
    mine = stories(request.user).filter(
        ~Exists(Edition.objects.filter(article=OuterRef("pk"))), created_by=request.user, **untouched
    )
    rows = mine.only(*LIGHT).order_by("-updated_at", "-pk")[:ROWS_FETCHED]
    yield section(
        gettext("My drafts"),
        [Row(str(row), address_of(Article, row.pk), saved(row)) for row in rows],
        all_url=list_of(Article, "?shelf=drafts"),
    )


def saved(article):
    return gettext("saved %(moment)s") % {"moment": moment(article.updated_at)}
