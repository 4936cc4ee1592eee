"""Where texts show a picture or lead to a document: kept when a text is saved, so that nobody has to read all texts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news import languages
from news.text import html

from .bases import RichTextField

AT_ONCE = 1000
"""Rows of a batch: of what is asked and of what is written."""


class UseQuerySet(models.QuerySet):
    def of(self, row):
        """The uses of one text: of every language that the row has."""
        return self.filter(holder=row._meta.model_name, holder_key=row.pk)

    def follow(self, row, *, is_new=False, saved=None):
        """Make the uses of a text those that it has now, after it was stored.

        `saved` are the columns that were written, None for all. No query for a new text that shows nothing; else one,
        one where a use went, and two or three where one came. A file that is not there any more is no use: the text
        stays as it is.
        """
        columns = columns_that_use(row, saved)
        wanted = facts_of(row, columns)
        if not columns:
            return
        texts = {language_of(row, column) for column in columns}
        kept = {} if is_new else {use.fact: use.pk for use in self.of(row).filter(language__in=texts)}
        if gone := [key for fact, key in kept.items() if fact not in wanted]:
            self.filter(pk__in=gone).delete()
        self.note([(row, fact) for fact in wanted if fact not in kept])

    def follow_new(self, rows):
        """The same for texts that were just stored with bulk_create(), which tells nobody. A few queries a batch."""
        self.note([(row, fact) for row in rows for fact in facts_of(row, columns_that_use(row))])

    def note(self, found):
        """Write the uses of [(row, fact)] whose file is there."""
        there = {
            name: self.standing(name, {key for _row, (kind, key, _code) in found if kind == name}) for name in FILES
        }
        uses = [Use.made(row, fact) for row, fact in found if fact[1] in there[fact[0]]]
        if uses:
            self.bulk_create(uses, batch_size=AT_ONCE, ignore_conflicts=True)

    def standing(self, name, keys):
        """Of the keys, those whose picture or document is there. One query a batch, none for no keys."""
        files, asked = self.model._meta.get_field(name).related_model._base_manager, sorted(keys)
        batches = (asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE))
        return {key for batch in batches for key in files.filter(pk__in=batch).values_list("pk", flat=True)}


class Use(models.Model):
    """One text that shows one picture, or leads to one document. Covers, portraits and logos have columns of their own.

    The text is told by kind and key, not by a foreign key for each table: a merge moves what points at a person, and
    the text of a merged person stays where it is.
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

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a file")
        verbose_name_plural = _("uses of files")
        indexes = [models.Index(fields=["holder", "holder_key"], name="use_of_holder")]
        constraints = [
            models.UniqueConstraint(fields=["image", "holder", "holder_key", "language"], name="use_of_image_once"),
            models.UniqueConstraint(
                fields=["document", "holder", "holder_key", "language"], name="use_of_document_once"
            ),
            models.CheckConstraint(
                name="use_of_one_file",
                condition=Q(image__isnull=True, document__isnull=False) | Q(image__isnull=False, document__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.get_holder_display()} №{self.holder_key} ({self.language})"

    @classmethod
    def made(cls, row, fact):
        """A use of the row that is not stored yet."""
        name, key, language = fact
        return cls(holder=row._meta.model_name, holder_key=row.pk, language=language, **{f"{name}_id": key})

    @property
    def fact(self):
        """(“image” or “document”, its key, the language of the text)"""
        name = "image" if self.image_id else "document"
        return (name, getattr(self, f"{name}_id"), self.language)


FILES = ("image", "document")


def columns_that_use(row, saved=None):
    """The columns of the row that may hold a picture or a document; of those languages only that were `saved`."""
    columns = [field.name for field in row._meta.concrete_fields if isinstance(field, RichTextField)]
    if row._meta.model_name == Use.Holder.EDITION:
        columns.append("documents")
    texts = {language_of(row, column) for column in columns if saved is None or column in saved}
    return [column for column in columns if language_of(row, column) in texts]


def language_of(row, column):
    """An edition is of one language; other rows have a column for each."""
    return getattr(row, "language", "") or column.rpartition("_")[2]


def facts_of(row, columns):
    """What the columns use: a dict of facts, so that they keep the order of the text and each is there once."""
    found = {}
    for column in columns:
        language, value = language_of(row, column), getattr(row, column) or ""
        found |= dict.fromkeys((name, key, language) for name, key in files_in(value))
    return found


def files_in(value):
    """(“image” or “document”, key) of what a text shows and leads to, or of what an edition keeps of its documents."""
    if isinstance(value, list):
        return [("document", kept["id"]) for kept in value if kept.get("id")]
    found = [("image", key) for key in html.image_ids(value)] if "data-image" in value else []
    if "data-document" in value:
        found += [("document", link.document) for link in html.document_links(value)]
    return found
