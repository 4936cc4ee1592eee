"""manage.py make_cards: the pictures beside shared links, where they are missing or say what no longer holds."""

from collections import Counter

import click
from django.core.management.base import BaseCommand

from news import cards
from news.models import SiteProfile


class Command(BaseCommand):
    help = (
        "Draws the cards of quotations, and of stories without a picture, that have none yet, or on which a name of "
        "the speaker, the topic or the site is another by now. "
        "May be stopped and started again at any moment: what is drawn is not drawn again."
    )

    def handle(self, **options):
        self.draw("Stories", cards.stories())
        self.draw("Quotations", cards.standing())

    def draw(self, label, rows):
        rows, site, drawn = rows.order_by("pk"), SiteProfile.objects.current(), Counter()
        with click.progressbar(rows.iterator(chunk_size=500), length=rows.count(), label=label) as standing:
            for row in standing:
                drawn[cards.draw(row, site)] += 1
        told = ", ".join(f"{number} {outcome.value}" for outcome, number in drawn.items()) or "nothing to draw"
        self.stdout.write(f"{label}: {told}.")
