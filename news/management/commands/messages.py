"""`manage.py messages`: keep the translations in step with the source."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

try:
    from news.management import catalogues
except ModuleNotFoundError as missing:
    if missing.name.partition(".")[0] != "babel":
        raise
    catalogues = None


class Command(BaseCommand):
    help = (
        "Finds the sentences of the source, updates locale/*/LC_MESSAGES/*.po and compiles them to .mo. "
        "With --check changes nothing and fails when a translation is missing or wrong."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only tell what is wrong; exit 1 if anything is")
        parser.add_argument(
            "--import",
            nargs="+",
            type=Path,
            default=[],
            metavar="TABLE",
            dest="tables",
            help="take translations from tables: original, kk and ru between tabs",
        )
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR, help="the project's folder")

    def handle(self, *, check, tables, root, **options):
        if catalogues is None:
            raise CommandError("Babel is not installed: pip install -r requirements-dev.txt")
        try:
            if check:
                self.tell_faults(root)
            else:
                self.update(root, tables)
        except catalogues.UnreadableFileError as error:
            raise CommandError(str(error)) from error

    def tell_faults(self, root):
        faults = list(catalogues.faults(root))
        if faults:
            raise CommandError("\n".join([*faults, f"Faults in the message catalogues: {len(faults)}."]))
        self.stdout.write("The message catalogues are complete and compiled.")

    def update(self, root, tables):
        wanted = {domain: catalogues.sentences(root, domain) for domain in catalogues.DOMAINS}
        renewed = {}
        for place in catalogues.places(root):
            kept = catalogues.read(place)
            renewed[place] = catalogues.renew(place.language, kept if place.is_stock else wanted[place.domain], kept)
        self.fill(renewed, tables)
        for place, catalog in renewed.items():
            catalogues.write(place, catalog)
            finished = [catalogues.is_finished(message) for message in catalogues.messages(catalog)]
            self.stdout.write(f"{place}: {sum(finished)} of {len(finished)} sentences are translated.")

    def fill(self, renewed, tables):
        ours = [(place.language, catalog) for place, catalog in renewed.items() if not place.is_stock]
        for table in tables:
            for remark in [*catalogues.unreadable_rows(table), *catalogues.fill(table, ours)]:
                self.stdout.write(remark)
