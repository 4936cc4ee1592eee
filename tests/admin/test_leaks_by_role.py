"""Whoever asks, and wherever: nothing of other people's drafts, unpublished people and scheduled editions leaks.

Every address that Django knows is asked, as each role, with GET, with an empty POST and with the row's own form sent
back, altered. An address whose arguments are not known here fails the test: one line in ARGUMENTS or DOORS is enough.
"""

import re
from http.cookies import SimpleCookie

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.http import urlencode

from news.models import (
    Article,
    Correction,
    Document,
    Edition,
    Image,
    Membership,
    OldAddress,
    Person,
    PressRelease,
    PreviewLink,
    Quotation,
    Revision,
    SiteProfile,
    User,
)
from news.models.workflow import STEPS
from tests import factories as make
from tests.importing.tables import TABLES, a_table_of_secrets
from tests.views import test_nothing_leaks as public
from tests.views.secrets_of_the_newsroom import ALL, HIDDEN, a_newsroom_with_secrets

from .posting import filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
"""A walk runs nearly every line and asserts of each only that it tells no secret: such lines do not count as tested."""

ADDRESS_OF_AN_ACCOUNT = ("zhasyryn@ulgi.example",)
SOUGHT = "бүркеулі"
"""Also in hidden names, so that a page which repeats the question gives no false alarm."""

NOBODY = "anonymous"
ROLES = {
    NOBODY: (HIDDEN, set()),
    "staff without a role": (HIDDEN, set()),
    "contributor": (HIDDEN, set()),
    "reporter": (ADDRESS_OF_AN_ACCOUNT, set()),
    "translator": (ADDRESS_OF_AN_ACCOUNT, {"draft", "translation"}),
    "editor": (ADDRESS_OF_AN_ACCOUNT, {"draft", "translation", "edition"}),
    "registry keeper": (ADDRESS_OF_AN_ACCOUNT, {"person", "hidden person", "role"}),
    "administrator": ((), {"draft", "translation", "edition", "person", "hidden person", "role", "account"}),
}
"""{role: (words that no answer may hold, what a POST may change)}. Whoever works for the central desk sees the stories
of every desk and what waits for the registry keeper: that is the role; e-mail addresses are for administrators."""

DRAFTS_FOR_STAFF = {"preview", "preview_link"}
"""Public addresses that show a draft: to colleagues who may see it, and to whoever has an open link to it."""

NOT_SECRET = """
- Pictures and files: the library is one for all desks, so theirs are renamed in this cast.
- The name of a colleague: the history of a story tells who did what.
"""

DOORS = {
    "": lambda cast: [""],
    "admin/r/<content_type_id>/<object_id>/": lambda cast: [
        f"admin/r/{ContentType.objects.get_for_model(row).pk}/{row.pk}/" for row in rows_of(cast) if row.pk
    ],
    "admin/<app_label>/": lambda cast: ["admin/news/", "admin/auth/"],
    "admin/<url>": lambda cast: ["admin/joq", "admin/news/joq/"],
    "admin/presence/<noun>/<key>/": lambda cast: [
        f"admin/presence/{noun}/{row.pk}/" for noun, rows in cast.rows.items() for row in rows
    ],
    "admin/news/article/<object_id>/act/<act>/": lambda cast: [
        f"admin/news/article/{row.pk}/act/{act}/" for row in cast.rows["article"] for act in STEPS
    ],
    "kk/preview/<key>/": lambda cast: [f"{code}/preview/{row.pk}/" for row in cast.rows["article"] for code in ALL],
    "kk/preview/link/<signed>/": lambda cast: ["kk/preview/link/joq/", "kk/preview/link/joq:x:y/"],
    "admin/spreadsheets/<noun>/": lambda cast: [f"admin/spreadsheets/{noun}/" for noun in TABLES],
    "admin/spreadsheets/<noun>/template.<kind>": lambda cast: ["admin/spreadsheets/person/template.csv"],
    "admin/spreadsheets/<noun>/all.<kind>": lambda cast: [f"admin/spreadsheets/{noun}/all.csv" for noun in TABLES],
    "admin/spreadsheets/<noun>/<pk>/": lambda cast: [f"admin/spreadsheets/person/{a_table_of_secrets().pk}/"],
    "admin/autocomplete/": lambda cast: [f"admin/autocomplete/?{urlencode(query)}" for query in every_choice()],
    **{
        f"admin/news/{noun}/alike/": lambda cast, noun=noun: [
            f"admin/news/{noun}/alike/?{urlencode(names_typed(noun))}"
        ]
        for noun in ("person", "organization")
    },
    "admin/links/": lambda cast: [f"admin/links/?{urlencode({'term': SOUGHT, 'language': code})}" for code in ALL],
}
"""{pattern: addresses} where ARGUMENTS do not say it."""


