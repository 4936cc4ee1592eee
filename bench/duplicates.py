#!/usr/bin/env python
"""What “Is it one of these?” costs in a large registry, and the merge of an entry that thousands of rows name.

    bench/duplicates.py                  5,000 people, 2,000 organisations; a person with 10,000 links in each table
    bench/duplicates.py --links 1000     fewer of them

A database of its own, in a folder that is thrown away. Prints milliseconds and queries; exit code 1 where a question
takes longer than 150 ms or the merge longer than a minute.
"""

import argparse
import os
import random
import sys
import tempfile
import time
import uuid
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SLOWEST_QUESTION, SLOWEST_MERGE = 150, 60_000
READINGS = 5
# fmt: off
SYLLABLES = [
    "бай", "гүл", "нұр", "ер", "лан", "ша", "қа", "мы", "са", "лов",
    "та", "бек", "ай", "дар", "жа", "сыл", "тө", "рә", "кін", "ди",
]
# fmt: on


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--organizations", type=int, default=2_000)
    parser.add_argument("--links", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        chance = random.Random(1)
        asked = [people(options.people, chance), organizations(options.organizations, chance)]
        figures = [question(rows, typed) for rows, typed in asked]
        figures.append(merge_of(options.links))
    limits = [SLOWEST_QUESTION, SLOWEST_QUESTION, SLOWEST_MERGE]
    for (name, milliseconds, queries), limit in zip(figures, limits, strict=True):
        print(f"{name:<44} {milliseconds:8.0f} ms {queries:4} queries   {'ok' if milliseconds < limit else 'TOO SLOW'}")
    return any(milliseconds >= limit for (_name, milliseconds, _queries), limit in zip(figures, limits, strict=True))


def prepare(folder):
    sys.path.insert(0, str(PROJECT))
    os.environ |= {"DATA_DIR": folder, "SECRET_KEY": uuid.uuid4().hex * 2}
    os.environ["DJANGO_SETTINGS_MODULE"] = "coalition_site.settings"
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)


def models():
    return import_module("news.models")


def word(chance, syllables):
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def in_all(**names):
    return {f"{name}_{code}": value for name, value in names.items() for code in ("kk", "ru", "en")}


def stored(model, rows):
    search_words = import_module("news.models.bases").search_words
    for number, row in enumerate(rows):
        row.slug, row.search_words = f"row-{number}", search_words(row.spellings())
    model.objects.bulk_create(rows)
    return model.objects.all()


def people(number, chance):
    """(the rows, a name among them with a slip of the finger in it)."""
    given = [word(chance, 2) for _ in range(600)]
    rows = []
    for _ in range(number):
        names = {"given_name": chance.choice(given), "family_name": word(chance, 3) + "ов"}
        rows.append(models().Person(**in_all(**names, patronymic_name=chance.choice(given) + "ұлы")))
    typed = in_all(given_name=rows[7].given_name_kk, family_name=rows[7].family_name_kk.replace("ов", "ва"))
    return stored(models().Person, rows), typed


def organizations(number, chance):
    names = [f"«{word(chance, 3)} {word(chance, 3)}» қоғамдық бірлестігі" for _ in range(number)]
    rows = [models().Organization(classification="union", **in_all(name=name)) for name in names]
    return stored(models().Organization, rows), {"name_ru": names[7].replace("қоғамдық бірлестігі", "ОО")}


def question(rows, typed):
    likely = import_module("news.duplicates").likely
    times, queries = zip(*(measured(lambda: likely(rows, typed)) for _ in range(READINGS)), strict=True)
    return f"is it one of {rows.count():,}: {rows.model.__name__.lower()}", min(times), queries[0]


def merge_of(number):
    """A person with so many links in each table, merged into one who stands in a fifth of the same stories."""
    duplicate, kept = (models().Person.objects.create(**in_all(given_name="Үлгі", family_name=name)) for name in "АӘ")
    link(number, duplicate, kept)
    keeper = models().User.objects.create_superuser("keeper@ulgi.example", uuid.uuid4().hex, name="Үлгі")
    merge = import_module("news.duplicates").merge
    return f"merge of a person with 3 × {number:,} links", *measured(lambda: merge(duplicate, into=kept, by=keeper))


def link(number, duplicate, kept):
    table, at = models(), import_module("django.utils.timezone").now()
    stories = table.Article.objects.bulk_create([table.Article(headline_kk="Үлгі") for _ in range(number)])
    moments = {"listed_at": at, "published_at": at, "modified_at": at, "language": "kk", "number": 1, "kind": "news"}
    editions = [table.Edition(article=story, slug=f"story-{story.pk}", headline="Үлгі", **moments) for story in stories]
    editions = table.Edition.objects.bulk_create(editions)
    common = {"language": "kk", "listed_at": at}
    for person, share in ((duplicate, 1), (kept, 5)):
        chosen = editions[::share]
        rows = [table.ArticlePerson(article=edition.article, person=person) for edition in chosen]
        table.ArticlePerson.objects.bulk_create(rows)
        rows = [table.EditionPerson(edition=edition, person=person, relation="spoke", **common) for edition in chosen]
        table.EditionPerson.objects.bulk_create(rows)
        said = {"text": "Үлгі", "speaker_person": person, "said_on": at.date(), **common}
        table.Quotation.objects.bulk_create([table.Quotation(edition=one, uid=uuid.uuid4(), **said) for one in chosen])


def measured(act):
    """(milliseconds, queries)."""
    connection = import_module("django.db").connection
    with import_module("django.test.utils").CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        act()
        ended = time.perf_counter()
    return (ended - begun) * 1000, len(asked)


if __name__ == "__main__":
    sys.exit(main())
