"""The history of a row: every saved version, what differs between two of them, and the way back to one."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from news import languages
from news.models import Article, Edition, Revision, preview_address
from news.models.bases import Publishable, content_type_of
from news.models.history import as_kept, restore
from news.models.revision import snapshot
from news.permissions import is_central

from .changes import sections, summary, what_stays
from .fields import moment
from .typed import is_key

VERSIONS_ON_A_PAGE = 30
"""A version of a long story is 100 KB."""

LOG_LINES = 50
"""Of what the admin noted before the first version; imported rows have a few."""


class KeptVersions:
    """The admin of a noun whose every save is kept: its history page, its versions, the button that restores one."""

    def get_urls(self):
        def address(end, view, name):
            return path(f"<path:object_id>/history/{end}", self.admin_site.admin_view(view), name=self.page_name(name))

        return [
            address("compare/", self.compare_view, "compare"),
            address("<int:number>/", self.version_view, "version"),
            address("<int:number>/restore/", self.restore_view, "restore"),
            *super().get_urls(),
        ]

    def history_address(self, row, name="history", *numbers):
        return self.page_of(row, name, *numbers)

    def history_view(self, request, object_id, extra_context=None):
        return history_page(self, request, object_id)

    def compare_view(self, request, object_id):
        return compare_page(self, request, object_id)

    def version_view(self, request, object_id, number):
        return version_page(self, request, object_id, number)

    def restore_view(self, request, object_id, number):
        return restore_version(self, request, object_id, number)


class Entry(NamedTuple):
    """A version in the list. `changed` is (what, which of it, language); `editions` what was published from it."""

    revision: Revision
    changed: list
    editions: list
    address: str
    is_latest: bool


# pages


def history_page(admin, request, object_id):
    """All versions, newest first. The number of queries is the same for one version and for fifty."""
    row = admin.row_to_see(request, object_id)
    before = request.GET.get("before", "")
    versions = versions_of(row, request.user)
    page = versions.filter(number__lt=before) if is_key(before) else versions
    found = list(page.prefetch_related(editions_seen_by(request.user))[: VERSIONS_ON_A_PAGE + 1])
    entries = list(entries_of(admin, row, found, is_newest_page=not is_key(before)))
    is_last_page = len(found) <= VERSIONS_ON_A_PAGE
    context = {
        "title": gettext("History"),
        "entries": entries,
        "may_compare": len(entries) > 1,
        "may_restore": admin.has_change_permission(request, row),
        "may_see_versions": may_see_versions(request.user, row),
        "is_newest_page": not is_key(before),
        "older": None if is_last_page else entries[-1].revision.number,
        "log": older_log(row, found, request.user) if is_last_page else [],
    }
    return shown(admin, request, row, "list", context)


def version_page(admin, request, object_id, number):
    """One version against the one before it; with ?against=now, against the row as it stands, with the way back."""
    row = admin.row_to_see(request, object_id)
    revision = version_of(row, request.user, number)
    latest = versions_of(row, request.user).first()
    is_against_now = request.GET.get("against") == "now"
    context = {
        "title": gettext("Version %(number)d") % {"number": number},
        "revision": revision,
        "latest": latest,
        "is_against_now": is_against_now,
        "previews": list(previews(row, revision)),
        "version_address": admin.history_address(row, "version", number),
        "newer_address": admin.history_address(row, "version", number + 1) if number < latest.number else "",
        "older_address": admin.history_address(row, "version", number - 1) if number > 1 else "",
        **(against_now(admin, request, row, revision) if is_against_now else against_before(request, row, revision)),
    }
    return shown(admin, request, row, "version", context)


def against_before(request, row, revision):
    before = versions_of(row, request.user).filter(number__lt=revision.number).first()
    old = before.data if before else {}
    return {"other": before, "sections": sections(type(row), old, revision.data, user=request.user)}


def against_now(admin, request, row, revision):
    """What restoring the version would change, read from the row as it stands towards the version."""
    now = as_kept(snapshot(row))
    found = sections(type(row), now, revision.data, user=request.user, is_restore=True)
    return {
        "sections": found,
        "stays": what_stays(type(row), now, revision.data),
        "may_restore": bool(found) and admin.has_change_permission(request, row),
        "restore_address": admin.history_address(row, "restore", revision.number),
        "is_story": isinstance(row, Article),
        "readers_see_it": isinstance(row, Publishable) and row.is_live(),
        "is_in_the_bin": bool(getattr(row, "binned_at", None)),
    }


def compare_page(admin, request, object_id):
    """Any two versions side by side, the older first whichever was chosen first."""
    row = admin.row_to_see(request, object_id)
    numbers = sorted(int(key) for key in map(request.GET.get, ("from", "to")) if key and is_key(key))
    if len(set(numbers)) < 2:
        messages.warning(request, gettext("Choose two different versions."))
        return HttpResponseRedirect(admin.history_address(row))
    old, new = (version_of(row, request.user, number) for number in numbers)
    context = {
        "title": gettext("Versions %(first)d and %(second)d") % {"first": old.number, "second": new.number},
        "old": old,
        "new": new,
        "sections": sections(type(row), old.data, new.data, user=request.user),
    }
    return shown(admin, request, row, "compare", context)


def restore_version(admin, request, object_id, number):
    """POST puts the version back; whoever opens the address sees first what would change."""
    row = admin.row_to_see(request, object_id)
    revision = version_of(row, request.user, number)
    confirmation = admin.history_address(row, "version", number) + "?against=now"
    if request.method != "POST":
        return HttpResponseRedirect(confirmation)
    if not admin.has_change_permission(request, row):
        raise PermissionDenied
    seen = request.POST.get("seen", "")
    try:
        missing = restore(revision, by=request.user, seen=int(seen) if is_key(seen) else 0)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(confirmation)
    messages.success(request, restored(admin, row, revision))
    for sentence in missing:
        messages.warning(request, sentence)
    return HttpResponseRedirect(admin.history_address(row))


def restored(admin, row, revision):
    """The sentence after a restore, with the one click that takes it back."""
    latest = Revision.objects.of(row).latest()
    undo = admin.history_address(row, "version", latest.number - 1) + "?against=now"
    words = gettext("Version %(number)d is back.") % {"number": revision.number}
    back = gettext("Look at what stood before, and put it back")
    return format_html('{} <a href="{}">{}</a>', words, undo, back)


def shown(admin, request, row, template, context):
    frame = {
        **admin.page_about(request, row),
        "history_address": admin.history_address(row),
        "compare_address": admin.history_address(row, "compare"),
    }
    return TemplateResponse(request, f"admin/news/history/{template}.html", {**frame, **context})


# who sees and does what


def versions_of(row, user):
    return Revision.objects.of(row).visible_to(user).select_related("author").order_by("-number")


def version_of(row, user, number):
    """A version of that very row: the number of another row's finds nothing."""
    revision = versions_of(row, user).filter(number=number).first()
    if revision is None:
        raise Http404
    return revision


