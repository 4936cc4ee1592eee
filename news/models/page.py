"""Static pages: About, Contacts, Accessibility …"""

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .bases import Publishable, PublishableQuerySet, RichTextField, slug_field, translated, with_derived


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

    def save(self, *, update_fields=None, **kwargs):
        self.fill_slug(self.title_en or self.title)
        super().save(update_fields=with_derived(update_fields, "slug", "updated_at"), **kwargs)
        self.remember_address()

    def has_free_address(self):
        """A page may not hide behind an address of the site's own, such as news/ or people/."""
        try:
            found = resolve(f"/{get_language() or settings.LANGUAGE_CODE}/{self.path}")
        except Resolver404:
            return False
        return found.view_name == "news:page" and super().has_free_address()

    @property
    def path(self):
        return f"{self.slug}/"

    def get_absolute_url(self):
        return reverse("news:page", args=[self.slug])
