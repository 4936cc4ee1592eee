"""The state in which a form was opened. The page carries it, so that a save can tell whose change is whose.

{"row": {field: mark}, "lines": {prefix: {key of the line: [mark of each field]}}, "bin": whether it lay in the bin}

A mark is the digest of the value, or the list of chosen keys, or, for a field on which two people disagreed,
{"was": the mark it was opened with, "seen": the digest of the other's value that the page has shown}.
"""

import json

from .typed import digest, stored_in

FIELD = "opened_with"
UNKNOWN = {"row": {}, "lines": {}}


def read(data):
    """What the form carries. A form that carries nothing, or nonsense, was opened with nobody knows what."""
    try:
        state = json.loads(data.get(FIELD, ""))
        row, lines = state["row"], state["lines"]
        is_sound = isinstance(row, dict) and all(isinstance(marks, dict) for marks in lines.values())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return UNKNOWN
    return state if is_sound else UNKNOWN


def written(form, formsets):
    """The same for the hidden field of the page that is about to be sent."""
    lines = {formset.prefix: dict(marks_of_lines(formset)) for formset in formsets}
    state = {"row": marks(form), "lines": lines, "bin": lies_in_bin(form.instance)}
    return json.dumps(state, separators=(",", ":"))


def lies_in_bin(row):
    return bool(getattr(row, "binned_at", None))


def marks_of_lines(formset):
    for form in formset.initial_forms:
        if form.instance.pk:
            yield str(form.instance.pk), [*marks(form).values()]


def marks(form):
    """{field: mark} of the stored row; a disagreement that is not settled yet is remembered as such."""
    unsettled = getattr(form, "conflicts", {})
    return {
        name: {"was": unsettled[name].mark, "seen": digest(said(stored_in(form[name])))}
        if name in unsettled
        else mark(stored_in(form[name]))
        for name in compared(form)
    }


def compared(form):
    """The fields that two people could both change: not those that a set of lines adds, such as “delete”."""
    return [name for name, field in form.base_fields.items() if name in form.fields and not field.disabled]


def mark(value):
    return value if isinstance(value, list) else digest(value)


def said(value):
    """Chosen keys as one text."""
    return " ".join(value) if isinstance(value, list) else value


def by_name(names, line):
    """{field: mark} of a line, which tells the marks of its fields in their order."""
    return dict(zip(names, line, strict=True)) if isinstance(line, list) and len(line) == len(names) else {}
