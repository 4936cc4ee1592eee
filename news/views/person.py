"""People: the directory in the alphabet of the reader, and the profile with roles then and now."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages
from news.models import EditionPerson, Membership, Person
from news.models.composition import labels_on
from news.models.membership import joined_roles
from news.structured_data import breadcrumbs, profile

from .article_list import named, stories_on, with_query
from .asked import words_asked
from .directory import letters_of, named_like, part_of, parties_or
from .head import Feed, head_of, page, picture_of
from .moved import elsewhere

PEOPLE_ON_A_PAGE = 200
QUOTATIONS = 10
MEETINGS = 10
NAMES = (*languages.each("given_name"), *languages.each("family_name"), *languages.each("patronymic_name"))
NOT_FOR_LISTS = (*Person.biography.fields, *Person.summary.fields)


@require_safe
def person_list(request):
    language, today = get_language(), timezone.localdate()
    question, slug = words_asked(request.GET, "q"), words_asked(request.GET, "organization")
    organizations = parties_or(slug, language)
    organization = named(organizations, slug)
    people = people_found(question, organization, today)
    part = part_of(people.select_related("portrait").defer(*NOT_FOR_LISTS), request.GET, language, PEOPLE_ON_A_PAGE)
    roles = labels_on(today, [person.pk for person in part.rows], language)
    for person in part.rows:
        person.role_today = roles.get(person.pk, "")
    query = urlencode({"q": question} if question else {}) + ("&" if question and organization else "")
    query += urlencode({"organization": slug} if organization else {})
    path = reverse("news:people")
    context = {
        "question": question,
        "organizations": organizations,
        "organization": organization,
        "is_filtered": bool(question or organization),
        "count": people.count(),
        "letters": letters_of(part.rows, language),
        "before": with_query(path, query, part.before) if part.before else "",
        "after": with_query(path, query, part.after) if part.after else "",
    }
    head = head_of(
        with_query(path, query),
        title=_("Who is who"),
        description=_("People named in the news: their roles and what they said."),
        section="people",
        structured_data=[breadcrumbs((_("Who is who"), path))],
        is_indexed=not question and not part.before,
    )
    return page(request, "news/person_list.html", head, context)


def people_found(question, organization, today):
    """The live people whose name is asked for, and who hold something in the organisation, or for it, today."""
    people = Person.objects.live()
    if organization:
        held = Membership.objects.on(today).filter(Q(organization=organization) | Q(on_behalf_of=organization))
        people = people.filter(Exists(held.filter(person=OuterRef("pk"))))
    return named_like(people, NAMES, question) if question else people


@require_safe
def person(request, slug):
    row = Person.objects.live().select_related("portrait").filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Person, f"people/{slug}/", slug)
    return show(request, row, get_language(), timezone.localdate())


def show(request, row, language, today):
    """The profile. Ten queries with everything it may have, and one where the biography has pictures."""
    roles = list(row.memberships.public().with_names().by_rank())
    path = row.get_absolute_url()
    links = EditionPerson.objects.filter(person=row).in_language(language).listed()
    stories = stories_on(links, "edition_id", request.GET)
    quotations = list(row.quotations.in_language(language).listed().for_cards().newest_first()[: QUOTATIONS + 1])
    label = joined_roles([role for role in roles if role.is_held_on(today)], language)
    context = {
        "person": row,
        "crumbs": [(_("Who is who"), reverse("news:people"))],
        "label": label,
        "today": today,
        "roles": as_timeline(roles, today),
        "quotations": quotations[:QUOTATIONS],
        "has_more_quotations": len(quotations) > QUOTATIONS,
        "stories": stories.rows,
        "newer": with_query(path, stories.newer) if stories.newer else "",
        "older": with_query(path, stories.older) if stories.older else "",
        "meetings": row.events.live().for_cards().order_by("-start_at", "-pk")[:MEETINGS],
        "spellings": spellings_of(row),
        "links": [address for address in map(str, row.links) if address.startswith(("http://", "https://"))],
    }
    head = head_of(
        path,
        title=row.name,
        description=row.summary or label,
        section="people",
        kind="profile",
        picture=picture_of(row.portrait, description=row.name) if row.portrait else None,
        feeds=[Feed(row.name, reverse("news:person_atom", args=[row.slug]))],
        structured_data=[profile(row, roles), breadcrumbs(*context["crumbs"], (row.name, path))],
        is_indexed=stories.is_first,
    )
    return page(request, "news/person.html", head, context)


def as_timeline(roles, today):
    """The roles of today by rank, then those to come, then the past ones, the latest first."""
    roles = [role for role in roles if role.role or role.organization]
    for role in roles:
        role.is_current = role.is_held_on(today)
    current = [role for role in roles if role.is_current]
    coming = [role for role in roles if role.first_day > today]
    past = [role for role in roles if role.last_day < today]
    return [*current, *coming, *sorted(past, key=lambda role: (role.last_day, role.first_day), reverse=True)]


def spellings_of(row):
    """(language, its own name, the person's whole name in it) of the languages that have a name of their own."""
    found = []
    for code, language_name in languages.LANGUAGES:
        parts = [getattr(row, f"{field}_{code}") for field in ("given_name", "patronymic_name", "family_name")]
        if any(parts):
            found.append((code, language_name, " ".join(filter(None, parts))))
    return found
