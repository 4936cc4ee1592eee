"""A table brought into the registry: whole or not at all, and first of all only to see what would change."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext, ngettext

from . import reading
from .columns import headings
from .complaints import Complaint, RefusedError
from .memberships import MembershipResource
from .organizations import OrganizationResource
from .people import PersonResource

RESOURCES = {resource.noun: resource for resource in (OrganizationResource, PersonResource, MembershipResource)}

MOST_ROWS_WRITTEN = 3_000
"""About ten seconds, in which everybody waits who wants to save something: SQLite has one writer, and lets others wait
for twenty."""

MOST_COMPLAINED = 2_000
"""After so many nobody is helped by the rest, and everybody waits for it as well."""

FIRST_COMPLAINTS = 20
MOST_COMPLAINTS = 200
MOST_ROWS_TOLD = 300
"""A page of more nobody reads; the counts are of all."""


@dataclass
class Outcome:
    """What a table changes, or why it changes nothing. Plain enough to be kept as JSON."""

    new: int = 0
    changed: int = 0
    same: int = 0
    complaints: list = field(default_factory=list)
    """[(sentence, row, column)], the first of them."""
    complained: int = 0
    """How many there are."""
    rows: list = field(default_factory=list)
    """[{number, name, key, remark, changes}] of new and changed rows; `key` is None for new ones."""
    seal: str = ""
    """Equal for two outcomes that do the same."""

    @property
    def is_refused(self):
        return bool(self.complaints)

    @property
    def written(self):
        return self.new + self.changed

    def as_json(self):
        return asdict(self)

    def note(self, row, result, resource):
        """A row that was written."""
        is_new = result.is_new()
        self.new, self.changed = self.new + is_new, self.changed + (not is_new)
        if len(self.rows) < MOST_ROWS_TOLD:
            key = None if is_new else result.object_id
            told = {"number": row.number, "name": result.object_repr, "key": key, "remark": resource.remark}
            self.rows.append(told | {"changes": [list(change) for change in resource.changes]})

    def in_order(self):
        """As the table has its rows."""
        self.rows.sort(key=lambda row: row["number"])
        self.complaints.sort(key=lambda complaint: complaint[1])
        return self

    def refuse(self, *complaints):
        room = MOST_COMPLAINTS - len(self.complaints)
        self.complaints += [tuple(one) for one in complaints[:room]]
        self.complained += len(complaints)


def read(noun, content):
    """The table in the file. Raises RefusedError."""
    resource = RESOURCES[noun]
    columns = resource.blank_columns()
    table = reading.read(content, headings=headings(columns), sheet_names=resource.sheet_names())
    if not set(resource.tells_apart) & set(table.columns):
        told = ", ".join(f"“{column.heading}”" for column in columns if column.column_name in resource.tells_apart)
        sentence = gettext("A column is missing that says what each row is about: one of %(columns)s.")
        raise RefusedError(sentence % {"columns": told})
    return table


def bring_in(noun, table, *, by, note="", keep):
    """Brings the rows in, one transaction for all; a generator of (rows done, rows in all), whose value is the Outcome.

    `keep(outcome)` says at the end whether what was written stays. It never stays where there is a complaint.
    """
    with transaction.atomic():
        let_others_wait(noun)
        resource = RESOURCES[noun](by=by, note=note)
        outcome, seals = Outcome(), []
        for done, row in enumerate(resource.in_order(table.rows), start=1):
            seals.append(bring_row(resource, row, outcome))
            refuse_too_much(outcome)
            yield done, len(table.rows)
        outcome.seal = hashlib.sha256(json.dumps(sorted(filter(None, seals))).encode()).hexdigest()
        resource.finish()
        if outcome.is_refused or not keep(outcome):
            transaction.set_rollback(True)
    return outcome.in_order()


def let_others_wait(noun):
    """Two tables of one kind are brought in one after the other: the second finds what the first has added."""
    list(ContentType.objects.select_for_update(no_key=True).filter(app_label="news", model=noun))


def refuse_too_much(outcome):
    if outcome.written > MOST_ROWS_WRITTEN:
        sentence = ngettext(
            "The table would change more than %(count)d entry at once. Divide it into several files.",
            "The table would change more than %(count)d entries at once. Divide it into several files.",
            MOST_ROWS_WRITTEN,
        )
        raise RefusedError(sentence % {"count": MOST_ROWS_WRITTEN})
    if outcome.complained > MOST_COMPLAINED:
        sentence = ngettext(
            "The table has more than %(count)d mistake. These are the first; many rows may have the same one.",
            "The table has more than %(count)d mistakes. These are the first; many rows may have the same one.",
            MOST_COMPLAINED,
        )
        first = (Complaint(*told) for told in outcome.complaints[:FIRST_COMPLAINTS])
        raise RefusedError(sentence % {"count": MOST_COMPLAINED}, *first)


def bring_row(resource, row, outcome):
    """Brings in one row and notes what became of it. Returns what makes its outcome another one."""
    result, complaints = resource.bring(row)
    if complaints:
        outcome.refuse(*complaints)
    elif result.is_skip():
        outcome.same += 1
    else:
        outcome.note(row, result, resource)
        key = None if result.is_new() else result.object_id
        return [row.number, key or 0, *map(list, resource.changes)]
    return None
