"""How a form chooses rows of other tables."""

from django import forms
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator

from .merging import Merging
from .typed import is_key

MOST_LINES = 500
"""More than the organisations of a coalition that may sign one statement."""

MOST_PAGES = 1_000
"""Nobody scrolls further; a word more is typed instead."""


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

    def clean(self):
        """What was chosen before somebody merged it is the entry that stands for it."""
        cleaned = super().clean()
        for name, chosen in cleaned.items():
            if getattr(chosen, "merged_into_id", None):
                cleaned[name] = chosen.merged_into
            elif hasattr(chosen, "standing_for") and any(row.merged_into_id for row in chosen):
                cleaned[name] = [*{*chosen.standing_for([row.pk for row in chosen]).values()}]
        return cleaned

    def fetched(self, name):
        relation = self._meta.model._meta.get_field(name)
        if relation.many_to_many:
            return [row for row in self.initial.get(name) or () if isinstance(row, relation.related_model)]
        given = self.initial.get(name)
        if isinstance(given, relation.related_model):
            return [given]
        return [getattr(self.instance, name)] if relation.get_cached_value(self.instance, None) else []


class Onward(Paginator):
    """The pages of a list whose end nobody asks for: each is fetched with one row more, and nothing is counted."""

    def page(self, number):
        """Raises EmptyPage where no list of choices goes on so far."""
        if not 1 <= number <= MOST_PAGES:
            raise EmptyPage
        first = (number - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        return OnwardPage(rows[: self.per_page], number, self, has_more=len(rows) > self.per_page)


class OnwardPage(Page):
    def __init__(self, *args, has_more):
        super().__init__(*args)
        self.has_more = has_more

    def has_next(self):
        return self.has_more


def refuse_nul(request):
    """Raises BadRequest where the address asks for the one character that PostgreSQL cannot look for.

    What is typed into the search field of a list has a form of its own, which says so in a sentence.
    """
    if any("\0" in value for name, values in request.GET.lists() if name != SEARCH_VAR for value in values):
        raise BadRequest("There is a NUL character in the address.")
