"""People come to the newsroom and leave it: invitations, forgotten passwords, and what becomes of their drafts."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext

from news import languages
from news.letters import letter_to
from news.models import Article, Edition, Event, Organization, Page, Person, PreviewLink, Revision, User
from news.models.revision import Act

MINUTES_BETWEEN_LETTERS = 5
"""Somebody who asks for a new password again and again fills the mailbox of somebody else."""

UNDECIDED = (Article.State.SUBMITTED, Article.State.CHANGES_REQUESTED)
PROPOSED = (Person, Organization, Event, Page)


# Links that open once


class LinksThatOpenOnce(PasswordResetTokenGenerator):
    """Signatures that die with the password they lead to; `lasts` is how long they live at most."""

    def check_token(self, user, token):
        return super().check_token(user, token) and self.age(token) <= self.lasts()

    def age(self, token):
        made = base36_to_int(token.partition("-")[0])
        return dt.timedelta(seconds=self._num_seconds(self._now()) - made)


class InvitationLinks(LinksThatOpenOnce):
    """For somebody invited, to choose the first password. Another invitation makes the one before it worthless."""

    key_salt = "news.accounts.invitation"

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.invited_at}"

    def check_token(self, user, token):
        return user is not None and user.awaits_arrival and super().check_token(user, token)

    def lasts(self):
        return dt.timedelta(days=settings.INVITATION_DAYS)


class ResetLinks(LinksThatOpenOnce):
    """For somebody at work, to choose another password."""

    key_salt = "news.accounts.reset"

    def check_token(self, user, token):
        return user is not None and user.may_log_in() and super().check_token(user, token)

    def lasts(self):
        return dt.timedelta(hours=settings.PASSWORD_RESET_HOURS)


invitation_links, reset_links = InvitationLinks(), ResetLinks()


def address_of(page, links, account):
    """The whole address of the page where the account chooses a password, signed."""
    number = urlsafe_base64_encode(force_bytes(account.pk))
    return settings.SITE_URL + reverse(f"admin:{page}", args=[number, links.make_token(account)])


# Coming


@transaction.atomic
def invite(account, *, by, at=None):
    """Let somebody choose a password, by a link that is sent to their address. Saves the account.

    Who was invited before and has not come yet is invited anew. Raises ValidationError for somebody who is here, or
    who was seen off: such an account is brought back first.
    """
    if account.pk and account.has_usable_password():
        raise ValidationError(gettext("%(person)s has already chosen a password.") % {"person": account})
    if not account.is_active:
        raise ValidationError(gettext("The account is switched off. Bring it back instead."))
    account.set_unusable_password()
    account.is_staff, account.invited_by, account.invited_at = True, by, at or timezone.now()
    account.save()


def send_invitation(account):
    """Write to the person invited. Raises OSError (also smtplib's errors) where the letter could not be sent."""
    letter_to(
        account,
        "admin/news/account/invitation.txt",
        address=address_of("invitation", invitation_links, account),
        days=settings.INVITATION_DAYS,
    ).send()


def send_reset(email):
    """Write to the account of an address, if there is one that may log in, and not again within a few minutes.

    Raises OSError (also smtplib's errors) where the letter could not be sent.
    """
    account = User.objects.at_work().filter(email__iexact=email).first()
    if account is None or not account.may_log_in():
        return
    if cache.add(f"password-reset-{account.pk}", True, 60 * MINUTES_BETWEEN_LETTERS):
        letter_to(
            account,
            "admin/news/account/reset.txt",
            address=address_of("password_reset_confirm", reset_links, account),
            hours=settings.PASSWORD_RESET_HOURS,
        ).send()


# Leaving


@dataclass
class Legacy:
    """What somebody leaves behind. `stories` are drafts they began, and those of which they submitted a language."""

    stories: QuerySet
    proposals: list
    invited: QuerySet
    links: QuerySet


def legacy_of(person):
    """What is still open in the hands of an account: drafts, languages submitted, proposals, invitations, links."""
    theirs = Q(~Exists(Edition.objects.filter(article=OuterRef("pk"))), created_by=person)
    for code in languages.CODES:
        theirs |= Q(**{f"submitted_by_{code}": person, f"state_{code}__in": UNDECIDED})
    return Legacy(
        stories=Article.objects.in_use().filter(theirs),
        proposals=[model.objects.filter(created_by=person, published_at=None) for model in PROPOSED],
        invited=User.objects.awaiting_arrival().filter(invited_by=person),
        links=PreviewLink.objects.usable().filter(created_by=person),
    )


@transaction.atomic
def off_board(person, *, by, successor=None, revoke_links=True):
    """See somebody off: open work goes to `successor` (to the central desk where there is none), log-ins end at once.

    The account stays, switched off, with its desks and roles: what it did stays in the history. Returns the number of
    stories handed over. Raises ValidationError for one's own account and the last that can invite people.
    """
    if sentence := what_keeps(person, by):
        raise ValidationError(sentence)
    legacy = legacy_of(person)
    stories = hand_over(legacy, person, by=by, successor=successor)
    if revoke_links:
        legacy.links.update(revoked_at=timezone.now())
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    end_sessions(person)
    return stories


def what_keeps(person, by):
    """Why that account cannot be seen off by this one: a sentence, or nothing."""
    if person == by:
        return gettext("You cannot switch off your own account: ask another administrator.")
    if person.is_last_keeper_of_accounts():
        return gettext("This is the last account that can invite people. Give another one that right first.")
    return ""


def hand_over(legacy, person, *, by, successor):
    """Put another name under what is open. Returns the number of stories that changed hands."""
    stories = list(legacy.stories)
    for article in stories:
        changed = {f"submitted_by_{code}" for code in languages.CODES if is_undecided(article, code, person)}
        if article.created_by_id == person.pk:
            changed.add("created_by")
        Article.objects.filter(pk=article.pk).update(**dict.fromkeys(changed, successor))
        article.refresh_from_db(fields=changed)
        Revision.objects.record(article, by=by, act=Act.REASSIGNED, note=handed_to(successor))
    for proposals in legacy.proposals:
        proposals.update(created_by=successor)
    return len(stories)


def is_undecided(article, code, person):
    """Whether the person submitted that language and no editor has published it since."""
    submitter, state = getattr(article, f"submitted_by_{code}_id"), getattr(article, f"state_{code}")
    return submitter == person.pk and state in UNDECIDED


def handed_to(successor):
    if successor is None:
        return gettext("For the central desk.")
    return gettext("For %(person)s.") % {"person": successor}


def end_sessions(person):
    """Delete the person's log-ins. Sessions tell whose they are only when they are opened, so every one is."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


@transaction.atomic
def bring_back(person, *, by):
    """Switch an account on again. It comes back with its roles and desks, and with a new invitation."""
    if person.is_active:
        raise ValidationError(gettext("The account of %(person)s is switched on already.") % {"person": person})
    person.is_active = True
    invite(person, by=by)
