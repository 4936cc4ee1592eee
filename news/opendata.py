"""The registry as open data: one Popolo file (popoloproject.com) and tables as CSV. Only what readers can see."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Area, Event, Membership, Organization, Person, Quotation
from news.structured_data import absolute
from news.text import html

NEWEST_QUOTATIONS = 20_000
"""The table of quotations holds so many of the newest; whoever needs older ones has the stories."""

ROWS_READ_AT_ONCE = 2_000

FIRST = languages.CODES[0]
PERSON_COLUMNS = (*languages.each("given_name"), *languages.each("patronymic_name"), *languages.each("family_name"))
SPEAKER_COLUMNS = (
    *(f"speaker_person__{name}" for name in ("published_at", "merged_into", *Person.given_name.fields)),
    *(f"speaker_person__{name}" for name in Person.family_name.fields),
    *(f"speaker_organization__{name}" for name in ("published_at", "merged_into", *Organization.name.fields)),
)
QUOTATION_COLUMNS = (
    *("uid", "language", "text", "label", "said_on", "speaker_person", "speaker_organization"),
    *("edition__language", "edition__slug", "edition__listed_at"),
    *SPEAKER_COLUMNS,
)


# What is public


def public_memberships():
    """Memberships of live people and organisations, in live organisations or in none (a profession)."""
    live_organizations = Organization.objects.live()
    heavy = (f"on_behalf_of__{name}" for name in (*Organization.description.fields, *Organization.summary.fields))
    rows = Membership.objects.select_related("on_behalf_of", "area").defer(*heavy)
    rows = rows.filter(Q(person__in=Person.objects.live()) | Q(member_organization__in=live_organizations))
    return one_by_one(rows.public().order_by("pk"))


def public_events():
    rows = Event.objects.live().select_related("area").prefetch_related("organizers", "speakers")
    return one_by_one(rows.order_by("start_at", "pk"))


def public_quotations():
    """With the columns of the table alone: twenty thousand rows are read at once."""
    rows = Quotation.objects.listed().select_related("speaker_person", "speaker_organization", "edition")
    return one_by_one(rows.only(*QUOTATION_COLUMNS).newest_first()[:NEWEST_QUOTATIONS])


def one_by_one(rows):
    """A registry of a hundred thousand rows is read without holding them all."""
    return rows.iterator(chunk_size=ROWS_READ_AT_ONCE)


# Popolo


def popolo(licence=""):
    """The whole registry as Popolo, ready for JSON. Seven queries."""
    facts = {
        "generated_at": timezone.now().isoformat(timespec="seconds"),
        "licence": licence,
        "source": settings.SITE_URL,
    }
    people = one_by_one(Person.objects.live().select_related("portrait").order_by("pk"))
    organizations = one_by_one(Organization.objects.live().select_related("logo", "parent").order_by("pk"))
    return {
        "meta": said(facts),
        "persons": [popolo_person(row) for row in people],
        "organizations": [popolo_organization(row) for row in organizations],
        "memberships": [popolo_membership(row) for row in public_memberships()],
        "areas": [popolo_area(row) for row in Area.objects.order_by("pk")],
        "events": [popolo_event(row) for row in public_events()],
    }


def said(facts):
    """Without what is not known."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def key(kind, number):
    """An id as a text, which stays for ever: person/12."""
    return f"{kind}/{number}" if number else None


def public_key(kind, row):
    return key(kind, row.pk) if row and row.is_live() else None


def other_names(row):
    """The names in the other languages, and other spellings."""
    own = [(code, row.name_in(code)) for code in languages.CODES[1:]]
    translated = [{"name": name, "lang": code} for code, name in own if name and name != row.name_in(FIRST)]
    return translated + [{"name": str(name)} for name in row.other_names]


def popolo_person(row):
    return said(
        {
            "id": key("person", row.pk),
            "name": row.name_in(FIRST),
            "other_names": other_names(row),
            "family_name": getattr(row, f"family_name_{FIRST}"),
            "given_name": getattr(row, f"given_name_{FIRST}"),
            "patronymic_name": getattr(row, f"patronymic_name_{FIRST}"),
            "honorific_prefix": getattr(row, f"honorific_{FIRST}"),
            "sort_name": row.sort_name(FIRST),
            "image": absolute(row.portrait.file.url) if row.portrait and row.portrait.file else None,
            "summary": row.summary,
            "biography": html.plain(row.biography) if row.biography else None,
            "links": [link(absolute(row.get_absolute_url())), *map(link, row.links)],
        }
    )


