"""People, organisations, meetings and pages: public from a moment that the registry keeper decides."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Revision
from news.permissions import KEEP_REGISTRY

from .bases import NewsroomAdmin
from .duplicates import AsksForDuplicates
from .history import KeptVersions
from .spreadsheets import InTables
from .two_entries import MergesTwo


class IsPublicFilter(admin.SimpleListFilter):
    title = _("readers")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        return [("see", _("see it")), ("wait", _("do not see it yet"))]

    def queryset(self, request, queryset):
        if self.value() == "see":
            return queryset.filter(published_at__lte=timezone.now())
        if self.value() == "wait":
            return queryset.exclude(published_at__lte=timezone.now())
        return queryset


class PublishableAdmin(KeptVersions, NewsroomAdmin):
    """Everybody may add rows and mend their own, until a registry keeper has decided on them."""

    keeps_revisions = True
    readonly_fields = ("public_pages",)
    actions = ["make_public"]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm(KEEP_REGISTRY) else (*fields, "published_at", "slug")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable_by(request.user))

    def has_delete_permission(self, request, obj=None):
        """What was public once stays: old texts and printed links point to it. A scheduled row is unscheduled first."""
        if obj is None or obj.published_at or not self.has_change_permission(request, obj):
            return False
        return super().has_delete_permission(request, obj) and not obj.was_ever_public()

    def delete_view(self, request, object_id, extra_context=None):
        """Says what hangs on the row before anybody is asked whether they are sure."""
        row = self.get_object(request, object_id)
        if row and self.has_delete_permission(request, row) and (sentences := row.what_blocks_deleting()):
            messages.error(request, " ".join(sentences))
            return HttpResponseRedirect(self.change_address(row))
        return super().delete_view(request, object_id, extra_context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not request.user.has_perm(KEEP_REGISTRY):
            actions.pop("make_public", None)
        return actions

    @admin.action(description=_("Make public now"), permissions=["change"])
    def make_public(self, request, queryset):
        waiting = list(queryset.exclude(published_at__lte=timezone.now()))
        for row in waiting:
            self.show_to_readers(row, request.user)
            self.log_change(request, row, gettext("Made public."))
        message = ngettext("%(count)d entry is public now.", "%(count)d entries are public now.", len(waiting))
        self.message_user(request, message % {"count": len(waiting)}, messages.SUCCESS)

    @transaction.atomic
    def show_to_readers(self, row, by):
        """Saved one by one: each takes its address for ever."""
        Revision.objects.baseline(row)
        row.published_at = timezone.now()
        row.save()
        Revision.objects.record(row, by=by)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return self.made_public(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.made_public(request, obj) or super().response_change(request, obj)

    def made_public(self, request, obj):
        """The answer to the button “Save and make public”; None where it was not pressed or not allowed."""
        if "_make_public" not in request.POST or not request.user.has_perm(KEEP_REGISTRY):
            return None
        self.show_to_readers(obj, request.user)
        self.log_change(request, obj, gettext("Made public."))
        self.message_user(request, gettext("“%(row)s” is public now.") % {"row": obj}, messages.SUCCESS)
        return HttpResponseRedirect(self.change_address(obj))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["can_make_public"] = request.user.has_perm(KEEP_REGISTRY) and not (obj and obj.is_live())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_live() else None

    @admin.display(description=_("on the site"))
    def public_pages(self, obj):
        if not obj.pk or not obj.is_live():
            return gettext("Readers do not see it yet.")
        return format_html_join("", '<a class="public-page" href="{}" lang="{}">{}</a> ', self.addresses(obj))

    def addresses(self, obj):
        for code, name in languages.LANGUAGES:
            with translation.override(code):
                yield obj.get_absolute_url(), code, name

    @admin.display(description=_("readers see it"), boolean=True)
    def is_public(self, obj):
        return obj.is_live()


class RegistryAdmin(AsksForDuplicates, MergesTwo, InTables, PublishableAdmin):
    """People and organisations, in the alphabet of whoever looks; merged stubs are not offered to new texts."""

    actions = [*PublishableAdmin.actions, "merge_two"]
    search_fields = ["search_words", "slug"]
    search_help_text = _("Name in any language and spelling, or address")

    def shown_in_choices(self, obj):
        """What autocomplete tells of somebody besides the name (namesakes.py)."""
        return {"detail": obj.detail} if obj.detail else {}

    def get_ordering(self, request):
        return [f"sort_key_{translation.get_language()}", "pk"]

    def get_search_results(self, request, queryset, search_term):
        """Found as readers find them; none of the columns is searched letter by letter."""
        rows = queryset.named_like(search_term) if search_term.strip() else queryset
        is_choice = request.resolver_match.url_name == "autocomplete"
        return rows.filter(merged_into=None) if is_choice else rows, False
