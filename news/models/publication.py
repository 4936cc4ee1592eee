"""How a working copy becomes an edition: composed, given its address, and written with everything that hangs on it."""

import itertools

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from news.signals import edition_published

from .address import OldAddress
from .bases import LONGEST_SLUG
from .composition import compose
from .edition import Edition, edition_path
from .working_copy import stored


def write_edition(article, language, *, by, at, note, is_major, revision=None):
    """Write the edition and everything that hangs on it. Call inside a transaction that holds the article's row.

    `revision` is the saved state that it is published from.
    """
    before = list(Edition.objects.filter(article=article, language=language).order_by("number"))
    refuse_to_rewrite(before, at)
    composed = compose(stored(article), language, at=at, before=before, is_major=is_major)
    make_way(before, at)
    edition = composed.edition
    edition.change_note, edition.published_by, edition.revision = note, by, revision
    edition.slug = free_address(article, edition, edition.slug)
    edition.save(force_insert=True)
    for rows in filter(None, composed.links()):
        type(rows[0]).objects.bulk_create(rows)
    edition_published.send(sender=Edition, edition=edition)
    return edition


def refuse_to_rewrite(before, at):
    """What was public is history: a new edition begins after the start of every one that readers have seen."""
    if any(edition.was_seen() and edition.published_at >= at for edition in before):
        raise ValidationError(gettext("Readers have seen a later edition of this language. Choose a later moment."))


def make_way(before, at):
    """End the edition that is public at the moment; call off those that would begin then or later."""
    for edition in before:
        if edition.superseded_at is None or edition.superseded_at > at:
            edition.superseded_at = max(edition.published_at, at)
            edition.save(update_fields=["superseded_at"])


def free_address(article, edition, wanted):
    """Claim the edition's address for the article; with -2, -3 … where another story had it first. Returns the slug.

    As many queries for the hundredth story of that name on the day as for the second.
    """

    def path_of(slug):
        return edition_path(edition.language, edition.day, slug)

    if OldAddress.objects.claim(path_of(wanted), article):
        return wanted
    stem = wanted[: LONGEST_SLUG - 6]
    taken = OldAddress.objects.paths_of_others(path_of(stem).removesuffix("/"), article)
    numbered = (f"{stem}-{number}" for number in itertools.count(2))
    free = (slug for slug in numbered if path_of(slug) not in taken)
    return next(slug for slug in free if OldAddress.objects.claim(path_of(slug), article))
