"""The translation desk: which language of which story is missing, in work, current, or behind its original."""

import datetime as dt
import re
from functools import partial
from typing import NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Article, Organization
from news.models.workflow import State
from news.permissions import is_central

from .board.section import address_of, may_see
from .choosing import FamiliarSelect, refuse_nul
from .scripts import scripts
from .standing import is_behind
from .translation import translation_admin

STORIES_ON_A_PAGE = 50
LOOKED_THROUGH = 2_000
"""Stories that one page of a filtered list looks through; the next page goes on from there."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
PLACE = re.compile(r"([0-9]{1,16})-([0-9]{1,18})", re.ASCII)

STANDINGS = (
    ("missing", _("missing")),
    ("behind", _("behind the original")),
    ("draft", _("in draft")),
    ("submitted", _("submitted")),
    ("current", _("current")),
)
IN_DRAFT = (State.DRAFT, State.CHANGES_REQUESTED)
LIGHT = (
    *languages.each("headline"),
    *languages.each("state"),
    *languages.each("words"),
    *languages.each("follows"),
    "original_language",
    "updated_at",
    "desk",
)


def translation_urls(site):
    return [
        path("translations/", site.admin_view(partial(translation_desk, site)), name="translations"),
        path(
            "news/article/<int:object_id>/translate/<slug:language>/",
            site.admin_view(partial(translate, site)),
            name="news_article_translate_change",
        ),
    ]


def translate(site, request, object_id, language):
    return translation_admin(site, language).translate(request, str(object_id))


class Cell(NamedTuple):
    """One language of a story: its standing, the words for it, and where it is worked on."""

    code: str
    name: str
    standing: str
    words: str
    behind: str
    address: str


class Line(NamedTuple):
    story: Article
    address: str
    cells: list


class DeskForm(forms.Form):
    """What the list is narrowed to. What is no choice is passed over: addresses are typed and cut."""

    to = forms.ChoiceField(
        label=_("Translate into"), required=False, choices=[("", _("any language")), *languages.LANGUAGES]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *STANDINGS])
    desk = forms.ModelChoiceField(Organization.objects.none(), label=_("Desk"), required=False)

    def __init__(self, *args, site, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["desk"]
        if is_central(user):
            field.queryset = Organization.objects.visible_to(user)
            field.widget = FamiliarSelect(Article._meta.get_field("desk"), site)
            field.widget.choices = field.choices
        else:
            field.queryset = user.desks.all()

    def chosen(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


def translation_desk(site, request):
    """Recent stories, the latest change first, 50 on a page; a page costs the same at any depth."""
    refuse_nul(request)
    if not may_see(site, request, Article):
        raise PermissionDenied
    form = DeskForm(request.GET, site=site, user=request.user)
    chosen = form.chosen()
    stories, older = page_of(request.user, chosen, read_place(request.GET.get("before")))
    context = {
        **site.each_context(request),
        "title": gettext("Translation desk"),
        "form": form,
        "media": scripts(request.csp_nonce, "desk") + form.media,
        "languages": languages.LANGUAGES,
        "lines": list(lines(site, request, stories, chosen["to"])),
        "older": older and with_place(request.GET, older),
        "is_first": "before" not in request.GET,
        "is_narrowed": any(chosen.values()),
        "looked_through": LOOKED_THROUGH,
    }
    return TemplateResponse(request, "admin/news/desk/translations.html", context)


# which stories


def page_of(user, chosen, before):
    """(stories of the page, the place where the next one begins or None). At most two queries."""
    rows = seen_by(user).in_use().order_by("-updated_at", "-pk")
    if chosen["desk"]:
        rows = rows.filter(desk=chosen["desk"])
    if before:
        rows = after(rows, *before)
    wanted = matching(chosen)
    last = None
    if wanted and is_central(user):
        last = next(iter(rows.values_list("updated_at", "pk")[LOOKED_THROUGH - 1 : LOOKED_THROUGH]), None)
    rows = rows.filter(wanted)
    if last:
        rows = rows.filter(updated_at__gte=last[0])
    found = list(rows.only(*LIGHT, *desk_columns()).select_related("desk")[: STORIES_ON_A_PAGE + 1])
    if len(found) > STORIES_ON_A_PAGE:
        last = found[STORIES_ON_A_PAGE - 1].updated_at, found[STORIES_ON_A_PAGE - 1].pk
    return found[:STORIES_ON_A_PAGE], last


def seen_by(user):
    """A member's desk has few stories: they are found first and put in order then, not picked out of everybody's."""
    rows = Article.objects.visible_to(user)
    return rows if is_central(user) else Article.objects.filter(pk__in=rows.order_by().values("pk"))


def desk_columns():
    return [f"desk__name_{code}" for code in languages.CODES]


def after(rows, moment, key):
    """The rows after a place in the list; written so that both databases walk the index whatever the depth."""
    return rows.filter(updated_at__lte=moment).filter(Q(updated_at__lt=moment) | Q(pk__lt=key))


def read_place(text):
    match = PLACE.fullmatch(text or "")
    if not match:
        return None
    moment = EPOCH + dt.timedelta(microseconds=int(match[1]))
    return (moment, int(match[2])) if moment.year < 9000 else None


def with_place(asked, place):
    moment, key = place
    query = asked.copy()
    query["before"] = f"{(moment - EPOCH) // dt.timedelta(microseconds=1)}-{key}"
    return f"?{query.urlencode()}"


def matching(chosen):
    """The condition that the chosen language and state make, empty where nothing is chosen."""
    if not chosen["state"]:
        return ~Q(original_language=chosen["to"]) if chosen["to"] else Q()
    found = Q()
    for code in [chosen["to"]] if chosen["to"] else languages.CODES:
        found |= ~Q(original_language=code) & standing_is(chosen["state"], code)
    return found


def standing_is(standing, code):
    """`standing_of()` a translation as a condition."""
    state, follows = f"state_{code}", f"follows_{code}"
    conditions = {
        "missing": Q(**{follows: None}),
        "behind": is_behind(code),
        "draft": Q(**{f"{state}__in": IN_DRAFT, f"{follows}__isnull": False}),
        "submitted": Q(**{state: State.SUBMITTED}),
        "current": Q(**{state: State.PUBLISHED}) & ~is_behind(code),
    }
    return conditions[standing]


# what is told of them


def lines(site, request, stories, to):
    """Lines of the table. One query."""
    may_write = site.get_model_admin(Article).has_change_permission(request)
    keys = [story.pk for story in stories]
    own = set(Article.objects.editable_by(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    for story in stories:
        form = address_of(Article, story.pk)
        address = f"{form}?beside={to}" if to else form
        yield Line(story, address, [cell(story, code, may_write and story.pk in own) for code in languages.CODES])


def cell(story, code, may_translate):
    standing, words = standing_of(story, code)
    count = story.changes_behind(code)
    behind = ngettext("behind by %(count)d change", "behind by %(count)d changes", count) % {"count": count}
    return Cell(
        code,
        dict(languages.LANGUAGES)[code],
        standing,
        words,
        behind if count else "",
        address_of_cell(story, code, may_translate),
    )


def standing_of(story, code):
    """(key, words) of how far the language is, apart from whether it is behind its original."""
    state = getattr(story, f"state_{code}")
    if code != story.original_language and getattr(story, f"follows_{code}") is None:
        return "missing", gettext("missing")
    if state == State.PUBLISHED:
        is_original = code == story.original_language
        return "current", gettext("published") if is_original or story.changes_behind(code) else gettext("current")
    if state == State.DRAFT:
        return "draft", gettext("in draft")
    return state, getattr(story, f"get_state_{code}_display")()


def address_of_cell(story, code, may_translate):
    if may_translate and code != story.original_language:
        return reverse("admin:news_article_translate_change", args=[story.pk, code])
    return f"{address_of(Article, story.pk)}?beside={code}"
