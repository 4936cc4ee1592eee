"""Two editors on one row: what each of them changed is kept, field by field; what both changed they are asked about.

The row is locked before it is read (two_editors.py), so the form compares three values of each field: the one it was
opened with, the one stored now and the one typed. Whoever did not touch a field gets the other's value.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages

from . import opened
from .meanwhile import Place
from .typed import as_sent, comparable, digest, is_key, send, stored_in, typed_in

MINE, THEIRS = "mine", "theirs"
BOTH_CHANGED = _("Somebody else has changed this too. Choose below.")
IN_THE_BIN = _(
    "Meanwhile this was moved to the bin. Nothing is saved yet, and nothing typed is lost: "
    "save again to keep it, and take it out of the bin to go on."
)


class Merging:
    """A form of a stored row that lets no change of two people be lost. Stands before ModelForm among the bases.

    `merged` names the fields whose value was taken over from others, `conflicts` has those that both changed.
    """

    is_in_bin_now = False
    """Whether the row was moved to the bin while the form was open."""

    def __init__(self, data=None, files=None, *args, marks=None, place=None, **kwargs):
        super().__init__(data, files, *args, **kwargs)
        self.merged, self.conflicts, self.place = [], {}, place or Place(self.instance)
        if not self.is_bound or not self.instance.pk:
            return
        state = opened.read(self.data)
        self.is_in_bin_now = marks is None and opened.lies_in_bin(self.instance) and not state.get("bin")
        marks = state["row"] if marks is None else marks
        for name in opened.compared(self):
            self.meet(self[name], marks.get(name))

    def meet(self, bound, mark):
        """Put what was typed and what is stored now together; `mark` tells what the form was opened with."""
        mine, theirs = typed_in(bound), stored_in(bound)
        if mine == theirs:
            return
        if isinstance(mark, list) and isinstance(theirs, list):
            self.unite(bound, mine, theirs, [str(key) for key in mark])
            return
        was, seen = (mark.get("was"), mark.get("seen")) if isinstance(mark, dict) else (mark, None)
        theirs_now, mine_now = digest(opened.said(theirs)), digest(opened.said(mine))
        decision = self.data.get(Conflict.choice_of(bound)) if seen == theirs_now else None
        if was == theirs_now or decision == MINE:
            return
        if mine_now is not None and was == mine_now and seen is None:
            self.merged.append(bound.name)
            self.take_theirs(bound)
        elif decision == THEIRS:
            self.take_theirs(bound)
        else:
            self.conflicts[bound.name] = Conflict(bound, was, self.place)

    def unite(self, bound, mine, theirs, before):
        """Of many rows each is looked at by itself: what one added is in, what one took out is out."""
        mine, theirs, before = set(mine), set(theirs), set(before)
        if theirs != before:
            self.merged.append(bound.name)
        self.send(bound, sorted((theirs - (before - mine)) | (mine - before)))

    def take_theirs(self, bound):
        self.send(bound, as_sent(bound))

    def send(self, bound, values):
        if not getattr(self.data, "_mutable", True):
            self.data = self.data.copy()
        send(self.data, bound.html_name, values)

    @cached_property
    def changed_data(self):
        """Django's, less what differs only in the way it is written."""
        compared = set(opened.compared(self))
        return [
            name
            for name in super().changed_data
            if name not in compared or not self.is_bound or typed_in(self[name]) != stored_in(self[name])
        ]

    def clean(self):
        cleaned = super().clean()
        for name, conflict in self.conflicts.items():
            self.add_error(name, ValidationError(BOTH_CHANGED, code="both"))
            self._errors[name] = BothTexts(self._errors[name], conflict)
        if self.is_in_bin_now:
            self.add_error(None, ValidationError(IN_THE_BIN, code="bin"))
        return cleaned


class BothTexts(ErrorList):
    """The complaint at a field that two people changed: it shows what each of them wants."""

    def __init__(self, errors, conflict):
        super().__init__(errors.data, renderer=errors.renderer, field_id=errors.field_id)
        self.conflict = conflict

    def as_ul(self):
        others = [str(message) for message in self if message != str(BOTH_CHANGED)]
        return render_to_string("admin/news/_conflict.html", {"conflict": self.conflict, "other_errors": others})

    __str__ = __html__ = as_ul


@dataclass
class Conflict:
    """A field that two people changed. `mark` tells what the form of the second was opened with, if that is known."""

    bound: forms.BoundField
    mark: str | None
    place: Place
    name: str = field(init=False)

    def __post_init__(self):
        self.name = self.bound.name

    @staticmethod
    def choice_of(bound):
        """The name under which the answer comes: MINE or THEIRS."""
        return f"decide-{bound.html_name}"

    @property
    def choice(self):
        return self.choice_of(self.bound)

    @property
    def label(self):
        return self.place.label(label_of(self.bound))

    @property
    def language(self):
        return self.bound.field.widget.attrs.get("lang", "")

    @property
    def is_text(self):
        """Whether the values are compared word by word."""
        return type(self.bound.field) is forms.CharField

    @cached_property
    def theirs(self):
        return shown(self.bound, self.bound.initial)

    @cached_property
    def mine(self):
        return shown(self.bound, self.bound.data)

    @property
    def theirs_as_sent(self):
        """What the field would hold with theirs in it."""
        return as_sent(self.bound)[0] if self.is_text else ""

    @cached_property
    def before(self):
        """The text that both began with, or None where no saved state has it."""
        if not self.is_text or not self.mark:
            return None
        return self.place.earlier(self.name, lambda text: digest(comparable(self.bound.field, text)) == self.mark)

    @cached_property
    def save(self):
        """Who saved theirs, and when; None where nobody knows."""
        return self.place.last_save(self.bound.form._meta.model._meta.get_field(self.name).attname)


def label_of(bound):
    """The name of a field, with its language where it has one."""
    code = bound.field.widget.attrs.get("lang")
    language = dict(languages.LANGUAGES).get(code)
    label = str(bound.label)
    return f"{label} ({language})" if language and language not in label else label


def shown(bound, value):
    """A value as people read it."""
    form_field = bound.field
    if isinstance(form_field, forms.ModelChoiceField):
        chosen = value if isinstance(value, list | tuple) else [value]
        keys = [str(getattr(row, "pk", row)) for row in chosen if row]
        rows = form_field.queryset.filter(pk__in=filter(is_key, keys))
        return ", ".join(map(str, rows)) or gettext("nothing")
    if isinstance(form_field, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(form_field, forms.ChoiceField):
        return str(dict(form_field.choices).get(value, value)) or gettext("nothing")
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if hasattr(value, "astimezone"):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return "" if value is None else str(value)
