"""The page “Publish…”: what stops each language, what readers see now, and from when they see the new text."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from news import languages, notifications
from news.models import Revision
from news.models.workflow import LIES_IN_THE_BIN
from news.permissions import PUBLISH_ARTICLE

from .checklist import checklists, newest_editions
from .fields import moment, zone_name
from .publish_form import PublishForm

ACTS_TOLD_AT_MOST = 10
A_DOUBLE_CLICK = dt.timedelta(minutes=1)
"""The same asked twice by one person within so much time is meant once."""


class UnseenError(ValidationError):
    """Somebody saved or published after the page was opened: what would go out is not what the editor saw."""


class AskedTwiceError(Exception):
    """The same was published a moment ago, by the same person."""


def publish_view(admin, request, object_id):
    """GET shows the page, POST publishes the ticked languages together or none of them."""
    article = admin.row_to_change(request, object_id)
    if not request.user.has_perm(PUBLISH_ARTICLE):
        raise PermissionDenied
    if article.binned_at:
        messages.error(request, LIES_IN_THE_BIN)
        return HttpResponseRedirect(admin.change_address(article))
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := published(admin, request, article, form)):
        return answer
    article = admin.row_to_change(request, object_id)
    return TemplateResponse(request, "admin/news/article/publish.html", page(admin, request, article, form))


def page(admin, request, article, form):
    # Read before everything else: what changes after this moment is unseen.
    revision = Revision.objects.of(article).latest_number()
    found = list(checklists(article, request.user, admin.change_address(article)))
    ticked = form["languages"].value() if form.is_bound else [one.code for one in found if is_ready(one)]
    return {
        **admin.page_about(request, article),
        "title": gettext("Publish"),
        "form": form,
        "revision": revision,
        "choices": [
            {"check": one, "note": form[f"note_{one.code}"], "correction": form[f"correction_{one.code}"]}
            for one in found
        ],
        "scheduled": [one for one in found if one.scheduled],
        "ticked": ticked or [],
        "may_override": request.user.is_superuser and any(one.stops and not one.blockers for one in found),
        "time_zone": zone_name(),
    }


def is_ready(check):
    """Whether a language is ticked from the start: nothing stops it, and it would be news to readers."""
    return check.is_news and not check.stops


def published(admin, request, article, form):
    """The answer to a publication; None with the reason told on the form where there was none."""
    try:
        editions = publish(request.user, article, form.cleaned_data)
    except AskedTwiceError:
        messages.info(request, gettext("This was published a moment ago. It was not published twice."))
        return HttpResponseRedirect(admin.change_address(article))
    except ValidationError as error:
        form.add_error(None, error)
        return None
    for edition in editions:
        admin.log_change(request, article, logged(edition))
        messages.success(request, announcement(request, edition))
    return HttpResponseRedirect(admin.change_address(article))


def publish(user, article, typed):
    """The new editions. Raises ValidationError where something stops one of them, or was not seen on the page.

    The row is locked before it is compared with what the page showed, so no save can come in between.
    """
    with transaction.atomic(), notifications.in_one_letter():
        stored = article.locked()
        refuse_what_was_not_seen(stored, user, typed)
        return [publish_one(stored, code, user, typed) for code in typed["languages"]]


def publish_one(article, code, user, typed):
    try:
        return article.publish(
            code,
            by=user,
            at=typed["at"],
            note=typed[f"note_{code}"],
            is_major=typed["weight"] == "major",
            correction=typed[f"correction_{code}"],
            override=typed["override"],
        )
    except ValidationError as error:
        name = dict(languages.LANGUAGES)[code]
        raise ValidationError([f"{name}: {sentence}" for sentence in error.messages]) from error


def refuse_what_was_not_seen(stored, user, typed):
    newest, ticked = newest_editions(stored), typed["languages"]
    is_saved = stored.version != typed["version"]
    overtaken = [code for code in ticked if number_of(newest.get(code)) != typed[f"seen_{code}"]]
    if (
        not is_saved
        and len(overtaken) == len(ticked)
        and all(is_the_same(newest[code], user, typed) for code in ticked)
    ):
        raise AskedTwiceError
    if is_saved or overtaken:
        raise UnseenError(
            [gettext("Nothing was published: the story was changed after you opened this page."), *since(stored, typed)]
        )


def number_of(edition):
    return edition.number if edition else 0


def is_the_same(edition, user, typed):
    """Whether the edition is what this very form asked for a moment ago."""
    return (
        edition is not None
        and edition.published_by_id == user.pk
        and edition.created_at > timezone.now() - A_DOUBLE_CLICK
        and edition.change_note == typed[f"note_{edition.language}"]
        and edition.is_major == (typed["weight"] == "major")
        and (typed["at"] is None or edition.published_at == typed["at"])
    )


def since(stored, typed):
    """Who did what after the page was opened: sentences."""
    acts = Revision.objects.of(stored).filter(number__gt=typed["revision"]).select_related("author").defer("data")
    for act in acts.order_by("number")[:ACTS_TOLD_AT_MOST]:
        words = [act.get_act_display(), act.get_language_display() if act.language else ""]
        yield gettext("%(who)s, %(moment)s: %(act)s") % {
            "who": act.author or gettext("Somebody without an account"),
            "moment": moment(act.created_at),
            "act": " · ".join(filter(None, words)),
        }


def announcement(request, edition):
    """The sentence, with the address, that tells the editor what happened."""
    address = edition.get_absolute_url()
    if edition.published_at > timezone.now():
        day = formats.date_format(timezone.localtime(edition.published_at), "DATETIME_FORMAT")
        sentence = gettext("%(language)s goes public on %(moment)s at this address:")
    else:
        day, sentence = "", gettext("%(language)s is public:")
    words = sentence % {"language": edition.get_language_display(), "moment": day}
    return format_html('{} <a href="{}">{}</a>', words, address, request.build_absolute_uri(address))


def logged(edition):
    return gettext("Published in %(language)s, edition %(number)d.") % {
        "language": edition.get_language_display(),
        "number": edition.number,
    }
