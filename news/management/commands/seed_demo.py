"""manage.py seed_demo: the demo newsroom in an empty database, and as many generated stories as a measurement needs."""

import time

from django.core.management.base import BaseCommand, CommandError

from news import notifications
from news.demo import DemoRefusedError, add_generated_stories, load_newsroom


class Command(BaseCommand):
    help = "Loads the demo newsroom into an empty database; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="say nothing and do nothing where the database holds a newsroom"
        )
        parser.add_argument(
            "--size",
            type=int,
            default=0,
            metavar="N",
            help="add N generated stories in three languages, for measurements",
        )

    def handle(self, *, if_empty, size, **options):
        if size < 0:
            raise CommandError(f"--size is {size}; write how many stories to add, for example: --size 10000")
        self.load(if_empty)
        if size:
            self.generate(size)

    def load(self, if_empty):
        started = time.monotonic()
        try:
            with notifications.untold():
                made = load_newsroom()
        except DemoRefusedError as refusal:
            if if_empty:
                return
            raise CommandError(str(refusal)) from refusal
        if made:
            listed = ", ".join(f"{number} {name}" for name, number in made.items())
            self.stdout.write(f"The demo newsroom is loaded: {listed} ({time.monotonic() - started:.1f} s).")
        elif not if_empty:
            self.stdout.write("The demo newsroom is here already; nothing was changed.")

    def generate(self, size):
        started = time.monotonic()
        try:
            with notifications.untold():
                add_generated_stories(size)
        except DemoRefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{size} generated stories were added ({time.monotonic() - started:.1f} s).")