def names_typed(noun):
    """The names of a hidden entry, as whoever knows them would type them to learn whether it is there."""
    row = apps.get_model("news", noun).objects.filter(published_at=None).first()
    return {name: getattr(row, name) for name in row.name_columns()} if row else {}


ARGUMENTS = {
    "language": lambda cast: "ru",
    "number": lambda cast: 1,
    "uidb64": lambda cast: "MQ",
    "token": lambda cast: "set-password",
}
"""{name of an argument: its value}. `object_id`, `pk` and `id` are the hidden rows of the table in the address."""

HIDDEN_FIELD = "жасырын өріс"
"""Django's words for a field without a label, which have the secret word in Kazakh."""

SECRET = re.compile("|".join(HIDDEN), re.IGNORECASE)
KEYS = ("object_id", "pk", "id")


@pytest.fixture
def cast():
    cast = a_newsroom_with_secrets()
    User.objects.filter(pk=cast.editor.pk).update(name="Айгерім Үлгі")
    Image.objects.filter(file__contains="zhasyryn").update(file="pictures/ulgi.webp")
    Document.objects.update(title_kk="Құжат", title_ru="Құжат", title_en="Құжат", file="documents/ulgi.pdf")
    other_desk = make.an_organization("«Мысал» жастар ұйымы")
    Article.objects.filter(headline_kk__startswith="Жасырын").update(desk=other_desk)
    cast.draft = Article.objects.get(headline_kk="Жасырын мақала")
    cast.scheduled = Edition.objects.filter(headline="Жасырын жоспар").first()
    cast.hidden_role = Membership.objects.filter(person=cast.hidden_people[0]).first()
    cast.rows = hidden_rows(cast)
    return cast


def hidden_rows(cast):
    """{table: rows that are hidden from a contributor; where none can be, any row}."""
    return {
        "article": [cast.draft, cast.scheduled.article],
        "edition": [cast.scheduled],
        "quotation": [Quotation.objects.filter(edition=cast.scheduled).first()],
        "person": cast.hidden_people[:1],
        "organization": cast.hidden_organizations[:1],
        "event": cast.hidden_events[:1],
        "page": cast.hidden_pages[:1],
        "membership": [cast.hidden_role],
        "user": [cast.editor],
        "previewlink": [PreviewLink.objects.get(article=cast.draft)],
        "pressrelease": [PressRelease.objects.get(article=cast.draft)],
        "correction": [Correction.objects.first()],
        "revision": [Revision.objects.filter(note="Жасырын ескертпе").get()],
        "oldaddress": [OldAddress.objects.filter(path__contains="zhasyryn").first()],
        "image": [Image.objects.first()],
        "document": [Document.objects.first()],
        "siteprofile": [SiteProfile.objects.get()],
        "topic": [cast.topic],
        "area": [cast.area],
        "group": [make.groups_of(["editor"])[0]],
    }


def rows_of(cast):
    return [row for rows in cast.rows.values() for row in rows]


# The addresses


def routes(resolver=None, above=""):
    """Every pattern from the root on, with its arguments in angle brackets."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield plain(route)


def plain(route):
    """The pattern with its arguments as <name>, whatever may stand in them."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)|<\w+:(\w+)>", r"<\1\2>", route).strip("$").replace("/^", "/")


