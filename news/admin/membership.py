"""Who holds what, in which organisation, from when to when."""

from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Membership
from news.permissions import KEEP_REGISTRY

from .bases import NewsroomAdmin, NewsroomInline
from .labels import labels_address, may_look, tell_of_labels
from .spreadsheets import InTables

DAYS = ("start_date", "end_date", "attested_on")
RARELY = [("on_behalf_of", "area"), ("is_acting", "position"), "source_url"]


class MembershipInline(NewsroomInline):
    model = Membership
    autocomplete_fields = list_select_related = ["organization", "on_behalf_of", "area"]


class HeldInline(MembershipInline):
    """What a person holds."""

    fk_name = "person"
    verbose_name_plural = _("roles, professions, memberships")
    fieldsets = [
        (None, {"fields": ["organization", languages.each("role"), DAYS]}),
        (_("On behalf of, region, rank, source"), {"fields": RARELY, "classes": ["collapse"]}),
    ]


class BelongsInline(MembershipInline):
    """What an organisation belongs to, first of all the coalition. Of nothing it is no member."""

    fk_name = "member_organization"
    verbose_name_plural = _("memberships of this organisation")
    fieldsets = [
        (None, {"fields": ["organization", DAYS]}),
        (
            _("Words for the role, region, rank, source"),
            {"fields": [languages.each("role"), ("area", "position"), "source_url"], "classes": ["collapse"]},
        ),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "organization":
            kwargs |= {"required": True, "help_text": ""}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Membership)
class MembershipAdmin(InTables, NewsroomAdmin):
    in_each_language = ("role",)
    needed_in_a_language = ("role",)
    below = (
        (_("Who"), [("person", "member_organization")]),
        (_("In which organisation"), [("organization", "on_behalf_of"), "area"]),
        (_("From when to when"), [DAYS, "is_acting"]),
        (_("Rank and source"), ["position", "source_url"]),
    )
    autocomplete_fields = ["person", "member_organization", "organization", "on_behalf_of", "area"]

    list_display = ["holder", "role", "organization", "start_date", "end_date"]
    list_filter = ["is_acting"]
    list_select_related = ["person", "member_organization", "organization"]
    ordering = ["-pk"]
    search_fields = [
        *languages.each("role"),
        *languages.each("person__family_name"),
        *languages.each("member_organization__name"),
        *languages.each("organization__name"),
    ]
    search_help_text = _("Role, person or organisation, in any language")

    def row_tools(self, request, obj):
        yield from super().row_tools(request, obj)
        if may_look(request.user):
            yield labels_address(obj.holder), gettext("Published labels")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and form.has_changed():
            tell_of_labels(request, obj.holder)

    def has_add_permission(self, request):
        """A role stands on a public page at once, so here it is the registry keeper's word."""
        return request.user.has_perm(KEEP_REGISTRY) and super().has_add_permission(request)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(KEEP_REGISTRY) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm(KEEP_REGISTRY) and super().has_delete_permission(request, obj)

    @admin.display(description=_("who"))
    def holder(self, obj):
        return str(obj.holder)

    @admin.display(description=_("role"))
    def role(self, obj):
        return obj.role
