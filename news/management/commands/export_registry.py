"""manage.py export_registry: all organisations, people or roles as a table, with what is not public yet."""

import sys

import click
from django.core.management.base import BaseCommand, CommandError

from news.importing import writing
from news.importing.complaints import RefusedError
from news.importing.writing import FILE_NAMES, NOUNS

FORMATS = ("csv", "xlsx")


class Command(BaseCommand):
    help = "Writes a table of the registry to the output or a file, in the columns that import_registry reads."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=FILE_NAMES.values())
        parser.add_argument("--format", choices=FORMATS, default=FORMATS[0])
        parser.add_argument("--output", metavar="FILE", default="-", help="where to write; the output by default")

    def handle(self, *, what, format, output, **options):  # noqa: A002 (the option's name)
        noun = NOUNS[what]
        if output == "-" and format == "xlsx" and sys.stdout.isatty():
            raise CommandError("An .xlsx file is nothing for a screen. Write: --output FILE, or > FILE")
        with click.progressbar(
            writing.lines(noun), length=writing.counted(noun) + 1, label="Writing", file=sys.stderr
        ) as rows:
            try:
                self.write(output, self.pieces(rows, noun, format))
            except RefusedError as refusal:
                raise CommandError(str(refusal)) from refusal

    def pieces(self, rows, noun, kind):
        if kind == "xlsx":
            return iter([writing.as_workbook(rows, writing.title_of(noun))])
        return (piece.encode() for piece in writing.as_csv(rows))

    def write(self, output, pieces):
        try:
            with click.open_file(output, "wb") as out:
                for piece in pieces:
                    out.write(piece)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
