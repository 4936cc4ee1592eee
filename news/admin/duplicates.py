"""“Is it one of these?”: what a form of people or organisations shows while a name is typed, lest one be entered twice.

The rules of likeness stand in news/duplicates. What is hidden from somebody is not named to them, nor whether there is
such an entry; the registry keeper sees the likeness when the proposal waits for them.
"""

import json
from typing import NamedTuple

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from news.duplicates import likely
from news.models import Person, coalition_day
from news.models.composition import labels_on
from news.permissions import KEEP_REGISTRY

from .choosing import NewsroomForm, refuse_nul
from .presence import acknowledge
from .typed import is_key

CHOSEN = "_chosen-"
"""Beginning of the name of a button; the key of the entry follows."""
LONGEST_NAME = 200
ANOTHER_ONE = "is_another"
"""The name of the tick; its value are the keys of the entries that were looked at."""

IS_THERE_ALREADY = _("There is such an entry already. Open it, or tick “It is another one” below.")


class Candidate(NamedTuple):
    """An entry that may be meant: its name, what tells it from namesakes, where to open it."""

    key: int
    name: str
    detail: str
    address: str
    merge: str


class RegistryForm(NewsroomForm):
    """A new entry that seems to be there already is saved by whoever says that it is another one."""

    rows = None
    """The entries that the user may see."""
    alike = ()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and self.rows is not None:
            self.alike = likely(self.rows, {**cleaned, "other_names": cleaned.get("other_names") or ()})
            certain = {str(one.entry.pk) for one in self.alike if one.is_certain}
            if certain - set(self.data.get(ANOTHER_ONE, "").split()):
                self.add_error(None, ValidationError(IS_THERE_ALREADY, code="alike"))
        return cleaned


class AsksForDuplicates:
    """The admin of a noun whose new entries are compared with those that are there."""

    change_form_template = "admin/news/registry/change_form.html"
    form = RegistryForm

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.alike_view))
        return [path("alike/", view, name=self.page_name("alike")), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.rows = self.model.objects.visible_to(request.user)
        return form

    def alike_view(self, request):
        """The list for the names that stand in the address, as a part of the page. Three queries or four."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        refuse_nul(request)
        typed = {name: request.GET.get(name, "")[:LONGEST_NAME] for name in self.model.name_columns()}
        found = likely(self.model.objects.visible_to(request.user), typed)
        context = {
            "alike": self.candidates(found),
            "is_popup": IS_POPUP_VAR in request.GET,
            "ticked": request.GET.get(ANOTHER_ONE, ""),
            **self.words_of_box(found),
        }
        return TemplateResponse(request, "admin/news/registry/_alike.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        chosen = next((name for name in request.POST if name.startswith(CHOSEN)), None)
        if chosen and object_id is None:
            return self.chosen_instead(request, chosen.removeprefix(CHOSEN))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def chosen_instead(self, request, key):
        """In the window behind the “+” of a relation: the entry that is there is chosen, and no new one is made."""
        if not is_key(key):
            raise Http404
        row = self.row_to_see(request, key)
        answer = json.dumps({"value": str(row.pk), "obj": str(row)})
        response = TemplateResponse(request, "admin/popup_response.html", {"popup_response_data": answer})
        acknowledge(request, response)
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        found = self.found_for(request, context["adminform"].form, obj)
        context |= {"alike": self.candidates(found, besides=obj), "merged_into": getattr(obj, "merged_into", None)}
        if add:
            context |= {
                "alike_address": reverse(f"admin:{self.page_name('alike')}"),
                "alike_names": " ".join(self.model.name_columns()),
                "ticked": request.POST.get(ANOTHER_ONE, ""),
                **self.words_of_box(found),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def found_for(self, request, form, obj):
        """What a new entry that was sent is like, or one that waits for whoever may make it public."""
        if obj is None:
            return getattr(form, "alike", ())
        is_waiting = not (obj.is_live() or obj.merged_into_id)
        if not is_waiting or not request.user.has_perm(KEEP_REGISTRY):
            return ()
        typed = {name: getattr(obj, name) for name in obj.name_columns()} | {"other_names": obj.other_names}
        return likely(self.model.objects.visible_to(request.user), typed, besides=obj)

    def words_of_box(self, found):
        """The keys that a tick says to be others; nothing where none stops a save."""
        return {"looked_at": " ".join(str(one.entry.pk) for one in found if one.is_certain)}

    def candidates(self, found, besides=None):
        """One query for people, one for organisations."""
        details = self.details([one.entry for one in found])
        return [
            Candidate(
                key=one.entry.pk,
                name=str(one.entry),
                detail=" · ".join(filter(None, details[one.entry.pk])),
                address=self.change_address(one.entry),
                merge=f"{self.page_of(besides, 'merge')}?with={one.entry.pk}" if besides else "",
            )
            for one in found
        ]

    def details(self, entries):
        """{key: (what it is today, whether readers see it)}."""
        hidden = {entry.pk: "" if entry.is_live() else gettext("not public yet") for entry in entries}
        if self.model is Person:
            today = coalition_day(timezone.now())
            labels = labels_on(today, hidden.keys(), translation.get_language()) if entries else {}
            return {key: (labels.get(key, ""), told) for key, told in hidden.items()}
        return {entry.pk: (entry.get_classification_display(), hidden[entry.pk]) for entry in entries}
