"""What the kept entry of two gains from the duplicate: values where it has none, and names. Nothing is overwritten."""

from news import languages
from news.models import Person

LIFE = ("founding_date", "dissolution_date")
NEVER_FILLED = ("slug", "published_at", "other_names")
WRITTEN_TOGETHER = ("given_name", "family_name")
"""Names that come from one entry in each language, so that they never mix."""


def gains(duplicate, kept):
    """{column: the value that the kept entry gets}. A query for each relation of entries among themselves."""
    found = {}
    for column in kept._meta.concrete_fields:
        if not column.editable or column.primary_key or column.name in NEVER_FILLED:
            continue
        value = gain(column, duplicate, kept)
        if value != getattr(kept, column.attname):
            found[column] = value
    return without_days_in_disorder(found, kept)


def without_days_in_disorder(found, kept):
    """Less the days of two entries that contradict each other: dissolved before it was founded."""
    values = {name: getattr(kept, name, None) for name in LIFE} | {column.name: found[column] for column in found}
    founded, dissolved = (values[name] for name in LIFE)
    if founded is None or dissolved is None or founded <= dissolved:
        return found
    return {column: value for column, value in found.items() if column.name not in LIFE}


def gain(column, duplicate, kept):
    """The value of the kept entry's column after the merge."""
    own, other = getattr(kept, column.attname), getattr(duplicate, column.attname)
    if is_above(column):
        return above(column, duplicate, kept)
    if isinstance(own, list):
        return [*own, *(one for one in other if one not in own)]
    return other if is_empty(own) and may_be_filled(column, kept) else own


def is_above(column):
    """Whether the column leads to an entry of its own kind: part of, continued by, merged into."""
    return column.related_model is column.model


def is_empty(value):
    return value is None or value == ""


def may_be_filled(column, kept):
    code = getattr(column, "_translated_field_language_code", "")
    if column.name.removesuffix(f"_{code}") not in WRITTEN_TOGETHER:
        return True
    return not any(getattr(kept, f"{name}_{code}") for name in WRITTEN_TOGETHER)


def above(column, duplicate, kept):
    """What the kept entry is below (part of, continued by) after the merge: never itself, however long the way."""
    rows = type(kept)._base_manager.exclude(**{column.name: None})
    ways = dict(rows.values_list("pk", column.attname))
    is_below = duplicate.pk in way_up(ways, kept.pk)
    key = ways.get(duplicate.pk) if is_below else ways.get(kept.pk) or ways.get(duplicate.pk)
    comes_back = {kept.pk, duplicate.pk} & {key, *way_up(ways, key)}
    return None if comes_back else key


def way_up(ways, key):
    """The keys above, nearest first; a circle that stands there already is walked once."""
    passed = []
    while (key := ways.get(key)) is not None and key not in passed:
        passed.append(key)
    return passed


def names_that_join(duplicate, kept):
    """The duplicate's names that the kept entry does not have yet, each once, in the order of the languages."""
    known = {plain(name) for name in [*whole_names(kept), *map(str, kept.other_names), ""]}
    found = {}
    for name in [*whole_names(duplicate), *map(str, duplicate.other_names)]:
        found.setdefault(plain(name), name)
    return [name for key, name in found.items() if key not in known]


def whole_names(entry):
    """Its names as people write them: given and family name, or the name and the short name, in each language."""
    for code in languages.CODES:
        if isinstance(entry, Person):
            yield " ".join(filter(None, (getattr(entry, f"{name}_{code}") for name in WRITTEN_TOGETHER)))
        else:
            yield from (getattr(entry, f"name_{code}"), getattr(entry, f"abbreviation_{code}"))


def plain(name):
    return " ".join(name.casefold().split())
