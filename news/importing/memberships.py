"""Tables of roles: who held what, in which organisation, from when to when."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Membership, Organization, Person, Revision
from news.models.revision import Act

from .cells import DASHES, Day, Named, Number, PartialDay, WebAddress, YesNo
from .columns import Column, each_language, plain, reference
from .known import folded, known_areas, known_organizations, known_people
from .resources import TableResource

LONGEST_KEY = 18
HOLDERS = ("person", "member_organization")


class MembershipResource(TableResource):
    """A role is found again by its number, else by holder, organisation, words in any language and start."""

    noun = "membership"
    tells_apart = (*HOLDERS, "id")
    columns_of_constraints = {
        "membership_of_one_holder": "person",
        "membership_in_something": "organization",
        "membership_not_of_itself": "organization",
        "membership_days_in_order": "end_date",
    }

    class Meta(TableResource.Meta):
        model = Membership

    def __init__(self, *, rows=None, people=None, organizations=None, **kwargs):
        super().__init__(**kwargs)
        self.people = known_people(Person.objects.all() if people is None else people)
        self.organizations = known_organizations(Organization.objects.all() if organizations is None else organizations)
        self.columns = self.blank_columns(self.people, self.organizations, known_areas())
        self.roles, self.holders_kept = held(Membership.objects.all() if rows is None else rows), {}

    @staticmethod
    def blank_columns(people=None, organizations=None, areas=None):
        return list(columns(people, organizations, areas))

    # which role the row is about

    def found(self, row):
        if number := row.get("id"):
            return self.numbered(number, row)
        held_by, organization = self.holder(row), self.key(row, "organization")
        if held_by is None:
            return None
        fitting = [role for role in self.roles[held_by] if role.organization_id == organization and is_meant(role, row)]
        return self.only_one(fitting, row)

    def holder(self, row):
        """(column, key) of whoever holds the role; None where the row names nobody, or two."""
        named = [(name, self.key(row, name)) for name in HOLDERS if row.get(name)]
        return named[0] if len(named) == 1 else None

    def key(self, row, name):
        """The key of the entry that a cell names, None for an empty one. Raises ValidationError at the column."""
        if row.get(name, "-") in DASHES:
            return None
        try:
            return (self.people if name == "person" else self.organizations).one(row[name])
        except ValidationError as error:
            raise ValidationError({name: error}) from error

    def numbered(self, number, row):
        """Raises ValidationError where there is no such role, or somebody else holds it."""
        roles = [role for own in self.roles.values() for role in own if str(role.pk) == number]
        if not roles:
            sentence = gettext("There is no role with the number %(number)s. Empty the cell to add a new one.")
            raise ValidationError({"id": sentence % {"number": number[:LONGEST_KEY]}})
        held_by = self.holder(row)
        if held_by and getattr(roles[0], f"{held_by[0]}_id") != held_by[1]:
            sentence = gettext(
                "Somebody else holds the role with this number. A role does not pass to another holder: end it, and "
                "add one without a number."
            )
            raise ValidationError({held_by[0]: sentence})
        return roles[0].pk

    def only_one(self, roles, row):
        """The key of the role that is meant. Raises ValidationError for several that fit equally well."""
        start = start_of(row)
        fitting = [role for role in roles if start and role.start_date == start] or roles
        if len(fitting) > 1:
            sentence = gettext(
                "Several roles of the registry fit this row: %(numbers)s. Write the number of the right one in the "
                "column “%(column)s”."
            )
            numbers = ", ".join(str(role.pk) for role in fitting)
            raise ValidationError({"role_kk": sentence % {"numbers": numbers, "column": self.heading("id")}})
        return fitting[0].pk if fitting else None

    # what is checked

    def what_is_missing(self, instance):
        """With the words of the table's own constraint, which names no column."""
        if instance.person_id or instance.member_organization_id:
            return {}
        return {"person": ValidationError(gettext("Write who holds it: a person or an organisation."))}

    # what is written

    def before_save_instance(self, instance, row, **kwargs):
        """A role has no versions of its own: they are its holder's."""
        holder = instance.holder
        if holder not in self.holders_kept:
            Revision.objects.baseline(holder)
        self.holders_kept[holder] = self.holders_kept.get(holder, 0) + 1

    def after_save_instance(self, instance, row, **kwargs):
        self.rows_of_entries[instance.pk] = row.number
        self.roles[holder_of(instance)].append(instance)

    def finish(self):
        """One version for each holder, however many of the roles are new or changed."""
        for holder in self.holders_kept:
            Revision.objects.record(holder, by=self.by, act=Act.IMPORTED, note=self.note)


def columns(people, organizations, areas):
    organization = Named(organizations)
    guide = _("Empty for a new role. In a table that was given out it says which role the row is about.")
    yield Column("id", _("number"), readonly=True, guide=guide)
    yield reference(Membership, "person", Named(people))
    yield reference(Membership, "member_organization", organization)
    yield reference(Membership, "organization", organization)
    yield from each_language(Membership, "role")
    yield reference(Membership, "on_behalf_of", organization)
    yield reference(Membership, "area", Named(areas))
    yield plain(Membership, "start_date", PartialDay())
    yield plain(Membership, "end_date", PartialDay())
    yield plain(Membership, "attested_on", Day())
    yield plain(Membership, "is_acting", YesNo())
    yield plain(Membership, "position", Number())
    yield plain(Membership, "source_url", WebAddress())


def held(rows):
    """{(column of the holder, key): roles}. One query."""
    found = defaultdict(list)
    for role in rows.order_by("pk"):
        found[holder_of(role)].append(role)
    return found


def holder_of(role):
    return ("person", role.person_id) if role.person_id else ("member_organization", role.member_organization_id)


def is_meant(role, row):
    """Whether words and start of the row may be those of the role."""
    return has_words_of(role, row) and has_start_of(role, row)


def has_words_of(role, row):
    """The same words in one language at least; whoever gives none means the role whatever its words."""
    said = {folded(row[name]) for name in languages.each("role") if row.get(name)}
    known = {folded(words) for name in languages.each("role") if (words := getattr(role, name))}
    return not said or not known or bool(said & known)


def has_start_of(role, row):
    """The same start as far as both are known: 2019 and 2019-03 may be one, 2019 and 2021 are two roles."""
    own = start_of(row)
    return own is not None and (role.start_date.startswith(own) or own.startswith(role.start_date))


def start_of(row):
    """The start that the row gives, empty for none; None for what is no date."""
    try:
        return PartialDay().clean(row["start_date"]) if "start_date" in row else ""
    except ValidationError:
        return None
