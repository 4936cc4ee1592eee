"""Who stands beside a story while editors work on it: people, organisations, authors, signatories; corrections."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages

from .bases import StoryPaperQuerySet, translated


class PersonRelation(models.TextChoices):
    ABOUT = "about", _("the story is about them")
    SPOKE = "spoke", _("spoke")
    ATTENDED = "attended", _("took part")
    MENTIONED = "mentioned", _("is mentioned")


class OrganizationRelation(models.TextChoices):
    LEAD = "lead", _("leading")
    SUPPORTING = "supporting", _("supporting")
    MENTIONED = "mentioned", _("mentioned")


class BylineRole(models.TextChoices):
    AUTHOR = "author", _("text")
    PHOTOGRAPHER = "photographer", _("pictures")
    TRANSLATOR = "translator", _("translation")


ONE_AUTHOR = ~Q(person__isnull=False, organization__isnull=False)


class ArticlePerson(models.Model):
    """A person who appears in a story."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="people")
    person = models.ForeignKey("Person", models.PROTECT, related_name="appearances", verbose_name=_("person"))
    relation = models.CharField(
        _("how they appear"), max_length=9, choices=PersonRelation, default=PersonRelation.MENTIONED
    )
    printed_label = translated(
        models.CharField(
            _("printed label"),
            max_length=250,
            blank=True,
            help_text=_("Only where the text calls them otherwise than the role they held that day."),
        )
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("person in the story")
        verbose_name_plural = _("people in the story")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="articleperson_once",
                violation_error_message=_("This person stands in the list already."),
            )
        ]

    def __str__(self):
        return str(self.person)


class ArticleOrganization(models.Model):
    """An organisation that appears in a story."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="organizations")
    organization = models.ForeignKey(
        "Organization", models.PROTECT, related_name="appearances", verbose_name=_("organisation")
    )
    relation = models.CharField(
        _("how it appears"), max_length=10, choices=OrganizationRelation, default=OrganizationRelation.MENTIONED
    )
    printed_label = translated(models.CharField(_("printed label"), max_length=250, blank=True))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("organisation in the story")
        verbose_name_plural = _("organisations in the story")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "organization"],
                name="articleorganization_once",
                violation_error_message=_("This organisation stands in the list already."),
            )
        ]

    def __str__(self):
        return str(self.organization)


class Byline(models.Model):
    """An author as readers see it: a person or organisation of the registry, or a plain name. Never a user account."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    name = translated(models.CharField(_("plain name"), max_length=150, blank=True))
    role = models.CharField(_("for"), max_length=12, choices=BylineRole, default=BylineRole.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="byline_names_one_author",
                condition=ONE_AUTHOR,
                violation_error_message=_("Choose a person or an organisation, not both."),
            )
        ]

    def __str__(self):
        return self.name_in(languages.CODES[0])

    def name_in(self, language):
        """The bare name, without title or office, in that language."""
        if self.person or self.organization:
            return (self.person or self.organization).name_in(language)
        return getattr(self, f"name_{language}") or self.name


class Signatory(models.Model):
    """An organisation that has signed a joint statement, with its signer."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="signatories")
    organization = models.ForeignKey(
        "Organization", models.PROTECT, related_name="signatures", verbose_name=_("organisation")
    )
    signer = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signed_on = models.DateField(_("signed on"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["position", "signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "organization"],
                name="signatory_once",
                violation_error_message=_("This organisation has signed already."),
            )
        ]

    def __str__(self):
        return str(self.organization)

    def snapshot(self, language, label):
        """What an edition keeps: the organisation's name, the signer's, and `label`, the role on the day of signing."""
        signer = self.signer
        return {
            "organization": self.organization_id,
            "slug": self.organization.slug,
            "name": self.organization.name_in(language),
            "signed_on": self.signed_on.isoformat(),
            "person": self.signer_id,
            "signer": signer.name_in(language) if signer else "",
            "label": label if signer else "",
        }


class CorrectionQuerySet(StoryPaperQuerySet):
    def live(self, at=None):
        """Corrections that readers see: those of a scheduled edition wait for its moment."""
        return self.filter(made_at__lte=at or timezone.now())


class Correction(models.Model):
    """A public note of what was wrong in one language of a story."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="corrections", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)
    text = models.TextField(_("what was wrong, and what is right"), max_length=1000)
    made_at = models.DateTimeField(_("corrected"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.text[:80]
