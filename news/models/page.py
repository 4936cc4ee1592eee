"""Static pages: About, Contacts, Accessibility …"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .bases import Publishable, PublishableQuerySet, RichTextField, free_slug, slug_field, translated


class PageQuerySet(PublishableQuerySet):
    def in_menu(self):
        """The pages that stand in the menu, without their texts."""
        return self.filter(in_menu=True).only("slug", "position", *Page.title.fields)


class Page(Publishable):
    """A page that stays: who we are, how to reach us, what we promise readers."""

    title = translated(models.CharField(_("title"), max_length=150, blank=True))
    intro = translated(models.CharField(_("introduction"), max_length=300, blank=True))
    body = translated(RichTextField(_("text"), blank=True))
    slug = slug_field(unique=True, blank=True)
    in_menu = models.BooleanField(_("in the menu"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.slug

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(self, self.title_en or self.title)
        super().save(**kwargs)
        self.remember_address()

    @property
    def path(self):
        return f"{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:page", args=[self.slug])
