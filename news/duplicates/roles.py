"""Roles that two entries hold twice, or that a merge would turn into roles of an organisation in itself."""

from functools import reduce
from operator import or_

from django.db.models import Q

from news import languages
from news.models import Membership

from .relations import relations_to, take_over


def roles_that_meet(duplicate, kept):
    """([(role of the kept entry, the same role of the duplicate)], [roles in itself]). Two queries.

    The same role is one in the same organisation, in the same words, whose days do not contradict one another. Roles of
    different days stay both, for an editor to decide on.
    """
    columns = [relation.attname for relation in relations_to(type(kept)) if relation.model is Membership]
    theirs = roles_naming(columns, duplicate)
    named_by_both = {role.pk for role in theirs}
    own = {}
    for role in roles_naming(columns, kept):
        if role.pk not in named_by_both:
            own.setdefault(place_of(role), []).append(role)
    pairs, in_itself = [], []
    for role in theirs:
        turned = {name: kept.pk for name in columns if getattr(role, name) == duplicate.pk}
        if is_in_itself(role, turned):
            in_itself.append(role)
        elif same := next((one for one in own.get(place_of(role, turned), ()) if is_same(one, role)), None):
            own[place_of(same)].remove(same)  # it takes over one role: the next one like it is another
            pairs.append((same, role))
    return pairs, in_itself


def roles_naming(columns, entry):
    return list(Membership.objects.filter(reduce(or_, (Q(**{name: entry.pk}) for name in columns))).order_by("pk"))


def place_of(role, turned=None):
    columns = ("person_id", "member_organization_id", "organization_id", "on_behalf_of_id", "is_acting")
    return tuple((turned or {}).get(name, getattr(role, name)) for name in columns)


def is_in_itself(role, turned):
    _person, member, organization, *_others = place_of(role, turned)
    return member is not None and member == organization


def is_same(role, other):
    """Whether two roles in one place are one: words and days of each are those of the other, or left empty."""
    words = [(getattr(role, name), getattr(other, name)) for name in languages.each("role")]
    agree = all(one == two or not (one and two) for one, two in words)
    said = any(one and one == two for one, two in words) or not any(one or two for one, two in words)
    areas = {role.area_id, other.area_id} - {None}
    begins = role.start_date.startswith(other.start_date) or other.start_date.startswith(role.start_date)
    return agree and said and begins and role.end_date == other.end_date and len(areas) < 2


def unite_roles(pairs, in_itself):
    """Let the first role of each pair take over what it lacks, and take the others out. Two queries at most."""
    for role, other in pairs:
        take_over(role, other)
        role.start_date = max(role.start_date, other.start_date, key=len)
        role.derive_days()
    columns = [field.name for field in Membership._meta.concrete_fields if not field.primary_key]
    if pairs:
        Membership.objects.bulk_update([role for role, _other in pairs], columns)
    if gone := [*in_itself, *(other for _role, other in pairs)]:
        Membership.objects.filter(pk__in=[role.pk for role in gone]).delete()
