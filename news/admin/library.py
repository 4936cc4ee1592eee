"""The library: one for all desks to use, each file in the hands of whoever brought it."""

from news.permissions import is_central

from .bases import NewsroomAdmin


class LibraryAdmin(NewsroomAdmin):
    """Nobody approves again what a picture shows on public pages: a desk mends its own, and only unused ones."""

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
        """Whether a page that readers may see uses the file."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
