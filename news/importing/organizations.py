"""Tables of organisations."""

from news.models import Organization

from .cells import Choice, Day, Named, Texts, WebAddress
from .columns import Public, address, each_language, plain, reference
from .known import folded, known_areas, known_organizations, organization_entry
from .resources import RegistryResource


class OrganizationResource(RegistryResource):
    noun = "organization"
    tells_apart = ("name_kk", "name_ru", "name_en", "slug")
    columns_of_constraints = {"organization_dates_in_order": "dissolution_date"}
    entry = staticmethod(organization_entry)

    class Meta(RegistryResource.Meta):
        model = Organization

    def __init__(self, *, rows=None, **kwargs):
        super().__init__(**kwargs)
        self.known = known_organizations(Organization.objects.all() if rows is None else rows)
        self.columns = self.blank_columns(self.known, known_areas())

    @staticmethod
    def blank_columns(known=None, areas=None):
        return list(columns(known, areas))

    def names_in(self, row):
        return [row[name] for name in ("name_kk", "name_ru", "name_en") if row.get(name)]

    def in_order(self, rows):
        """An organisation of the same table may stand below those that name it; it is brought in before them."""
        places = {folded(name): place for place, row in enumerate(rows) for name in self.names_in(row)}
        places |= {folded(row["slug"]): place for place, row in enumerate(rows) if "slug" in row}
        self.known.rows_to_come = {name: rows[place].number for name, place in places.items()}
        return [rows[place] for place in from_the_top(rows, places)]


def columns(known, areas):
    organization = Named(known)
    yield address(Organization)
    yield from each_language(Organization, "name", "abbreviation")
    yield plain(Organization, "classification", Choice(Organization.Classification))
    yield reference(Organization, "area", Named(areas))
    yield reference(Organization, "parent", organization)
    yield from each_language(Organization, "summary")
    yield plain(Organization, "website", WebAddress())
    yield plain(Organization, "email")
    yield plain(Organization, "phone")
    yield from each_language(Organization, "address")
    yield plain(Organization, "founding_date", Day())
    yield plain(Organization, "dissolution_date", Day())
    yield reference(Organization, "superseded_by", organization)
    yield plain(Organization, "other_names", Texts())
    yield Public()


def from_the_top(rows, places):
    """The places of the rows, each after those of the organisations that it names. No row waits for itself."""
    done = {}
    for start in range(len(rows)):
        waiting = [start]
        while waiting:
            place = waiting[-1]
            named = [places.get(folded(rows[place].get(name, ""))) for name in ("parent", "superseded_by")]
            first = [other for other in named if other is not None and other not in done and other not in waiting]
            if first:
                waiting.append(first[0])
            else:
                done[waiting.pop()] = True
    return list(done)
