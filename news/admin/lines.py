"""Lines beside a row that two people change at once: theirs and mine are laid together before any of them is checked.

A line is known by its key. What others added stands among what was sent, what both added is one line, and a line that
one took out and the other changed stays.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from . import opened
from .meanwhile import Meanwhile, Place
from .merging import shown
from .typed import as_sent, is_key, typed_in


@dataclass(eq=False)
class Line:
    """What was sent of one line: {field: values}, and the marks of its fields when the form was opened."""

    sent: dict
    key: int | None = None
    marks: dict = field(default_factory=dict)


class NewsroomFormSet(forms.models.BaseInlineFormSet):
    """Lines beside a row, each merged field by field with what others have saved since the form was opened."""

    laid = None

    def __init__(self, data=None, files=None, instance=None, **kwargs):
        super().__init__(data, files, instance, **kwargs)
        self.extra = len(self.initial_extra) if self.initial_extra else self.extra
        if self.is_bound and self.instance.pk and self.management_form.is_valid():
            self.laid = LaidTogether(self)
            self.laid.send_again()

    def get_form_kwargs(self, index):
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, **self.laid.kwargs_of(index)} if self.laid and index is not None else kwargs

    def _construct_form(self, i, **kwargs):
        """A stored line that nobody touched is not checked anew: each check of a relation is a query."""
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and form.instance.pk and not form.has_changed():
            form.empty_permitted = True
        return form

    def has_others(self):
        """Whether others have added, changed or taken out lines since the form was opened."""
        return bool(self.laid) and (self.laid.has_others or any(form.merged for form in self.forms))


class LaidTogether:
    """The lines that a form was sent with and the ones that are stored now."""

    def __init__(self, formset):
        self.formset = formset
        self.stored = {row.pk: row for row in formset.get_queryset()}
        self.meanwhile = Meanwhile(formset.instance)
        self.has_others, self.gone, self.kept = False, 0, []
        """Lines that others took out and that stay out are counted; those that stay after all are named."""
        self.sent = self.lines_sent()
        self.came = [dict(line.sent) for line in self.sent]
        count = formset.management_form.cleaned_data[INITIAL_FORM_COUNT]
        kept = [line for line in self.sent[:count] if self.stays(line)]
        standing = [line for line in kept if line.key in self.stored]
        added = [line for line in [*kept, *self.sent[count:]] if line.key not in self.stored]
        self.of_others = self.stored.keys() - {line.key for line in standing}
        standing += [line for line in added if self.joins(line)]
        standing += [self.line_of_row(self.stored[key]) for key in self.stored if key in self.of_others]
        self.standing, self.lines = standing, standing + [line for line in added if line.key is None]

    # what was sent

    @cached_property
    def blank(self):
        return self.formset.form()

    @cached_property
    def key_name(self):
        return self.formset.model._meta.pk.name

    def lines_sent(self):
        prefix, found = f"{self.formset.prefix}-", {}
        for name in [*self.formset.data]:
            place, _dash, rest = name.removeprefix(prefix).partition("-")
            if name.startswith(prefix) and is_key(place) and rest:
                found.setdefault(int(place), {})[rest] = self.formset.data.getlist(name)
        count = self.formset.management_form.cleaned_data[TOTAL_FORM_COUNT]
        marks = opened.read(self.formset.data)["lines"].get(self.formset.prefix, {})
        lines = [Line(found.get(place, {})) for place in range(min(count, self.formset.absolute_max))]
        for line in lines[: self.formset.management_form.cleaned_data[INITIAL_FORM_COUNT]]:
            key = line.sent.get(self.key_name, [""])[-1]
            line.key = int(key) if is_key(key) else None
            line.marks = opened.by_name(opened.compared(self.blank), marks.get(key))
        return lines

    def form_of(self, line):
        """A form of no row with what was sent of the line."""
        data = type(self.formset.data)("", mutable=True)
        for name, values in line.sent.items():
            data.setlist(f"{self.formset.prefix}-0-{name}", values)
        return self.formset.form(data, prefix=f"{self.formset.prefix}-0", instance=self.formset.model())

    def marks_sent(self, line):
        form = self.form_of(line)
        return {name: opened.mark(typed_in(form[name])) for name in opened.compared(form)}

    # what becomes of it

    def stays(self, line):
        """Whether a line that stood on the form goes on. Of “taken out” and “changed”, the change stays."""
        is_deleted = DELETION_FIELD_NAME in line.sent
        if line.key in self.stored:
            row = self.stored[line.key]
            if is_deleted and line.marks and line.marks != opened.marks(self.formset.form(instance=row)):
                line.sent.pop(DELETION_FIELD_NAME)
                self.kept.append(str(row))
            return True
        self.has_others = True
        if is_deleted or line.key is None or line.marks == self.marks_sent(line):
            self.gone += not is_deleted
            return False
        self.make_new(line)
        return True

    def make_new(self, line):
        line.key, line.marks = None, {}
        line.sent.pop(self.key_name, None)
        self.kept.append(self.name_of(line))

    def name_of(self, line):
        """The line by the row that it is about."""
        form = self.form_of(line)
        bounds = (form[name] for name in opened.compared(form))
        relation = next((bound for bound in bounds if isinstance(bound.field, forms.ModelChoiceField)), None)
        return shown(relation, relation.data) if relation else str(self.formset.model._meta.verbose_name)

    def joins(self, line):
        """Whether a new line is one that others have added as well; it is a change of theirs then, made to a blank."""
        wanted, names = self.marks_sent(line), self.names_that_tell_apart()
        if not any(wanted[name] != opened.marks(self.blank)[name] for name in names):
            return False
        for key in self.of_others:
            marks = opened.marks(self.formset.form(instance=self.stored[key]))
            if all(marks[name] == wanted[name] for name in names):
                line.key, line.marks = key, opened.marks(self.blank)
                line.sent[self.key_name] = [str(key)]
                self.of_others -= {key}
                self.has_others = True
                return True
        return False

    def names_that_tell_apart(self):
        """The fields of which the table allows one line only, else all but the place in the list."""
        names = opened.compared(self.blank)
        for constraint in self.formset.model._meta.total_unique_constraints:
            if self.formset.fk.name in constraint.fields:
                return [name for name in constraint.fields if name != self.formset.fk.name]
        return [name for name in names if name != "position"]

    def line_of_row(self, row):
        """A line that others have added, as a browser would have sent it."""
        self.has_others = True
        form = self.formset.form(instance=row)
        sent = {name: as_sent(form[name]) for name in opened.compared(form)}
        sent = {name: values for name, values in sent.items() if values}
        return Line({**sent, self.key_name: [str(row.pk)]}, row.pk, opened.marks(form))

    # what the forms read

    def kwargs_of(self, index):
        line = self.lines[index] if index < len(self.lines) else None
        if line is None or line.key not in self.stored:
            return {}
        title = self.formset.model._meta.verbose_name
        return {
            "marks": line.marks,
            "place": Place(self.stored[line.key], self.meanwhile, self.formset.prefix, title),
        }

    def send_again(self):
        """Number the lines anew, where they are not the ones that were sent."""
        if [line.sent for line in self.lines] == self.came:
            return
        data, prefix = self.formset.data, self.formset.prefix
        for place, sent in enumerate(self.came):
            for name in sent:
                data.pop(f"{prefix}-{place}-{name}", None)
        for place, line in enumerate(self.lines):
            for name, values in line.sent.items():
                data.setlist(f"{prefix}-{place}-{name}", values)
        data[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(self.standing))
        data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(self.lines))
        del self.formset.management_form
