"""What was typed into a form whose row is gone: texts with their names, so that they can be copied."""

import re
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from news import languages
from news.models.bases import RichTextField

NAME_OF_A_LINE = re.compile(r"(?P<lines>[a-z_]+)-\d+-(?P<name>[a-z_]+)")


class Text(NamedTuple):
    label: str
    text: str
    language: str
    is_prose: bool


def texts_sent(model_admin, request):
    """The texts of a form that was sent, in its order; choices and dates are chosen again in a moment."""
    found = ((column_of(model_admin.model, name), text.strip()) for name, text in request.POST.items())
    return [as_text(column, text) for column, text in found if text and is_text(column)]


def column_of(model, name):
    """The column that a field of the form writes, or None."""
    if line := NAME_OF_A_LINE.fullmatch(name):
        beside = getattr(getattr(model, line["lines"], None), "rel", None)
        model, name = beside and beside.related_model, line["name"]
    try:
        return model and model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def is_text(column):
    return isinstance(column, models.CharField | models.TextField) and not column.choices


def as_text(column, text):
    code = getattr(column, "_translated_field_language_code", "") or ""
    name = str(column.verbose_name)
    label = f"{name} ({dict(languages.LANGUAGES)[code]})" if code else name
    return Text(label, text, code, isinstance(column, RichTextField))
