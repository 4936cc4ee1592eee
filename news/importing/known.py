"""The entries of the registry by everything that a cell may call them: address, name in any language, former name."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from news import languages
from news.models import Area, OldAddress, Organization, Person
from news.models.bases import content_type_of
from news.text import names

PARTS_OF_A_NAME = ("given", "patronymic", "family")
PERSON_COLUMNS = tuple(column for part in PARTS_OF_A_NAME for column in languages.each(f"{part}_name"))
MOST_TOLD = 5
LONGEST_TOLD = 120


def folded(name):
    """`fold` word by word: a registry has many words twice."""
    return " ".join(filter(None, map(folded_word, name.split())))


@lru_cache(maxsize=100_000)
def folded_word(word):
    return names.fold(word)


@dataclass(frozen=True)
class Entry:
    """One entry: how each language shows it, its present names, its former and short ones."""

    pk: int
    slug: str
    shown: dict
    names: tuple
    others: tuple = ()

    @property
    def name(self):
        """In the language of whoever looks, else in the first that has one."""
        return self.shown.get(get_language()) or next(iter(self.shown.values()), self.slug)

    def __str__(self):
        return f"{self.name} ({self.slug})"


class Known:
    """Entries of one table, found by what a cell says. Merged entries lead to the one they were merged with."""

    def __init__(self, entries, *, survivors=None, old_slugs=None):
        self.entries, self.survivors = {}, survivors or {}
        self.by_slug, self.by_name, self.by_other = dict(old_slugs or {}), defaultdict(set), defaultdict(set)
        self.rows_to_come = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry):
        self.entries[entry.pk] = entry
        self.by_slug[entry.slug] = entry.pk
        for name in entry.names:
            (self.by_other if entry.pk in self.survivors else self.by_name)[folded(name)].add(entry.pk)
        for name in entry.others:
            self.by_other[folded(name)].add(entry.pk)

    def at(self, address):
        """The key of the entry with that address, a slug or a link; None where there is none."""
        return self.surviving(self.by_slug.get(slug_in(address)))

    def called(self, text):
        """The keys of all entries that the text may mean; former and short names count where nobody has it now."""
        key = folded(text)
        found = (self.by_name.get(key) or self.by_other.get(key)) if key else None
        return {self.surviving(pk) for pk in found or ()}

    def is_called_now(self, pk, text):
        """Whether the text is a present name of the entry, and not a former or short one."""
        return pk in self.by_name.get(folded(text), ())

    def one(self, text):
        """The key of the entry that a cell names. Raises ValidationError where there is none, or more than one."""
        pk = self.at(text) or self.only(self.called(text), text)
        if pk is None:
            raise self.nobody(text)
        return pk

    def only(self, found, text):
        """The only key of those found, None for none. Raises ValidationError that names them where there are more."""
        if len(found) > 1:
            sentence = gettext(
                "Several entries are called “%(name)s”: %(entries)s. Write the address of the right one, which stands "
                "in brackets."
            )
            told = ", ".join(str(self.entries[pk]) for pk in sorted(found)[:MOST_TOLD])
            raise ValidationError(sentence % {"name": text[:LONGEST_TOLD], "entries": told})
        return next(iter(found), None)

    def nobody(self, text):
        """The error of a name that leads nowhere, or to a row of the same table that could not come first."""
        row = self.rows_to_come.get(folded(text))
        sentence = gettext(
            "“%(name)s” is not in the registry, under this name or address. Correct it, or add the entry first."
        )
        if row:
            sentence = gettext(
                "“%(name)s” stands in row %(row)d, which has a mistake of its own or names this row in its turn."
            )
        return ValidationError(sentence % {"name": text[:LONGEST_TOLD], "row": row})

    def surviving(self, pk):
        while pk in self.survivors:
            pk = self.survivors[pk]
        return pk

    def written(self, pk):
        """How a table names the entry: by its name where that leads to it alone, else by its address."""
        entry = self.entries.get(pk)
        if entry is None:
            return ""
        name = entry.name
        return name if self.at(name) in (None, pk) and self.called(name) == {pk} else entry.slug


def slug_in(address):
    return address.strip().rstrip("/").rpartition("/")[2]


# from the database, three queries each at most


def known_people(rows):
    columns = ("pk", "slug", "merged_into", "other_names", *PERSON_COLUMNS)
    found = list(rows.order_by("pk").values(*columns))
    return Known(map(person_entry, found), survivors=survivors(found), old_slugs=old_slugs(Person))


def known_organizations(rows):
    columns = ("pk", "slug", "merged_into", "other_names", *languages.each("name"), *languages.each("abbreviation"))
    found = list(rows.order_by("pk").values(*columns))
    return Known(map(organization_entry, found), survivors=survivors(found), old_slugs=old_slugs(Organization))


def known_areas():
    return Known(map(named_entry, Area.objects.order_by("pk").values("pk", "slug", *languages.each("name"))))


def survivors(found):
    return {columns["pk"]: columns["merged_into"] for columns in found if columns["merged_into"]}


def old_slugs(model):
    """{slug: key} of the addresses that entries have or had."""
    addresses = OldAddress.objects.filter(content_type=content_type_of(model)).values_list("path", "object_id")
    return {slug_in(path): key for path, key in addresses}


def person_entry(columns):
    """From the columns of a row, as a dictionary."""
    spelt = {code: list(spellings(columns, code)) for code in languages.CODES}
    shown = {code: spellings_of[0] for code, spellings_of in spelt.items() if spellings_of}
    own = dict.fromkeys(name for spellings_of in spelt.values() for name in spellings_of)
    return Entry(columns["pk"], columns["slug"], shown, tuple(own), tuple(map(str, columns["other_names"])))


def spellings(columns, code):
    """The person's name in one language in the order of either usage, without patronymic and with it."""
    given, patronymic, family = (columns.get(f"{part}_name_{code}") for part in PARTS_OF_A_NAME)
    orders = [(given, family), (family, given)]
    orders += [(given, patronymic, family), (family, given, patronymic)] if patronymic else []
    return (" ".join(filter(None, order)) for order in orders if given or family)


def organization_entry(columns):
    plain = named_entry(columns)
    short = filter(None, (columns.get(name) for name in languages.each("abbreviation")))
    return Entry(plain.pk, plain.slug, plain.shown, plain.names, (*map(str, columns["other_names"]), *short))


def named_entry(columns):
    shown = {code: name for code in languages.CODES if (name := columns.get(f"name_{code}"))}
    return Entry(columns["pk"], columns["slug"], shown, tuple(dict.fromkeys(shown.values())))
