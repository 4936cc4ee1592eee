"""Staff accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages


class UserManager(BaseUserManager):
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

    def visible_to(self, user):
        """Accounts that `user` may see: their own, or all for those who keep the accounts."""
        return self.all() if user.has_perm("news.change_user") else self.filter(pk=user.pk)


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
    is_staff = models.BooleanField(_("may log in to the newsroom"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick instead of deleting: what the person did stays in the history.")
    )
    date_joined = models.DateTimeField(_("account made"), default=timezone.now, editable=False)

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

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email
