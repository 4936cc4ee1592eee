"""Regions and topics: what stories are filed under."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Area, Topic

from .bases import NewsroomAdmin


class FiledUnderAdmin(NewsroomAdmin):
    in_each_language = ("name",)
    needed_in_a_language = ("name",)
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]
    search_fields = [*languages.each("name"), "slug"]
    search_help_text = _("Name in any language, or address")

    @admin.display(description=_("name"))
    def name(self, obj):
        return str(obj)


@admin.register(Area)
class AreaAdmin(FiledUnderAdmin):
    side = (
        (_("Kind and place"), ["classification", "parent", "position"]),
        (_("Address of the page"), ["slug"]),
    )
    list_display = ["name", "classification", "parent"]
    list_filter = ["classification"]


@admin.register(Topic)
class TopicAdmin(FiledUnderAdmin):
    side = ((_("Place"), ["parent", "position"]), (_("Address of the page"), ["slug"]))
    list_display = ["name", "parent", "position"]
