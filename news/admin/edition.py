"""What readers saw and see, edition by edition."""

from django.contrib import admin
from django.template.defaultfilters import linebreaks
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from news.models import Edition
from news.text import html

from .bases import ReadOnlyAdmin


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    below = (
        (None, ["headline", "summary", "dateline", "plain_text"]),
        (_("Change"), ["change_note", "is_major", "published_by"]),
    )
    side = (
        (_("Edition"), ["article", "language", "number", "kind", "address"]),
        (_("When"), ["listed_at", "published_at", "superseded_at"]),
        (_("Withdrawn"), ["withdrawn_at", "withdrawal_notice", "gone_at", "gone_reason", "gone_to"]),
    )
    readonly_fields = ["plain_text", "address"]
    list_display = ["headline", "language", "number", "published_at", "superseded_at", "published_by"]
    list_filter = ["language", "kind"]
    list_select_related = ["published_by"]
    search_fields = ["headline", "slug"]
    search_help_text = _("Headline or address")

    @admin.display(description=_("text"))
    def plain_text(self, obj):
        return linebreaks(html.plain(obj.body))

    @admin.display(description=_("on the site"))
    def address(self, obj):
        return format_html('<a href="{0}">{0}</a>', obj.get_absolute_url())