def popolo_organization(row):
    contacts = (("email", row.email), ("voice", row.phone), ("address", row.address))
    pages = [absolute(row.get_absolute_url()), *filter(None, [row.website])]
    return said(
        {
            "id": key("organization", row.pk),
            "name": row.name_in(FIRST),
            "other_names": other_names(row),
            "classification": row.classification,
            "parent_id": public_key("organization", row.parent),
            "area_id": key("area", row.area_id),
            "abstract": row.summary,
            "description": html.plain(row.description) if row.description else None,
            "founding_date": day(row.founding_date),
            "dissolution_date": day(row.dissolution_date),
            "image": absolute(row.logo.file.url) if row.logo and row.logo.file else None,
            "contact_details": [{"type": kind, "value": value} for kind, value in contacts if value],
            "links": [link(address) for address in pages],
        }
    )


def link(address):
    """Popolo wants addresses in ASCII (RFC 3986); people type them in their own letters."""
    return {"url": iri_to_uri(str(address))}


def popolo_membership(row):
    """A membership of an organisation has `member`, as Popolo's specification names the holder of either kind."""
    member = {"@type": "Organization", "id": key("organization", row.member_organization_id)}
    return said(
        {
            "id": key("membership", row.pk),
            "label": row.role,
            "role": row.role,
            "person_id": key("person", row.person_id),
            "member": member if row.member_organization_id else None,
            "organization_id": key("organization", row.organization_id),
            "on_behalf_of_id": public_key("organization", row.on_behalf_of),
            "area_id": key("area", row.area_id),
            "start_date": row.start_date,
            "end_date": row.end_date,
            "sources": [link(row.source_url)] if row.source_url else [],
        }
    )


def popolo_area(row):
    facts = {"id": key("area", row.pk), "name": row.name, "classification": row.classification, "identifier": row.slug}
    return said({**facts, "parent_id": key("area", row.parent_id)})


def popolo_event(row):
    """Popolo knows one organiser; `organizers` has them all."""
    organizers = [key("organization", number) for number in live_keys(row.organizers)]
    attendees = [key("person", number) for number in live_keys(row.speakers)]
    return said(
        {
            "id": key("event", row.pk),
            "name": row.name,
            "description": html.plain(row.description) if row.description else None,
            "classification": "meeting",
            "start_date": moment(row.start_at),
            "end_date": moment(row.end_at),
            "location": ", ".join(filter(None, [row.venue, row.address])),
            "area_id": key("area", row.area_id),
            "status": row.status,
            "organization_id": organizers[0] if organizers else None,
            "organizers": [{"id": organizer} for organizer in organizers],
            "attendees": [{"id": attendee} for attendee in attendees],
            "links": [link(absolute(row.get_absolute_url()))],
        }
    )


def live_keys(relation):
    """The numbers of those that readers see, in the order in which they were added to the registry."""
    return sorted(row.pk for row in relation.all() if row.is_live())


def day(date):
    return date.isoformat() if date else None


