"""manage.py orphans: files that nothing names, and rows whose file is gone."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from news import orphans

DAYS = 30


class Command(BaseCommand):
    help = (
        "Lists the files of the store that no row names, and the rows whose file the store has lost (exit code 1). "
        "--delete removes the former, when they are old enough that no cached page names them any more."
    )

    def add_arguments(self, parser):
        parser.add_argument("--delete", action="store_true", help="delete the files that no row names")
        parser.add_argument(
            "--older-than", type=int, default=DAYS, metavar="DAYS", help=f"only those written before ({DAYS} days)"
        )

    def handle(self, *, delete, older_than, **options):
        if older_than < 1:
            raise CommandError("--older-than has to be at least 1: a file that is being uploaded has no row yet.")
        report = orphans.Report(before=timezone.now() - dt.timedelta(days=older_than))
        number = size = 0
        for file in report.orphans():
            number, size = number + 1, size + file.size
            if delete:
                report.delete(file)
            self.stdout.write(f"{file.name}\t{file.size}")
        done = "deleted" if delete else "to delete with --delete"
        self.stdout.write(
            f"{report.seen} files: {number} that nothing names ({size / 1e6:.1f} MB), {done}; "
            f"{report.young} more are younger than {older_than} days."
        )
        self.tell_lost(report)

    def tell_lost(self, report):
        number = 0
        for lost in report.lost():
            number += 1
            self.stdout.write(f"{lost.kind} {lost.key}: {lost.name} is gone")
        if number:
            raise CommandError(f"{number} rows name a file that is gone. Bring it back from a backup, or replace it.")
