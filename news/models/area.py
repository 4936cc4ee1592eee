"""Places and subjects: what stories and meetings are filed under."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .bases import free_slug, slug_field, translated


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

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(self, self.name_kk or self.name)
        super().save(**kwargs)


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

    def get_absolute_url(self):
        return reverse("news:area", args=[self.slug])


class Topic(FiledUnder):
    """A subject that readers follow."""

    class Meta(FiledUnder.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self):
        return reverse("news:topic", args=[self.slug])
