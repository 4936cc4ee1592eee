"""People: the directory in the alphabet of the reader, and the profile with roles then and now."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import cards, languages
from news.models import Area, EditionPerson, Membership, Person
from news.models.composition import labels_on
from news.models.membership import joined_roles
from news.structured_data import breadcrumbs, profile

from .article_list import named, stories_on, with_query
from .asked import query_of, words_asked
from .directory import listing, parties_or
from .head import Feed, head_of, page
from .moved import elsewhere

PEOPLE_ON_A_PAGE = 100
QUOTATIONS = 10
MEETINGS = 10
NOT_FOR_LISTS = (*Person.biography.fields, *Person.summary.fields)


class Filters:
    """What the form above the directory asks for. Two queries."""

    def __init__(self, asked, language):
        slug = words_asked(asked, "organization")
        self.question = words_asked(asked, "q")
        self.organizations, self.areas = parties_or(slug, language), list(Area.objects.all())
        self.organization = named(self.organizations, slug)
        self.area = named(self.areas, words_asked(asked, "area"))

    @property
    def query(self):
        given = {
            "q": self.question,
            "organization": self.organization.slug if self.organization else "",
            "area": self.area.slug if self.area else "",
        }
        return query_of(given)

    @property
    def is_one_subject(self):
        """Whether search engines are shown the list: everybody, one organisation or one region; no search."""
        return not self.question and not (self.organization and self.area)

    def applied_to(self, people, today):
        """Those whose name is asked for and who hold something today in the organisation, or for it, and in the region:
        their own, or that of the organisation in which they hold it."""
        held = Membership.objects.on(today).public()
        if self.area:
            held = held.filter(Q(area=self.area) | Q(area=None, organization__area=self.area))
        if self.organization:
            in_it, for_it = held.filter(organization=self.organization), held.filter(on_behalf_of=self.organization)
            people = people.filter(Q(pk__in=in_it.values("person")) | Q(pk__in=for_it.values("person")))
        elif self.area:
            people = people.filter(pk__in=held.values("person"))
        return people.named_like(self.question) if self.question else people


@require_safe
def person_list(request):
    language, today = get_language(), timezone.localdate()
    filters, path = Filters(request.GET, language), reverse("news:people")
    people = filters.applied_to(Person.objects.live(), today).select_related("portrait").defer(*NOT_FOR_LISTS)
    found = listing(people, request.GET, language, size=PEOPLE_ON_A_PAGE, path=path, query=filters.query)
    roles = labels_on(today, [person.pk for person in found.rows], language)
    for person in found.rows:
        person.role_today = roles.get(person.pk, "")
    head = head_of(
        with_query(path, filters.query),
        title=_("Who is who"),
        description=_("People named in the news: their roles and what they said."),
        section="people",
        structured_data=[breadcrumbs((_("Who is who"), path))],
        is_indexed=filters.is_one_subject and found.is_indexed,
    )
    return page(request, "news/person_list.html", head, {"filters": filters, "found": found})


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
        "timeline": as_timeline(roles, today),
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
        picture=cards.of_picture(row.portrait, description=row.name),
        feeds=[Feed(row.name, reverse("news:person_atom", args=[row.slug]))],
        structured_data=[profile(row, roles), breadcrumbs(*context["crumbs"], (row.name, path))],
        is_indexed=stories.is_first,
    )
    return page(request, "news/person.html", head, context)


def as_timeline(roles, today):
    """[(title, roles)]: those of today by rank, those to come, the next one first, and the past, the latest first."""
    roles = [role for role in roles if role.role or role.organization]
    for role in roles:
        role.is_current = role.is_held_on(today)
    current = [role for role in roles if role.is_current]
    coming = sorted((role for role in roles if role.first_day > today), key=lambda role: role.first_day)
    past = [role for role in roles if role.last_day < today]
    past.sort(key=lambda role: (role.last_day, role.first_day), reverse=True)
    titled = ((_("Now"), current), (_("To come"), coming), (_("Earlier"), past))
    return [(title, rows) for title, rows in titled if rows]


def spellings_of(row):
    """(language, its own name, the person's whole name in it) of the languages that have a name of their own."""
    found = []
    for code, language_name in languages.LANGUAGES:
        parts = [getattr(row, f"{field}_{code}") for field in ("given_name", "patronymic_name", "family_name")]
        if any(parts):
            found.append((code, language_name, " ".join(filter(None, parts))))
    return found
