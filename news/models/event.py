"""Meetings."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages

from .bases import Publishable, PublishableQuerySet, RichTextField, slug_field, translated, with_derived
from .edition import Edition
from .kinds import Kind


class EventQuerySet(PublishableQuerySet):
    def upcoming(self, at=None):
        """Meetings that have not ended, the nearest first."""
        at = at or timezone.now()
        return self.filter(Q(end_at__gte=at) | Q(end_at=None, start_at__gte=at)).order_by("start_at", "pk")

    def past(self, at=None):
        """Meetings that have ended, the latest first."""
        at = at or timezone.now()
        return self.filter(Q(end_at__lt=at) | Q(end_at=None, start_at__lt=at)).order_by("-start_at", "-pk")

    def for_cards(self):
        """With what a list shows of a meeting: its region."""
        return self.select_related("area")

    def without_coverage(self, at=None):
        """Past meetings that no story tells of yet."""
        return self.past(at).filter(~told_condition(at)).exclude(status=Event.Status.CANCELLED)

    def with_stories(self, user):
        """With `is_told`, and `is_begun`: whether a story about it is being written that `user` may see."""
        stories = Event._meta.get_field("coverage").related_model.objects.order_by()
        drafts = stories.in_use().visible_to(user).exclude(kind=Kind.ANNOUNCEMENT)
        own, beside = drafts.filter(event=OuterRef("pk")), drafts.filter(covered_events=OuterRef("pk"))
        return self.annotate(is_told=told_condition(), is_begun=Exists(own) | Exists(beside))


def told_condition(at=None):
    """The rule of which meetings are covered: readers find a story about them, in any language, and not in advance."""
    stories = Edition.objects.listed(at).reports()
    own, beside = stories.filter(event=OuterRef("pk")), stories.filter(article__covered_events=OuterRef("pk"))
    return Exists(own) | Exists(beside)


class Event(Publishable):
    """A meeting in a region (Popolo and schema.org Event). Its uid and sequence are those of RFC 5545."""

    class Status(models.TextChoices):
        TENTATIVE = "tentative", _("tentative")
        CONFIRMED = "confirmed", _("confirmed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    name = translated(models.CharField(_("name"), max_length=200, blank=True))
    description = translated(RichTextField(_("description"), blank=True))
    slug = slug_field(unique=True, blank=True)
    start_at = models.DateTimeField(_("begins"), db_index=True)
    end_at = models.DateTimeField(_("ends"), null=True, blank=True)
    previous_start_at = models.DateTimeField(_("began before it was moved"), null=True, blank=True, editable=False)
    status = models.CharField(_("state"), max_length=9, choices=Status, default=Status.CONFIRMED)
    venue = translated(models.CharField(_("venue"), max_length=200, blank=True))
    address = translated(models.CharField(_("address"), max_length=250, blank=True))
    area = models.ForeignKey(
        "Area", models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("region")
    )
    online_url = models.URLField(_("online address"), blank=True, max_length=500)
    organizers = models.ManyToManyField("Organization", blank=True, related_name="events", verbose_name=_("organisers"))
    speakers = models.ManyToManyField("Person", blank=True, related_name="events", verbose_name=_("speakers"))
    audience = translated(models.CharField(_("for whom"), max_length=200, blank=True))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    coverage = models.ManyToManyField("Article", blank=True, related_name="covered_events", verbose_name=_("coverage"))
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-start_at", "pk"]
        indexes = [models.Index(fields=["area", "start_at"], name="event_area_start")]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(end_at__isnull=True) | Q(end_at__gte=F("start_at")),
                violation_error_message=_("The meeting ends before it begins."),
            )
        ]

    CHANGES_THAT_CALENDARS_MUST_SEE = (
        *("start_at", "end_at", "status", "area_id", "online_url"),
        *(column for name in ("name", "venue", "address") for column in languages.each(name)),
    )
    """When, where, how to take part and under which name. Of other words a newer DTSTAMP tells (RFC 5546, 2.1.5)."""

    def __str__(self):
        return self.name or self.slug

    def clean(self):
        if self.start_at:  # a field that could not be read has told it already
            super().clean()

    def save(self, *, update_fields=None, **kwargs):
        self.fill_slug(self.name_kk or self.name)
        if self.pk:
            self.note_move(type(self)._base_manager.filter(pk=self.pk).first())
        derived = ("slug", "sequence", "previous_start_at", "updated_at")
        super().save(update_fields=with_derived(update_fields, *derived), **kwargs)
        self.remember_address()

    def note_move(self, before):
        """Raise the sequence when subscribers must hear of a change; keep when a moved public meeting was to begin."""
        if before is None:
            return
        if any(getattr(self, name) != getattr(before, name) for name in self.CHANGES_THAT_CALENDARS_MUST_SEE):
            self.sequence = before.sequence + 1
        if self.start_at != before.start_at and before.is_live():
            self.previous_start_at = before.start_at

    @property
    def day(self):
        """The day it begins, in the coalition's time zone: part of its address."""
        return self.start_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    @property
    def path(self):
        return f"events/{self.day:%Y/%m/%d}/{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:event", args=self.steps_of_address())

    def get_calendar_url(self):
        """Of its entry for calendars."""
        return reverse("news:event_calendar", args=self.steps_of_address())

    def steps_of_address(self):
        return [*f"{self.day:%Y/%m/%d}".split("/"), self.slug]

    def is_past(self, at=None):
        return (self.end_at or self.start_at) < (at or timezone.now())

    @property
    def is_cancelled(self):
        return self.status == self.Status.CANCELLED

    def no_longer_holds(self):
        """Whether the announced day is void: it is cancelled, or postponed to a day that is not known yet."""
        is_without_day = self.status == self.Status.POSTPONED and self.previous_start_at is None
        return self.is_cancelled or is_without_day

    @property
    def is_online(self):
        return bool(self.online_url)
