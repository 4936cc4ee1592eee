"""Who held what, in which organisation, from when to when."""

import datetime as dt
import itertools

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news.text import dates

from .bases import registry_condition, translated, with_derived
from .rights import KEEP_REGISTRY, SEE_EVERY_DESK

EVER = dt.date(1, 1, 1)
FOR_EVER = dt.date(9999, 12, 31)
LONGEST_LABEL = 600
"""Characters that editions and quotations keep of what somebody is."""


class PartialDateField(models.CharField):
    """A day, a month or a year: 2019-03-05, 2019-03, 2019 (ISO 8601, reduced precision, as Popolo writes dates)."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not value:
            return
        try:
            dates.first_day(value)
        except ValueError as error:
            message = _("“%(value)s” is not a date: write 2019, 2019-03 or 2019-03-05.")
            raise ValidationError(message, params={"value": value}) from error


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Memberships that were held on the day; one indexed range, with the derived bounds."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def public(self, at=None):
        """Roles in organisations that readers see, and professions: a role's phrase names its organisation."""
        return self.filter(Q(organization=None) | registry_condition(at, "organization__"))

    def of_organizations_in(self, organization):
        """What organisations that readers see hold in the organisation."""
        return self.filter(registry_condition(None, "member_organization__"), organization=organization)

    def by_rank(self):
        return self.order_by("position", "-first_day", "pk")

    def past_last(self, today):
        """By rank, what is past after everything that lasts or is to come."""
        is_past = models.ExpressionWrapper(Q(last_day__lt=today), models.BooleanField())
        return self.order_by(is_past, "position", "-first_day", "pk")

    def label_on(self, day, language):
        """The phrases of all posts held on the day, as one line in that language. One query."""
        return joined_roles(self.on(day).by_rank(), language)

    def with_names(self):
        """With what a page shows beside a role."""
        return self.select_related("organization", "on_behalf_of", "area")

    def visible_to(self, user):
        """Roles that `user` may see: all for the central desk; for others those that name nothing which is hidden."""
        if not user.is_active or not user.is_staff:
            return self.none()
        return self if user.has_perm(SEE_EVERY_DESK) else self.naming_only(user)

    def naming_only(self, user):
        """Those whose people and organisations are all visible to `user`."""
        rows = self
        for name in ("person", "member_organization", "organization", "on_behalf_of"):
            seen = self.model._meta.get_field(name).related_model.objects.visible_to(user)
            rows = rows.filter(Q(**{name: None}) | Q(**{f"{name}__in": seen}))
        return rows

    def editable_by(self, user):
        """Roles that `user` may change: all for a registry keeper, for others those of entries that they may mend."""
        if not user.is_active or not user.is_staff:
            return self.none()
        if user.has_perm(KEEP_REGISTRY):
            return self
        people, organizations = (
            self.model._meta.get_field(name).related_model.objects.editable_by(user)
            for name in ("person", "member_organization")
        )
        return self.filter(Q(person__in=people) | Q(member_organization__in=organizations))


def by_person(memberships):
    """{person's key: their memberships, in the order given}."""
    held = {}
    for membership in memberships:
        held.setdefault(membership.person_id, []).append(membership)
    return held


def careers_of(people):
    """{person's key: the public roles of all times, by rank}. One query, none for nobody."""
    people = set(people)
    return by_person(Membership.objects.public().filter(person__in=people).by_rank()) if people else {}


def role_on(day, career, language):
    """`label_on()` for roles at hand."""
    return joined_roles([membership for membership in career if membership.is_held_on(day)], language)


def role_since(day, career, language, *, today):
    """What somebody is today where that is not what they were on the day; an empty text where nothing has changed."""
    role = role_on(today, career, language)
    return "" if role == role_on(day, career, language) else role


def joined_roles(memberships, language):
    """Roles are printed whole, one after another: Kazakh and Russian decline them, so nothing is composed.

    Those by rank that a label has room for; the others of somebody who holds very many are left out.
    """
    roles = [getattr(membership, f"role_{language}") for membership in memberships]
    lines = itertools.accumulate(dict.fromkeys(filter(None, roles)), "{}, {}".format)
    return max(itertools.takewhile(fits, lines), key=len, default="")


