"""What leads the home page: stories pinned there until a moment, in the order that the desk gives them."""

import datetime as dt
from functools import partial
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from news import languages
from news.models import Article, Edition, Revision
from news.models.article import STORIES_THAT_LEAD
from news.permissions import PUBLISH_ARTICLE

from .choosing import FamiliarSelect, refuse_nul
from .fields import MOMENT, MomentField, zone_name
from .scripts import scripts
from .typed import is_key

USUALLY_PINNED_FOR = dt.timedelta(days=2)
CONFLICT = 409


class Pinned(NamedTuple):
    """A line of the page: the story, [(code, name, whether the story is public in it)], and how readers meet it."""

    story: Article
    languages: list
    is_shown: bool


def home_urls(site):
    return [
        path("home/", site.admin_view(partial(home_order, site)), name="home_order"),
        path("home/stories/", site.admin_view(require_safe(partial(live_stories, site))), name="home_stories"),
    ]


def home_order(site, request):
    """GET shows the order; POST saves it, or pins another story, and comes back."""
    refuse_strangers(site, request)
    form = PinForm(request.POST if "pin" in request.POST else None, site=site, user=request.user)
    if "pin" in request.POST and form.is_valid():
        pin(site, request, form.cleaned_data["story"], until=form.cleaned_data["until"])
        return HttpResponseRedirect(reverse("admin:home_order"))
    kept = None
    if request.method == "POST" and not form.is_bound:
        kept = save_order(site, request)
        if kept is None:
            return HttpResponseRedirect(reverse("admin:home_order"))
        messages.warning(
            request, gettext("Somebody changed the order meanwhile. Yours is kept here, unsaved: compare.")
        )
    response = TemplateResponse(request, "admin/news/desk/home_order.html", context_of(site, request, form, kept))
    response.status_code = 200 if kept is None else CONFLICT
    return response


def refuse_strangers(site, request):
    if not may_order(site, request):
        raise PermissionDenied


def may_order(site, request):
    """Whether the user decides what leads the home page: whoever publishes."""
    return request.user.has_perm(PUBLISH_ARTICLE) and site.get_model_admin(Article).has_change_permission(request)


def pinned_in_order(user):
    """Working copies that hold a place, in the order in which readers see them."""
    rows = Article.objects.visible_to(user).in_use().pinned()
    return rows.order_by(F("home_position").asc(nulls_last=True), "-pk")


# the page


def context_of(site, request, form, kept):
    """`kept` is an order that could not be saved: it is shown instead of the stored one, which stands beside it."""
    texts = [f"{name}_{code}" for name in ("body", "summary") for code in languages.CODES]
    stored = list(pinned_in_order(request.user).defer(*texts))
    rows = stored if kept is None else sorted(stored, key=lambda row: place_in(kept, row))
    public = public_languages(stored)
    pinned = list(lines(rows, public))
    return {
        **site.each_context(request),
        "title": gettext("Home page"),
        "pinned": pinned,
        "seen": written(stored),
        "stored": [] if kept is None else stored,
        "leads": list(leads(pinned)),
        "form": form,
        "time_zone": zone_name(),
        "media": scripts(request.csp_nonce, "desk", "home-order") + form.media,
    }


def place_in(kept, row):
    return kept.index(row.pk) if row.pk in kept else len(kept)


def written(rows):
    """The order in one word, by which a page that is not up to date any more is recognised."""
    return ",".join(str(row.pk) for row in rows)


def public_languages(stories):
    """{key of a story: its languages that stand in lists now}. One query."""
    found = {}
    for article, language in Edition.objects.listed().filter(article__in=stories).values_list("article", "language"):
        found.setdefault(article, set()).add(language)
    return found


def lines(stories, public):
    counts = dict.fromkeys(languages.CODES, 0)
    for story in stories:
        own = public.get(story.pk, ())
        is_shown = any(counts[code] < STORIES_THAT_LEAD for code in own)
        for code in own:
            counts[code] += 1
        yield Pinned(story, [(code, name, code in own) for code, name in languages.LANGUAGES], is_shown)


def leads(pinned):
    """[(language, its name, the headline its readers meet first, the pinned stories it lacks above that one)]."""
    for code, name in languages.LANGUAGES:
        skipped = []
        for line in pinned:
            if (code, name, True) in line.languages:
                yield code, name, getattr(line.story, f"headline_{code}"), skipped
                break
            skipped.append(str(line.story))
        else:
            yield code, name, "", skipped


