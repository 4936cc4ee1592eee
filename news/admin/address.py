"""Every address a page ever had."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import OldAddress

from .bases import ReadOnlyAdmin


@admin.register(OldAddress)
class OldAddressAdmin(ReadOnlyAdmin):
    fields = ["path", "content_type", "object_id", "state", "created_at"]
    list_display = ["path", "content_type", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["content_type"]
    search_fields = ["path"]
    search_help_text = _("Part of the address")
