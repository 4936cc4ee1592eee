"""How a form chooses rows of other tables."""

from django import forms
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest

from .merging import Merging
from .typed import is_key

MOST_LINES = 500
"""More than the organisations of a coalition that may sign one statement."""


class Familiar:
    """An autocomplete that asks for the names of the chosen rows only where the form has not fetched them."""

    known = ()
    """Rows that the form holds already."""

    def optgroups(self, name, value, attrs=None):
        names = {str(row.pk): str(row) for row in self.known}
        chosen = [key for key in map(str, value) if is_key(key)]
        if not chosen or not names.keys() >= set(chosen):
            return super().optgroups(name, chosen, attrs)
        blank = [] if self.is_required or self.allow_multiple_selected else [self.create_option(name, "", "", False, 0)]
        rows = [self.create_option(name, key, names[key], True, place, attrs=attrs) for place, key in enumerate(chosen)]
        return [(None, [*blank, *rows], 0)]


class FamiliarSelect(Familiar, AutocompleteSelect):
    """One row of another table."""


class FamiliarSelectMultiple(Familiar, AutocompleteSelectMultiple):
    """Several rows of another table, taken out one by one: a cross that empties the list is pressed by mistake."""

    def build_attrs(self, *args, **kwargs):
        return {**super().build_attrs(*args, **kwargs), "data-allow-clear": "false"}

    def value_from_datadict(self, data, files, name):
        """What is no key was never in the list; the database would stumble over it."""
        return [key for key in super().value_from_datadict(data, files, name) if is_key(key)]


class NewsroomForm(Merging, forms.ModelForm):
    """A form of rows whose relations were fetched with them: thirteen people in a story are no thirteen queries."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, Familiar):
                widget.known = self.fetched(name)

    def fetched(self, name):
        relation = self._meta.model._meta.get_field(name)
        if relation.many_to_many:
            return [row for row in self.initial.get(name) or () if isinstance(row, relation.related_model)]
        return [getattr(self.instance, name)] if relation.get_cached_value(self.instance, None) else []


def refuse_nul(request):
    """Raises BadRequest where the address asks for the one character that PostgreSQL cannot look for.

    What is typed into the search field of a list has a form of its own, which says so in a sentence.
    """
    if any("\0" in value for name, values in request.GET.lists() if name != SEARCH_VAR for value in values):
        raise BadRequest("There is a NUL character in the address.")
