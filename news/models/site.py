"""Whose site this is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .bases import translated


class SiteProfileQuerySet(models.QuerySet):
    def current(self):
        """The one row with its coalition, or a nameless profile where nothing is entered yet. One query."""
        return self.select_related("coalition__logo").first() or SiteProfile()

    def visible_to(self, user):
        return self if user.is_active and user.is_staff else self.none()


class SiteProfile(models.Model):
    """One row: names, contacts and licence of the coalition that runs the site."""

    coalition = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("coalition")
    )
    site_name = translated(models.CharField(_("name of the site"), max_length=80, blank=True))
    tagline = translated(models.CharField(_("line below the name"), max_length=200, blank=True))
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    address = translated(models.CharField(_("postal address"), max_length=250, blank=True))
    social_links = models.JSONField(
        _("pages elsewhere"), default=list, blank=True, help_text=_("Addresses, each as a text in the list.")
    )
    press_contact = translated(models.CharField(_("press contact"), max_length=200, blank=True))
    press_email = models.EmailField(_("e-mail address for the press"), blank=True)
    press_office = translated(
        models.CharField(
            _("press office"), max_length=150, blank=True, help_text=_("Signs the stories that name no author.")
        )
    )
    open_data_licence = models.URLField(_("licence of the open data"), blank=True)
    is_demo = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Every page says that the content is a demonstration.")
    )
    only_one = models.BooleanField(default=True, editable=False, unique=True)

    objects = SiteProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profile")
        constraints = [models.CheckConstraint(name="siteprofile_is_one_row", condition=models.Q(only_one=True))]

    def __str__(self):
        return self.site_name or str(_("site profile"))
