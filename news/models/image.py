"""The library: pictures and attached files."""

from pathlib import PurePosixPath

from django.core.validators import FileExtensionValidator, MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from news.intake import documents
from news.intake.fields import DocumentField, PictureField, file_can_be_used

from .bases import by_account, translated, with_derived
from .places import InLibrary, InLibraryQuerySet
from .rights import SEE_EVERY_DESK

MIDDLE = 50
"""Per cent."""


class LibraryQuerySet(InLibraryQuerySet):
    """The library is one for all desks: whoever writes may use what is in it."""

    def visible_to(self, user):
        return self if user.is_active and user.is_staff else self.none()

    def editable_by(self, user):
        """The central desk mends every entry, a member's desk those it added."""
        seen = self.visible_to(user)
        return seen if user.has_perm(SEE_EVERY_DESK) else seen.filter(created_by=user)

    def same_file(self, checksum):
        """Those whose file came with the same bytes, by the SHA-256 that the intake tells."""
        return self.filter(checksum=checksum) if checksum else self.none()


picture_can_be_used = file_can_be_used
"""The name by which the first migration knows the check."""


class LibraryFile(InLibrary):
    """A file that somebody brought: what it was called, how much of it is kept, and what it is known by."""

    original_name = models.CharField(_("name of the file that came"), max_length=255, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    checksum = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    created_by = by_account(_("added by"))

    objects = LibraryQuerySet.as_manager()
    told_by_file = ("file", "original_name", "size", "checksum")
    """Columns that another file changes."""

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def save(self, *, update_fields=None, **kwargs):
        """A file that is not stored yet is looked at first: raises intake.Refused where it cannot be used."""
        if self.file.take_in():
            update_fields = with_derived(update_fields, *self.told_by_file)
        super().save(update_fields=update_fields, **kwargs)

    def file_came(self, kept, *, name):
        """Note what the intake tells of a new file: what it keeps of it, and how it was called."""
        self.original_name = name
        self.size = len(kept.content)
        self.checksum = kept.checksum


class Image(LibraryFile):
    """A picture of the library. Every use shows its description, or the picture is marked as decoration."""

    file = PictureField(_("file"), upload_to="pictures/%Y/%m", max_length=200, validators=[picture_can_be_used])
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
        _("focal point, from the left, per cent"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top, per cent"), default=MIDDLE, validators=[MaxValueValidator(100)]
    )
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    card = models.CharField(max_length=200, blank=True, editable=False)
    tone = models.CharField(max_length=2, blank=True, editable=False)
    told_by_file = (*LibraryFile.told_by_file, "width", "height", "tone", "renditions", "card", "focal_x", "focal_y")

    class Meta(LibraryFile.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.description or self.caption or PurePosixPath(self.file.name).name

    def file_came(self, kept, *, name):
        """Also forget what was made of the file before, and its focal point."""
        super().file_came(kept, name=name)
        self.width, self.height, self.tone = kept.width, kept.height, kept.tone
        self.renditions, self.card = [], ""
        if not self.has_new_focal_point():
            self.focal_x = self.focal_y = MIDDLE

    def has_new_focal_point(self):
        """Whether the focal point differs from the stored one: then it was set for the file at hand.

        One query; none for a row that is not stored yet.
        """
        if self._state.adding:
            return True
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("focal_x", "focal_y").first()
        return stored != (self.focal_x, self.focal_y)

    def is_described_in(self, language):
        """Whether a story in that language may use the picture."""
        return self.is_decorative or bool(getattr(self, f"description_{language}"))


class Document(LibraryFile):
    """A file that a story carries: an agenda, minutes, a table."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        MINUTES = "minutes", _("minutes")
        PROGRAMME = "programme", _("programme")
        DATA = "data", _("data")

    file = DocumentField(
        _("file"),
        upload_to="documents/%Y/%m",
        max_length=200,
        validators=[FileExtensionValidator(documents.ENDINGS)],
    )
    title = translated(models.CharField(_("title"), max_length=200, blank=True))
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.DOCUMENT)

    class Meta(LibraryFile.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.title or PurePosixPath(self.file.name).name

    def save(self, *, update_fields=None, **kwargs):
        if self.file and self.file._committed and not self.size:
            self.size = bytes_of(self.file)
            update_fields = with_derived(update_fields, "size")
        super().save(update_fields=update_fields, **kwargs)

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
