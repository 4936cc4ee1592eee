"""What differs between two saved states of a row, and how an earlier one is put back."""

import json

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from .revision import Act, Revision, lock, snapshot
from .workflow import LIES_IN_THE_BIN
from .working_copy import filled, is_gone, relations, standing_rows, without_repeats

NEVER_RESTORED = ("slug", "published_at", "position")
"""Beginnings of columns that stay as they are: addresses, what readers see from when, places among other rows.

A table names more of its own in `not_restored`.
"""

BOOKKEEPING = (
    *("version", "created_at", "updated_at", "words", "follows", "state", "submitted_by", "based_on"),
    *("sort_key", "search_words", "merged_into", "sequence", "uid"),
)


def differences(old, new):
    """[(name, old value, new value)] of what editors know of two snapshots, in no order that a database promises."""
    names = [name for name in {**new, **old} if not name.startswith(BOOKKEEPING)]
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def lines_between(old, new):
    """[(line before, line after)] of what differs in two lists of dependent rows; None where a line was not there.

    That others moved it up or down is no change of a line.
    """
    before, after = ({line["id"]: line for line in lines or ()} for lines in (old, new))
    pairs = ((before.get(key), after.get(key)) for key in {**before, **after})
    return [(was, now) for was, now in pairs if is_another_line(was, now)]


def is_another_line(was, now):
    if was is None or now is None:
        return True
    return any(was[name] != now[name] for name in (was.keys() & now.keys()) - {"position"})


def restore(revision, *, by, seen=None):
    """Put the row back as the saved state has it, as one more save. Returns sentences on what could not be put back.

    Links to rows that are gone stay away. Address, publicity and desk stay as they are. `seen` is the number of the
    row's latest version when `by` looked at what would change. Raises ValidationError where the row is gone or lies in
    the bin, where it was saved after `seen`, or two of its restored lines cannot stand together any more.
    """
    model = revision.content_type.model_class()
    with transaction.atomic():
        row = lock(model(pk=revision.object_id))
        refuse_to_replace(row, seen)
        keep_what_is_unrecorded(row)
        missing = put_back(row, revision.data)
        note = gettext("Version %(number)d") % {"number": revision.number}
        Revision.objects.record(row, by=by, act=Act.RESTORED, note=note)
    return missing


def refuse_to_replace(row, seen):
    if row is None:
        raise ValidationError(gettext("The entry is not there any more."))
    if getattr(row, "binned_at", None):
        raise ValidationError(LIES_IN_THE_BIN)
    if getattr(row, "merged_into_id", None):
        raise ValidationError(gettext("This entry was merged into “%(kept)s”.") % {"kept": row.merged_into})
    latest = Revision.objects.of(row).select_related("author").latest()
    if seen is not None and latest and latest.number > seen:
        message = gettext("Meanwhile somebody else was here (%(who)s): %(act)s. Look again at what would change.")
        raise ValidationError(message % {"who": latest.author or "–", "act": latest.get_act_display()})


def keep_what_is_unrecorded(row):
    """A state that no save has recorded, such as one that an import wrote, must not be lost by a restore."""
    latest = Revision.objects.of(row).latest()
    if latest is None:
        Revision.objects.baseline(row)
    elif differences(latest.data, as_kept(snapshot(row))):
        Revision.objects.record(row, by=None)


def as_kept(state):
    """A snapshot as it comes back from the database: moments and days as texts."""
    return json.loads(json.dumps(state, cls=DjangoJSONEncoder))


def put_back(row, kept):
    try:
        with transaction.atomic():
            missing = [*columns_back(row, kept)]
            row.save()
            missing += [*links_back(row, kept), *lines_back(row, kept)]
    except IntegrityError as error:
        message = gettext("This version cannot be restored: it contradicts what was entered since. Copy what you need.")
        raise ValidationError(message) from error
    return missing


def columns_back(row, kept):
    for field in row._meta.concrete_fields:
        if is_restored(row, field) and field.attname in kept:
            value = kept[field.attname]
            if field.is_relation and value is not None:
                standing = standing_rows(field.related_model, [value]).get(value)
                if standing is None or standing == row:  # a merge may have made two rows one
                    yield is_gone(field)
                    continue
                value = standing.pk
            setattr(row, field.attname, value if value is None else field.to_python(value))


def is_restored(row, field):
    names = (*NEVER_RESTORED, *getattr(row, "not_restored", ()))
    return field.editable and not field.primary_key and not field.name.startswith(names)


def links_back(row, kept):
    for field in row._meta.many_to_many:
        wanted = kept.get(field.name)
        if wanted is None:
            continue
        found = standing_rows(field.related_model, wanted)
        if len(found) < len(wanted):
            yield is_gone(field)
        getattr(row, field.name).set({*found.values()})


def lines_back(row, kept):
    """The rows that stand beside it, under their own keys, so that a form opened elsewhere still knows them.

    A query for each relation of the lines, however many there are.
    """
    for name in getattr(row, "kept_with", ()):
        if name not in kept:
            continue
        beside = getattr(row, name)
        beside.all().delete()
        lines = [filled(beside.model, columns) for columns in kept[name]]
        gone = {line.pk: field for field, line in pointing_nowhere(lines)}
        yield from (is_gone(field) for field in gone.values())
        beside.bulk_create(without_repeats([line for line in lines if line.pk not in gone]))


def pointing_nowhere(lines):
    """(field, line) of each relation of the lines whose row is not there any more; the others are led to the rows that
    stand for those which were merged."""
    pointers = {}
    for line in lines:
        for field in relations(line):
            pointers.setdefault(field, []).append(line)
    for field, its_lines in pointers.items():
        wanted = {getattr(line, field.attname) for line in its_lines}
        there = standing_rows(field.related_model, wanted)
        for line in its_lines:
            if row := there.get(getattr(line, field.attname)):
                setattr(line, field.attname, row.pk)
            else:
                yield field, line
