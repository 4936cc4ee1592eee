"""Regions, subjects, organisations and people of the demo, with what they held and hold."""

from news import languages
from news.models import Area, Membership, Organization, Person, Topic

from .clock import FOUNDED_ON
from .content import folder, in_each_language, table

KIND_OF_FILE = {
    "associations": Organization.Classification.ASSOCIATION,
    "unions": Organization.Classification.UNION,
    "industries": Organization.Classification.INDUSTRY,
    "youth": Organization.Classification.YOUTH,
    "research": Organization.Classification.RESEARCH,
    "culture": Organization.Classification.CULTURE,
}

MEMBER = {"kk": "Коалиция мүшесі", "ru": "Участник коалиции", "en": "Member of the coalition"}


def make_registry(cast, clock):
    make_headings(cast)
    make_organizations(cast, clock)
    make_people(cast, clock)


def make_headings(cast):
    for made, model, name in ((cast.areas, Area, "areas"), (cast.topics, Topic, "topics")):
        for position, (key, told) in enumerate(table(name).items()):
            made[key] = model.objects.create(slug=key, position=position, **in_each_language("name", told))


def make_organizations(cast, clock):
    told_by_file = folder("organizations")
    for name, tables in told_by_file.items():
        for key, told in tables.items():
            cast.organizations[key] = make_organization(key, told, KIND_OF_FILE.get(name), cast, clock)
    for name, tables in told_by_file.items():
        for key, told in tables.items():
            succeed(key, told, cast)
            join_coalition(key, told, cast, founder=name in KIND_OF_FILE)


def make_organization(key, told, usual_kind, cast, clock):
    return Organization.objects.create(
        slug=key,
        classification=told.get("kind") or usual_kind,
        area=cast.areas[told["area"]] if "area" in told else None,
        logo=cast.pictures[f"logo-{key}"] if told.get("logo") else None,
        default_cover=cast.pictures[told["cover"]] if "cover" in told else None,
        website=f"https://{key}.example/" if "more" in told else "",
        founding_date=told.get("founded"),
        dissolution_date=told.get("closed"),
        published_at=min(clock.now, clock.founded_at),
        **in_each_language("name", told),
        **in_each_language("abbreviation", told.get("short", {})),
        **in_each_language("summary", told.get("about", {})),
        **in_each_language("description", told.get("more", {})),
    )


def succeed(key, told, cast):
    if "became" in told:
        organization = cast.organizations[key]
        organization.superseded_by = cast.organizations[told["became"]]
        organization.save()


def join_coalition(key, told, cast, *, founder):
    """A membership from the day of joining: for a fictional organisation the founding, unless it tells another."""
    joined = told.get("joined") or (FOUNDED_ON if founder and not told.get("outside") else None)
    if joined is None:
        return
    Membership.objects.create(
        member_organization=cast.organizations[key],
        organization=cast.organizations["coalition"],
        start_date=joined.isoformat(),
        end_date=told["left"].isoformat() if "left" in told else "",
        **in_each_language("role", MEMBER),
    )


def make_people(cast, clock):
    for name, tables in folder("people").items():
        for key, told in tables.items():
            cast.people[key] = make_person(key, told, cast, clock)
            for position, role in enumerate(told["roles"]):
                make_role(cast.people[key], role, position, cast, clock, attested=name == "speakers")


def make_person(key, told, cast, clock):
    names = {}
    for place, part in enumerate(("given_name", "family_name", "patronymic_name")):
        names |= in_each_language(
            part, {code: told[code][place] for code in languages.CODES if len(told[code]) > place}
        )
    return Person.objects.create(
        slug=key,
        portrait=cast.pictures.get(told.get("portrait")),
        published_at=min(clock.now, clock.founded_at),
        **names,
        **in_each_language("summary", told.get("about", {})),
        **in_each_language("biography", told.get("life", {})),
    )


def make_role(person, told, position, cast, clock, *, attested):
    """A membership; what the report says of its speakers is attested on the day of the founding, its start unknown."""
    start = clock.in_days(told["from_in_days"]).isoformat() if "from_in_days" in told else told.get("from", "")
    Membership.objects.create(
        person=person,
        organization=cast.organizations[told["in"]] if "in" in told else None,
        on_behalf_of=cast.organizations[told["for"]] if "for" in told else None,
        start_date=start,
        end_date=told.get("to", ""),
        attested_on=FOUNDED_ON if attested else None,
        is_acting=told.get("acting", False),
        position=position,
        **in_each_language("role", told),
    )
