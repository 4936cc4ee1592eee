"""Who said what: the quotations marked in published texts, as data."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .edition import Edition, EditionLink, LinkQuerySet
from .membership import Membership

TRANSLATED_FROM = {
    "kk": _("Translated from Kazakh"),
    "ru": _("Translated from Russian"),
    "en": _("Translated from English"),
}


class QuotationQuerySet(LinkQuerySet):
    def for_cards(self):
        """With speaker, portrait, the story it comes from, and the language in which that was written. One query."""
        rows = self.select_related("speaker_person__portrait", "speaker_organization__logo", "edition")
        rows = rows.defer("edition__body", "edition__documents", "edition__signatories")
        return rows.annotate(original_language=F("edition__article__original_language"))

    def for_page(self):
        """With what a card shows, and the meeting. One query."""
        return self.for_cards().select_related("event")

    def seen(self, at=None):
        """Those of editions that readers could open at some moment up to `at` (now by default)."""
        return self.filter(edition__in=Edition.objects.seen(at))

    def standing(self, at=None):
        """Those of editions that readers see at the moment `at` (now by default), or will see if nobody does anything.

        The withdrawn are among them: they may be put back.
        """
        ends_later = Q(edition__superseded_at=None) | Q(edition__superseded_at__gt=at or timezone.now())
        return self.filter(ends_later, edition__in=Edition.objects.ever_public())

    def said_between(self, first=None, last=None):
        """Said from the first day to the last, both included; either may be open."""
        rows = self.filter(said_on__gte=first) if first else self
        return rows.filter(said_on__lte=last) if last else rows

    def of_organization(self, organization):
        """Its own words, and those of people who on that day held a public post in it, or elsewhere on its behalf."""
        posts = Membership.objects.filter(Q(organization=organization) | Q(on_behalf_of=organization)).public()
        held = posts.filter(
            person=OuterRef("speaker_person"), first_day__lte=OuterRef("said_on"), last_day__gte=OuterRef("said_on")
        )
        people = posts.filter(person__isnull=False).values("person")
        return self.filter(Q(speaker_organization=organization) | (Q(speaker_person__in=people) & Exists(held)))

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

    original_language = None  # that of the story; for_cards() fetches it

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

    @property
    def translated_from(self):
        """“Translated from Kazakh” where the story was first written in another language, else empty."""
        return TRANSLATED_FROM[self.original_language] if self.original_language not in (None, self.language) else ""

    def has_page(self, at=None):
        """Whether its own page shows it, or will once the story is public: not while that is withdrawn, or says other
        words by now."""
        at = max(at or timezone.now(), self.edition.published_at)
        return self.edition.is_live(at) and not self.edition.is_withdrawn(at)

    def get_absolute_url(self):
        """Its own page, in the quotation's own language, whatever language is active."""
        return address_of_quotation(self.language, self.uid)

    def place_in_story(self):
        """The address of the words in the story they come from."""
        return f"{self.edition.get_absolute_url()}#q-{self.uid}"


def address_of_quotation(language, uid):
    """The page under a language, also one in which there is no such quotation: there readers are told which it has."""
    return f"/{language}/" + reverse("news:quotation", args=[uid]).split("/", 2)[2]
