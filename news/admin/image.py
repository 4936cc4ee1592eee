"""Pictures of the library."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from news import languages
from news.models import Image

from .board.registry import lacking
from .describing import changeable, describe, describe_address
from .library import LibraryAdmin
from .library_filters import BroughtByFilter, DescribedFilter, UsedFilter, YearFilter
from .picture_words import put_words
from .thumbnails import BIG, CARD, card_of, thumbnail
from .uploading import add_several, upload


@admin.register(Image)
class ImageAdmin(LibraryAdmin):
    change_list_template = "admin/news/library/pictures.html"
    instead_of_deleting = _(
        "Put another file in its place on the form of the picture, or take the picture out of these pages first."
    )
    in_each_language = ("description", ("caption", "credit"))
    languages_last = True
    needed_in_a_language = ("description",)
    advised_lengths = {"description": 160}

    list_display = ["name", "dimensions", "created_at"]
    list_filter = [DescribedFilter, BroughtByFilter, UsedFilter, YearFilter]
    search_fields = [
        *languages.each("description"),
        *languages.each("caption"),
        *languages.each("credit"),
        "place",
        "original_name",
        "file",
    ]
    search_help_text = _("Description, caption, author, place or file name")

    def get_urls(self):
        def page(address, view, name):
            return path(address, self.admin_site.admin_view(view), name=self.page_name(name))

        return [
            page("<int:pk>/card/", self.card, "card"),
            page("<int:pk>/words/", require_POST(partial(put_words, self)), "words"),
            page("add-several/", partial(add_several, self), "add_several"),
            page("describe/", partial(describe, self), "describe"),
            # A redirect to the log-in page would tell a script nothing: this one looks at the session itself.
            path("upload/", never_cache(require_POST(partial(upload, self))), name=self.page_name("upload")),
            *super().get_urls(),
        ]

    # the form

    below = ((_("Picture"), ["shown", "file", ("focal_x", "focal_y")]),)
    side = (
        (_("Description"), ["is_decorative"]),
        (_("Origin"), ["taken_on", "place", "rights"]),
    )
    readonly_fields = ("shown", *LibraryAdmin.facts)

    @admin.display(description=_("picture"))
    def shown(self, obj):
        """For those who may not change it, and for the script that puts the focal point on it."""
        address = thumbnail(obj, BIG) or obj.file.url
        shape = '<img class="shown" data-picture-url="{0}" src="{0}" alt="{1}" width="{2}" height="{3}">'
        return format_html(shape, address, obj.description, obj.width, obj.height)

    def card(self, request, pk):
        """A picture for the scripts of a form. Raises Http404 for those who may not look at it."""
        picture = self.get_queryset(request).filter(pk=pk).first()
        if picture is None or not self.has_view_permission(request, picture):
            raise Http404
        return JsonResponse(card_of(picture))

    def add_view(self, request, form_url="", extra_context=None):
        """Forms ask for one picture, in a window of its own; from the list one or forty come at once."""
        if request.method == "GET" and IS_POPUP_VAR not in request.GET:
            return HttpResponseRedirect(reverse(f"admin:{self.page_name('add_several')}"))
        return super().add_view(request, form_url, extra_context)

    # the list

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if "cl" in context:
            context["pictures"] = [self.on_the_grid(picture) for picture in context["cl"].result_list]
            context["to_describe"] = self.to_describe(request, context["cl"].result_list)
        return response

    def on_the_grid(self, picture):
        described = [picture.is_described_in(code) for code in languages.CODES]
        lacks = lacking(picture) if any(described) else gettext("no description")
        return {"picture": picture, "thumbnail": thumbnail(picture, CARD), "lacking": "" if all(described) else lacks}

    def to_describe(self, request, pictures):
        """The address at which those of the page that nobody has described are described together; "" for none."""
        bare = [picture.pk for picture in pictures if not (picture.is_decorative or picture.description)]
        mine = changeable(self, request).filter(pk__in=bare).values_list("pk", flat=True) if bare else ()
        return describe_address(self, sorted(mine)) if mine else ""

    def shown_in_choices(self, obj):
        """What autocomplete tells of a picture besides its words."""
        return {"thumbnail": thumbnail(obj) or obj.file.url}

    @admin.display(description=_("description"))
    def name(self, obj):
        return str(obj)

    @admin.display(description=_("dimensions"))
    def dimensions(self, obj):
        return f"{obj.width} × {obj.height}"
