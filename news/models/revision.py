"""Every saved state of what editors work on, links to drafts, and what came in by post."""

import secrets

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages

from .bases import content_type_of


class RevisionQuerySet(models.QuerySet):
    def of(self, row):
        return self.filter(content_type=content_type_of(row), object_id=row.pk)

    @transaction.atomic
    def record(self, row, *, by, note=""):
        """Keep the row as it is now: its columns, its many-to-many links and the rows it lists in `kept_with`.

        Locks the row until the transaction ends, so that two who save at once do not draw the same number.
        """
        type(row)._base_manager.select_for_update().filter(pk=row.pk).values_list("pk").first()
        last = self.of(row).order_by("-number").values_list("number", flat=True).first() or 0
        return self.create(
            content_type=content_type_of(row),
            object_id=row.pk,
            number=last + 1,
            data=snapshot(row),
            note=note,
            author=by,
        )

    def visible_to(self, user):
        """Saved states that `user` may see: a contributor only what they saved, since a state shows the whole row."""
        if not user.is_active or not user.is_staff:
            return self.none()
        return self if user.has_perm("news.see_every_desk") else self.filter(author=user)


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
    """One saved state of an article, person, organisation, meeting or page."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("row"))
    target = GenericForeignKey()
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(encoder=DjangoJSONEncoder)
    note = models.CharField(_("note"), max_length=200, blank=True)
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


def new_token():
    return secrets.token_urlsafe(24)


class PreviewLinkQuerySet(models.QuerySet):
    def usable(self, at=None):
        """Links that still open: neither expired nor revoked."""
        at = at or timezone.now()
        return self.filter(expires_at__gt=at).exclude(revoked_at__lte=at)

    def visible_to(self, user):
        if not user.is_active or not user.is_staff:
            return self.none()
        return self if user.has_perm("news.see_every_desk") else self.filter(article__desk__in=user.desks.all())


class PreviewLink(models.Model):
    """A draft shown to somebody without an account."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="preview_links", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)
    revision = models.ForeignKey(Revision, models.CASCADE, null=True, blank=True, verbose_name=_("saved version"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    expires_at = models.DateTimeField(_("opens until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.article} ({self.language})"


class PressReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_active or not user.is_staff:
            return self.none()
        return self if user.has_perm("news.see_every_desk") else self.filter(article__desk__in=user.desks.all())


class PressRelease(models.Model):
    """What came in, untouched, and the story it became."""

    text = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to="press-releases/%Y/%m", blank=True, max_length=200)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    article = models.ForeignKey(
        "Article", models.SET_NULL, null=True, blank=True, related_name="press_releases", verbose_name=_("story")
    )

    objects = PressReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.text.strip().split("\n")[0][:80] or self.file.name
