#!/usr/bin/env python
"""What the directories, the members page and the newsroom's autocomplete cost in a large registry, against a small one.

    bench/directories.py                   5,000 people and 2,000 organisations against 50 of each, 30 readings a page
    bench/directories.py --readings 100    more of them
    DATABASE_URL=postgres://… bench/directories.py    on an empty database of PostgreSQL

One newsroom of its own, measured twice: with 50 of each, then filled up. Pages are asked of Django itself, without a
server or a cache between. A page of a directory is bounded, so both times it shows the same number of rows (ROWS); what
the pages cost at the length that readers get stands below, without a limit.

Prints a line a page: queries and the fastest reading in milliseconds, small and large, and the ratio. Exit code 1 where
the large registry costs more than 1.5 times the small one or takes another number of queries.
"""

import argparse
import gc
import sys
import tempfile
import time
from importlib import import_module
from itertools import product

from throwaway import prepare

SMALL = 50
ROWS = 20
AREAS = 20
HIGHEST_RATIO = 1.5
READINGS_BEFORE_IT_COUNTS = 3
DAYS_OF_JOINING = 40

FAMILIES = ["Абаев", "Әлімов", "Бекенов", "Ғалиев", "Дәулетов", "Ержанов", "Жақсыбек", "Ибраев", "Қасымов", "Мұратов"]
FAMILIES += ["Нұрланов", "Оразов", "Өтеген", "Пернебек", "Рахымов", "Сәрсен", "Тоқтар", "Үсенов", "Шәріпов", "Ысқақов"]
GIVEN = ["Айгүл", "Әсел", "Болат", "Ғалым", "Динара", "Ерлан", "Жанар", "Ілияс", "Қанат", "Мәдина", "Нұрлан", "Өмір"]
TEXT = "<p>Ауыл тұрғындары мен кәсіпкерлерді біріктіретін ұйымның тарихы туралы үлгі мәтін.</p>" * 12
"""About a kilobyte of letters in each language, so that a row is as heavy as a real one."""

