"""Staff accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, Permission, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from news import languages

from .rights import KEEP_ACCOUNTS, SEE_EVERY_DESK


def has_right(right):
    """The condition for accounts that have a right, such as "news.see_every_desk", by a role or as superusers."""
    label, codename = right.split(".")
    given = Permission.objects.filter(content_type__app_label=label, codename=codename)
    return Q(is_superuser=True) | Q(groups__permissions__in=given) | Q(user_permissions__in=given)


class UserQuerySet(models.QuerySet):
    def at_work(self):
        """Accounts that may log in now."""
        return self.filter(is_active=True, is_staff=True)

    def awaiting_arrival(self):
        """Accounts of those who were invited and have not chosen a password yet."""
        return self.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(invited_at=None)

    def with_right(self, right):
        """Accounts at work that have a right."""
        return self.at_work().filter(has_right(right)).distinct()

    def visible_to(self, user):
        """Accounts that `user` may see: their own, or all for those who keep the accounts."""
        return self.all() if user.has_perm(KEEP_ACCOUNTS) else self.filter(pk=user.pk)

    def successors_of(self, person):
        """Who may take over the drafts of somebody who leaves: colleagues of the same desk, and the central desk."""
        near = Q(desks__in=person.desks.all()) | has_right(SEE_EVERY_DESK)
        return self.at_work().filter(near).exclude(pk=person.pk).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Accounts are known by their e-mail address, in any mixture of capital and small letters."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who writes, translates, checks or publishes; readers have no accounts."""

    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("There is an account with this e-mail address.")}
    )
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language of the newsroom"), max_length=2, choices=languages.LANGUAGES, default=languages.CODES[0]
    )
    desks = models.ManyToManyField(
        "Organization",
        blank=True,
        verbose_name=_("desks"),
        related_name="desk_users",
        help_text=_("The organisations this person may write for. The central desk needs none."),
    )
    wants_email = models.BooleanField(
        _("e-mail when a story needs me"),
        default=True,
        help_text=_("When something waits for you, comes back for changes or is published."),
    )
    is_staff = models.BooleanField(_("may log in to the newsroom"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick instead of deleting: what the person did stays in the history.")
    )
    date_joined = models.DateTimeField(_("account made"), default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    invited_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="invited",
        verbose_name=_("invited by"),
    )

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_in_any_case",
                violation_error_message=_("There is an account with this e-mail address."),
            )
        ]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def desk_keys(self):
        """Keys of the organisations this person writes for. One query, and none again for this object.

        As a list and not as a subquery: only so do both databases find a desk's stories among a million by an index.
        """
        return list(self.desks.values_list("pk", flat=True))

    @property
    def awaits_arrival(self):
        """`awaiting_arrival()` for a row at hand."""
        return self.is_active and self.invited_at is not None and not self.has_usable_password()

    def may_log_in(self):
        return self.is_active and self.is_staff and self.has_usable_password()

    def rights(self):
        """The permissions that roles give, also to somebody who is not at work any more; a superuser's are all."""
        every = Permission.objects.all()
        return every if self.is_superuser else every.filter(Q(group__user=self) | Q(user=self)).distinct()

    def is_editable_by(self, user):
        """Whether `user` may change the account: nobody changes one that may do what they themselves may not."""
        if user.is_superuser or not user.has_perm(KEEP_ACCOUNTS):
            return user.is_active and user.is_superuser
        beyond = self.rights().exclude(pk__in=user.rights().values("pk"))
        return not self.is_superuser and not beyond.exists()

    def roles_to_give(self):
        """The groups that the account may put others in: those that may do nothing which it may not itself."""
        if self.is_superuser:
            return Group.objects.all()
        return Group.objects.exclude(permissions__in=Permission.objects.exclude(pk__in=self.rights().values("pk")))

    def is_last_keeper_of_accounts(self):
        """Whether nobody would be left who can invite people if this one went."""
        others = type(self).objects.exclude(pk=self.pk)
        if self.is_superuser:
            return not others.at_work().filter(is_superuser=True).exists()
        return self.has_perm(KEEP_ACCOUNTS) and not others.with_right(KEEP_ACCOUNTS).exists()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email
