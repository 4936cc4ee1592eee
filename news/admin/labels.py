"""“Published labels”: what is printed of a person or an organisation, and would be printed otherwise now."""

import re
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Article, Membership
from news.models.relabelling import LISTED, LOOKED_THROUGH, printed_otherwise, relabel
from news.permissions import KEEP_REGISTRY, PUBLISH_ARTICLE

from .publish_form import LONGEST_NOTE
from .scripts import scripts

NAMES = frozenset(column for name in ("given_name", "family_name", "name") for column in languages.each(name))
"""Columns that editions print; with a role, what makes a published label wrong."""

TICKED = re.compile(r"(?P<article>\d{1,18})-(?P<language>[a-z]{2})")


def may_look(user):
    """Whoever publishes, and whoever keeps the registry and wants to know what a correction touches."""
    return user.has_perm(PUBLISH_ARTICLE) or user.has_perm(KEEP_REGISTRY)


class PublishedLabels:
    """The admin of a noun whose names and roles editions print."""

    def get_urls(self):
        view = self.admin_site.admin_view(partial(labels_view, self))
        name = f"{self.opts.app_label}_{self.opts.model_name}_labels"
        return [path("<path:object_id>/labels/", view, name=name), *super().get_urls()]

    def row_tools(self, request, obj):
        yield from super().row_tools(request, obj)
        if may_look(request.user):
            yield labels_address(obj), gettext("Published labels")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        roles = any(formset.model is Membership and formset.has_changed() for formset in formsets)
        if change and (roles or NAMES & set(form.changed_data)):
            tell_of_labels(request, form.instance)


def labels_address(row):
    return reverse(f"admin:news_{row._meta.model_name}_labels", args=[row.pk])


def tell_of_labels(request, row):
    """After a name or a role was changed: which published labels say otherwise now, and where to look at them."""
    if not may_look(request.user):
        return
    found = printed_otherwise(row, stories=Article.objects.visible_to(request.user))
    if not found.stories:
        return
    number = len(found.stories)
    sentence = ngettext(
        "%(count)d published text prints a name or a role otherwise than the registry has it now.",
        "%(count)d published texts print a name or a role otherwise than the registry has it now.",
        number,
    ) % {"count": number}
    link = format_html('{} <a href="{}">{}</a>', sentence, labels_address(row), gettext("Look at them"))
    messages.warning(request, link)


class NotesForm(forms.Form):
    """What readers are told of the change, in each language of which something was found."""

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(languages.LANGUAGES)
        for code in codes:
            with translation.override(code):
                usual = gettext("A name or a role beside the text was put right.")
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("What changed, for readers · %(language)s") % {"language": names[code]},
                max_length=LONGEST_NOTE,
                required=False,
                initial=usual,
                widget=forms.TextInput({"lang": code, "class": "vTextField"}),
            )


def labels_view(admin, request, object_id):
    """GET shows the labels, POST prints the ticked ones anew. Raises Http404, PermissionDenied."""
    row = admin.row_to_see(request, object_id)
    if not may_look(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    if is_sent and not request.user.has_perm(PUBLISH_ARTICLE):
        raise PermissionDenied
    form = NotesForm(request.POST if is_sent else None, codes=languages.CODES)
    if is_sent and form.is_valid() and reprinted(request, row, form.cleaned_data):
        return HttpResponseRedirect(labels_address(row))
    return TemplateResponse(request, "admin/news/labels/list.html", page(admin, request, row, form))


def page(admin, request, row, form):
    found = printed_otherwise(row, stories=Article.objects.visible_to(request.user))
    articles = [story.article for story in found.stories]
    may_publish = request.user.has_perm(PUBLISH_ARTICLE)
    own = Article.objects.editable_by(request.user).filter(pk__in=articles) if may_publish else Article.objects.none()
    codes = {story.language for story in found.stories}
    return {
        **admin.page_about(request, row),
        "title": gettext("Published labels"),
        "stories": found.stories,
        "is_all": found.is_all,
        "listed": LISTED,
        "looked_through": LOOKED_THROUGH,
        "editable": set(own.values_list("pk", flat=True)),
        "may_publish": may_publish,
        "ticked": request.POST.getlist("story"),
        "form": form,
        "notes": [form[f"note_{code}"] for code in languages.CODES if code in codes],
        "now": timezone.now(),
        "media": scripts(request.csp_nonce, "labels"),
    }


def reprinted(request, row, typed):
    """Whether anything was printed anew; what was and what was not is told. Each story for itself: none waits for
    another that somebody is at work on."""
    ticked = [match for key in request.POST.getlist("story")[:LISTED] if (match := TICKED.fullmatch(key))]
    if not ticked:
        messages.warning(request, gettext("Tick at least one story."))
        return False
    own = Article.objects.editable_by(request.user).in_bulk({int(match["article"]) for match in ticked})
    printed = sum(reprint_one(request, row, own.get(int(match["article"])), match, typed) for match in ticked)
    if printed:
        sentence = ngettext(
            "%(count)d text is printed with the labels of the registry now.",
            "%(count)d texts are printed with the labels of the registry now.",
            printed,
        )
        messages.success(request, sentence % {"count": printed})
    return True


def reprint_one(request, row, article, match, typed):
    code, user = match["language"], request.user
    try:
        if article is None or code not in languages.CODES:
            raise ValidationError(gettext("You may not change this entry, or not any more. Nothing was saved."))
        seen, note = request.POST.get(f"seen_{match[0]}", ""), typed[f"note_{code}"]
        relabel(row, article, code, by=user, seen=seen, note=note)
    except ValidationError as error:
        name = f"{article} · {dict(languages.LANGUAGES).get(code, code)}: " if article else ""
        messages.error(request, name + " ".join(error.messages))
        return False
    return True
