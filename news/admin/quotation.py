"""Who said what, as published."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Quotation, address_of_quotation

from .bases import ReadOnlyAdmin, is_about


class OnSiteFilter(admin.SimpleListFilter):
    """An edition has its quotations for ever: most rows are those of editions that another one has followed."""

    title = _("on the site")
    parameter_name = "site"

    def lookups(self, request, model_admin):
        return [("now", _("readers see it now")), ("not", _("scheduled, replaced or withdrawn"))]

    def queryset(self, request, queryset):
        listed = queryset.model.objects.listed().values("pk")
        if self.value() == "now":
            return queryset.filter(pk__in=listed)
        return queryset.exclude(pk__in=listed) if self.value() == "not" else queryset


@admin.register(Quotation)
class QuotationAdmin(ReadOnlyAdmin):
    fields = ["text", "speaker", "label", "said_on", "language", "event", "in_languages", "address", "place"]
    readonly_fields = ["speaker", "in_languages", "address", "place"]
    list_display = ["beginning", "speaker", "said_on", "language", "in_languages"]
    list_filter = [OnSiteFilter, "language", "said_on"]
    list_select_related = ["speaker_person", "speaker_organization"]
    ordering = ["-listed_at", "-pk"]
    search_fields = [
        "text",
        *languages.each("speaker_person__family_name"),
        *languages.each("speaker_organization__name"),
    ]
    search_help_text = _("Words of the quotation, or its speaker")

    def get_queryset(self, request):
        rows = super().get_queryset(request).annotate(**{f"is_in_{code}": is_read_in(code) for code in languages.CODES})
        if not is_about(request, "changelist"):
            return rows.select_related("edition", "event")
        texts = [f"speaker_person__{name}" for name in languages.each("biography")]
        texts += [f"speaker_organization__{name}" for name in languages.each("description")]
        return rows.defer(*texts)

    @admin.display(description=_("quotation"))
    def beginning(self, obj):
        return Truncator(obj.text).chars(120)

    @admin.display(description=_("speaker"))
    def speaker(self, obj):
        return str(obj.speaker)

    @admin.display(description=_("its pages on the site"))
    def in_languages(self, obj):
        """Where readers find the quotation now: itself and its translations, which share its uid."""
        found = ((code, name) for code, name in languages.LANGUAGES if getattr(obj, f"is_in_{code}"))
        links = ((address_of_quotation(code, obj.uid), code, code, name) for code, name in found)
        return format_html_join(" · ", '<a href="{}" lang="{}" hreflang="{}">{}</a>', links) or "–"

    @admin.display(description=_("permanent address"))
    def address(self, obj):
        return format_html('<a href="{0}">{0}</a>', obj.get_absolute_url())

    @admin.display(description=_("in the story"))
    def place(self, obj):
        return format_html('<a href="{0}">{0}</a>', obj.place_in_story())


def is_read_in(code):
    """Whether readers find the quotation in that language now. One step in an index."""
    return Exists(Quotation.objects.listed().filter(uid=OuterRef("uid"), language=code))
