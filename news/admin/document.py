"""Files that stories carry."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Document

from .bases import is_about
from .library import LibraryAdmin
from .library_filters import BroughtByFilter, UsedFilter, YearFilter


@admin.register(Document)
class DocumentAdmin(LibraryAdmin):
    instead_of_deleting = _(
        "Put another file in its place on the form of the document, or take the document out of these pages first."
    )
    in_each_language = ("title",)
    needed_in_a_language = ("title",)
    languages_last = True
    below = ((_("File"), ["file", "kind"]),)
    facts = ("format", "bytes", "came_as", "added")
    readonly_fields = facts

    list_display = ["title", "kind", "format", "bytes", "use", "created_at"]
    list_filter = ["kind", BroughtByFilter, UsedFilter, YearFilter]
    search_fields = [*languages.each("title"), "original_name", "file"]
    search_help_text = _("Title in any language, or file name")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not is_about(request, "changelist"):
            return rows
        return rows.annotate(is_unused=Exists(Document.objects.unused().filter(pk=OuterRef("pk"))))

    def shown_in_choices(self, obj):
        """What autocomplete tells of a document besides its title: what it is, and its title in each language."""
        return {
            "detail": ", ".join(filter(None, (obj.format, filesizeformat(obj.size) if obj.size else ""))),
            "titles": {code: getattr(obj, f"title_{code}") for code in languages.CODES},
        }

    @admin.display(description=_("title"))
    def title(self, obj):
        return str(obj)

    @admin.display(description=_("use"))
    def use(self, obj):
        return format_html('<span class="tag">{}</span>', _("used nowhere")) if obj.is_unused else _("used")

    @admin.display(description=_("format"))
    def format(self, obj):
        return obj.format
