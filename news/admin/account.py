"""One's own account, and the doors for those who are not logged in: an invitation, a forgotten password."""

import functools
import logging

from django import forms
from django.contrib import messages
from django.contrib.auth import views as stock
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from news import accounts, languages
from news.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
GONE = 410
logger = logging.getLogger(__name__)


def account_urls(site):
    """Addresses of the admin site that are about the accounts themselves."""

    def door(view, **options):
        return in_asked_language(view.as_view(extra_context=doors_of(site), **options))

    return [
        path("account/", site.admin_view(functools.partial(own_account, site)), name="account"),
        path("invitation/<uidb64>/<token>/", door(Invitation), name="invitation"),
        path("password_reset/", door(Forgotten), name="password_reset"),
        path("password_reset/done/", door(stock.PasswordResetDoneView), name="password_reset_done"),
        path("password_reset/<uidb64>/<token>/", door(Reset), name="password_reset_confirm"),
        path("password_reset/complete/", door(stock.PasswordResetCompleteView), name="password_reset_complete"),
    ]


def doors_of(site):
    """What pages before log-in show of the newsroom: its name and the languages."""
    return {
        "site_header": site.site_header,
        "site_title": site.site_title,
        "interface_languages": languages.LANGUAGES,
        "is_nav_sidebar_enabled": False,
    }


def in_asked_language(view):
    """A page before log-in in the language of its address (?language=ru); without one, in the browser's."""

    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        code = request.GET.get("language")
        if code not in languages.CODES:
            return view(request, *args, **kwargs)
        with override(code):
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return answer


def same_language(request, address):
    """The address with the language that the page before it was asked for in."""
    code = request.GET.get("language")
    return f"{address}?language={code}" if code in languages.CODES else str(address)


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username", "autofocus": True}),
    )


class Forgotten(stock.PasswordResetView):
    """Says the same whether the address has an account or not."""

    form_class = ForgottenForm
    title = _("Forgotten password")

    def form_valid(self, form):
        try:
            accounts.send_reset(form.cleaned_data["email"])
        except OSError:
            logger.exception("The letter about a forgotten password could not be sent.")
        return HttpResponseRedirect(same_language(self.request, reverse("admin:password_reset_done")))


class ChoosePassword(stock.PasswordResetConfirmView):
    """A link that opens once; one that does not open any more says what to do, and nothing of the account."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "account": self.user if self.validlink else None}

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response.status_code = response.status_code if self.validlink else GONE
        # Not "no-referrer": with it browsers send a form with “Origin: null”, which the check against forgery refuses.
        response.headers["Referrer-Policy"] = "same-origin"
        return response


class Reset(ChoosePassword):
    token_generator = accounts.reset_links
    title = _("Choose a new password")
    success_url = reverse_lazy("admin:password_reset_complete")

    def get_success_url(self):
        return same_language(self.request, self.success_url)


class Invitation(ChoosePassword):
    """Whoever was invited chooses a password and is in the newsroom."""

    token_generator = accounts.invitation_links
    template_name = "admin/news/account/invitation.html"
    title = _("Welcome to the newsroom")
    post_reset_login = True
    post_reset_login_backend = BACKEND
    success_url = reverse_lazy("admin:index")


class OwnAccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "wants_email"]
        labels = {"name": capfirst(_("first and last name"))}


def own_account(site, request):
    """Name, language and letters of whoever is logged in. What they may do is changed by an administrator."""
    form = OwnAccountForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        account = form.save()
        with translation.override(account.language):
            messages.success(request, gettext("Your account was saved."))
        return HttpResponseRedirect(reverse("admin:account"))
    context = {
        **site.each_context(request),
        "title": gettext("My account"),
        "form": form,
        "roles": request.user.groups.all(),
        "desks": request.user.desks.all(),
    }
    return TemplateResponse(request, "admin/news/account/own.html", context)
