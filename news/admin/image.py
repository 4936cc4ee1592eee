"""Pictures of the library."""

from django.contrib import admin
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Edition, Image, Organization, Person

from .board.registry import lacks_description
from .library import LibraryAdmin


class DescribedFilter(admin.SimpleListFilter):
    title = _("description")
    parameter_name = "described"

    def lookups(self, request, model_admin):
        return [("no", _("missing in some language"))]

    def queryset(self, request, queryset):
        return queryset.filter(lacks_description()) if self.value() == "no" else queryset


@admin.register(Image)
class ImageAdmin(LibraryAdmin):
    in_each_language = ("description", ("caption", "credit"))
    languages_last = True
    needed_in_a_language = ("description",)
    advised_lengths = {"description": 160}
    below = ((_("Picture"), ["file", ("focal_x", "focal_y")]),)
    side = (
        (_("Description"), ["is_decorative"]),
        (_("Origin"), ["taken_on", "place", "rights"]),
    )

    list_display = ["thumbnail", "name", "dimensions", "created_at"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [DescribedFilter]
    search_fields = [
        *languages.each("description"),
        *languages.each("caption"),
        *languages.each("credit"),
        "place",
        "file",
    ]
    search_help_text = _("Description, caption, author, place or file name")

    def get_urls(self):
        return [
            path("<int:pk>/card/", self.admin_site.admin_view(self.card), name="news_image_card"),
            *super().get_urls(),
        ]

    def is_public(self, obj):
        """As cover, portrait or logo. Inside a text it cannot be found cheaply: hence the file stays what it was."""
        uses = (
            Edition.objects.filter(cover=obj),
            Person.objects.filter(portrait=obj),
            Organization.objects.filter(logo=obj),
        )
        return any(rows.exists() for rows in uses)

    def card(self, request, pk):
        """A picture for the scripts of a form: address, size, focal point, words of each language."""
        picture = self.get_queryset(request).filter(pk=pk).first()
        if picture is None or not self.has_view_permission(request, picture):
            raise Http404
        return JsonResponse(
            {
                "id": picture.pk,
                "url": picture.file.url,
                "width": picture.width,
                "height": picture.height,
                "focal_x": picture.focal_x,
                "focal_y": picture.focal_y,
                "description": picture.description,
                "descriptions": {code: getattr(picture, f"description_{code}") for code in languages.CODES},
                "captions": {code: getattr(picture, f"caption_{code}") for code in languages.CODES},
            }
        )

    def shown_in_choices(self, obj):
        """What autocomplete tells of a picture besides its words."""
        return {"thumbnail": obj.file.url}

    @admin.display(description=_("picture"))
    def thumbnail(self, obj):
        return format_html('<img class="thumb" src="{}" alt="" loading="lazy" width="80" height="52">', obj.file.url)

    @admin.display(description=_("description"))
    def name(self, obj):
        return str(obj)

    @admin.display(description=_("size"))
    def dimensions(self, obj):
        return f"{obj.width} × {obj.height}"
