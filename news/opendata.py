"""The registry as open data: one Popolo file (popoloproject.com) and tables as CSV. Only what readers can see."""

import csv
import datetime as dt
import io

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from news import languages
from news.models import Area, Event, Membership, Organization, Person, Quotation
from news.structured_data import absolute
from news.text import html

NEWEST_QUOTATIONS = 20_000
"""The table of quotations holds so many of the newest; whoever needs older ones has the stories."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is run as a formula by spreadsheets (OWASP, CSV Injection); the last four are full-width."""

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
    rows = Membership.objects.select_related("person", "member_organization", "organization", "on_behalf_of", "area")
    rows = rows.filter(Q(person__in=Person.objects.live()) | Q(member_organization__in=live_organizations))
    return rows.public().order_by("pk")


def public_events():
    rows = Event.objects.live().select_related("area").prefetch_related("organizers", "speakers")
    return rows.order_by("start_at", "pk")


def public_quotations():
    """With the columns of the table alone: twenty thousand rows are read at once."""
    rows = Quotation.objects.listed().select_related("speaker_person", "speaker_organization", "edition")
    return rows.only(*QUOTATION_COLUMNS).newest_first()[:NEWEST_QUOTATIONS]


# Popolo


def popolo(licence=""):
    """The whole registry as Popolo, ready for JSON. Seven queries."""
    facts = {
        "generated_at": timezone.now().isoformat(timespec="seconds"),
        "licence": licence,
        "source": settings.SITE_URL,
    }
    people = Person.objects.live().select_related("portrait").order_by("pk")
    organizations = Organization.objects.live().select_related("logo", "parent").order_by("pk")
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
            "links": [{"url": absolute(row.get_absolute_url())}, *({"url": str(address)} for address in row.links)],
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
            "links": [{"url": address} for address in pages],
        }
    )


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
            "sources": [{"url": row.source_url}] if row.source_url else [],
        }
    )


def popolo_area(row):
    facts = {"id": key("area", row.pk), "name": row.name, "classification": row.classification, "identifier": row.slug}
    return said({**facts, "parent_id": key("area", row.parent_id)})


def popolo_event(row):
    organizers = [key("organization", other.pk) for other in row.organizers.all() if public_key("organization", other)]
    attendees = [key("person", other.pk) for other in row.speakers.all() if public_key("person", other)]
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
            "attendees": [{"id": attendee} for attendee in attendees],
        }
    )


def day(date):
    return date.isoformat() if date else None


def moment(value):
    """ISO 8601 in UTC, to the second, as Popolo's pattern wants it."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


# Tables


def people_table():
    yield ("id", "slug", *PERSON_COLUMNS, "other_names", "address")
    for row in Person.objects.live().order_by("pk"):
        names = (getattr(row, column) for column in PERSON_COLUMNS)
        yield row.pk, row.slug, *names, "; ".join(map(str, row.other_names)), absolute(row.get_absolute_url())


def organizations_table():
    names = (*languages.each("name"), *languages.each("abbreviation"))
    yield ("id", "slug", *names, "classification", "area", "founding_date", "dissolution_date", "website", "address")
    for row in Organization.objects.live().select_related("area").order_by("pk"):
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
    yield ("id", "slug", *names, "start", "end", "status", "area", "online", "page")
    for row in public_events():
        area = row.area.slug if row.area else ""
        facts = (moment(row.start_at), moment(row.end_at), row.status, area, row.online_url)
        yield row.pk, row.slug, *(getattr(row, name) for name in names), *facts, absolute(row.get_absolute_url())


def quotations_table():
    said = ("language", "text", "speaker", "person_id", "organization_id", "role_on_that_day", "said_on")
    yield ("id", "uid", *said, "source")
    for row in public_quotations():
        speaker = row.speaker.name_in(row.language)
        holders = (public_id(row.speaker_person), public_id(row.speaker_organization))
        source = absolute(row.get_absolute_url())
        yield row.pk, row.uid, row.language, row.text, speaker, *holders, row.label, day(row.said_on), source


def public_id(row):
    return row.pk if row and row.is_live() else None


TABLES = {
    "people": people_table,
    "organizations": organizations_table,
    "memberships": memberships_table,
    "events": events_table,
    "quotations": quotations_table,
}


def as_csv(table):
    """The rows of a table as CSV (RFC 4180) with a byte order mark, by which spreadsheets know that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in table:
        writer.writerow(["" if value is None else harmless(str(value)) for value in row])
    return "\ufeff" + out.getvalue()


def harmless(cell):
    """The cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(BEGINS_A_FORMULA) else cell
