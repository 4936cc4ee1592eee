"""A spreadsheet from its file to the registry: looked through first, imported when somebody says so.

Both are generators of (rows done, rows in all), so that whoever waits sees how far it is.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from news.models import Spreadsheet
from news.models.revision import lock

from .bringing_in import bring_in, read

LONGEST_NAME = 200


def look_through(noun, content, *, name, by):
    """What the table would change; nothing is written but the Spreadsheet, which is the generator's value.

    Raises RefusedError, before the first row, where the file cannot be read.
    """
    table = read(noun, content)
    outcome = yield from bring_in(noun, table, by=by, keep=lambda outcome: False)
    Spreadsheet.objects.forgotten().delete()
    sheet = Spreadsheet(noun=noun, name=name[-LONGEST_NAME:], content=content, created_by=by)
    sheet.outcome = outcome.as_json()
    if outcome.is_refused:
        sheet.content = b""
    sheet.save()
    return sheet


def apply(sheet, *, by):
    """Import what was looked through. The generator's value is the Spreadsheet as it is then.

    Nothing is done where it was imported already. Where the registry has changed so that the outcome would be another
    one than was shown, nothing is written either: the outcome is the new one, with `is_another`.
    """
    with transaction.atomic():
        sheet = lock(sheet) or sheet
        if not sheet.can_be_applied():
            return sheet
        table = read(sheet.noun, bytes(sheet.content))
        is_as_shown = lambda outcome: outcome.seal == sheet.outcome["seal"]  # noqa: E731
        outcome = yield from bring_in(sheet.noun, table, by=by, note=note_of(sheet), keep=is_as_shown)
        if is_as_shown(outcome) and not outcome.is_refused:
            sheet.created_by = by or sheet.created_by
            sheet.note(outcome.as_json(), at=timezone.now())
        else:
            sheet.note(outcome.as_json() | {"is_another": True})
    return sheet


def note_of(sheet):
    return gettext("Spreadsheet: %(name)s") % {"name": sheet.name}


def finished(steps):
    """The value of a generator, run to its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
