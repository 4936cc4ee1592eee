"""A story with all that stands beside it: as the database has it now, or as one of its saved states had it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

SHOWN_WITH = {
    "people": ("person__portrait",),
    "organizations": ("organization__area", "organization__logo"),
    "bylines": ("person", "organization"),
    "signatories": ("organization", "signer"),
}
"""What a page shows of the rows that stand beside a story; the names are those of `Article.kept_with`."""


@dataclass(frozen=True)
class WorkingCopy:
    """`article` is the stored row, or one made of a saved state, which is not to be saved.

    `gone` says what of the saved state is not there any more and therefore left out: sentences.
    """

    article: Any
    people: list
    organizations: list
    bylines: list
    signatories: list
    topics: list
    areas: list
    documents: list
    gone: tuple = ()


def stored(article):
    """The working copy as the database has it. Seven queries."""
    lines = {
        name: led_on(list(getattr(article, name).select_related(*also)), *also) for name, also in SHOWN_WITH.items()
    }
    links = {field.name: list(getattr(article, field.name).all()) for field in article._meta.many_to_many}
    return WorkingCopy(article=article, **lines, **links)


def as_saved(revision):
    """The working copy as the saved state has it. The same number of queries for every story."""
    gone, kept = [], revision.data
    article = filled(revision.content_type.model_class(), kept)
    gone += loosened(article, "cover", "event")
    lines = {}
    for name, also in SHOWN_WITH.items():
        rows = [filled(getattr(article, name).model, columns) for columns in kept.get(name, ())]
        rows = led_on(rows, *also)
        missing = {row.pk: fields for row in rows if (fields := unresolved(row, *relations_but_article(row)))}
        gone += [is_gone(fields[0]) for fields in missing.values()]
        lines[name] = [row for row in rows if row.pk not in missing]
    links = {}
    for field in article._meta.many_to_many:
        wanted = kept.get(field.name, ())
        links[field.name] = list(field.related_model._base_manager.filter(pk__in=wanted))
        gone += [is_gone(field)] * (len(links[field.name]) < len(wanted))
    return WorkingCopy(article=article, **lines, **links, gone=tuple(dict.fromkeys(gone)))


def led_on(rows, *also):
    """The rows with what they name, merged people and organisations turned to those that stand for them today.

    A query or two more where one was merged since.
    """
    prefetch_related_objects(rows, *also)
    for row in rows:
        for field in relations(row):
            if survivor := getattr(field.get_cached_value(row, None), "merged_into_id", None):
                setattr(row, field.attname, survivor)
    prefetch_related_objects(rows, *also)
    return without_repeats(rows)


def without_repeats(lines):
    """Of lines that a merge has made to name the same row, the first: a table that has it once keeps it once."""
    kept, taken = [], set()
    for line in lines:
        places = {
            (rule.name, *(getattr(line, line._meta.get_field(name).attname) for name in rule.fields))
            for rule in line._meta.total_unique_constraints
        }
        if taken.isdisjoint(places):
            kept.append(line)
        taken |= places
    return kept


def standing_rows(model, keys):
    """{key: the row that a saved state means by it today}; without those whose row is gone. One query."""
    rows = model._default_manager
    return rows.standing_for(keys) if hasattr(rows, "standing_for") else model._base_manager.in_bulk(keys)


def filled(model, columns):
    """An instance with the columns of a saved state that the table still has; the others have their defaults."""
    fields = {field.attname: field for field in model._meta.concrete_fields if field.attname in columns}
    return model(**{name: field.to_python(columns[name]) for name, field in fields.items()})


def loosened(article, *names):
    """Sentences on the single links that lead nowhere any more; those are emptied. One query a link that is set."""
    prefetch_related_objects([article], *names)
    for field in unresolved(article, *(article._meta.get_field(name) for name in names)):
        setattr(article, field.name, None)
        yield is_gone(field)


def relations_but_article(line):
    return [field for field in relations(line) if field.name != "article"]


def unresolved(row, *fields):
    """The links of the row whose row is gone, after they were fetched."""
    return [field for field in fields if getattr(row, field.attname) and field.get_cached_value(row) is None]


def relations(line):
    """The links of a row that are set."""
    return [field for field in line._meta.concrete_fields if field.is_relation and getattr(line, field.attname)]


def is_gone(field):
    """The sentence about a link of a saved state whose row is not there any more."""
    return gettext("%(field)s: an entry of this version is not there any more.") % {"field": field.verbose_name}
