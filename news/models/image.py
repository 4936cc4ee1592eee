"""The library: pictures and attached files."""

from pathlib import PurePosixPath

import PIL.Image
from django.core.exceptions import ValidationError
from django.core.files.images import get_image_dimensions
from django.core.validators import FileExtensionValidator, MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .bases import by_account, translated, with_derived
from .rights import SEE_EVERY_DESK

FORMATS = ("JPEG", "PNG", "WEBP")
"""What Pillow may try to read; nothing else is even sniffed."""

MOST_PIXELS = 60_000_000


class LibraryQuerySet(models.QuerySet):
    """The library is one for all desks: whoever writes may use what is in it."""

    def visible_to(self, user):
        return self if user.is_active and user.is_staff else self.none()

    def editable_by(self, user):
        """The central desk mends every entry, a member's desk those it added."""
        seen = self.visible_to(user)
        return seen if user.has_perm(SEE_EVERY_DESK) else seen.filter(created_by=user)


def picture_can_be_used(file):
    """Validator: a JPEG, PNG or WebP that stands still and whose pixels fit the memory of a small server.

    A stored file was looked at when it came; its row can be mended even where the store has lost it.
    """
    if getattr(file, "_committed", False):
        return
    file.seek(0)
    try:
        with PIL.Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
    except (OSError, PIL.Image.DecompressionBombError) as error:
        raise ValidationError(_("This is not a JPEG, PNG or WebP picture, or the file is damaged.")) from error
    finally:
        file.seek(0)
    if width * height > MOST_PIXELS:
        raise ValidationError(_("The picture has too many pixels. Save it smaller: 6000 × 4000 is plenty."))
    if frames > 1:
        raise ValidationError(_("Moving pictures are not accepted."))


class Image(models.Model):
    """A picture of the library. Every use shows its description, or the picture is marked as decoration."""

    # No width_field: Django would open the file of a row without dimensions at every reading, and fail if it is gone.
    file = models.ImageField(_("file"), upload_to="pictures/%Y/%m", max_length=200, validators=[picture_can_be_used])
    description = translated(
        models.CharField(
            _("description"),
            max_length=300,
            blank=True,
            help_text=_("What the picture shows, for people who cannot see it. Not the caption."),
        )
    )
    is_decorative = models.BooleanField(
        _("decoration only"), default=False, help_text=_("The picture says nothing that the text does not say.")
    )
    credit = translated(models.CharField(_("credit"), max_length=150, blank=True))
    caption = translated(models.CharField(_("caption"), max_length=300, blank=True))
    rights = models.CharField(_("rights"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left, per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top, per cent"), default=50, validators=[MaxValueValidator(100)]
    )
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    tone = models.CharField(max_length=2, blank=True, editable=False)
    original_name = models.CharField(_("name of the file that came"), max_length=255, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    checksum = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    created_by = by_account(_("added by"))

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]

    def __str__(self):
        return self.description or self.caption or PurePosixPath(self.file.name).name

    def save(self, *, update_fields=None, **kwargs):
        if self.file and not self.file._committed:
            self.width, self.height = get_image_dimensions(self.file)
            self.renditions = []
            update_fields = with_derived(update_fields, "width", "height", "renditions")
        super().save(update_fields=update_fields, **kwargs)

    def is_described_in(self, language):
        """Whether a story in that language may use the picture."""
        return self.is_decorative or bool(getattr(self, f"description_{language}"))


class Document(models.Model):
    """A file that a story carries: an agenda, minutes, a table."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        MINUTES = "minutes", _("minutes")
        PROGRAMME = "programme", _("programme")
        DATA = "data", _("data")

    EXTENSIONS = ("pdf", "docx", "xlsx", "csv", "odt", "ods", "txt")

    file = models.FileField(
        _("file"), upload_to="documents/%Y/%m", max_length=200, validators=[FileExtensionValidator(EXTENSIONS)]
    )
    title = translated(models.CharField(_("title"), max_length=200, blank=True))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.DOCUMENT)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    original_name = models.CharField(_("name of the file that came"), max_length=255, blank=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    created_by = by_account(_("added by"))

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]

    def __str__(self):
        return self.title or PurePosixPath(self.file.name).name

    def save(self, *, update_fields=None, **kwargs):
        if self.file and not (self.file._committed and self.size):
            self.size = bytes_of(self.file)
        super().save(update_fields=with_derived(update_fields, "size"), **kwargs)

    @property
    def format(self):
        """The file's ending in capitals, as readers know it: PDF."""
        return PurePosixPath(self.file.name).suffix[1:].upper()

    def snapshot(self, language):
        """What an edition keeps of the file: title in its language, name in the store, format, bytes."""
        title = getattr(self, f"title_{language}") or self.title or PurePosixPath(self.file.name).name
        return {"id": self.pk, "title": title, "file": self.file.name, "format": self.format, "size": self.size}


def bytes_of(file):
    """The size of a stored file; 0 where the store has lost it, so that its row can still be mended."""
    try:
        return file.size
    except OSError:
        return 0
