"""Texts on a form that may only be looked at: laid out as readers see them, not as tags."""

from django.template.loader import render_to_string

from news.models.bases import RichTextField


def laid_out(fieldsets, model):
    """The fieldsets of a form that nobody may write in, each rich text of them laid out."""
    columns = (column for column in model._meta.concrete_fields if isinstance(column, RichTextField))
    texts = {column.name: text_of(column) for column in columns}
    return [(title, {**options, "fields": replaced(options["fields"], texts)}) for title, options in fieldsets]


def replaced(names, texts):
    return [replaced(name, texts) if isinstance(name, (list, tuple)) else texts.get(name, name) for name in names]


def text_of(column):
    """A field of the form, in the way Django takes one: a function of the row, with a name and a label."""
    language = getattr(column, "_translated_field_language_code", "")

    def text(row):
        context = {"text": getattr(row, column.attname), "language": language}
        return render_to_string("admin/news/_laid_out.html", context)

    text.__name__, text.short_description = column.name, column.verbose_name
    return text
