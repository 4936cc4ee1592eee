"""What differs between two saved states of a row, told in the words of its form."""

import re
from typing import NamedTuple

from django.db import models
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import User
from news.models.bases import RichTextField
from news.models.history import differences, is_restored, lines_between
from news.permissions import is_central
from news.text.html import clean
from news.text.tags import tokens

from .signs import SIGNS

ENDS_A_PASSAGE = re.compile(r"</(?:p|h[1-6]|li|tr|figcaption)>|<br|\n")

UNSEEN = _("an entry you may not see")
GONE = _("an entry that is not there any more")

NOT_PROSE = (models.SlugField, models.URLField, models.EmailField)
"""Columns of characters in which a word more or less says nothing: the whole value is another one."""


class Line(NamedTuple):
    """A row beside the row: new, gone, or with some of its columns changed, told as (label, before, after)."""

    name: str
    standing: str
    columns: tuple = ()


class Change(NamedTuple):
    """A field that differs; what a restore leaves alone `stays`.

    `kind` says what `old` and `new` are: two versions of a "text", a "value" as people read it before and after, the
    "entries" that are gone and those that are new; "lines" stand in `new` alone.
    """

    label: str
    language: str
    kind: str
    old: object
    new: object
    stays: bool = False

    @property
    def is_long(self):
        """Whether a text can have more in it than a changed passage and its neighbours. Told without comparing."""
        return self.kind == "text" and any(len(ENDS_A_PASSAGE.findall(text)) > 2 for text in (self.old, self.new))


class Section(NamedTuple):
    """The changes of one language, or those that concern all of them (`code` is empty)."""

    code: str
    name: str
    changes: list


# for the page of a version


def sections(model, old, new, *, user, is_restore=False):
    """What differs between two snapshots, for `user` to read; of a restore only what it brings back.

    A query for each table that relations point to.
    """
    found = [change for change in changes(model, old, new, user=user) if not (is_restore and change.stays)]
    kept = (Section(code, name, changes_in(found, code)) for code, name in (*languages.LANGUAGES, ("", "")))
    return [section for section in kept if section.changes]


def changes_in(found, code):
    return [change for change in found if change.language == code]


def what_stays(model, old, new):
    """The labels of what differs and a restore leaves alone. No query."""
    return [full_label(column) for column, _was, _now in differing(model, old, new) if stays(model, column)]


def changes(model, old, new, *, user):
    found = differing(model, old, new)
    names = names_of(mentioned(found), user)
    for column, was, now in found:
        for change in told(column, was, now, names):
            yield change._replace(stays=stays(model, column))


def differing(model, old, new):
    """[(column, before, after)] of what people know by a name. What a state was saved without is no difference."""
    values = {name: (was, now) for name, was, now in differences(old, new)}
    found = []
    # In the order of the table: PostgreSQL keeps the names of a saved state in an order of its own.
    for name, column in columns_of(model).items():
        was, now = values.get(name, (None, None))
        is_known = (not old or name in old) and name in new
        if is_known and (was or now) and not getattr(column, "primary_key", False):
            found.append((column, was, now))
    return found


def columns_of(model):
    """By the name under which a snapshot has them: columns, links to several rows, and rows that stand beside."""
    beside = {name: model._meta.get_field(name) for name in getattr(model, "kept_with", ())}
    return {
        **{field.attname: field for field in model._meta.concrete_fields},
        **{field.name: field for field in model._meta.many_to_many},
        **beside,
    }


def stays(model, column):
    return column.concrete and not column.many_to_many and not is_restored(model, column)


# for the list of versions


def summary(model, old, new):
    """[(what, which of it)] in a few words: (Қазақша, “headline, text”), (people in the story, “2 added”). No query."""
    found = differing(model, old, new)
    for code, name in languages.LANGUAGES:
        if labels := [str(label_of(column)) for column, _was, _now in found if language_of(column) == code]:
            yield name, ", ".join(labels), code
    for column, was, now in found:
        if not language_of(column):
            yield label_of(column), counted(column, was, now), ""


def counted(column, was, now):
    """How many of several rows came and went."""
    if not (column.one_to_many or column.many_to_many):
        return ""
    came, went, changed = counts(column, was or [], now or [])
    words = [
        (came, gettext("%(count)d added")),
        (went, gettext("%(count)d taken out")),
        (changed, gettext("%(count)d changed")),
    ]
    told = ", ".join(sentence % {"count": count} for count, sentence in words if count)
    return told or gettext("another order")


def counts(column, was, now):
    if column.many_to_many:
        return len(set(now) - set(was)), len(set(was) - set(now)), 0
    lines = lines_between(was, now)
    came = sum(before is None for before, _after in lines)
    went = sum(after is None for _before, after in lines)
    return came, went, len(lines) - came - went


# names


def label_of(column):
    return column.related_model._meta.verbose_name_plural if column.one_to_many else column.verbose_name


def language_of(column):
    return getattr(column, "_translated_field_language_code", "")


