"""manage.py make_cards: the pictures beside shared quotations, where they are missing or say what no longer holds."""

from collections import Counter

import click
from django.core.management.base import BaseCommand

from news import cards
from news.models import SiteProfile


class Command(BaseCommand):
    help = (
        "Draws the cards of quotations that have none yet, or whose speaker, portrait or site has another name by now. "
        "May be stopped and started again at any moment: what is drawn is not drawn again."
    )

    def handle(self, **options):
        rows, site, drawn = cards.standing().order_by("pk"), SiteProfile.objects.current(), Counter()
        with click.progressbar(rows.iterator(chunk_size=500), length=rows.count(), label="Cards") as quotations:
            for quotation in quotations:
                drawn[cards.draw(quotation, site)] += 1
        told = ", ".join(f"{number} {outcome.value}" for outcome, number in drawn.items()) or "no quotations"
        self.stdout.write(f"Cards: {told}.")
