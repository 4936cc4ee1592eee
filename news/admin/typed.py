"""What a field holds, said in one way for the stored value and for the typed one, so that only real changes differ.

A browser sends line ends of its own, moments without fractions of a second and HTML as the editor writes it; compared
as they come, every save would look like a change.
"""

import datetime as dt
import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError

from news.models.bases import LONGEST_TEXT
from news.text import html

from .prose import NewsroomEditor

DIGEST_BYTES = 6

LONGEST_KEY = 18
"""Digits that fit a 64-bit column."""


def stored_in(bound):
    """The value that the row had when the form was made, in the form in which equal values are equal."""
    value = bound.initial
    if isinstance(bound.field, forms.ModelMultipleChoiceField):
        return keys(value or ())
    if isinstance(value, forms.Form) or hasattr(value, "storage"):
        return value.name or ""
    return comparable(bound.field, getattr(value, "pk", value))


def typed_in(bound):
    """The value that came with the form, in the same form; something that equals nothing where it cannot be read."""
    field, raw = bound.field, bound.data
    if isinstance(field, forms.ModelMultipleChoiceField):
        return keys(raw or ())
    if isinstance(field, forms.ModelChoiceField):
        return str(raw or "")
    if isinstance(field, forms.FileField):
        return stored_in(bound) if raw is None else "" if raw is False else object()
    try:
        return comparable(field, field.to_python(raw))
    except ValidationError:
        return object()


def keys(rows):
    return sorted({str(getattr(row, "pk", row)) for row in rows})


def comparable(field, value):
    if value in field.empty_values:
        return ""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return html.clean(text) if is_prose(field) and len(text) <= LONGEST_TEXT else text


def is_prose(field):
    return isinstance(field.widget, NewsroomEditor)


def digest(value):
    """A few letters by which two values of `comparable` are told apart; None for a value that cannot be read."""
    if not isinstance(value, str):
        return None
    return hashlib.blake2s(value.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def as_sent(bound):
    """The stored value as a browser would send it back: a list of texts, none for a box that is not ticked."""
    field, widget = bound.field, getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        value = stored_in(bound)
        return value if isinstance(value, list) else [value]
    value = field.prepare_value(bound.initial)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    sent = widget.format_value(value) if not isinstance(widget, forms.Select) else value
    return ["" if sent is None else str(sent)]


def send(data, name, values):
    """Put values into a changeable copy of what was sent."""
    if values:
        data.setlist(name, values)
    else:
        data.pop(name, None)


def is_key(text):
    """Whether a text can be the key of a row: a number that every database takes."""
    return text.isdecimal() and len(text) <= LONGEST_KEY
