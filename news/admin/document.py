"""Files that stories carry."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Document

from .library import LibraryAdmin


@admin.register(Document)
class DocumentAdmin(LibraryAdmin):
    in_each_language = ("title",)
    needed_in_a_language = ("title",)
    languages_last = True
    below = ((_("File"), ["file", "kind"]),)

    list_display = ["title", "kind", "format", "bytes", "created_at"]
    list_filter = ["kind"]
    search_fields = [*languages.each("title"), "file"]
    search_help_text = _("Title in any language, or file name")

    def shown_in_choices(self, obj):
        """What autocomplete tells of a document besides its title: what it is, and its title in each language."""
        return {
            "detail": ", ".join(filter(None, (obj.format, filesizeformat(obj.size) if obj.size else ""))),
            "titles": {code: getattr(obj, f"title_{code}") for code in languages.CODES},
        }

    @admin.display(description=_("title"))
    def title(self, obj):
        return str(obj)

    @admin.display(description=_("format"))
    def format(self, obj):
        return obj.format

    @admin.display(description=_("size"))
    def bytes(self, obj):
        return filesizeformat(obj.size)
