"""The one row that says whose site this is."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from news.models import SiteProfile

from .bases import NewsroomAdmin, is_about
from .fields import AddressesField


@admin.register(SiteProfile)
class SiteProfileAdmin(NewsroomAdmin):
    in_each_language = ("site_name", "tagline", "press_office", "press_contact", "address")
    needed_in_a_language = ("site_name",)
    below = (
        (_("Contacts"), [("email", "phone"), "press_email", "social_links"]),
        (_("Open data"), ["open_data_licence"]),
    )
    side = ((_("Whose site it is"), ["coalition", "is_demo"]),)
    autocomplete_fields = ["coalition"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "social_links":
            kwargs["form_class"] = AddressesField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        """Asked on every page of the admin, for its menu: the table is looked at only where its own pages are meant."""
        if not is_about(request, "siteprofile_add", "siteprofile_changelist"):
            return False
        return super().has_add_permission(request) and not SiteProfile.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """A list of one row is no list: it opens the row."""
        row = self.get_queryset(request).first()
        if row and self.has_view_or_change_permission(request):
            return HttpResponseRedirect(self.change_address(row))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:news_siteprofile_add"))
        return super().changelist_view(request, extra_context)
