"""Saved versions, links to drafts, and what came in by post."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import PressRelease, PreviewLink, Revision

from .bases import NewsroomAdmin, ReadOnlyAdmin


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    fields = ["content_type", "object_id", "number", "note", "author", "created_at"]
    list_display = ["what", "number", "note", "author", "created_at"]
    list_select_related = ["content_type", "author"]
    search_fields = ["note", "author__name", "author__email"]
    search_help_text = _("Note, or who saved it")

    def heavy_columns(self):
        return ["data"]

    @admin.display(description=_("entry"))
    def what(self, obj):
        return f"{obj.content_type.name} {obj.object_id}"


@admin.register(PreviewLink)
class PreviewLinkAdmin(NewsroomAdmin):
    fields = ["article", "language", "expires_at", "revoked_at"]
    autocomplete_fields = ["article"]
    list_display = ["article", "language", "expires_at", "revoked_at"]
    list_select_related = ["article"]
    search_fields = ["article__headline_kk", "article__headline_ru", "article__headline_en"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(PressRelease)
class PressReleaseAdmin(NewsroomAdmin):
    fields = ["text", "file", "received_at", "article"]
    autocomplete_fields = ["article"]
    list_display = ["beginning", "received_at", "article"]
    list_select_related = ["article"]
    search_fields = ["text"]
    search_help_text = _("Words of the text")

    @admin.display(description=_("text"))
    def beginning(self, obj):
        return str(obj)