def full_label(column):
    """The label with its language, where the field is of one."""
    name = dict(languages.LANGUAGES).get(language_of(column))
    return f"{label_of(column)} · {name}" if name else str(label_of(column))


def mentioned(found):
    """{table: keys} of the rows that the differences point to."""
    keys = {}
    for column, was, now in found:
        for model, key in pointers(column, was, now):
            keys.setdefault(model, set()).add(key)
    return keys


def pointers(column, was, now):
    if column.one_to_many:
        for line in (line for pair in lines_between(was, now) for line in pair if line):
            yield from ((field.related_model, line[field.attname]) for field in relations(column) if has(line, field))
    elif column.many_to_many:
        yield from ((column.related_model, key) for key in {*(was or ()), *(now or ())})
    elif column.many_to_one:
        yield from ((column.related_model, key) for key in (was, now) if key)


def relations(column):
    """The relations of a line, but for the one to the row that it stands beside."""
    return [field for field in line_columns(column) if field.many_to_one]


def line_columns(column):
    above = {"position", column.field.name}
    fields = column.related_model._meta.concrete_fields
    return [field for field in fields if field.name not in above and not field.primary_key]


def has(line, field):
    return bool(line.get(field.attname))


def names_of(keys, user):
    """{(table, key): name} of all that `user` may see. One query a table."""
    return {(model, row.pk): str(row) for model, wanted in keys.items() for row in rows(model, wanted, user)} | {
        None: GONE if is_central(user) else UNSEEN
    }


def rows(model, keys, user):
    """Colleagues are known by name to all of the newsroom; every other table says itself who sees which rows."""
    found = model._default_manager.filter(pk__in=keys)
    if model is not User and hasattr(found, "visible_to"):
        found = found.visible_to(user)
    return found.defer(*(field.name for field in model._meta.concrete_fields if isinstance(field, RichTextField)))


# values


def told(column, was, now, names):
    """The changes of one column: one, or two where in a text also addresses changed."""
    label, language = label_of(column), language_of(column)
    if column.one_to_many:
        yield Change(label, language, "lines", None, list(lines_told(column, was, now, names)))
    elif column.many_to_many:
        gone, new = (name_all(column, keys, names) for keys in apart(was, now))
        yield Change(label, language, "entries", gone, new)
    elif isinstance(column, models.JSONField):
        yield Change(label, language, "entries", *apart(was, now))
    elif is_prose(column):
        yield Change(label, language, "text", was or "", now or "")
        yield from addresses_told(column, was, now)
    else:
        yield Change(label, language, "value", shown(column, was, names), shown(column, now, names))


def apart(was, now):
    """What stands only in the first list, and only in the second."""
    was, now = was or [], now or []
    return [one for one in was if one not in now], [one for one in now if one not in was]


def name_all(column, keys, names):
    return sorted(str(names.get((column.related_model, key), names[None])) for key in keys)


def is_prose(column):
    return isinstance(column, (models.CharField, models.TextField)) and not (
        column.choices or isinstance(column, NOT_PROSE)
    )


def addresses_told(column, was, now):
    if isinstance(column, RichTextField):
        gone, new = apart(addresses(was), addresses(now))
        if gone or new:
            yield Change(gettext("links and pictures in the text"), language_of(column), "entries", gone, new)


def addresses(text):
    found = (token.attributes() for token in tokens(clean(text or "")) if token.name in ("a", "img"))
    return [one.get("href") or one.get("src", "") for one in found]


def lines_told(column, was, now, names):
    for before, after in lines_between(was, now):
        if before and after:
            columns = tuple(columns_told(column, before, after, names))
            yield Line(name_of_line(column, after, names), "changed", columns)
        else:
            yield Line(line_in_full(column, before or after, names), "gone" if before else "new")


def columns_told(column, before, after, names):
    for field in line_columns(column):
        old, new = (shown(field, line.get(field.attname), names) for line in (before, after))
        if old != new:
            yield full_label(field), old, new


def name_of_line(column, line, names):
    """The row that the line is about, or its first word."""
    texts = (shown(field, line.get(field.attname), names) for field in relations(column) or line_columns(column))
    return next((text for text in texts if text), "") or line_in_full(column, line, names)


def line_in_full(column, line, names):
    fields = [*relations(column), *(field for field in line_columns(column) if not field.many_to_one)]
    return ", ".join(filter(None, (shown(field, line.get(field.attname), names) for field in fields)))


def shown(column, value, names):
    """A value as people read it; nothing where there is none."""
    if value is None or value == "":
        return ""
    if column.many_to_one:
        return str(names.get((column.related_model, value), names[None]))
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.BooleanField):
        return str(SIGNS[value][1])
    return day_or_moment(column, value) or str(value)


def day_or_moment(column, value):
    if isinstance(column, models.DateTimeField):
        moment = parse_datetime(value)
        return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
    if isinstance(column, models.DateField):
        day = parse_date(value)
        return formats.date_format(day, "DATE_FORMAT") if day else ""
    return ""
