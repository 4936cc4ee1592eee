"""manage.py make_renditions: the small copies of pictures, where they are missing."""

import click
from django.core.management.base import BaseCommand, CommandError

from news import renditions
from news.models import Image
from news.renditions import Outcome

PICTURES_AT_ONCE = 200
TOLD_BY_NAME = 50
WORDS = {Outcome.LOST: "the store has lost it", Outcome.DAMAGED: "it cannot be read"}


class Command(BaseCommand):
    help = (
        "Makes the small copies of pictures that lack them: after somebody was stopped in the middle, after an "
        "upgrade, or after files came back. May be stopped and started again: what is made is not made again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also look whether the files that rows name are there")
        parser.add_argument("--limit", type=int, help="make the copies of at most so many pictures")

    def handle(self, *, limit, **options):
        tally = dict.fromkeys(Outcome, 0)
        unusable = []
        with click.progressbar(pictures(), length=Image.objects.count(), label="Pictures") as rows:
            due = (row for row in rows if options["all"] or not renditions.are_complete(row))
            for image in due:
                if limit is not None and tally[Outcome.MADE] >= limit:
                    break
                outcome = made(image)
                tally[outcome] += 1
                if outcome in WORDS:
                    unusable.append(f"  {image.pk} {image.file.name}: {WORDS[outcome]}")
        self.tell(tally, unusable)

    def tell(self, tally, unusable):
        told = ", ".join(f"{number} {outcome.value}" for outcome, number in tally.items() if number)
        self.stdout.write(f"Copies of pictures: {told or 'nothing to do'}.")
        if not unusable:
            return
        for line in unusable[:TOLD_BY_NAME]:
            self.stdout.write(line)
        if len(unusable) > TOLD_BY_NAME:
            self.stdout.write(f"  … and {len(unusable) - TOLD_BY_NAME} more")
        raise CommandError(f"{len(unusable)} pictures have no copies. Upload their files again: “Replace the file”.")


def pictures():
    """All pictures in the order in which they came; a few hundred in memory, and none that a long run finds changed."""
    last = 0
    while True:
        rows = list(Image.objects.filter(pk__gt=last).order_by("pk")[:PICTURES_AT_ONCE])
        yield from rows
        if len(rows) < PICTURES_AT_ONCE:
            return
        last = rows[-1].pk


def made(image):
    try:
        return renditions.make(image)
    except OSError as error:
        raise CommandError(f"{error} Begin again when it answers: what is made is not made again.") from error
