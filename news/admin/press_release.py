"""What came in by post."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import PressRelease

from .papers import StoryPaperAdmin


@admin.register(PressRelease)
class PressReleaseAdmin(StoryPaperAdmin):
    fields = ["text", "file", "received_at", "article"]
    autocomplete_fields = ["article"]
    list_display = ["beginning", "received_at", "article"]
    list_select_related = ["article"]
    search_fields = ["text"]
    search_help_text = _("Words of the text")

    @admin.display(description=_("text"))
    def beginning(self, obj):
        return str(obj)
