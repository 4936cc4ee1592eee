"""Every address a page ever had. One is never given to another page, so that a printed link cannot come to lie."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .bases import content_type_of

LONGEST_PATH = 250
LONGEST_WAY = 5
"""Merges of merges that are followed; a longer chain is a mistake in the rows."""


class OldAddressQuerySet(models.QuerySet):
    def claim(self, path, row):
        """Give the path to the row, for ever. Returns False where another page had it first."""
        kind = content_type_of(row)
        address, _made = self.get_or_create(path=path, defaults={"content_type": kind, "object_id": row.pk})
        return address.content_type_id == kind.pk and address.object_id == row.pk

    def is_taken(self, path, row):
        """Whether the path is, or once was, another page's."""
        own = {"content_type": content_type_of(row), "object_id": row.pk}
        return self.filter(path=path).exclude(**own).exists() if row.pk else self.filter(path=path).exists()

    def paths_of_others(self, start, row):
        """The paths that begin so and are, or once were, another page's: a set. One query."""
        others = self.exclude(content_type=content_type_of(row), object_id=row.pk)
        return set(others.filter(path__startswith=start).values_list("path", flat=True))

    def row_asked_for(self, rows, slug):
        """Of people, organisations and headings: the row with the slug, or the one that its address leads to now."""
        model = rows.model
        return rows.filter(slug=slug).first() or self.row_now_at(model(slug=slug).path, model, slug)

    def row_now_at(self, path, model, slug):
        """The live row that the path of another one, with that slug, leads to: by a merge or a new address. Or None.

        Two queries, and one for each merge.
        """
        row = model.objects.filter(slug=slug).first()
        if not getattr(row, "merged_into_id", None):
            address = self.filter(path=path, state=OldAddress.State.MOVED).select_related("content_type").first()
            row = address.target if address else None
        kept = end_of_merges(row)
        return kept if isinstance(kept, model) and kept.is_live() and kept.slug != slug else None

    def of(self, row):
        return self.filter(content_type=content_type_of(row), object_id=row.pk)

    def visible_to(self, user):
        return self if user.is_active and user.is_staff else self.none()


class OldAddress(models.Model):
    """A path without the slash in front: people/<slug>/ where languages share it, kk/news/… for one of a story's."""

    class State(models.TextChoices):
        MOVED = "moved", _("answers, or leads to where the page is now")
        GONE = "gone", _("answers that the page is gone (410)")

    path = models.CharField(_("path"), max_length=LONGEST_PATH, unique=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("number"))
    target = GenericForeignKey()
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.MOVED)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="oldaddress_target")]

    def __str__(self):
        return "/" + self.path


def end_of_merges(row):
    """The row that a merged one was merged into in the end, or None."""
    for _step in range(LONGEST_WAY):
        if not getattr(row, "merged_into_id", None):
            return row
        row = row.merged_into
    return None
