"""Saved versions."""

from django.contrib import admin
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from news.models import Revision

from .bases import ReadOnlyAdmin, is_about


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    fields = ["entry", "number", "act", "language", "note", "is_override", "author", "created_at"]
    readonly_fields = ["entry"]
    list_display = ["entry", "number", "act", "language", "author", "created_at"]
    list_display_links = None
    list_filter = ["act", "language"]
    list_select_related = ["content_type", "author"]
    search_fields = ["note", "author__name", "author__email"]
    search_help_text = _("Note, or who saved it")

    def heavy_columns(self):
        return ["data"]

    def get_queryset(self, request):
        """With the rows that the versions are of: a query for each table among them."""
        rows = super().get_queryset(request)
        return (
            rows.prefetch_related(GenericPrefetch("target", self.rows_named()))
            if is_about(request, "changelist")
            else rows
        )

    def rows_named(self):
        nouns = [above for above in self.admin_site._registry.values() if getattr(above, "keeps_revisions", False)]
        return [above.model._default_manager.defer(*above.heavy_columns()) for above in nouns]

    @admin.display(description=_("entry"))
    def entry(self, obj):
        address = reverse(f"admin:news_{obj.content_type.model}_version", args=[obj.object_id, obj.number])
        return format_html('<a href="{}">{}</a>', address, obj.target or obj)
