"""Loads the demo newsroom into an empty database."""

from django.db import transaction
from django.utils import timezone

from news.models import Area, Article, Edition, Event, Organization, Page, Person, Quotation, SiteProfile, Topic

from .cast import Cast
from .clock import Clock
from .house import make_house, make_staff, open_desks
from .library import make_library
from .meetings import make_meetings
from .registry import make_registry
from .stories import make_stories

COUNTED = {
    "regions": Area,
    "topics": Topic,
    "organisations": Organization,
    "people": Person,
    "stories": Article,
    "editions": Edition,
    "quotations": Quotation,
    "meetings": Event,
    "pages": Page,
}


class DemoRefusedError(Exception):
    """The database already holds a newsroom; the sentence says which."""


def load_newsroom(*, at=None):
    """Make the demo newsroom as of the moment `at` (now by default), in one transaction.

    Returns {what: how many}; None where the demo is loaded already. Raises DemoRefusedError where the database holds
    anybody else's work.
    """
    if is_loaded():
        return None
    if model := next((model for model in COUNTED.values() if model.objects.exists()), None):
        raise DemoRefusedError(
            f"The database holds {model._meta.verbose_name_plural} that are not the demo’s. "
            "The demo newsroom is loaded into an empty database only."
        )
    with transaction.atomic():
        make_newsroom(Cast(), Clock(at or timezone.now()))
    return {name: model.objects.count() for name, model in COUNTED.items()}


def is_loaded():
    return SiteProfile.objects.filter(is_demo=True).exists() and Article.objects.exists()


def make_newsroom(cast, clock):
    """In the order in which each part needs those before it."""
    make_staff(cast)
    make_library(cast)
    make_registry(cast, clock)
    open_desks(cast)
    make_meetings(cast, clock)
    make_house(cast, clock)
    make_stories(cast, clock)
