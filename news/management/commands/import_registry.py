"""manage.py import_registry: a table of organisations, people or roles, brought in whole or not at all."""

import sys
from pathlib import Path

import click
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from news.importing import spreadsheets
from news.importing.complaints import Complaint, RefusedError
from news.importing.reading import LARGEST_FILE
from news.importing.writing import FILE_NAMES, NOUNS


class Command(BaseCommand):
    help = "Brings a table (.xlsx or CSV) into the registry, whole or not at all. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=FILE_NAMES.values())
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument("--by", metavar="EMAIL", help="the account in whose name it is done, for the history")

    def handle(self, *, what, file, dry_run, by, **options):
        account = self.account(by)
        noun, content = NOUNS[what], self.content(file)
        try:
            looking = spreadsheets.look_through(noun, content, name=file.name, by=account)
            sheet = shown(looking, "Looking through")
            self.refuse(sheet)
            if not dry_run and sheet.can_be_applied():
                sheet = shown(spreadsheets.apply(sheet, by=account), "Importing")
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.refuse(sheet)
        self.tell(sheet)

    def account(self, email):
        if not email:
            return None
        account = get_user_model().objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(f"There is no account {email}.")
        return account

    def content(self, file):
        """No more than a table may have, whatever lies there."""
        try:
            with file.open("rb") as opened:
                return opened.read(LARGEST_FILE + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error

    def refuse(self, sheet):
        if complaints := sheet.outcome["complaints"]:
            sentences = [str(Complaint(*complaint)) for complaint in complaints]
            raise CommandError(
                "\n".join([*sentences, f"Nothing was imported. Mistakes: {sheet.outcome['complained']}."])
            )

    def tell(self, sheet):
        counts = "{new} new, {changed} changed, {same} as they were".format(**sheet.outcome)
        if sheet.can_be_applied():
            counts = "{new} new, {changed} to change, {same} as they are. Nothing was imported".format(**sheet.outcome)
        self.stdout.write(f"{sheet.name}: {counts}.")


def shown(steps, words):
    """Run the steps to their end with a bar on the error stream, which hides where nobody looks."""
    with click.progressbar(length=1, label=words, file=sys.stderr) as bar:
        while True:
            try:
                done, total = next(steps)
            except StopIteration as end:
                return end.value
            bar.length = total
            bar.update(done - bar.pos)
