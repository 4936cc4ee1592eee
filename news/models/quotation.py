"""Who said what: the quotations marked in published texts, as data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .edition import EditionLink, LinkQuerySet


class QuotationQuerySet(LinkQuerySet):
    def for_cards(self):
        """With speaker, portrait, the story it comes from, and the language in which that was written. One query."""
        rows = self.select_related("speaker_person__portrait", "speaker_organization__logo", "edition")
        rows = rows.defer("edition__body", "edition__documents", "edition__signatories")
        return rows.annotate(original_language=F("edition__article__original_language"))

    def newest_first(self):
        """By the story's first publication; one story has several, so the row's own key decides between them."""
        return self.order_by("-listed_at", "-pk")

    def older_than(self, listed_at, pk):
        return self.filter(listed_at__lte=listed_at).filter(Q(listed_at__lt=listed_at) | Q(pk__lt=pk))

    def newer_than(self, listed_at, pk):
        return self.filter(listed_at__gte=listed_at).filter(Q(listed_at__gt=listed_at) | Q(pk__gt=pk))


class Quotation(EditionLink):
    """schema.org Quotation. The uid is the mark's: translations of one quotation share it, and it is the permalink."""

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="quotations", verbose_name=_("edition"))
    uid = models.UUIDField()
    text = models.TextField(_("text"))
    speaker_person = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, related_name="quotations", verbose_name=_("speaker")
    )
    speaker_organization = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("speaking organisation"),
    )
    label = models.CharField(_("role on that day"), max_length=600, blank=True)
    said_on = models.DateField(_("said on"))
    event = models.ForeignKey(
        "Event", models.SET_NULL, null=True, blank=True, related_name="quotations", verbose_name=_("meeting")
    )

    card = models.CharField(max_length=120, blank=True, editable=False)
    """The name of the picture beside a shared link; written after the file, so that no page names one that is not."""

    objects = QuotationQuerySet.as_manager()

    class Meta(EditionLink.Meta):
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        indexes = [
            models.Index(fields=["speaker_person", "language", "-listed_at", "-id"], name="quotation_person_list"),
            models.Index(fields=["speaker_organization", "language", "-listed_at", "-id"], name="quotation_org_list"),
            models.Index(fields=["language", "-listed_at", "-id"], name="quotation_list"),
            models.Index(fields=["-listed_at", "-id"], name="quotation_newest"),
            models.Index(fields=["uid", "language"], name="quotation_uid"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "uid"], name="quotation_once_in_an_edition"),
            models.CheckConstraint(
                name="quotation_of_one_speaker",
                condition=Q(speaker_person__isnull=True) ^ Q(speaker_organization__isnull=True),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def speaker(self):
        return self.speaker_person or self.speaker_organization

    def get_absolute_url(self):
        return f"{self.edition.get_absolute_url()}#q-{self.uid}"
