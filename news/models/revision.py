"""Every saved state of what editors work on, with the act that led to it."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from news import languages

from .bases import content_type_of
from .rights import SEE_EVERY_DESK

LONGEST_NOTE = 2_000


class Act(models.TextChoices):
    """What people do with a row. Most acts are the story's: `workflow.py` says who may do them, and when."""

    BASELINE = "baseline", _("as it was before its first change here")
    SAVED = "saved", pgettext_lazy("act", "saved")
    RESTORED = "restored", _("an earlier version restored")
    SUBMITTED = "submitted", _("submitted")
    TAKEN_BACK = "taken-back", _("taken back")
    CHANGES_REQUESTED = "changes", _("changes requested")
    PUBLISHED = "published", _("published")
    SCHEDULED = "scheduled", _("scheduled")
    MOVED = "moved", _("scheduled for another moment")
    CALLED_OFF = "called-off", _("publication called off")
    WITHDRAWN = "withdrawn", _("withdrawn with a notice")
    REINSTATED = "reinstated", _("put back among the stories")
    TAKEN_DOWN = "taken-down", _("taken down")
    FOLLOWED = "followed", _("translation checked against the original")
    BINNED = "binned", _("moved to the bin")
    TAKEN_OUT = "taken-out", _("taken out of the bin")
    REASSIGNED = "reassigned", _("handed over")
    RELABELLED = "relabelled", _("labels of the day corrected")
    MERGED = "merged", _("merged with a duplicate")
    IMPORTED = "imported", _("from a spreadsheet")


class RevisionQuerySet(models.QuerySet):
    def of(self, row):
        return self.filter(content_type=content_type_of(row), object_id=row.pk)

    def latest_number(self):
        """The number of the newest saved state of those in hand, 0 where there is none. One query."""
        return self.order_by("-number").values_list("number", flat=True).first() or 0

    def latest(self):
        """The newest saved state of those in hand, or None."""
        return self.order_by("-number").first()

    @transaction.atomic
    def record(self, row, *, by, note="", act=Act.SAVED, language="", is_override=False):
        """Keep the row as it is now: its columns, its many-to-many links and the rows it lists in `kept_with`.

        Locks the row until the transaction ends, so that two who save at once do not draw the same number.
        """
        lock(row)
        last = self.of(row).latest_number()
        revision = self.create(
            content_type=content_type_of(row),
            object_id=row.pk,
            number=last + 1,
            data=snapshot(row),
            act=act,
            language=language,
            note=note[:LONGEST_NOTE],
            is_override=is_override,
            author=by,
        )
        if hasattr(row, "recorded_as"):
            row.recorded_as(revision)
        return revision

    @transaction.atomic
    def baseline(self, row):
        """Keep a row that has no history yet as it stands in the database: call it before the first edit is written."""
        stored = lock(row)
        if stored and not self.of(row).exists():
            self.record(stored, by=None, act=Act.BASELINE)

    def visible_to(self, user):
        """Saved states that `user` may see: of what they may edit. A state shows more than the row's page does."""
        if not user.is_active or not user.is_staff:
            return self.none()
        if user.has_perm(SEE_EVERY_DESK):
            return self
        seen = Q(pk__in=[])
        for model in self.model._meta.apps.get_models():
            if hasattr(model._default_manager, "editable_by"):
                rows = model._default_manager.editable_by(user).values("pk")
                seen |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=rows)
        return self.filter(seen)


def lock(row):
    """The row as the database has it, locked until the transaction ends; None where it is gone."""
    # no_key: rows that merely refer to this one may be written meanwhile; two who link each other's rows do not wait.
    return type(row)._base_manager.select_for_update(no_key=True).filter(pk=row.pk).first()


def snapshot(row):
    """A row as plain data: columns by name, links as sorted lists of keys, dependent rows as lists of columns."""
    data = columns(row)
    for field in row._meta.many_to_many:
        data[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    for name in getattr(row, "kept_with", ()):
        data[name] = [columns(dependent) for dependent in getattr(row, name).all()]
    return data


def columns(row):
    return {field.attname: plain(field.value_from_object(row)) for field in row._meta.concrete_fields}


def plain(value):
    return value.name if hasattr(value, "storage") else value


class Revision(models.Model):
    """One saved state of an article, person, organisation, meeting or page, and what was done with it.

    An act that concerns one language of a story names it; `note` is what was said with the act.
    """

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("row"))
    target = GenericForeignKey()
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(encoder=DjangoJSONEncoder)
    act = models.CharField(_("what was done"), max_length=10, choices=Act, default=Act.SAVED)
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES, blank=True)
    note = models.TextField(_("note"), max_length=LONGEST_NOTE, blank=True)
    is_override = models.BooleanField(_("without a second pair of eyes"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("saved by")
    )
    created_at = models.DateTimeField(_("saved"), default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved version")
        verbose_name_plural = _("saved versions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="revision_numbered_once")
        ]

    def __str__(self):
        return f"{self.content_type.name} {self.object_id}, {self.number}"

    def before(self):
        """The saved state before this one, or None. One query."""
        earlier = type(self).objects.filter(content_type=self.content_type_id, object_id=self.object_id)
        return earlier.filter(number__lt=self.number).latest()
