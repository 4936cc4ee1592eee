"""Spreadsheets that were brought in: kept from the preview to the import, and after it as its record."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bases import by_account
from .rights import KEEP_REGISTRY, SEE_EVERY_DESK

KEPT_FOR = dt.timedelta(days=1)
"""How long a table that nobody imported stays; the file of one that was imported goes at once."""


def may_bring_in(user):
    """A registry keeper who sees every entry: whoever does not would add again what is there and hidden."""
    return user.is_active and user.is_staff and user.has_perms([KEEP_REGISTRY, SEE_EVERY_DESK])


class SpreadsheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Tables say what is not public yet: only those who may bring one in see them."""
        return self if may_bring_in(user) else self.none()

    def applied(self):
        return self.exclude(applied_at=None)

    def forgotten(self, at=None):
        """Those that were looked at and left."""
        return self.filter(applied_at=None, created_at__lte=(at or timezone.now()) - KEPT_FOR)


class Spreadsheet(models.Model):
    """A table of organisations, people or memberships, untouched, and what became of it.

    The file lies in the database and not among the public files: it may hold what readers are not to see.
    """

    class Noun(models.TextChoices):
        ORGANIZATION = "organization", _("organisations")
        PERSON = "person", _("people")
        MEMBERSHIP = "membership", _("roles")

    noun = models.CharField(_("what it lists"), max_length=12, choices=Noun)
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    outcome = models.JSONField(_("what changed"), default=dict, blank=True)
    created_at = models.DateTimeField(_("brought in"), default=timezone.now)
    created_by = by_account(_("brought in by"))
    applied_at = models.DateTimeField(_("imported"), null=True, blank=True)

    objects = SpreadsheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("spreadsheet")
        verbose_name_plural = _("spreadsheets")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name

    def can_be_applied(self):
        """Whether there is something to import, and nothing against it."""
        if self.applied_at or not self.outcome:
            return False
        return not self.outcome["complaints"] and self.outcome["new"] + self.outcome["changed"] > 0

    def note(self, outcome, *, at=None):
        """Keep what the table changes; with `at`, that it was imported then. Its file is not needed any more after it,
        nor where it was refused."""
        self.outcome, self.applied_at = outcome, at
        if at or outcome["complaints"]:
            self.content = b""
        self.save(update_fields=["outcome", "applied_at", "content", "created_by"])
