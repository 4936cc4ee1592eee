"""Meetings."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Event

from .publishable import IsPublicFilter, PublishableAdmin


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("coming", _("to come")), ("past", _("past")), ("untold", _("past, and no story about it"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        chosen = {"coming": queryset.upcoming, "past": queryset.past, "untold": queryset.without_coverage}
        return chosen[self.value()](now) if self.value() in chosen else queryset


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    in_each_language = ("name", ("venue", "address"), "audience", "description")
    needed_in_a_language = ("name", "venue")
    below = ((_("Who"), ["organizers", "speakers"]), (_("Stories about the meeting"), ["coverage"]))
    side = (
        (_("Readers"), ["public_pages", "published_at"]),
        (_("When"), ["start_at", "end_at", "status"]),
        (_("Where"), ["area", "online_url"]),
        (_("Address of the page"), ["slug"]),
    )
    autocomplete_fields = ["area", "organizers", "speakers", "coverage"]

    list_display = ["name", "start_at", "area", "status", "is_public"]
    list_filter = [WhenFilter, "status", IsPublicFilter]
    list_select_related = ["area"]
    search_fields = [*languages.each("name"), *languages.each("venue"), "slug"]
    search_help_text = _("Name or venue in any language, or address")

    @admin.display(description=_("name"), ordering="start_at")
    def name(self, obj):
        return str(obj)
