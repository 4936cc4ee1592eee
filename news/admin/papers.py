"""Papers that lie with a story: corrections, preview links, press releases."""

from .bases import NewsroomAdmin


class StoryPaperAdmin(NewsroomAdmin):
    """Whoever sees the story sees them; whoever may write in it may change them."""

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        return self.model.objects.editable_by(request.user).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.has_change_permission(request, obj))
