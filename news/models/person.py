"""People who appear in the news."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news import languages

from .bases import Registered, RichTextField, registry_indexes, translated


class Person(Registered):
    """Anyone who appears in a story. What they hold, and when, is a Membership, never a field here (Popolo Person)."""

    given_name = translated(models.CharField(_("given name"), max_length=100, blank=True))
    family_name = translated(models.CharField(_("family name"), max_length=100, blank=True))
    patronymic_name = translated(models.CharField(_("patronymic"), max_length=100, blank=True))
    honorific = translated(models.CharField(_("honorific"), max_length=100, blank=True))
    portrait = models.ForeignKey(
        "Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    summary = translated(models.CharField(_("in one sentence"), max_length=300, blank=True))
    biography = translated(RichTextField(_("biography"), blank=True))
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        help_text=_("Addresses of the person's own pages, each as a text in the list."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key_kk", "pk"]
        indexes = registry_indexes("person")

    def __str__(self):
        return self.name or self.slug

    @property
    def name(self):
        """Given and family name as the reader's language writes them, or another's where it has none."""
        return self.name_in(get_language() or languages.CODES[0])

    def name_in(self, language):
        """Both names from one language, so that they never mix: the asked one, else the first that has a name."""
        for code in (language, *languages.CODES):
            parts = (getattr(self, f"given_name_{code}", ""), getattr(self, f"family_name_{code}", ""))
            if any(parts):
                return " ".join(part for part in parts if part)
        return ""

    @classmethod
    def name_columns(cls):
        return [*cls.given_name.fields, *cls.family_name.fields, *cls.patronymic_name.fields]

    def sort_name(self, language):
        """Family name first, as a directory lists people."""
        for code in (language, *languages.CODES):
            parts = (getattr(self, f"family_name_{code}"), getattr(self, f"given_name_{code}"))
            if any(parts):
                return " ".join(part for part in parts if part)
        return ""

    @property
    def path(self):
        return f"people/{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:person", args=[self.slug])

    def roles(self):
        return self.memberships.all()

    def label_on(self, day, language):
        """What the person was on that day, as printed beside the name: all posts held, by rank. One query."""
        return self.memberships.label_on(day, language)
