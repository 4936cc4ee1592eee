"""The admin site: its rooms, its first page, its log-in and the language it speaks."""

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from news import languages
from news.models.bases import Registered

from .account import account_urls, in_asked_language
from .board import sections
from .choosing import Onward, refuse_nul
from .home_order import home_urls, may_order
from .links import link_urls
from .namesakes import tell_apart
from .presence import presence_urls
from .spreadsheets import spreadsheet_urls
from .translation_desk import translation_urls
from .typed import is_key
from .week import week_urls

ROOMS = (
    (_("Stories"), ("Article", "Edition", "Correction", "PressRelease", "PreviewLink", "Topic")),
    (_("People and organisations"), ("Person", "Organization", "Membership", "Quotation")),
    (_("Meetings"), ("Event", "Area")),
    (_("Library"), ("Image", "Document")),
    (_("Site"), ("Page", "SiteProfile", "OldAddress", "Revision")),
    (_("Accounts"), ("User", "Group")),
)
BEGINNINGS = {"Article": _("Write a story"), "Event": _("Announce a meeting"), "Person": _("Add a person")}
"""Buttons of the first page."""

NOUNS_OF_THE_MENU = ("Article", "Person", "Organization", "Event", "Image", "Page")


class LogInForm(AdminAuthenticationForm):
    username = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autofocus": True, "autocomplete": "username"})
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "No account of the newsroom has this e-mail address and password. "
            "Capital and small letters matter in the password."
        ),
    }


class Choices(AutocompleteJsonView):
    """The stock autocomplete, which also tells what a row looks like: a picture's thumbnail, somebody's post."""

    def get_paginator(self, *args, **kwargs):
        return Onward(*args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if issubclass(self.model_admin.model, Registered):
            tell_apart(context["object_list"])
        return context

    def serialize_result(self, obj, to_field_name):
        more = getattr(self.model_admin, "shown_in_choices", lambda row: {})
        return {**super().serialize_result(obj, to_field_name), **more(obj)}


class NewsroomSite(admin.AdminSite):
    site_title = site_header = _("Newsroom")
    index_title = _("Overview")
    enable_nav_sidebar = False
    login_form = LogInForm
    index_template = "admin/news/board.html"

    def get_urls(self):
        language = path("language/", self.admin_view(require_POST(self.set_language)), name="set_language")
        public = path("r/<content_type_id>/<object_id>/", self.admin_view(self.public_page), name="view_on_site")
        desks = (*home_urls(self), *translation_urls(self), *week_urls(self), *link_urls(self))
        desks = (*desks, *spreadsheet_urls(self))
        return [language, public, *account_urls(self), *presence_urls(self), *desks, *super().get_urls()]

    def each_context(self, request):
        context = super().each_context(request)
        context["nouns"] = list(nouns(context["available_apps"], request.path))
        context["interface_languages"] = languages.LANGUAGES
        context["is_overview"] = request.path == reverse("admin:index")
        return context

    def get_app_list(self, request, app_label=None):
        """The tables sorted into rooms, each with what the user may open in it."""
        found = {}
        for app in super().get_app_list(request, app_label):
            found |= {model["object_name"]: model for model in app["models"]}
        for name, words in BEGINNINGS.items():
            found.get(name, {})["begin"] = words
        rooms = ((name, [found[model] for model in models if model in found]) for name, models in ROOMS)
        return [
            {
                "name": name,
                "app_label": "news",
                "app_url": reverse("admin:index"),
                "has_module_perms": True,
                "models": models,
            }
            for name, models in rooms
            if models
        ]

    def index(self, request, extra_context=None):
        found = {"sections": sections(self, request), "may_order_home": may_order(self, request)}
        return super().index(request, {**found, **(extra_context or {})})

    def app_index(self, request, app_label, extra_context=None):
        """There is one app; its page is the first page."""
        if not self.get_app_list(request, app_label):
            raise Http404
        return HttpResponseRedirect(reverse("admin:index"))

    def autocomplete_view(self, request):
        refuse_nul(request)
        return Choices.as_view(admin_site=self)(request)

    def set_language(self, request):
        """Keep the language of the newsroom with the account, and go back to where the user was."""
        code, back = request.POST.get("language"), request.POST.get("next", "")
        if code in languages.CODES:
            request.user.language = code
            request.user.save(update_fields=["language"])
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return HttpResponseRedirect(back if is_ours else reverse("admin:index"))

    def public_page(self, request, content_type_id, object_id):
        """The stock page leads to the address of any row, and so would tell the address of a hidden one."""
        kind = ContentType.objects.filter(pk=content_type_id).first() if is_key(content_type_id) else None
        above = self._registry.get(kind.model_class()) if kind else None
        row = above.get_object(request, object_id) if above else None
        if row is None or not hasattr(row, "get_absolute_url") or not above.has_view_permission(request, row):
            raise Http404
        return HttpResponseRedirect(row.get_absolute_url())

    def login(self, request, extra_context=None):
        """Before log-in the language is part of the address: /admin/login/?language=ru."""
        context = {"interface_languages": languages.LANGUAGES, **(extra_context or {})}
        return in_asked_language(super().login)(request, context)


def nouns(rooms, path):
    """The menu at the top: the nouns that editors open every day."""
    models = {model["object_name"]: model for room in rooms for model in room["models"]}
    for name in NOUNS_OF_THE_MENU:
        if name in models and (address := models[name]["admin_url"]):
            yield {"name": models[name]["name"], "url": address, "is_current": path.startswith(address)}
