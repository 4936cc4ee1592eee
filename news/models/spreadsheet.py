"""Spreadsheets that were brought in: kept from the preview to the import, and after it as its record."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bases import by_account


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

    class Meta:
        verbose_name = _("spreadsheet")
        verbose_name_plural = _("spreadsheets")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.name
