#!/usr/bin/env python
"""Fifty people save one story at the same moment. Is every change that was acknowledged still there afterwards?

    bench/concurrent_saves.py                   SQLite, a file of its own
    DATABASE_URL=postgres://… bench/concurrent_saves.py      PostgreSQL, a database test_<name> made and dropped here
    bench/concurrent_saves.py --without-lock    the same with the lock taken away: changes have to get lost
    bench/concurrent_saves.py --savers 20

Each saver has a log-in, a thread and a connection of their own and uses the form of the admin: opens it, waits until
all have it open, adds a word of their own to a text (twelve texts, so most meet somebody in theirs), chooses a topic or
adds a person, and sends it. Who is shown a conflict opens the form anew and adds the word again, until a save is
acknowledged.

Prints how many acknowledged changes the row has lost and how many conflicts were shown (failures are answers of another
kind, such as a wait of 20 s for SQLite on a busy machine: they are tried again too). Exit code 1 when anything is lost.

`--without-lock` takes away the row lock (`TwoEditors.lock`). SQLite has none: there the lock is the transaction that
holds the whole database from its beginning, so the transaction round the form is taken away as well.
"""

import argparse
import contextlib
import logging
import sys
import tempfile
import threading
import time
from unittest import mock

from throwaway import prepare

MOST_ATTEMPTS = 60
SECONDS_TO_GATHER = 120
"""After so long somebody has failed on the way, and the measurement with them."""
TEXTS = ("headline", "summary", "dateline", "cover_caption")
SAVED, REFUSED = 302, 200


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--savers", type=int, default=50)
    parser.add_argument("--without-lock", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin(folder)
        with database(folder) as vendor:
            started = time.monotonic()
            savers = run(options.savers, without_lock=options.without_lock)
            return tell(savers, vendor, options, time.monotonic() - started)


def begin(folder):
    """A newsroom of its own, in the database of DATABASE_URL where there is one."""
    prepare(folder, any_database=True)
    import django  # noqa: PLC0415  it starts after the settings

    django.setup()
    logging.disable(logging.CRITICAL)


@contextlib.contextmanager
def database(folder):
    """A database that is made here and dropped afterwards."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/savers.sqlite3"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield connection.vendor
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def run(count, *, without_lock):
    """The savers after their work."""
    from tests import factories  # noqa: PLC0415

    story = factories.an_article("Кездесу өтті", languages=("kk", "ru", "en"))
    savers = [Saver(number, story) for number in range(count)]
    together = threading.Barrier(count, timeout=SECONDS_TO_GATHER)
    threads = [threading.Thread(target=saver.work, args=[together]) for saver in savers]
    with unlocked() if without_lock else contextlib.nullcontext():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for saver in savers:
        saver.check()
    return savers


@contextlib.contextmanager
def unlocked():
    """The newsroom as it would be if nobody had thought of a second editor."""
    from django.contrib.admin import options  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from news.admin.two_editors import TwoEditors  # noqa: PLC0415

    no_transaction = mock.Mock(atomic=lambda **_options: contextlib.nullcontext())
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(TwoEditors, "lock", return_value=None))
        if connection.vendor == "sqlite":
            stack.enter_context(mock.patch.object(options, "transaction", no_transaction))
        yield


class Saver:
    """One of those who save: what they change, and whether the newsroom has said that it is saved."""

    def __init__(self, number, story):
        from django.test import Client  # noqa: PLC0415

        from news import languages  # noqa: PLC0415
        from tests import factories  # noqa: PLC0415

        self.number, self.story, self.word = number, story, f"сөз{number:02}"
        self.page = f"/admin/news/article/{story.pk}/change/"
        texts = [
            f"{name}_{code}"
            for name in ("headline", "summary", "dateline", "cover_caption")
            for code in languages.CODES
        ]
        self.field = texts[number % len(texts)]
        self.topic = factories.a_topic(self.word) if number % 5 == 3 else None
        self.person = factories.a_person(self.word) if number % 5 == 4 else None
        self.client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        self.client.force_login(factories.an_editor_in_chief(name=f"Редактор {number}"))
        self.conflicts, self.failures, self.is_acknowledged, self.is_lost = 0, 0, False, False

    def work(self, together):
        from django.db import connection  # noqa: PLC0415

        try:
            form = self.opened()
            together.wait()
            for _attempt in range(MOST_ATTEMPTS):
                answer = self.client.post(self.page, {**form, **self.change(form), "_continue": "1"})
                if answer.status_code == SAVED:
                    self.is_acknowledged = True
                    return
                is_conflict = answer.status_code == REFUSED and b'name="decide-' in answer.content
                self.conflicts += is_conflict
                self.failures += not is_conflict
                form = self.opened()
        finally:
            connection.close()

    def opened(self):
        from tests.admin.posting import filled_in  # noqa: PLC0415

        return filled_in(self.client.get(self.page))

    def change(self, form):
        if self.topic:
            return {"topics": [*form.get("topics", []), str(self.topic.pk)]}
        if self.person:
            place = int(form["people-TOTAL_FORMS"])
            line = {"person": self.person.pk, "relation": "mentioned", "position": "0"}
            named = {f"people-{place}-{name}": value for name, value in line.items()}
            return {"people-TOTAL_FORMS": str(place + 1), **named}
        return {self.field: f"{form[self.field]} {self.word}".strip()}

    def check(self):
        """Whether the change is in the row, as far as it was acknowledged."""
        self.story.refresh_from_db()
        if self.topic:
            is_there = self.story.topics.filter(pk=self.topic.pk).exists()
        elif self.person:
            is_there = self.story.people.filter(person=self.person).exists()
        else:
            is_there = self.word in getattr(self.story, self.field).split()
        self.is_lost = self.is_acknowledged and not is_there


def tell(savers, vendor, options, seconds):
    acknowledged = [saver for saver in savers if saver.is_acknowledged]
    lost = sum(saver.is_lost for saver in savers)
    mode = "without lock" if options.without_lock else "as it is"
    print(
        f"{vendor}, {mode}: {len(savers)} savers, {len(acknowledged)} acknowledged, "
        f"{sum(saver.conflicts for saver in savers)} conflicts shown, "
        f"{sum(saver.failures for saver in savers)} failures, {seconds:.1f} s"
    )
    print(f"lost {lost} of {len(acknowledged)}")
    return 1 if lost or len(acknowledged) < len(savers) else 0


if __name__ == "__main__":
    sys.exit(main())
