"""Places and subjects: what stories and meetings are filed under."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .ancestry import refuse_circles
from .bases import ADDRESS_IS_TAKEN, free_slug, slug_field, translated

NEVER_IN_CIRCLES = {
    "parent": (
        _("An entry cannot be part of itself."),
        _("“%(other)s” is itself part of this entry, directly or through others. Choose another one."),
    )
}


class FiledUnderQuerySet(models.QuerySet):
    """Areas and topics are public from the day they are made, for everybody alike."""

    def visible_to(self, user):
        return self


class FiledUnder(models.Model):
    """A heading that stories are filed under; headings may stand below one another."""

    name = translated(models.CharField(_("name"), max_length=120, blank=True))
    slug = slug_field(unique=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = FiledUnderQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name or self.slug

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude)
        refuse_circles(self, NEVER_IN_CIRCLES, exclude)

    def clean(self):
        super().clean()
        if self.slug and self.addresses.is_taken(self.path, self):
            raise ValidationError({"slug": ADDRESS_IS_TAKEN})

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(self, self.name_kk or self.name)
        former = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        super().save(**kwargs)
        if former and former.slug != self.slug:
            self.addresses.claim(former.path, self)

    def is_live(self, at=None):
        """Headings are public from the day they are made."""
        return True

    @property
    def addresses(self):
        return self._meta.apps.get_model("news", "OldAddress").objects


class Area(FiledUnder):
    """A region, city or district (Popolo Area)."""

    class Classification(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")

    classification = models.CharField(_("kind"), max_length=8, choices=Classification, default=Classification.REGION)

    class Meta(FiledUnder.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    @property
    def path(self):
        return f"areas/{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:area", args=[self.slug])


class Topic(FiledUnder):
    """A subject that readers follow."""

    class Meta(FiledUnder.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @property
    def path(self):
        return f"topics/{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:topic", args=[self.slug])
