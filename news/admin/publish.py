"""The page “Publish…”: what stops each language, what readers see now, and from when they see the new text."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.permissions import PUBLISH_ARTICLE

from .fields import zone_name
from .standing import changed_words


class PublishForm(forms.Form):
    """Languages, moment and note. Languages that something stops cannot be ticked."""

    languages = forms.MultipleChoiceField(
        choices=languages.LANGUAGES,
        error_messages={"required": _("Tick at least one language.")},
    )
    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("later", _("At a moment to come"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    note = forms.CharField(
        label=_("What changed"),
        max_length=250,
        required=False,
        help_text=_("For readers, in the language of the story. Not needed the first time."),
    )
    weight = forms.ChoiceField(
        label=_("Kind of change"),
        choices=[
            ("major", _("News for readers: the story says “updated”")),
            ("minor", _("A slip corrected: the story does not say “updated”")),
        ],
        initial="major",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, blocked=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.blocked = blocked

    def clean_languages(self):
        chosen = self.cleaned_data["languages"]
        for code in chosen:
            if code in self.blocked:
                message = _("%(language)s cannot be published yet: see what is missing.")
                raise ValidationError(message, params={"language": dict(languages.LANGUAGES)[code]})
        return chosen

    def clean(self):
        data = super().clean()
        if data.get("when") != "later":
            if data.get("day"):
                self.add_error(
                    "when", _("A day is written, but “Now” is chosen. Choose “At a moment to come”, or clear the day.")
                )
            return {**data, "at": None}
        if "day" in self.errors or "time" in self.errors:
            return data
        if not data.get("day") or not data.get("time"):
            self.add_error("when", _("Say the day and the time."))
            return data
        at = dt.datetime.combine(data["day"], data["time"], ZoneInfo(settings.TIME_ZONE))
        if at <= timezone.now():
            self.add_error("when", _("This moment is past. Choose one to come, or “Now”."))
        return {**data, "at": at}


def publish_view(admin, request, object_id):
    """GET shows the page, POST publishes the ticked languages together or none of them."""
    article = admin.get_object(request, object_id)
    if article is None:
        raise Http404
    if not (request.user.has_perm(PUBLISH_ARTICLE) and admin.has_change_permission(request, article)):
        raise PermissionDenied
    if article.binned_at:
        messages.error(request, gettext("The story lies in the bin. Take it out first."))
        return HttpResponseRedirect(admin.change_address(article))
    choices = list(languages_of(article))
    blocked = [choice["code"] for choice in choices if choice["blockers"]]
    form = PublishForm(request.POST or None, blocked=blocked, initial={"languages": ready_to_go(choices)})
    if request.method == "POST" and form.is_valid() and (editions := publish(request, article, form)):
        for edition in editions:
            admin.log_change(request, article, logged(edition))
            messages.success(request, announcement(request, edition))
        return HttpResponseRedirect(admin.change_address(article))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": gettext("Publish"),
        "subtitle": str(article),
        "original": article,
        "form": form,
        "choices": choices,
        "ticked": form["languages"].value() or [],
        "time_zone": zone_name(),
        "change_address": admin.change_address(article),
    }
    return TemplateResponse(request, "admin/news/article/publish.html", context)


def languages_of(article):
    """What the page says of each language that has any text. Two queries and those of the blockers."""
    live = {edition.language: edition for edition in article.live_editions()}
    coming = article.editions.filter(superseded_at=None, published_at__gt=timezone.now())
    scheduled = {edition.language: edition for edition in coming}
    for code, name in languages.LANGUAGES:
        edition = live.get(code)
        yield {
            "code": code,
            "name": name,
            "headline": getattr(article, f"headline_{code}"),
            "blockers": article.what_blocks_publishing(code),
            "live": edition,
            "scheduled": scheduled.get(code),
            "changes": changed_words(article, edition) if edition else [],
        }


def ready_to_go(choices):
    """Ticked from the start: what nothing stops, and what would be news to readers."""
    return [
        one["code"]
        for one in choices
        if not one["blockers"] and not one["scheduled"] and (one["changes"] or not one["live"])
    ]


def publish(request, article, form):
    """The new editions, or None with the reason told on the form."""
    data = form.cleaned_data
    try:
        with transaction.atomic():
            return [
                article.publish(
                    code, by=request.user, at=data["at"], note=data["note"], is_major=data["weight"] == "major"
                )
                for code in data["languages"]
            ]
    except ValidationError as error:
        form.add_error(None, error)
        return None


def announcement(request, edition):
    """The sentence, with the address, that tells the editor what happened."""
    address = edition.get_absolute_url()
    if edition.published_at > timezone.now():
        moment = formats.date_format(timezone.localtime(edition.published_at), "DATETIME_FORMAT")
        sentence = gettext("%(language)s goes public on %(moment)s at this address:")
    else:
        moment, sentence = "", gettext("%(language)s is public:")
    words = sentence % {"language": edition.get_language_display(), "moment": moment}
    return format_html('{} <a href="{}">{}</a>', words, address, request.build_absolute_uri(address))


def logged(edition):
    return gettext("Published in %(language)s, edition %(number)d.") % {
        "language": edition.get_language_display(),
        "number": edition.number,
    }
