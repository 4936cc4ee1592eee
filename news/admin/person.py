"""People of the registry, with what they hold."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Person

from .fields import AddressesField
from .labels import PublishedLabels
from .membership import HeldInline
from .publishable import IsPublicFilter, RegistryAdmin


@admin.register(Person)
class PersonAdmin(PublishedLabels, RegistryAdmin):
    in_each_language = (("given_name", "family_name"), ("patronymic_name", "honorific"), "summary", "biography")
    needed_in_a_language = ("given_name", "family_name")
    side = (
        (_("Readers"), ["public_pages", "published_at"]),
        (_("Portrait"), ["portrait"]),
        (_("Also known as"), ["other_names", "links"]),
        (_("Address of the page"), ["slug"]),
    )
    inlines = [HeldInline]
    autocomplete_fields = ["portrait"]

    list_display = ["name", "is_public", "slug"]
    list_filter = [IsPublicFilter]

    @admin.display(description=_("name"))
    def name(self, obj):
        return str(obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "links":
            kwargs["form_class"] = AddressesField
        return super().formfield_for_dbfield(db_field, request, **kwargs)