def is_private(route):
    """Whether it is the newsroom's own; tests/views/test_nothing_leaks.py asks the other ones."""
    return route.startswith("admin/") or route in DOORS


def is_list(address):
    return re.fullmatch(r"admin/\w+/\w+/", address) is not None


def addresses(route, cast):
    """What to ask for a pattern: one address for each hidden row."""
    if route in DOORS:
        return DOORS[route](cast)
    arguments = re.findall(r"<(\w+)>", route)
    key = next((name for name in arguments if name in KEYS), None)
    known = {name: ARGUMENTS[name](cast) for name in arguments if name != key}
    rows = cast.rows[route.split("/")[2]] if key else [None]
    return [fill(route, {**known, key: getattr(row, "pk", None)}) for row in rows]


def fill(route, values):
    return re.sub(r"<(\w+)>", lambda found: str(values[found[1]]), route)


def every_choice():
    """What forms ask for when an editor types a name: for each table that is chosen from, one form that does."""
    asked = {}
    for model, above in admin.site._registry.items():
        for asking in (above, *(inline(model, admin.site) for inline in above.inlines)):
            for field in asking.autocomplete_fields:
                chosen = asking.opts.get_field(field).related_model
                asked[chosen] = {"app_label": "news", "model_name": asking.opts.model_name, "field_name": field}
    return [{**query, "term": SOUGHT} for query in asked.values()]


def test_every_address_of_the_site_is_known_here(cast):
    asked = {route: addresses(route, cast) for route in filter(is_private, routes())}
    assert all(asked.values()), asked
    assert len(asked) > 100


# Those who ask


class Asker:
    """A role at the door: every answer is as if it were the first, since what it did is undone."""

    def __init__(self, role, cast):
        self.role, self.cast, self.client = role, cast, Client(raise_request_exception=False)
        self.secrets, self.may_change = ROLES[role]
        if role != NOBODY:
            own = make.an_organization("«Бұлақ-Мысал» бірлестігі")
            self.client.force_login(make.a_user(desks=[own], roles=[role]))
        self.cookies, self.before = self.client.cookies.output(header=""), state(cast)
        self.found = []

    def ask_all(self, address, bodies):
        """Those who write not in every story are asked everything, the others what is not asked better elsewhere."""
        self.ask("GET", f"/{address}")
        if is_list(address) and self.secrets == HIDDEN:
            self.ask("GET", f"/{address}?{urlencode({'q': SOUGHT})}")
        for typed in bodies[-1:] if "draft" in self.may_change else bodies:
            self.ask("POST", f"/{address}", typed)

    def ask(self, method, address, typed=None):
        self.client.cookies, pen = SimpleCookie(self.cookies), Pen()
        with transaction.atomic(), connection.execute_wrapper(pen):
            answer = self.client.generic(method, address) if typed is None else self.client.post(address, typed)
            question = f"{method} {address}"
            self.look_at(answer, question)
            if pen.has_written:
                self.found += [
                    (question, f"changed: {name}") for name in changed(self.before, self.cast) - self.may_change
                ]
            transaction.set_rollback(True)

    def look_at(self, answer, question):
        text = answer.content.decode().lower().replace(HIDDEN_FIELD, "") if not answer.streaming else ""
        text += " ".join(answer.headers.values()).lower()
        self.found += [(question, word) for word in self.secrets if word in text]
        if answer.status_code >= 500:
            self.found.append((question, answer.status_code))


class Pen:
    """Notes whether anything was written: where nothing was, nothing can have changed, and no row is compared."""

    READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")

    def __init__(self):
        self.has_written = False

    def __call__(self, execute, sql, *arguments):
        self.has_written = self.has_written or not sql.lstrip(" (").upper().startswith(self.READING)
        return execute(sql, *arguments)


