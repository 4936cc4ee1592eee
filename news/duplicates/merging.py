"""Two entries that are one: what a merge will do, told beforehand, and the merge itself.

The duplicate stays as a stub that leads to the kept entry, so that ids in old texts and printed addresses resolve.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, ngettext

from news.models import Act, Membership, Revision
from news.models.history import keep_what_is_unrecorded
from news.models.revision import columns as columns_of
from news.models.rights import KEEP_ACCOUNTS, KEEP_REGISTRY

from .filling import gains, is_above, names_that_join
from .relations import lines_that_meet, move, place, relations_to, rows_naming, unite, words_for
from .roles import roles_that_meet, unite_roles
from .signatures import statements_signed_by, turn_signatures


@dataclass(frozen=True)
class Plan:
    """What a merge of two entries does. Nothing is written; the number of queries depends on the noun alone."""

    duplicate: Any
    kept: Any
    relations: list = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "relations", relations_to(type(self.kept)))

    @cached_property
    def roles(self):
        return roles_that_meet(self.duplicate, self.kept)

    @cached_property
    def meetings(self):
        """{relation: the pairs of lines that meet}."""
        found = {one: lines_that_meet(one, self.duplicate, self.kept) for one in self.relations}
        return {relation: pairs for relation, pairs in found.items() if pairs}

    @cached_property
    def gains(self):
        return gains(self.duplicate, self.kept)

    @cached_property
    def names(self):
        return names_that_join(self.duplicate, self.kept)

    @property
    def becomes_public(self):
        return self.duplicate.is_live() and not self.kept.is_live()

    @cached_property
    def moves(self):
        """[(what, how many)] of the rows that will name the kept entry."""
        numbers = {}
        for relation in self.relations:
            words = str(words_for(relation))
            numbers[words] = numbers.get(words, 0) + self.number_of(relation)
        return [(words, number) for words, number in numbers.items() if number]

    def number_of(self, relation):
        rows = rows_naming(relation, self.duplicate)
        if relation.model is Membership:
            return rows.exclude(pk__in=[role.pk for role in self.roles_that_go]).count()
        return rows.count() - len(self.meetings.get(relation, ()))

    @property
    def roles_that_go(self):
        pairs, in_itself = self.roles
        return [*in_itself, *(other for _role, other in pairs)]

    def told(self):
        """The sentences on everything but the rows that move and the fields that are filled."""
        names = {"kept": str(self.kept), "duplicate": str(self.duplicate)}
        yield gettext("“%(duplicate)s” stays as an entry that leads to “%(kept)s”, and so does its address.") % names
        if self.becomes_public:
            yield gettext("“%(kept)s” becomes public, because readers see “%(duplicate)s”.") % names
        yield from self.told_of_doubles(names)
        if self.names:
            yield gettext("Other names of “%(kept)s” from now on: %(names)s.") % {
                **names,
                "names": ", ".join(self.names),
            }

    def told_of_doubles(self, names):
        pairs, in_itself = self.roles
        if number := sum(map(len, self.meetings.values())):
            yield ngettext(
                "%(count)d line names both: that of “%(kept)s” stays, and takes over what it lacks.",
                "%(count)d lines name both: those of “%(kept)s” stay, and take over what they lack.",
                number,
            ) % {**names, "count": number}
        if pairs:
            yield ngettext(
                "%(count)d role is entered with both: it stays once.",
                "%(count)d roles are entered with both: they stay once.",
                len(pairs),
            ) % {"count": len(pairs)}
        if in_itself:
            yield ngettext(
                "%(count)d membership ties the two to each other: it goes, since nothing is a member of itself.",
                "%(count)d memberships tie the two to each other: they go, since nothing is a member of itself.",
                len(in_itself),
            ) % {"count": len(in_itself)}

    def note(self):
        """All of it in a few lines, for the history."""
        lines = list(self.told())
        if self.moves:
            lines.append("; ".join(f"{words}: {number}" for words, number in self.moves) + ".")
        if self.gains:
            labels = ", ".join(dict.fromkeys(str(column.verbose_name) for column in self.gains))
            lines.append(gettext("Filled in: %(fields)s.") % {"fields": labels})
        return "\n".join(lines)


def plan_of(duplicate, *, into):
    return Plan(duplicate, into)


def refusals(duplicate, kept, *, by):
    """Why `by` cannot merge the two: sentences, none where nothing is in the way. Two queries at most."""
    if not by.has_perm(KEEP_REGISTRY):
        return [gettext("Only a registry keeper merges entries.")]
    if type(duplicate) is not type(kept):
        return [gettext("A person and an organisation are never one.")]
    if duplicate.pk == kept.pk:
        return [gettext("This is one and the same entry. Choose another one.")]
    for row in (duplicate, kept):
        if row.merged_into_id:
            sentence = gettext("“%(entry)s” was merged into “%(kept)s” already.")
            return [sentence % {"entry": row, "kept": row.merged_into}]
    if not by.has_perm(KEEP_ACCOUNTS) and any(has_desk_users(row) for row in (duplicate, kept)):
        return [gettext("Accounts write for one of the two organisations. Only an administrator merges them.")]
    return []


def has_desk_users(entry):
    users = getattr(entry, "desk_users", None)
    return users is not None and users.exists()


@transaction.atomic
def merge(duplicate, *, into, by, seen=None):
    """Make the two entries one, and return the kept one. The number of queries depends on the noun alone.

    `seen` are the numbers of the latest versions of the duplicate and of the kept one when `by` looked at the plan.
    Raises ValidationError where something is in the way, or where one of them was saved since.
    """
    duplicate, kept = locked(duplicate, into)
    if sentences := refusals(duplicate, kept, by=by):
        raise ValidationError(sentences)
    refuse_newer(duplicate, kept, seen)
    for row in (duplicate, kept):
        keep_what_is_unrecorded(row)
    plan = plan_of(duplicate, into=kept)
    note = plan.note()
    parted = carry_out(plan)
    fill(plan)
    record(plan, note, parted, by)
    return kept


def locked(duplicate, kept):
    """Both as the database has them, held until the transaction ends; in one order, so that no two merges wait for
    each other. Raises ValidationError where one is not there any more."""
    if type(duplicate) is not type(kept):
        return duplicate, kept
    rows = type(kept)._base_manager.select_for_update(no_key=True).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[duplicate.pk, kept.pk])}
    if not found.keys() >= {duplicate.pk, kept.pk}:
        raise ValidationError(gettext("The entry is not there any more."))
    return found[duplicate.pk], found[kept.pk]


def refuse_newer(duplicate, kept, seen):
    for row, number in zip((duplicate, kept), seen or (), strict=False):
        latest = Revision.objects.of(row).select_related("author").latest()
        if latest and latest.number > number:
            message = gettext("Meanwhile %(who)s changed “%(entry)s”. Look again at what will happen.")
            raise ValidationError(message % {"who": latest.author or "–", "entry": row})


def carry_out(plan):
    """Move what points at the duplicate. Returns {"moved": {place: keys}, "out": {table: lines that went}}."""
    out = {Membership.__name__: [columns_of(role) for role in plan.roles_that_go]}
    statements = statements_signed_by(plan.duplicate, plan.relations)
    signatures = turn_signatures(statements, plan.duplicate, plan.kept)
    unite_roles(*plan.roles)
    for relation, meeting in plan.meetings.items():
        out.setdefault(relation.model.__name__, []).extend(columns_of(line) for _own, line in meeting)
        unite(meeting)
    moved = {"Edition.signatories": signatures}
    moved |= {place(relation): move(relation, plan.duplicate, plan.kept) for relation in plan.relations}
    return {"moved": {name: keys for name, keys in moved.items() if keys}, "out": out if any(out.values()) else {}}


def fill(plan):
    """Write what the kept entry gains, and turn the duplicate into a stub."""
    duplicate, kept = plan.duplicate, plan.kept
    for column, value in plan.gains.items():
        setattr(kept, column.attname, value)
    kept.other_names = [*kept.other_names, *plan.names]
    if plan.becomes_public:
        kept.published_at = duplicate.published_at
    kept.save()
    duplicate.merged_into = kept
    above = [column.name for column in duplicate._meta.concrete_fields if is_above(column) and column.editable]
    for name in above:
        setattr(duplicate, name, None)
    duplicate.save(update_fields=["merged_into", *above])


def record(plan, note, parted, by):
    """Both histories tell of it. The stub's keeps the keys of what moved: by them the two can be parted again."""
    Revision.objects.record(plan.kept, by=by, act=Act.MERGED, note=note)
    revision = Revision.objects.record(plan.duplicate, by=by, act=Act.MERGED, note=note)
    revision.data |= parted
    revision.save(update_fields=["data"])
