"""Organisations of the registry, with what they belong to."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Organization

from .labels import PublishedLabels
from .membership import BelongsInline
from .publishable import IsPublicFilter, RegistryAdmin


@admin.register(Organization)
class OrganizationAdmin(PublishedLabels, RegistryAdmin):
    in_each_language = ("name", ("abbreviation", "address"), "summary", "description")
    needed_in_a_language = ("name",)
    below = ((_("Contacts"), [("website", "email", "phone")]),)
    side = (
        (_("Readers"), ["public_pages", "published_at"]),
        (_("Kind and place"), ["classification", "area", "parent"]),
        (_("Pictures"), ["logo", "default_cover"]),
        (_("History"), ["founding_date", "dissolution_date", "superseded_by"]),
        (_("Also known as"), ["other_names"]),
        (_("Address of the page"), ["slug"]),
    )
    inlines = [BelongsInline]
    autocomplete_fields = ["area", "parent", "logo", "default_cover", "superseded_by"]

    list_display = ["name", "classification", "area", "is_public"]
    list_filter = [IsPublicFilter, "classification"]
    list_select_related = ["area"]

    @admin.display(description=_("name"))
    def name(self, obj):
        return str(obj)