WATCHED = {
    "draft": lambda cast: Article.objects.filter(pk=cast.draft.pk),
    "translation": lambda cast: Article.objects.filter(pk=cast.scheduled.article_id),
    "edition": lambda cast: Edition.objects.filter(article=cast.scheduled.article_id),
    "hidden person": lambda cast: Person.objects.filter(pk=cast.hidden_people[0].pk),
    "person": lambda cast: Person.objects.filter(pk=cast.person.pk),
    "role": lambda cast: Membership.objects.filter(pk=cast.hidden_role.pk),
    "account": lambda cast: User.objects.filter(pk=cast.editor.pk),
}


def state(cast):
    return {name: list(rows(cast).order_by("pk").values()) for name, rows in WATCHED.items()}


def changed(before, cast):
    now = state(cast)
    return {name for name in WATCHED if before[name] != now[name]}


def bodies(route, address, cast, chief):
    """What to send: nothing; the acts of a list on its hidden rows; the form as the chief has it there, altered."""
    yield {}
    noun = route.split("/")[2] if route.count("/") > 2 else ""
    if noun in cast.rows and is_list(address):
        ticked = [row.pk for row in cast.rows[noun]]
        above = next(one for model, one in admin.site._registry.items() if model._meta.model_name == noun)
        yield from ({"action": name, "_selected_action": ticked, "post": "yes"} for name in acts_of(above))
    page = chief.get(f"/{address}")
    if page.status_code == 200 and b'id="content-main"' in page.content:
        yield {**altered(filled_in(page)), "post": "yes", "_continue": "1", "_make_public": "1"}


def acts_of(above):
    return [name if isinstance(name, str) else name.__name__ for name in above.actions]


def altered(fields):
    """The form with other words in it, none of them secret: a page that gives back what was typed tells nothing."""
    return {name: words(name, value) for name, value in fields.items()}


def words(name, value):
    if name == "opened_with" or not isinstance(value, str):
        return value if value is not None else ""
    is_text = name.endswith("_kk") and not name.startswith("slug")
    return SECRET.sub("basqa", f"{value} Ө" if is_text else value)


COMPANIES = {
    "without": [NOBODY, "staff without a role", "contributor"],
    "looking": ["reporter", "registry keeper"],
    "writing": ["translator", "editor", "administrator"],
}
"""Who goes together, so that the chief opens each form fewer times and the tests still run side by side."""


def test_every_role_goes_with_a_company():
    assert sorted(role for roles in COMPANIES.values() for role in roles) == sorted(ROLES)


@pytest.mark.parametrize("company", COMPANIES)
def test_nothing_of_others_leaks_from_the_newsroom(company, cast):
    askers, chief = [Asker(role, cast) for role in COMPANIES[company]], Client()
    chief.force_login(make.an_editor_in_chief())
    for route in filter(is_private, routes()):
        for address in addresses(route, cast):
            typed = list(bodies(route, address, cast, chief))
            for asker in askers:
                asker.ask_all(address, typed)
    assert {asker.role: asker.found for asker in askers if asker.found} == {}


@pytest.mark.parametrize("role", ROLES)
def test_public_pages_are_the_same_for_whoever_reads_them(role, cast):
    asker = Asker(role, cast)
    for name, target, answer in public.walk(asker.client, cast):
        secrets = asker.secrets if name in DRAFTS_FOR_STAFF else HIDDEN
        leaks = [word for word in secrets if word in public.text_of(answer)]
        assert leaks == [], target
        asker.ask("POST", target.partition("?")[0], {})
    assert asker.found == []


def test_the_walk_would_notice_a_leak_and_a_change(cast):
    """As a contributor whose desk is the one that the drafts belong to."""
    asker = Asker("contributor", cast)
    User.objects.filter(groups__name="contributor").get().desks.set([cast.draft.desk])
    page = f"/admin/news/article/{cast.draft.pk}/change/"
    asker.ask("GET", page)
    asker.ask("POST", page, altered(filled_in(asker.client.get(page))) | {"_continue": "1"})
    assert {word for _question, word in asker.found} >= {"жасырын", "changed: draft"}
