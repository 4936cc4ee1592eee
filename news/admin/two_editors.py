"""The doors of a form that two people may have open: locked while it is saved, merged with what others saved meanwhile.

The rules of merging stand in merging.py (fields) and lines.py (lines beside the row).
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from news.models import Revision

from . import opened
from .left_over import texts_sent
from .merging import BothTexts, label_of
from .typed import digest

NOT_FOUND, FORBIDDEN = 404, 403


class TwoEditors:
    """Nobody's change overwrites another's unseen, and nothing typed is lost because a row changed, moved or went."""

    # the row, locked before it is read

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.lock(object_id)
        return super().get_object(request, object_id, from_field)

    def lock(self, object_id):
        """Let others who save the row wait until this transaction ends: what is read from here on is what is stored.

        Every act locks the row of the story first too (`Workflow.locked`), so no two wait for each other. With SQLite a
        transaction that writes holds the whole database from its beginning (`transaction_mode`).
        """
        try:
            key = self.opts.pk.to_python(object_id)
            list(self.model._base_manager.select_for_update(no_key=True).filter(pk=key).values("pk"))
        except (ValidationError, ValueError, OverflowError):
            return

    # what is written

    def save_model(self, request, obj, form, change):
        """An idle save writes nothing. The state before a row's first edit is kept."""
        if change and not form.has_changed():
            return
        if change and self.keeps_revisions:
            Revision.objects.baseline(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        has_changed, lines_changed = form.has_changed(), any(formset.has_changed() for formset in formsets)
        if change:
            self.tell_of_others(request, form, formsets)
            self.tell_of_hidden(request, form)
        if change and lines_changed and self.keeps_revisions:
            Revision.objects.baseline(form.instance)
        super().save_related(request, form, formsets, change)
        if change and lines_changed and not has_changed:
            form.instance.save()
        if self.keeps_revisions and (has_changed or lines_changed):
            Revision.objects.record(form.instance, by=request.user)

    def log_change(self, request, obj, message):
        """An idle save is no event."""
        return super().log_change(request, obj, message) if message else None

    # what is told

    def tell_of_others(self, request, form, formsets):
        for who, names in work_of_others(form, formsets).items():
            sentence = gettext("Meanwhile %(who)s changed: %(fields)s. Their changes and yours are both kept.")
            self.message_user(request, sentence % {"who": who, "fields": ", ".join(names)}, messages.WARNING)
        if gone := sum(formset.laid.gone for formset in formsets if getattr(formset, "laid", None)):
            sentence = ngettext(
                "Meanwhile somebody else deleted %(count)d line of this form. It stays deleted.",
                "Meanwhile somebody else deleted %(count)d lines of this form. They stay deleted.",
                gone,
            )
            self.message_user(request, sentence % {"count": gone}, messages.WARNING)
        for name in (name for formset in formsets if getattr(formset, "laid", None) for name in formset.laid.kept):
            sentence = gettext(
                "“%(line)s” was deleted by one of you and changed by the other, so it stays. "
                "Delete it again if it has to go."
            )
            self.message_user(request, sentence % {"line": name}, messages.WARNING)

    def tell_of_hidden(self, request, form):
        """A relation in which others have put what this desk may not see left the form while it was open."""
        marks = opened.read(request.POST)["row"]
        for name in self.hidden_relations(request, form.instance) & marks.keys():
            sent = sorted(request.POST.getlist(name))
            if sent and marks[name] not in (sent, digest(sent[0])):
                label = self.opts.get_field(name).verbose_name
                sentence = gettext(
                    "Your choice in “%(field)s” was not saved: meanwhile somebody put an entry there "
                    "that your desk may not see."
                )
                self.message_user(request, sentence % {"field": label}, messages.WARNING)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if change and obj:
            context["opened_with"] = opened.written(form, formsets)
            context |= self.disagreement(form, formsets, context["errors"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def disagreement(self, form, formsets, errors):
        """What the page tells of conflicts: nothing where there are none."""
        lists = [error.conflict for error in errors if isinstance(error, BothTexts)]
        if not lists:
            return {}
        saves = sorted({conflict.save for conflict in lists if conflict.save}, key=lambda save: save.at, reverse=True)
        is_all = len(lists) == len(errors)
        taken_over = work_of_others(form, formsets)
        return {"conflicts": lists, "saves": saves, "taken_over": taken_over} | ({"errors": []} if is_all else {})

    # what went away

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            if request.method == "POST" and (texts := texts_sent(self, request)):
                reason = gettext("You may not change this entry, or not any more. Nothing was saved.")
                return self.left_over(request, reason, texts, FORBIDDEN)
            raise

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        if request.method == "POST" and (texts := texts_sent(self, request)):
            reason = gettext("The entry is not there any more, or you may not see it any more. Nothing was saved.")
            return self.left_over(request, reason, texts, NOT_FOUND)
        self.message_user(request, gettext("The entry is not there any more."), messages.WARNING)
        return HttpResponseRedirect(reverse("admin:index"))

    def left_over(self, request, reason, texts, status):
        """The answer to a form whose row cannot be saved: what was typed, to be copied."""
        context = self.admin_site.each_context(request)
        context |= {"title": gettext("Not saved"), "opts": self.opts, "reason": reason, "texts": texts}
        context["has_view_permission"] = self.has_view_permission(request)
        return TemplateResponse(request, "admin/news/left_over.html", context, status=status)


def work_of_others(form, formsets):
    """{name of a person: what they changed while the form was open}, as far as it was taken over."""
    found = {}
    for name in getattr(form, "merged", ()):
        save = form.place.last_save(form._meta.model._meta.get_field(name).attname)
        note(found, save, label_of(form[name]))
    for formset in formsets:
        if getattr(formset, "laid", None) and formset.has_others():
            save = formset.laid.meanwhile.last_save(lambda columns, name=formset.prefix: columns.get(name))
            note(found, save, str(formset.model._meta.verbose_name_plural))
    return found


def note(found, save, label):
    found.setdefault(save.by if save else gettext("somebody else"), []).append(label)
