"""Columns of a table: their headings in every language, and the fields of the registry behind them."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from news import languages

from .cells import DASHES, Words, YesNo, in_each_language
from .reading import plain_heading, plain_text

NATIVE_NAMES = dict(languages.LANGUAGES)


class Column(Field):
    """A column with its English name, which never changes, and its label, which an editor knows from the forms."""

    def __init__(self, name, label, cell=None, *, attribute=None, language="", readonly=False, guide=""):
        super().__init__(attribute=attribute or name, column_name=name, widget=cell or Words(), readonly=readonly)
        self.label, self.language, self.own_guide = label, language, guide

    @property
    def heading(self):
        """As the tables that we give out have it, in the language of whoever looks."""
        label = capfirst(str(self.label))
        return f"{label} · {NATIVE_NAMES[self.language]}" if self.language else label

    @property
    def guide(self):
        """What to write there, for the template."""
        return self.own_guide or self.widget.help

    @property
    def example(self):
        return "" if self.readonly else str(self.widget.example)

    def clean(self, row, **kwargs):
        return self.widget.empty if row[self.column_name] in DASHES else super().clean(row, **kwargs)

    def says_the_same(self, row, instance):
        """Whether the cell says what a table that we give out says of the entry, word for word."""
        return row[self.column_name] == plain_text(self.export(instance))


class Public(Column):
    """Whether readers see the entry: a table shows entries to them, it hides none."""

    def __init__(self):
        guide = _("Yes, for readers to see it from now on. A new entry without it waits for the registry keeper.")
        super().__init__("public", _("readers see it"), YesNo(), attribute="published_at", guide=guide)

    def get_value(self, instance):
        return instance.is_live()

    def save(self, instance, row, is_m2m=False, **kwargs):
        is_wanted = self.clean(row, **kwargs)
        if instance.is_live() and not is_wanted:
            raise ValidationError(gettext("Readers see this entry. It is hidden on its own page, not by a table."))
        if is_wanted and not instance.is_live():
            instance.published_at = timezone.now()


def plain(model, name, cell=None, **options):
    """A column of one field of the model, under the field's own name."""
    return Column(name, model._meta.get_field(name).verbose_name, cell, **options)


def address(model):
    """The slug: tells entries of one name apart, and never changes by a table."""
    guide = _("Empty for most rows. Where two entries have one name: the last part of the address of the page.")
    return plain(model, "slug", readonly=True, guide=guide)


def reference(model, name, cell):
    """A column that names another entry."""
    return plain(model, name, cell, attribute=model._meta.get_field(name).attname)


def each_language(model, *names):
    """Columns of translated fields: all languages of the first, then of the second …"""
    for name in names:
        for code in languages.CODES:
            field = model._meta.get_field(f"{name}_{code}")
            yield Column(field.name, field.verbose_name, language=code)


def headings(columns):
    """{heading as `plain_heading` has it: name of the column}: the English names, and the headings of each language."""
    found = {plain_heading(column.column_name): column.column_name for column in columns}
    for _code in in_each_language():
        found |= {plain_heading(column.heading): column.column_name for column in columns}
    return found
