"""The page on which two entries of the registry become one: both side by side, what will happen, one button."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.duplicates import likely, merge, plan_of, refusals
from news.models import Image, Revision
from news.permissions import KEEP_REGISTRY
from news.text import html

from .changes import full_label, language_of
from .choosing import FamiliarSelect, refuse_nul
from .fields import moment
from .labels import tell_of_labels
from .scripts import scripts
from .typed import is_key

LONGEST_FACT = 90


class MergedFilter(admin.SimpleListFilter):
    """Stubs of merged entries are shown to whoever asks for them."""

    title = _("duplicates")
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("yes", _("merged into others"))]

    def choices(self, changelist):
        every, *others = super().choices(changelist)
        return [{**every, "display": _("All but the merged ones")}, *others]

    def queryset(self, request, queryset):
        return queryset.exclude(merged_into=None) if self.value() == "yes" else queryset.filter(merged_into=None)


class MergesTwo:
    """The admin of a noun whose entries are merged by a registry keeper; a stub is only looked at."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), MergedFilter]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not request.user.has_perm(KEEP_REGISTRY):
            actions.pop("merge_two", None)
        return actions

    @admin.action(description=_("Merge two entries…"), permissions=["change"])
    def merge_two(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            self.message_user(request, gettext("Tick the two entries that are one."), messages.WARNING)
            return None
        return HttpResponseRedirect(f"{self.page_of(self.model(pk=keys[0]), 'merge')}?with={keys[1]}")

    def row_tools(self, request, obj):
        yield from super().row_tools(request, obj)
        if request.user.has_perm(KEEP_REGISTRY) and not obj.merged_into_id:
            yield self.page_of(obj, "merge"), gettext("Merge with a duplicate…")

    def merge_view(self, request, object_id):
        return merge_page(self, request, object_id)


class ChooseForm(forms.Form):
    """Which entry is the other one."""

    def __init__(self, *args, admin, rows, **kwargs):
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(rows, label=_("The other entry"))
        field.widget = FamiliarSelect(admin.model._meta.get_field("merged_into"), admin.admin_site)
        field.widget.choices = field.choices
        self.fields["with"] = field


class Side(NamedTuple):
    """One of the two, and what happens if it stays."""

    row: Any
    facts: list
    picture: Any
    seen: int
    address: str
    stops: list
    moves: list
    told: list
    gains: list
    is_chosen: bool


def merge_page(admin, request, object_id):
    """?with=KEY: GET shows both entries and what will happen, POST merges them; without it the other one is asked for.

    Raises Http404 for what the user may not see, PermissionDenied for who keeps no registry.
    """
    refuse_nul(request)
    row = admin.row_to_see(request, object_id)
    if not request.user.has_perm(KEEP_REGISTRY):
        raise PermissionDenied
    key = request.POST.get("with") or request.GET.get("with", "")
    other = admin.row_to_see(request, key) if is_key(key) else None
    if done := merged_already(admin, request, row, other):
        return done
    if other is None or other == row:
        return choose_page(admin, request, row, is_same=other == row)
    errors = []
    if request.method == "POST" and is_key(request.POST.get("keep", "")):
        errors = merged(admin, request, row, other)
        row, other = (admin.row_to_see(request, one.pk) for one in (row, other))
        if done := merged_already(admin, request, row, other, is_news=bool(errors)):
            return done
    context = page(admin, request, row, sides(request, row, other), errors)
    return TemplateResponse(request, "admin/news/registry/merge.html", context)


def merged_already(admin, request, row, other, *, is_news=True):
    """To the entry that stays, where one of the two is merged; a second press of the button is told so."""
    stub = next((one for one in (row, other) if one and one.merged_into_id), None)
    if stub is None:
        return None
    if is_news:
        words = gettext("“%(entry)s” was merged into “%(kept)s” already.")
        messages.warning(request, words % {"entry": stub, "kept": stub.merged_into})
    return HttpResponseRedirect(admin.change_address(stub.merged_into))


def merged(admin, request, row, other):
    """Sentences on why nothing was done; none where the two are one now."""
    kept, duplicate = (row, other) if request.POST["keep"] == str(row.pk) else (other, row)
    if request.POST["keep"] != str(kept.pk):
        return [gettext("Say which of the two stays.")]
    try:
        kept = merge(duplicate, into=kept, by=request.user, seen=(seen(request, duplicate), seen(request, kept)))
    except ValidationError as error:
        return error.messages
    words = gettext("“%(duplicate)s” is merged into “%(kept)s”.") % {"duplicate": duplicate, "kept": kept}
    admin.log_change(request, kept, words)
    messages.success(request, words)
    tell_of_labels(request, kept)
    return []


def seen(request, row):
    """The number of the row's latest version when the page was shown; a form that does not tell has seen nothing."""
    number = request.POST.get(f"seen-{row.pk}", "")
    return int(number) if is_key(number) or number == "0" else -1


def sides(request, row, other):
    """Both, the entry that had better stay first: the public one, the one with more links, the older one."""
    plans = {row: plan_of(other, into=row), other: plan_of(row, into=other)}
    links = {row: links_of(plans[other]), other: links_of(plans[row])}
    first, second = sorted((row, other), key=lambda one: (not one.is_live(), -links[one], one.pk))
    chosen = request.POST.get("keep") or request.GET.get("keep")
    kept = next((one for one in (first, second) if str(one.pk) == chosen), first)
    return [side(request, one, plans[one], is_chosen=one == kept) for one in (first, second)]


def links_of(plan):
    return sum(number for _words, number in plan.moves)


def side(request, row, plan, *, is_chosen):
    return Side(
        row=row,
        facts=facts(row),
        picture=getattr(row, "portrait", None) or getattr(row, "logo", None),
        seen=Revision.objects.of(row).latest_number(),
        address=row.get_absolute_url() if row.is_live() else "",
        stops=refusals(plan.duplicate, row, by=request.user),
        moves=plan.moves,
        told=list(plan.told()),
        gains=[(full_label(column), fact(column, value)) for column, value in plan.gains.items()],
        is_chosen=is_chosen,
    )


def facts(row):
    """(label, [(language, value)]) of what is entered, as far as people read it; the names first."""
    found = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        is_told = column.editable and not column.primary_key and column.related_model is not Image
        if is_told and value not in ("", None, []):
            found.setdefault(str(column.verbose_name), []).append((language_of(column), fact(column, value)))
    names = [str(row._meta.get_field(column).verbose_name) for column in row.name_columns()]
    return sorted(found.items(), key=lambda pair: names.index(pair[0]) if pair[0] in names else len(names))


def fact(column, value):
    """A value in a few words. One query for a relation."""
    if column.is_relation:
        found = column.related_model._default_manager.filter(pk=value).first()
        return str(found) if found else gettext("nothing")
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.DateTimeField):
        return moment(value)
    if isinstance(column, models.DateField):
        return formats.date_format(value, "DATE_FORMAT")
    return html.excerpt(", ".join(map(str, value)) if isinstance(value, list) else str(value), LONGEST_FACT)


def page(admin, request, row, both, errors):
    return {
        **admin.page_about(request, row),
        "title": gettext("Merge two entries"),
        "sides": both,
        "errors": errors,
        "may_merge": any(not one.stops for one in both),
        "media": scripts(request.csp_nonce, "publish"),
    }


def choose_page(admin, request, row, *, is_same):
    rows = admin.get_queryset(request).filter(merged_into=None)
    typed = {name: getattr(row, name) for name in row.name_columns()} | {"other_names": row.other_names}
    found = likely(type(row).objects.visible_to(request.user), typed, besides=row)
    form = ChooseForm(admin=admin, rows=rows)
    context = {
        **admin.page_about(request, row),
        "title": gettext("Merge with a duplicate"),
        "form": form,
        "alike": admin.candidates(found, besides=row),
        "errors": [gettext("This is one and the same entry. Choose another one.")] if is_same else [],
        "media": form.media + scripts(request.csp_nonce, "desk"),
    }
    return TemplateResponse(request, "admin/news/registry/choose.html", context)
