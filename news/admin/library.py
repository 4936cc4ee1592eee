"""The library: one for all desks to use, each file in the hands of whoever brought it."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType

from news.permissions import is_central

from .bases import NewsroomAdmin


class LibraryAdmin(NewsroomAdmin):
    """Nobody approves again what a picture shows on public pages: a desk mends its own, and only unused ones."""

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or is_central(request.user):
            return allowed
        return was_added_by(request.user, obj) and not self.is_public(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.has_change_permission(request, obj))

    def is_public(self, obj):
        """Whether a page that readers may see uses the file."""
        return False


def was_added_by(user, row):
    """The log of the admin is what knows it. One query, by the user's own acts."""
    kind = ContentType.objects.get_for_model(row)
    return LogEntry.objects.filter(user=user, content_type=kind, object_id=str(row.pk), action_flag=ADDITION).exists()