def fits(label):
    return len(label) <= LONGEST_LABEL


class Membership(models.Model):
    """Popolo Membership: a person or an organisation holds something in an organisation, from one day to another.

    Overlaps, acting holders and future starts are allowed. A person's profession has no organisation.
    """

    person = models.ForeignKey(
        "Person", models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("person")
    )
    member_organization = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("member organisation"),
    )
    organization = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("in the organisation"),
        help_text=_("Empty only for a profession, such as “political scientist”."),
    )
    role = translated(
        models.CharField(
            _("role"),
            max_length=250,
            blank=True,
            help_text=_("The whole phrase as it is printed beside the name, organisation included."),
        )
    )
    on_behalf_of = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("on behalf of")
    )
    area = models.ForeignKey("Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region"))
    start_date = PartialDateField(
        _("from"), blank=True, help_text=_("2019, 2019-03 or 2019-03-05. Empty if not known.")
    )
    end_date = PartialDateField(_("until"), blank=True, help_text=_("The last day. Empty while it lasts."))
    attested_on = models.DateField(
        _("attested on"),
        null=True,
        blank=True,
        help_text=_("The day a source speaks of. Where the start is not known, the role counts from this day."),
    )
    first_day = models.DateField(default=EVER, editable=False)
    last_day = models.DateField(default=FOR_EVER, editable=False)
    is_acting = models.BooleanField(_("acting"), default=False)
    position = models.PositiveSmallIntegerField(_("rank"), default=0, help_text=_("Smaller numbers are named first."))
    source_url = models.URLField(_("source"), blank=True, max_length=500)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["position", "-first_day", "pk"]
        indexes = [
            models.Index(fields=["person", "first_day", "last_day"], name="membership_person_days"),
            models.Index(fields=["organization", "first_day", "last_day"], name="membership_org_days"),
            models.Index(fields=["member_organization", "first_day", "last_day"], name="membership_member_days"),
        ]
        constraints = [
            models.CheckConstraint(
                name="membership_of_one_holder",
                condition=Q(person__isnull=True) ^ Q(member_organization__isnull=True),
                violation_error_message=_("A role is held by a person or by an organisation: choose one of them."),
            ),
            models.CheckConstraint(
                name="membership_in_something",
                condition=Q(organization__isnull=False) | Q(person__isnull=False),
                violation_error_message=_("Say which organisation it belongs to."),
            ),
            models.CheckConstraint(
                name="membership_not_of_itself",
                condition=Q(member_organization__isnull=True)
                | Q(organization__isnull=True)
                | ~Q(organization=models.F("member_organization")),
                violation_error_message=_("An organisation cannot be a member of itself."),
            ),
            models.CheckConstraint(
                name="membership_days_in_order",
                condition=Q(last_day__gte=models.F("first_day")),
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self):
        return f"{self.holder}: {self.role or self.organization or ''}"

    @property
    def holder(self):
        return self.person or self.member_organization

    def clean(self):
        super().clean()
        if self.member_organization_id is None and self.organization_id is None and not self.role:
            raise ValidationError(_("Write what they are, or choose the organisation."))
        # What follows the table has rules for, but a form that stands beside the holder does not ask them.
        if self.organization_id and self.organization_id == self.member_organization_id:
            raise ValidationError({"organization": _("An organisation cannot be a member of itself.")})
        try:
            self.derive_days()
        except ValueError:
            return  # the field has told it already
        if self.last_day < self.first_day:
            is_told = not self.start_date and self.attested_on
            late = _("The end is before the day on which it is attested.")
            raise ValidationError({"end_date": late if is_told else _("The end is before the start.")})

    def derive_days(self):
        """Set the bounds that `on(day)` asks: widest reading of partial dates, `attested_on` for an unknown start."""
        self.first_day = dates.first_day(self.start_date) if self.start_date else (self.attested_on or EVER)
        self.last_day = dates.last_day(self.end_date) if self.end_date else FOR_EVER

    def save(self, *, update_fields=None, **kwargs):
        self.derive_days()
        super().save(update_fields=with_derived(update_fields, "first_day", "last_day"), **kwargs)

    def is_held_on(self, day):
        return self.first_day <= day <= self.last_day
