"""Static pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Page

from .publishable import IsPublicFilter, PublishableAdmin


@admin.register(Page)
class PageAdmin(PublishableAdmin):
    in_each_language = ("title", "intro", "body")
    needed_in_a_language = ("title", "body")
    side = (
        (_("Readers"), ["public_pages", "published_at"]),
        (_("Menu"), ["in_menu", "position"]),
        (_("Address of the page"), ["slug"]),
    )
    list_display = ["title", "in_menu", "position", "is_public", "updated_at"]
    list_filter = [IsPublicFilter]
    search_fields = [*languages.each("title"), "slug"]

    @admin.display(description=_("title"))
    def title(self, obj):
        return str(obj)