def moment(value):
    """ISO 8601 in UTC, to the second, as Popolo's pattern wants it."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


# Tables


def people_table():
    yield ("id", "slug", *PERSON_COLUMNS, "other_names", "address")
    rows = Person.objects.live().order_by("pk").only("slug", "other_names", *PERSON_COLUMNS)
    for row in one_by_one(rows):
        names = (getattr(row, column) for column in PERSON_COLUMNS)
        yield row.pk, row.slug, *names, "; ".join(map(str, row.other_names)), absolute(row.get_absolute_url())


def organizations_table():
    names = (*languages.each("name"), *languages.each("abbreviation"))
    yield ("id", "slug", *names, "classification", "area", "founding_date", "dissolution_date", "website", "address")
    heavy = (*Organization.description.fields, *Organization.summary.fields)
    for row in one_by_one(Organization.objects.live().select_related("area").order_by("pk").defer(*heavy)):
        area = row.area.slug if row.area else ""
        facts = (row.classification, area, day(row.founding_date), day(row.dissolution_date), row.website)
        yield row.pk, row.slug, *(getattr(row, name) for name in names), *facts, absolute(row.get_absolute_url())


def memberships_table():
    holders = ("person_id", "member_organization_id", "organization_id", "on_behalf_of_id")
    yield ("id", *holders, *languages.each("role"), "area", "start_date", "end_date", "attested_on", "acting", "source")
    for row in public_memberships():
        behalf = row.on_behalf_of_id if public_key("organization", row.on_behalf_of) else None
        held = (row.person_id, row.member_organization_id, row.organization_id, behalf)
        roles = (getattr(row, column) for column in languages.each("role"))
        bounds = (row.start_date, row.end_date, day(row.attested_on), "yes" if row.is_acting else "no")
        yield row.pk, *held, *roles, row.area.slug if row.area else "", *bounds, row.source_url


def events_table():
    names = (*languages.each("name"), *languages.each("venue"), *languages.each("address"))
    facts = ("start", "end", "previous_start", "status", "area", "online", "organizer_ids", "speaker_ids", "page")
    yield ("id", "slug", *names, *facts)
    for row in public_events():
        area = row.area.slug if row.area else ""
        facts = (*map(moment, (row.start_at, row.end_at, row.previous_start_at)), row.status, area, row.online_url)
        holders = (" ".join(map(str, live_keys(relation))) for relation in (row.organizers, row.speakers))
        page = absolute(row.get_absolute_url())
        yield row.pk, row.slug, *(getattr(row, name) for name in names), *facts, *holders, page


def quotations_table():
    said = ("language", "text", "speaker", "person_id", "organization_id", "role_on_that_day", "said_on")
    yield ("id", "uid", *said, "source", "address")
    for row in public_quotations():
        speaker = row.speaker.name_in(row.language)
        holders = (public_id(row.speaker_person), public_id(row.speaker_organization))
        pages = (absolute(row.place_in_story()), absolute(row.get_absolute_url()))
        yield row.pk, row.uid, row.language, row.text, speaker, *holders, row.label, day(row.said_on), *pages


def public_id(row):
    return row.pk if row and row.is_live() else None


class Table(NamedTuple):
    """A file of open data: its rows, the names of the columns first, its title, and what it holds, in a sentence."""

    rows: Callable
    title: str
    about: str

    @property
    def columns(self):
        """[(names of a column, what stands in it)]; those of the three languages are one. No query."""
        names = next(self.rows())
        stems = dict.fromkeys(stem_of(name) for name in names)
        return [(", ".join(name for name in names if stem_of(name) == stem), COLUMNS[stem]) for stem in stems]


def stem_of(column):
    """The column without its language: name_* of name_kk."""
    stem, _underscore, language = column.rpartition("_")
    return f"{stem}_*" if language in languages.CODES else column


TABLES = {
    "people": Table(people_table, Person._meta.verbose_name_plural, _("Their names in each language.")),
    "organizations": Table(
        organizations_table,
        Organization._meta.verbose_name_plural,
        _("Their names, kind and region, and when they were founded and dissolved."),
    ),
    "memberships": Table(
        memberships_table,
        Membership._meta.verbose_name_plural,
        _("Who held what, from when until when: people in organisations, organisations in the coalition."),
    ),
    "events": Table(
        events_table,
        Event._meta.verbose_name_plural,
        _("When and where they are, in which state, who organises them and who speaks."),
    ),
    "quotations": Table(
        quotations_table,
        Quotation._meta.verbose_name_plural,
        _("The newest ones: who said what, in which role on that day, and where it is printed."),
    ),
}

COLUMNS = {
    "id": _("the number that stays for ever; other tables name the row by it"),
    "uid": _("the number that translations of a quotation share"),
    "slug": _("the last part of the address of the page"),
    "address": _("the address of the page"),
    "page": _("the address of the page"),
    "name_*": _("name"),
    "given_name_*": _("given name"),
    "patronymic_name_*": _("patronymic"),
    "family_name_*": _("family name"),
    "abbreviation_*": _("short name"),
    "other_names": _("other names, with semicolons between them"),
    "classification": _("kind: party, association, union, state …"),
    "area": _("region, by the last part of the address of its page"),
    "founding_date": _("founded on"),
    "dissolution_date": _("dissolved on"),
    "website": _("website"),
    "person_id": _("person, by number"),
    "member_organization_id": _("organisation that is a member, by number"),
    "organization_id": _("organisation, by number"),
    "on_behalf_of_id": _("organisation on whose behalf, by number"),
    "role_*": _("role, the whole phrase as it is printed"),
    "start_date": _("held from: a year, a month or a day"),
    "end_date": _("held until: a year, a month or a day"),
    "attested_on": _("a day on which it was held for certain"),
    "acting": _("whether acting: yes or no"),
    "source": _("the address where it is printed"),
    "venue_*": _("venue"),
    "address_*": _("address"),
    "start": _("begins, in UTC"),
    "end": _("ends, in UTC"),
    "previous_start": _("began before it was moved, in UTC"),
    "status": _("state: tentative, confirmed, postponed, cancelled"),
    "online": _("online address"),
    "organizer_ids": _("organisers, by number, with spaces between them"),
    "speaker_ids": _("speakers, by number, with spaces between them"),
    "language": _("language"),
    "text": _("text"),
    "speaker": _("name of the speaker"),
    "role_on_that_day": _("role of the speaker on that day"),
    "said_on": _("day on which it was said"),
}
"""What stands in a column, whatever the table."""
