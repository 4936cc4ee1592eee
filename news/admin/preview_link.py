"""Links to drafts, of all stories: who made them, how long they open, and the button that ends them.

They are made on the story's own page “Share a draft” (`sharing`).
"""

from django.contrib import admin, messages
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from news import languages
from news.models import PreviewLink

from .bases import ReadOnlyAdmin, is_about


@admin.register(PreviewLink)
class PreviewLinkAdmin(ReadOnlyAdmin):
    fields = ["article", "language", "revision", ("created_by", "created_at"), "expires_at", "revoked_at", "openings"]
    readonly_fields = ["openings"]
    list_display = ["article", "language", "created_by", "expires_at", "is_open", "opened_count"]
    list_select_related = ["article", "created_by"]
    search_fields = languages.each("article__headline")
    search_help_text = _("Headline of the story, in any language")
    actions = ["revoke"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        texts = [f"article__body_{code}" for code in languages.CODES]
        return rows.defer(*texts) if is_about(request, "changelist") else rows.select_related("article", "created_by")

    @admin.display(description=_("opens"), boolean=True)
    def is_open(self, obj):
        return obj.is_usable()

    @admin.display(description=_("opened"))
    def openings(self, obj):
        return (
            f"{obj.opened_count} · {date_format(localtime(obj.opened_at), 'DATETIME_FORMAT')}" if obj.opened_at else "0"
        )

    def has_revoke_permission(self, request):
        return request.user.has_perm("news.change_previewlink")

    @admin.action(description=_("Revoke"), permissions=["revoke"])
    def revoke(self, request, queryset):
        """Of the ticked links those of stories that the user writes in."""
        mine = PreviewLink.objects.editable_by(request.user).usable().filter(pk__in=queryset.values("pk"))
        count = len([link.revoke() for link in mine])
        message = ngettext("%(count)d link opens nothing any more.", "%(count)d links open nothing any more.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)
