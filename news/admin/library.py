"""The library: one for all desks to use, each file in the hands of whoever brought it."""

from contextlib import suppress

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import intake
from news.permissions import is_central

from .bases import NewsroomAdmin
from .fields import moment
from .relations import without

REPLACED = _("Wherever the file is used, the new one shows at once, under the same words.")


class LibraryAdmin(NewsroomAdmin):
    """Nobody approves again what a file shows on public pages: a desk mends its own until readers see it."""

    change_form_template = "admin/news/library/change_form.html"
    delete_confirmation_template = "admin/news/library/delete.html"
    instead_of_deleting = ""
    """What to do with a file that is used."""
    facts = ("dimensions", "bytes", "came_as", "added")
    """What the newsroom noted of the file itself."""

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or is_central(request.user):
            return allowed
        return obj.created_by_id == request.user.pk and not self.is_public(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.has_change_permission(request, obj))

    def get_readonly_fields(self, request, obj=None):
        """A desk changes the words about its file; texts lead to the file itself, so another file is another row."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or is_central(request.user) else [*fields, "file"]

    def is_public(self, obj):
        """Whether readers see the file: beside a story, as a face or a logo, or inside any text. One query."""
        return obj.is_shown_to_readers()

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    # the form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The file is looked at before Django opens the transaction of the form: SQLite has one writer, and a large
        picture is decoded for seconds. What is refused is told by the form."""
        file = request.FILES.get("file") if request.method == "POST" else None
        if file and (self.has_add_permission(request) or self.has_change_permission(request)):
            with suppress(intake.Refused):
                file.kept = self.opts.get_field("file").let_in(file, file.name)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_side(self, request, obj=None):
        return (*self.side, (_("File"), list(self.facts))) if obj else self.side

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else without(fieldsets, {"shown"})

    def single_relations(self):
        return [*super().single_relations(), "created_by"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        texts = {"help_texts": {"file": REPLACED}} if change else {}
        return super().get_form(request, obj, change, **{**texts, **kwargs})

    # where it is used

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= self.uses(request, obj) if change and obj else {}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def uses(self, request, file):
        """What the part `_places.html` tells: each place with the address of its form, "" where there is none."""
        places = file.places(request.user)
        lines = [(place, self.form_of(place.row) if place.row else "") for place in places]
        return {"places": lines, "other_places": places.others}

    def form_of(self, row):
        return self.admin_site.get_model_admin(type(row)).change_address(row)

    def get_deleted_objects(self, objs, request):
        """What is used anywhere is not deleted; the page lists where."""
        found, counts, lacking, protected = super().get_deleted_objects(objs, request)
        used = [str(obj) for obj in objs if obj.is_used()]
        return found, counts, lacking, protected or used

    def delete_view(self, request, object_id, extra_context=None):
        file = self.row_to_see(request, object_id)
        context = {
            **self.uses(request, file),
            "original": file,
            "change_address": self.change_address(file),
            "instead_of_deleting": self.instead_of_deleting,
            "title": gettext("Delete: %(what)s") % {"what": file},
        }
        return super().delete_view(request, object_id, {**context, **(extra_context or {})})

    # what came

    @admin.display(description=_("came as"))
    def came_as(self, obj):
        return obj.original_name or "–"

    @admin.display(description=_("size"))
    def bytes(self, obj):
        return filesizeformat(obj.size) if obj.size else "–"

    @admin.display(description=_("added"))
    def added(self, obj):
        return " · ".join(filter(None, (moment(obj.created_at), str(obj.created_by or ""))))
