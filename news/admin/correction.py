"""Public notes of what was wrong."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Article, Correction
from news.permissions import is_central

from .bases import NewsroomAdmin, is_about


@admin.register(Correction)
class CorrectionAdmin(NewsroomAdmin):
    fields = ["article", "language", "text", "made_at"]
    autocomplete_fields = ["article"]
    list_display = ["text", "article", "language", "made_at"]
    list_filter = ["language"]
    list_select_related = ["article"]
    search_fields = ["text", *languages.each("article__headline")]
    search_help_text = _("Words of the note, or headline of the story")

    def get_queryset(self, request):
        """Corrections have no owner of their own: whoever sees the story sees them."""
        rows = admin.ModelAdmin.get_queryset(self, request)
        if not is_central(request.user):
            rows = rows.filter(article__in=Article.objects.visible_to(request.user))
        texts = [f"article__body_{code}" for code in languages.CODES]
        return rows.defer(*texts) if is_about(request, "changelist") else rows

    def has_delete_permission(self, request, obj=None):
        """What readers were told stays told."""
        return False
