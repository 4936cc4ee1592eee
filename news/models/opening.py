"""Who has a form open, so that two editors know of each other before they meet in a conflict."""

import datetime as dt

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bases import content_type_of

SECONDS_A_SILENT_FORM_COUNTS = 90
"""An open form tells of itself every half minute; one that has missed three times is taken for closed."""


class OpeningQuerySet(models.QuerySet):
    def note(self, row, *, by, at=None):
        """`by` has the row's form open at the moment `at` (now by default)."""
        at = at or timezone.now()
        opening, made = self.get_or_create(**whose(row, by), defaults={"opened_at": at, "seen_at": at})
        if not made:
            opening.opened_at = opening.opened_at if opening.seen_at > oldest(at) else at
            opening.seen_at = at
            opening.save(update_fields=["opened_at", "seen_at"])
        return opening

    def others(self, row, user, at=None):
        """Who else has the row's form open, with the account, longest first. One query."""
        rows = self.filter(content_type=content_type_of(row), object_id=row.pk, seen_at__gt=oldest(at))
        return rows.exclude(user=user).select_related("user").order_by("opened_at", "pk")

    def closed(self, row, *, by):
        """`by` has left the row's form."""
        self.filter(**whose(row, by)).delete()


def whose(row, user):
    return {"content_type": content_type_of(row), "object_id": row.pk, "user": user}


def oldest(at):
    """The moment before which a form must not have been silent."""
    return (at or timezone.now()) - dt.timedelta(seconds=SECONDS_A_SILENT_FORM_COUNTS)


class Opening(models.Model):
    """Somebody has the form of a row open."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(_("open since"))
    seen_at = models.DateTimeField(_("last heard of"))

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id", "user"], name="opening_once")]

    def __str__(self):
        return f"{self.user}: {self.content_type} {self.object_id}"
