"""Who said what, as published."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Quotation

from .bases import ReadOnlyAdmin, is_about


@admin.register(Quotation)
class QuotationAdmin(ReadOnlyAdmin):
    fields = ["text", "speaker", "label", "said_on", "language", "address"]
    readonly_fields = ["speaker", "address"]
    list_display = ["beginning", "speaker", "said_on", "language"]
    list_filter = ["language"]
    list_select_related = ["speaker_person", "speaker_organization"]
    ordering = ["-listed_at", "-pk"]
    search_fields = [
        "text",
        *languages.each("speaker_person__family_name"),
        *languages.each("speaker_organization__name"),
    ]
    search_help_text = _("Words of the quotation, or its speaker")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not is_about(request, "changelist"):
            return rows.select_related("edition")
        texts = [f"speaker_person__{name}" for name in languages.each("biography")]
        texts += [f"speaker_organization__{name}" for name in languages.each("description")]
        return rows.defer(*texts)

    @admin.display(description=_("quotation"))
    def beginning(self, obj):
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("speaker"))
    def speaker(self, obj):
        return str(obj.speaker)

    @admin.display(description=_("on the site"))
    def address(self, obj):
        return format_html('<a href="{0}">{0}</a>', obj.get_absolute_url())