PAGES = {
    "people": "/kk/people/",
    "people: a name": "/kk/people/?q=zhalgyzov",
    "people: a name that all have": "/kk/people/?q=ulgiuly",
    "people: an organisation": "/kk/people/?organization=party",
    "people: a region": "/kk/people/?area=area-1",
    "people: a letter": "/kk/people/?letter=Қ",
    "organisations": "/kk/organizations/",
    "organisations: a name": "/kk/organizations/?q=jalgyz",
    "organisations: type and region": "/kk/organizations/?type=association&area=area-1",
    "organisations: members": "/kk/organizations/?members=yes",
    "organisations: a letter": "/kk/organizations/?letter=Қ",
    "members": "/kk/organizations/coalition/members/",
    "members: a day and a region": "/kk/organizations/coalition/members/?on=2026-06-30&area=area-1",
    "members: earlier changes": "/kk/organizations/coalition/members/?until=2026-01-20",
    "autocomplete: person": "person/жалғыз",
    "autocomplete: person, as all": "person/үлгіұлы",
    "autocomplete: person, nothing typed": "person/",
    "autocomplete: organisation": "organization/жалғыз",
    "autocomplete: organisation, nothing typed": "organization/",
}
AS_READERS_GET_THEM = ("people", "organisations", "members")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--organizations", type=int, default=2000)
    parser.add_argument("--readings", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin(folder)
        read = reader()
        lengths = with_equal_pages()
        fill(0, SMALL, SMALL)
        small = {name: measure(read, page, options.readings) for name, page in PAGES.items()}
        fill(SMALL, options.people, options.organizations)
        large = {name: measure(read, page, options.readings) for name, page in PAGES.items()}
        is_held = tell(small, large)
        lengths()
        for name in AS_READERS_GET_THEM:
            queries, milliseconds = measure(read, PAGES[name], options.readings)
            print(f"{name}, at the length readers get: {queries} queries, {milliseconds:.1f} ms")
    return 0 if is_held else 1


def begin(folder):
    """A newsroom of its own, in the database of DATABASE_URL where there is one."""
    prepare(folder, any_database=True)
    import_module("django").setup()
    call_command = import_module("django.core.management").call_command
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def with_equal_pages():
    """Every directory shows ROWS rows a page and one name a day, until what is returned is called."""
    sizes = {("person", "PEOPLE_ON_A_PAGE"): ROWS, ("organization", "ORGANIZATIONS_ON_A_PAGE"): ROWS}
    sizes |= {("members", "MEMBERS_ON_A_PAGE"): ROWS, ("members", "NAMED_FOR_A_DAY"): 1}
    before = {}
    for (name, size), number in sizes.items():
        module = import_module(f"news.views.{name}")
        before[module, size] = getattr(module, size)
        setattr(module, size, number)
    return lambda: [setattr(module, size, value) for (module, size), value in before.items()]


def fill(begin, people, organizations):
    """Rows number `begin` to the given numbers, each with what it holds."""
    factories, models = import_module("tests.factories"), import_module("news.models")
    if not begin:
        for number in range(AREAS):
            factories.an_area(f"Үлгі облысы {number}", slug=f"area-{number}")
        factories.a_site(coalition=factories.an_organization("Үлгі", classification="coalition", slug="coalition"))
        factories.an_organization("Үлгі партиясы", classification="party", slug="party")
    areas, party = list(models.Area.objects.order_by("pk")), models.Organization.objects.get(slug="party")
    bodies = kept(an_organization(models, areas, number) for number in range(begin, organizations))
    humans = kept(a_person(models, number) for number in range(begin, people))
    coalition = models.Organization.objects.get(slug="coalition")
    roles = [a_membership(models, coalition, body, number) for number, body in enumerate(bodies, begin)]
    roles += [a_role(models, party, areas, human, number) for number, human in enumerate(humans, begin)]
    for role in roles:
        role.derive_days()
    models.Membership.objects.bulk_create(roles, batch_size=500)
    settle()


def settle():
    """What it took to write the rows is no part of what a page costs. PostgreSQL tidies up by itself within minutes."""
    connection = import_module("django.db").connection
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    gc.collect()
    gc.freeze()


def kept(rows):
    rows = list(rows)
    for row in rows:
        row.derive_from_names()
    return type(rows[0]).objects.bulk_create(rows, batch_size=500)


def a_person(models, number):
    pairs = list(product(FAMILIES, GIVEN))
    family, given = pairs[number * 7 % len(pairs)]
    names = {"given_name_kk": given, "family_name_kk": "Жалғызов" if number == 1 else f"{family}{'а' * (number % 2)}"}
    names["patronymic_name_kk"] = "Үлгіұлы"
    texts = {f"biography_{code}": TEXT for code in ("kk", "ru", "en")}
    published = {"published_at": import_module("tests.factories").LONG_AGO}
    return models.Person(slug=f"person-{number}", **names, **texts, **published)


def an_organization(models, areas, number):
    word = "Жалғыз" if number == 1 else FAMILIES[number % len(FAMILIES)].removesuffix("ов")
    texts = {f"description_{code}": TEXT for code in ("kk", "ru", "en")}
    facts = {"classification": "association", "area": areas[place(number)]}
    published = {"published_at": import_module("tests.factories").LONG_AGO}
    return models.Organization(
        slug=f"body-{number}", name_kk=f"«{word}-Үлгі» бірлестігі {number}", **texts, **facts, **published
    )


def a_membership(models, coalition, body, number):
    day, is_former = f"2026-{number % DAYS_OF_JOINING // 28 + 1:02}-{number % 28 + 1:02}", number % 25 == 24
    end = {"end_date": f"2026-05-{number % 28 + 1:02}"} if is_former else {}
    return models.Membership(member_organization=body, organization=coalition, start_date=day, **end)


def a_role(models, party, areas, human, number):
    words = {f"role_{code}": f"Үлгі партиясының өкілі {number}" for code in ("kk", "ru", "en")}
    held_in = party if number < SMALL or number % 10 == 0 else None
    return models.Membership(person=human, organization=held_in, area=areas[place(number)], start_date="2025", **words)


def place(number):
    """The region: two of the small registry, so that a filter fills a page there too, all of the large one."""
    return number % (2 if number < SMALL else AREAS)


def reader():
    """read(page) -> the answer: a reader's page by its address, autocomplete of the admin by noun and letters."""
    client = import_module("django.test").Client(headers={"host": "localhost"})
    client.force_login(import_module("tests.factories").an_editor_in_chief())
    fields = {"person": "articleperson", "organization": "articleorganization"}

    def read(page):
        if page.startswith("/"):
            answer = client.get(page)
        else:
            noun, term = page.split("/")
            about = {"app_label": "news", "model_name": fields[noun], "field_name": noun, "term": term}
            answer = client.get("/admin/autocomplete/", about)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
        return answer

    return read


def measure(read, page, readings):
    """(number of queries, milliseconds) of the fastest reading: what it costs where nothing else is going on."""
    connection = import_module("django.db").connection
    for _reading in range(READINGS_BEFORE_IT_COUNTS):
        read(page)
    with import_module("django.test.utils").CaptureQueriesContext(connection) as queries:
        read(page)
    # SQLite works in this process: its time is told without what the machine does besides.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    number, times = len(queries), []
    for _reading in range(readings):
        began = clock()
        read(page)
        times.append((clock() - began) * 1000)
    return number, min(times)


def tell(small, large):
    """Print the table; whether the promise is held on every line."""
    print(f"{'':42} {'queries':>9} {'ms at 50':>9} {'ms full':>9} {'ratio':>6}")
    is_held = True
    for name in PAGES:
        (few, before), (many, after) = small[name], large[name]
        is_wrong = few != many or after / before > HIGHEST_RATIO
        is_held = is_held and not is_wrong
        queries = f"{few}" if few == many else f"{few} → {many}"
        print(f"{name:42} {queries:>9} {before:>9.1f} {after:>9.1f} {after / before:>6.2f}{' !' if is_wrong else ''}")
    return is_held


if __name__ == "__main__":
    sys.exit(main())
