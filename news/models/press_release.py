"""What came in by post, and what became of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bases import StoryPaperQuerySet


class PressRelease(models.Model):
    """What came in, untouched, and the story it became."""

    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to="press-releases/%Y/%m", blank=True, max_length=200)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    article = models.ForeignKey(
        "Article", models.SET_NULL, null=True, blank=True, related_name="press_releases", verbose_name=_("story")
    )

    objects = StoryPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.text.strip().split("\n")[0][:80] or self.file.name
