"""Parties, associations, unions, state bodies, companies, media and the coalition itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages

from .ancestry import refuse_circles
from .bases import Registered, RegistryQuerySet, RichTextField, registry_indexes, translated
from .membership import Membership

DISSOLVED_TOO_EARLY = _("An organisation cannot be dissolved before it is founded.")
NEVER_IN_CIRCLES = {
    "parent": (
        _("An organisation cannot be part of itself."),
        _("“%(other)s” is itself part of this organisation, directly or through others. Choose another one."),
    ),
    "superseded_by": (
        _("An organisation cannot be continued by itself."),
        _("“%(other)s” is itself continued by this organisation, directly or through others. Choose another one."),
    ),
}


class OrganizationQuerySet(RegistryQuerySet):
    def members_of(self, organization, *, on):
        """Those that readers see and that belong to the organisation on the day."""
        held = Membership.objects.on(on).filter(organization=organization)
        return self.live().filter(pk__in=held.values("member_organization"))


class Organization(Registered):
    """Popolo Organization. Who belongs to it, and which coalition it belongs to, are Memberships."""

    class Classification(models.TextChoices):
        PARTY = "party", _("political party")
        ASSOCIATION = "association", _("public association")
        UNION = "union", _("trade union")
        INDUSTRY = "industry", _("industry association")
        YOUTH = "youth", _("youth organisation")
        RESEARCH = "research", _("research and expertise")
        CULTURE = "culture", _("culture and sport")
        STATE = "state", _("state body")
        COMPANY = "company", _("company")
        MEDIA = "media", _("news medium")
        COALITION = "coalition", _("coalition")

    name = translated(models.CharField(_("name"), max_length=200, blank=True))
    abbreviation = translated(
        models.CharField(
            _("short name"), max_length=60, blank=True, help_text=_("As it stands on a tile: AMANAT, ЖДП.")
        )
    )
    classification = models.CharField(_("kind"), max_length=11, choices=Classification, db_index=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    area = models.ForeignKey(
        "Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=_("region"),
        help_text=_("Empty for an organisation of the whole country."),
    )
    logo = models.ForeignKey("Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo"))
    default_cover = models.ForeignKey(
        "Image",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover of its stories"),
        help_text=_("Stands on top of stories that its desk files without a picture of their own."),
    )
    summary = translated(models.CharField(_("in one sentence"), max_length=300, blank=True))
    description = translated(RichTextField(_("description"), blank=True))
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    address = translated(models.CharField(_("postal address"), max_length=250, blank=True))
    founding_date = models.DateField(_("founded on"), null=True, blank=True)
    dissolution_date = models.DateField(_("dissolved on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("continued by")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key_kk", "pk"]
        indexes = registry_indexes("organization", "classification", "area")
        constraints = [
            models.CheckConstraint(
                name="organization_dates_in_order",
                condition=models.Q(founding_date__isnull=True)
                | models.Q(dissolution_date__isnull=True)
                | models.Q(dissolution_date__gte=models.F("founding_date")),
                violation_error_message=DISSOLVED_TOO_EARLY,
            )
        ]

    def __str__(self):
        return self.name or self.slug

    @property
    def short_name(self):
        return self.abbreviation or self.name

    def name_in(self, language):
        """The name in that language, else in the first language that has one."""
        for code in (language, *languages.CODES):
            if name := getattr(self, f"name_{code}", ""):
                return name
        return ""

    @classmethod
    def name_columns(cls):
        return [*cls.name.fields, *cls.abbreviation.fields]

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude)
        refuse_circles(self, NEVER_IN_CIRCLES, exclude)

    def clean(self):
        super().clean()
        if self.founding_date and self.dissolution_date and self.dissolution_date < self.founding_date:
            raise ValidationError({"dissolution_date": DISSOLVED_TOO_EARLY})

    def sort_name(self, language):
        return getattr(self, f"abbreviation_{language}") or quoted_part(self.name_in(language))

    def roles(self):
        named = Q(member_organization=self) | Q(organization=self) | Q(on_behalf_of=self)
        return self.memberships.model.objects.filter(named)

    def what_blocks_deleting(self):
        sentences = super().what_blocks_deleting()
        if self.desk_users.exists():
            sentences.append(gettext("Accounts write for this organisation. Give them other desks first."))
        return sentences

    def has_or_had_members(self):
        """Whether readers see it and an organisation that is or was its member. One query."""
        return self.is_live() and Membership.objects.of_organizations_in(self).exists()

    @property
    def path(self):
        return f"organizations/{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:organization", args=[self.slug])

    def get_members_url(self):
        return reverse("news:organization_members", args=[self.slug])


def quoted_part(name):
    """The proper name inside quotation marks first, under which people look it up: Ауыл партиясы; else the whole."""
    for opening, closing in ("«»", "“”", "„“"):
        start, end = name.find(opening), name.rfind(closing)
        if 0 <= start < end:
            return name[start + 1 : end] + " " + name[:start] + name[end + 1 :]
    return name