# the order


def save_order(site, request):
    """Write the posted order with the pressed button's change to it.

    Returns None, or where somebody else was quicker the keys in the order that was wanted: nothing is written then.
    """
    with transaction.atomic():
        rows = {row.pk: row for row in pinned_in_order(request.user).select_for_update(of=["self"])}
        wanted = wanted_order(request.POST, rows)
        if request.POST.get("seen", "") != written(rows.values()):
            return wanted
        if gone := key_of(request.POST, "unpin", rows):
            unpin(site, request, rows[gone])
            wanted.remove(gone)
        moved = [row for place, row in enumerate(map(rows.get, wanted), 1) if place_changed(row, place)]
        for row in moved:
            row.save(update_fields=["home_position"])
            log(site, request, row, gettext("Place %(place)d on the home page.") % {"place": row.home_position})
    if not gone:
        messages.success(request, gettext("The home page has this order now."))
    return None


def wanted_order(posted, rows):
    """The keys in the posted order; what the page did not know comes last. “Up” and “down” move a story by one."""
    known = [int(key) for key in dict.fromkeys(posted.getlist("story")) if is_key(key) and int(key) in rows]
    wanted = [*known, *(key for key in rows if key not in known)]
    for name, step in (("up", -1), ("down", 1)):
        if key := key_of(posted, name, rows):
            place = wanted.index(key)
            wanted.insert(max(0, place + step), wanted.pop(place))
    return wanted


def key_of(posted, name, rows):
    key = posted.get(name, "")
    return int(key) if is_key(key) and int(key) in rows else None


def place_changed(row, place):
    changed = row.home_position != place
    row.home_position = place
    return changed


# pinning


class LiveStories(AutocompleteJsonView):
    """Stories that readers see now: only such a one can lead the home page."""

    def get_queryset(self):
        return super().get_queryset().filter(is_public())


def is_public():
    return Exists(Edition.objects.listed().filter(article=OuterRef("pk")))


def live_stories(site, request):
    refuse_strangers(site, request)
    refuse_nul(request)
    return LiveStories.as_view(admin_site=site)(request)


class LiveStorySelect(FamiliarSelect):
    def get_url(self):
        return reverse("admin:home_stories")


class PinForm(forms.Form):
    story = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Story"),
        error_messages={"invalid_choice": _("Readers do not see this story now, so it cannot lead the home page.")},
    )
    until = MomentField(label=_("Leads the home page until"), widget=MOMENT["widget"])

    def __init__(self, *args, site, user, **kwargs):
        until = timezone.localtime(timezone.now() + USUALLY_PINNED_FOR).replace(minute=0, second=0, microsecond=0)
        super().__init__(*args, initial={"until": until}, **kwargs)
        self.fields["story"].queryset = Article.objects.editable_by(user).in_use().filter(is_public())
        self.fields["story"].widget = LiveStorySelect(Edition._meta.get_field("article"), site)
        self.fields["story"].widget.choices = self.fields["story"].choices

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(_("This moment is past. Choose one to come."))
        return until


@transaction.atomic
def pin(site, request, story, *, until):
    """Give the story the last place; one that is pinned already keeps its place until the new moment."""
    others = list(pinned_in_order(request.user).select_for_update(of=["self"]))
    if story not in others:
        story.home_position = 1 + max((row.home_position or 0 for row in others), default=0)
    story.pinned_until = until
    moment = formats.date_format(timezone.localtime(until), "DATETIME_FORMAT")
    keep(request, story)
    log(site, request, story, gettext("Leads the home page until %(moment)s.") % {"moment": moment})
    sentence = gettext("“%(story)s” leads the home page until %(moment)s.")
    messages.success(request, sentence % {"story": story, "moment": moment})


def unpin(site, request, story):
    story.pinned_until = story.home_position = None
    keep(request, story)
    log(site, request, story, gettext("Leads the home page no longer."))
    messages.success(request, gettext("“%(story)s” leads the home page no longer.") % {"story": story})


def keep(request, story):
    Revision.objects.baseline(story)
    story.save(update_fields=["pinned_until", "home_position"])
    Revision.objects.record(story, by=request.user)


def log(site, request, story, sentence):
    site.get_model_admin(Article).log_change(request, story, sentence)