def may_see_versions(user, row):
    return is_central(user) or row.is_editable_by(user)


# what the list says


def entries_of(admin, row, found, *, is_newest_page):
    for place, revision in enumerate(found[:VERSIONS_ON_A_PAGE]):
        before = found[place + 1] if place + 1 < len(found) else None
        yield Entry(
            revision,
            list(summary(type(row), before.data, revision.data)) if before else [],
            [edition_told(edition) for edition in revision.editions.all()],
            admin.history_address(row, "version", revision.number),
            is_newest_page and place == 0,
        )


def editions_seen_by(user):
    return Prefetch("editions", Edition.objects.visible_to(user).defer("body", "summary", "documents", "signatories"))


def edition_told(edition):
    """(sentence, address of the page or nothing)."""
    sentence = standing_of(edition) % {
        "language": edition.get_language_display(),
        "number": edition.number,
        "moment": moment(edition.published_at),
        "until": moment(edition.superseded_at),
    }
    return sentence, edition.get_absolute_url() if edition.is_live() else ""


def standing_of(edition):
    now = timezone.now()
    if not edition.was_ever_public():
        return gettext("%(language)s, edition %(number)d: called off")
    if edition.published_at > now:
        return gettext("%(language)s, edition %(number)d: scheduled for %(moment)s")
    if edition.superseded_at and edition.superseded_at <= now:
        return gettext("%(language)s, edition %(number)d: public from %(moment)s until %(until)s")
    if not edition.is_live():
        return gettext("%(language)s, edition %(number)d: public from %(moment)s, taken down since")
    if edition.is_withdrawn():
        return gettext("%(language)s, edition %(number)d: public since %(moment)s, under a notice")
    return gettext("%(language)s, edition %(number)d: public since %(moment)s")


def older_log(row, found, user):
    """What the admin noted before the first version was kept. One query."""
    if not may_see_versions(user, row):
        return []
    noted = LogEntry.objects.filter(content_type=content_type_of(row), object_id=str(row.pk)).select_related("user")
    if found:
        noted = noted.filter(action_time__lt=found[-1].created_at)
    return noted.order_by("-pk")[:LOG_LINES]


def previews(row, revision):
    """(language, name, address) of the version as readers would see it, in each language that has words."""
    for code, name in languages.LANGUAGES if isinstance(row, Article) else ():
        if any(revision.data.get(f"{column}_{code}") for column in ("headline", "body")):
            yield code, name, preview_address(row, code, revision)
