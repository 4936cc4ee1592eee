"""Where texts show a picture or lead to a document: kept when a text is saved, so that nobody has to read all texts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news import languages


class Use(models.Model):
    """One text that shows one picture, or leads to one document. Covers, portraits and logos have columns of their own.

    The text is told by kind and key, not by a foreign key for each table: a merge moves what points at a person, and the
    text of a merged person stays where it is.
    """

    class Holder(models.TextChoices):
        ARTICLE = "article", _("story in work")
        EDITION = "edition", _("published story")
        EVENT = "event", _("meeting")
        ORGANIZATION = "organization", _("organisation")
        PAGE = "page", _("page")
        PERSON = "person", _("person")

    image = models.ForeignKey("Image", models.PROTECT, null=True, related_name="uses", verbose_name=_("picture"))
    document = models.ForeignKey("Document", models.PROTECT, null=True, related_name="uses", verbose_name=_("document"))
    holder = models.CharField(_("kind of text"), max_length=12, choices=Holder)
    holder_key = models.PositiveBigIntegerField(_("number of the text"))
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)

    class Meta:
        verbose_name = _("use of a file")
        verbose_name_plural = _("uses of files")
        indexes = [models.Index(fields=["holder", "holder_key"], name="use_of_holder")]
        constraints = [
            models.UniqueConstraint(fields=["image", "holder", "holder_key", "language"], name="use_of_image_once"),
            models.UniqueConstraint(fields=["document", "holder", "holder_key", "language"], name="use_of_document_once"),
            models.CheckConstraint(
                name="use_of_one_file",
                condition=Q(image__isnull=True, document__isnull=False) | Q(image__isnull=False, document__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.get_holder_display()} №{self.holder_key} ({self.language})"
