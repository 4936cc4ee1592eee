"""Tables of people."""

from django.utils.translation import gettext

from news import languages
from news.models import Person

from .cells import Texts, WebAddresses
from .columns import Public, address, each_language, plain
from .known import PERSON_COLUMNS, folded, known_people, person_entry
from .resources import RegistryResource


class PersonResource(RegistryResource):
    noun = "person"
    tells_apart = (*languages.each("family_name"), *languages.each("given_name"), "slug")
    entry = staticmethod(person_entry)

    class Meta(RegistryResource.Meta):
        model = Person

    def __init__(self, *, rows=None, **kwargs):
        super().__init__(**kwargs)
        rows = Person.objects.all() if rows is None else rows
        self.known = known_people(rows)
        self.patronymics = patronymics(rows)
        self.columns = self.blank_columns()

    @staticmethod
    def blank_columns():
        return list(columns())

    def names_in(self, row):
        """Without the patronymic, which tells namesakes apart and is often left out."""
        names = ((row.get(f"given_name_{code}"), row.get(f"family_name_{code}")) for code in languages.CODES)
        return [" ".join(filter(None, parts)) for parts in names if any(parts)]

    def namesakes(self, row):
        """Only those of the same patronymic where there are any."""
        found, own = super().namesakes(row), patronymic_of(row)
        return {pk for pk in found if is_shared(own, self.patronymics.get(pk, {}))} or found

    def by_name(self, row):
        """Raises ValidationError also where every namesake has another patronymic: nobody knows who is meant."""
        namesakes, own = self.namesakes(row), patronymic_of(row)
        fitting = {pk for pk in namesakes if may_be_one(own, self.patronymics.get(pk, {}))}
        if namesakes and not fitting:
            sentence = gettext(
                "A person of this name has another patronymic: %(entries)s. If it is the same person, write that "
                "address in the column “%(column)s”, otherwise a new one."
            )
            told = ", ".join(str(self.known.entries[pk]) for pk in sorted(namesakes))
            self.refuse(row, sentence % {"entries": told, "column": self.heading("slug")})
        return self.only_one(fitting, row)

    def after_save_instance(self, instance, row, **kwargs):
        super().after_save_instance(instance, row, **kwargs)
        self.patronymics[instance.pk] = patronymic_of(vars(instance))


def columns():
    yield address(Person)
    yield from each_language(Person, "family_name", "given_name", "patronymic_name", "honorific", "summary")
    yield plain(Person, "other_names", Texts())
    yield plain(Person, "links", WebAddresses())
    yield Public()


def patronymics(rows):
    """{key: {language: patronymic}}, for comparing. One query."""
    columns = [name for name in PERSON_COLUMNS if name.startswith("patronymic")]
    return {row["pk"]: patronymic_of(row) for row in rows.values("pk", *columns)}


def patronymic_of(columns):
    named = {code: folded(columns.get(f"patronymic_name_{code}") or "") for code in languages.CODES}
    return {code: name for code, name in named.items() if name}


def may_be_one(own, other):
    """Whether two patronymics may be of one person: equal in a language, or nowhere given in the same one."""
    return is_shared(own, other) or not own.keys() & other.keys()


def is_shared(own, other):
    return any(own[code] == other[code] for code in own.keys() & other.keys())
