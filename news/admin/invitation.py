"""Inviting somebody: the form, the letter, and doing either again."""

import datetime as dt

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import accounts
from news.models import User

from .fields import moment


class InvitationForm(forms.ModelForm):
    """An address that waits already is invited anew, with what the form says now."""

    keeper = None
    """Whoever invites."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "groups", "desks"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        account = User.objects.filter(email__iexact=email).first()
        if account is None:
            return email
        if not account.is_active:
            message = _("The account of %(person)s is switched off. Find it in the list of accounts and bring it back.")
            raise ValidationError(message, params={"person": account})
        if not (account.awaits_arrival and account.is_editable_by(self.keeper)):
            message = _("%(person)s has an account with this address already. Nothing was sent.")
            raise ValidationError(message, params={"person": account})
        self.instance = account
        return account.email

    def clean(self):
        """Somebody without a role could log in and see nothing."""
        data = super().clean()
        if "groups" in data and not data["groups"]:
            self.add_error("groups", _("Tick at least one role."))
        return data


def invite_and_write(request, account):
    """Save the invitation, and write when the form is saved whole."""
    accounts.invite(account, by=request.user)
    transaction.on_commit(lambda: write(request, account))


def write(request, account):
    """Send the letter and tell how it went: the account is there either way."""
    try:
        accounts.send_invitation(account)
    except OSError as error:
        message = gettext(
            "The account of %(person)s is there, but the letter could not be sent (%(reason)s). "
            "When e-mail works again, open the account and send the invitation once more."
        )
        messages.error(request, message % {"person": account, "reason": error})
        return
    until = account.invited_at + dt.timedelta(days=settings.INVITATION_DAYS)
    message = gettext("An invitation is on its way to %(email)s. Its link opens until %(moment)s.")
    messages.success(request, message % {"email": account.email, "moment": moment(until)})


def resend_view(admin, request, object_id):
    return invited_by_button(admin, request, object_id, accounts.invite, gettext("Invited again."))


def bring_back_view(admin, request, object_id):
    return invited_by_button(admin, request, object_id, accounts.bring_back, gettext("Brought back and invited."))


def invited_by_button(admin, request, object_id, act, logged):
    """POST does the act, writes the letter, and goes back to the account."""
    account = admin.row_to_change(request, object_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act(account, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        admin.log_change(request, account, logged)
        write(request, account)
    return HttpResponseRedirect(admin.change_address(account))
