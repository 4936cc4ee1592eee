"""What becomes of an edition after it was written: moved to another moment, called off, withdrawn, taken down."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from news import languages
from news.signals import edition_withdrawn

from .composition import common_columns, labels_on, quotations_of
from .edition import Edition, ever_public_condition, live_condition
from .publication import free_address
from .quotation import Quotation

SCHEDULED, PUBLIC, WITHDRAWN = "scheduled", "public", "withdrawn"


def standing(article, language, at=None):
    """What there is of the language for readers now or later: a set of SCHEDULED, PUBLIC and WITHDRAWN. One query.

    A public story whose correction is scheduled has two of them.
    """
    at = at or timezone.now()
    return {word_for(edition, at) for edition in ahead(article, at).in_language(language).defer("body")}


def standings(editions, at=None):
    """{language: its `standing`} of a story whose editions `ahead` are at hand. No query."""
    at = at or timezone.now()
    found = {code: set() for code in languages.CODES}
    for edition in editions:
        found[edition.language].add(word_for(edition, at))
    return found


def foremost(found):
    """Of a `standing` the word that says most to an editor; nothing where readers see nothing."""
    return next((word for word in (WITHDRAWN, PUBLIC, SCHEDULED) if word in found), "")


def word_for(edition, at):
    if edition.published_at > at:
        return SCHEDULED
    return WITHDRAWN if edition.is_withdrawn(at) else PUBLIC


def ahead(article, at):
    """The editions that readers see at the moment, or will see if nobody does anything, in every language."""
    return Edition.objects.filter(ahead_condition(at), article=article)


def ahead_condition(at, prefix=""):
    """The same of all stories, as a condition on an edition (or, with a prefix, on what points to one)."""
    is_coming = Q(**{f"{prefix}published_at__gt": at}) & ever_public_condition(prefix)
    return is_coming | live_condition(at, prefix)


def last_scheduled(article, language):
    """The edition that is to become public last. Raises ValidationError where none is."""
    edition = (
        ahead(article, timezone.now())
        .in_language(language)
        .filter(superseded_at=None, published_at__gt=timezone.now())
        .first()
    )
    if edition is None:
        raise ValidationError(gettext("Nothing is scheduled in this language any more."))
    return edition


def before(edition):
    """The edition that ends when this one begins."""
    others = Edition.objects.filter(article=edition.article_id, language=edition.language)
    return others.exclude(pk=edition.pk).filter(
        superseded_at=edition.published_at, published_at__lt=edition.published_at
    )


def call_off(article, language):
    """The scheduled edition gets an empty life, what readers see now goes on."""
    edition = last_scheduled(article, language)
    earlier = list(before(edition).values_list("pk", flat=True))
    Edition.objects.filter(pk=edition.pk).update(superseded_at=edition.published_at)
    Edition.objects.filter(pk__in=earlier).update(superseded_at=None)
    article.corrections.filter(language=language, made_at=edition.published_at).delete()


def move(article, language, *, to):
    """Give the scheduled edition another moment: its day, its address, the labels of that day.

    Raises ValidationError where another one is scheduled for then or later.
    """
    edition = last_scheduled(article, language)
    if (
        ahead(article, timezone.now())
        .in_language(language)
        .exclude(pk=edition.pk)
        .filter(published_at__gte=to)
        .exists()
    ):
        raise ValidationError(
            gettext("Another edition of this language is scheduled before this one. Choose a later moment.")
        )
    old, old_day = edition.published_at, edition.day
    before(edition).update(superseded_at=to)
    article.corrections.filter(language=language, made_at=old).update(made_at=to)
    for name in ("published_at", "modified_at", "listed_at"):
        if getattr(edition, name) == old:
            setattr(edition, name, to)
    if edition.day != old_day:
        edition.slug = free_address(article, edition, edition.slug)
        print_labels_anew(edition, old_day)
    edition.save(update_fields=["published_at", "modified_at", "listed_at", "slug"])
    move_links(article, edition)


def print_labels_anew(edition, old_day):
    """The labels that were those of the old day become those of the new one; printed labels stay."""
    rows = list(edition.people.all())
    people = {row.person_id for row in rows}
    was, now = (labels_on(day, people, edition.language) for day in (old_day, edition.day))
    for row in rows:
        if row.label == was.get(row.person_id, ""):
            row.label = now.get(row.person_id, "")
            row.save(update_fields=["label"])


def move_links(article, edition):
    for name in ("people", "organizations", "topics", "areas", "bylines"):
        getattr(edition, name).update(listed_at=edition.listed_at)
    edition.quotations.all().delete()
    Quotation.objects.bulk_create(quotations_of(edition, common_columns(edition)))


def withdraw(article, language, *, at, notice):
    change_public(article, language, at, withdrawn_at=at, withdrawal_notice=notice)


def reinstate(article, language):
    change_public(article, language, timezone.now(), withdrawn_at=None, withdrawal_notice="")


def take_down(article, language, *, at, reason, moved_to):
    change_public(article, language, at, gone_at=at, gone_reason=reason, gone_to=moved_to)


def change_public(article, language, at, **columns):
    """Write columns of what readers see of the language; what is scheduled to take its place is called off."""
    while SCHEDULED in standing(article, language, at):
        call_off(article, language)
    for edition in Edition.objects.live(at).filter(article=article, language=language):
        Edition.objects.filter(pk=edition.pk).update(**columns)
        edition.refresh_from_db()
        edition_withdrawn.send(sender=Edition, edition=edition)
