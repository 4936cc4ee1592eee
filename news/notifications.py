"""Letters to those whom a step of a story concerns: to editors when it waits, to its writers when it was decided.

They go out after the commit. A letter that cannot be sent is told in the log and holds up nothing.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from news.letters import letter_to
from news.models import Act, Article, Revision, User
from news.models.rights import PUBLISH_ARTICLE, may_look_at_stories

LETTERS_AT_MOST = 50
"""Of one act. A newsroom with more editors than that reads its board."""

TO_WRITERS = frozenset({Act.CHANGES_REQUESTED, Act.PUBLISHED, Act.SCHEDULED, Act.WITHDRAWN, Act.TAKEN_DOWN})

log = logging.getLogger(__name__)
_acts_together = ContextVar("acts_together", default=None)


@contextmanager
def in_one_letter():
    """Acts on several languages of a story that are done together are told in one letter. Stands inside a transaction.

    Nothing is told where the block raises.
    """
    acts = []
    token = _acts_together.set(acts)
    try:
        yield
    finally:
        _acts_together.reset(token)
    tell_later(acts)


@contextmanager
def untold():
    """Acts of a demonstration or an import, which concern nobody at work: no letter."""
    token = _acts_together.set([])
    try:
        yield
    finally:
        _acts_together.reset(token)


def tell(revision):
    """Let those concerned know of an act, once it is safe in the database."""
    together = _acts_together.get()
    if together is None:
        tell_later([revision.pk])
    else:
        together.append(revision.pk)


def tell_later(acts):
    if acts:
        transaction.on_commit(partial(send, acts), robust=True)


def send(acts):
    """Write to everybody whom the acts concern, one letter each. At most LETTERS_AT_MOST are sent."""
    revisions = list(
        Revision.objects.filter(pk__in=acts).select_related("author").prefetch_related("editions").defer("data")
    )
    revisions.sort(key=lambda revision: revision.pk)
    article = Article.objects.filter(pk=revisions[0].object_id).first() if revisions else None
    if article is None:
        return
    letters = {}
    for revision in revisions:
        for person in concerned(article, revision):
            letters.setdefault(person, []).append(revision)
    first = list(letters.items())[:LETTERS_AT_MOST]
    deliver([letter_about(article, person, told) for person, told in first])


def concerned(article, revision):
    """The accounts that want to know of the act, without the one that did it."""
    accounts = User.objects.at_work().filter(wants_email=True).exclude(pk=revision.author_id)
    if revision.act == Act.SUBMITTED:
        editors = accounts.filter(pk__in=User.objects.with_right(PUBLISH_ARTICLE).values("pk"))
        return [person for person in editors.order_by("pk")[:LETTERS_AT_MOST] if article.is_editable_by(person)]
    if revision.act not in TO_WRITERS:
        return []
    writers = accounts.filter(
        Q(pk=article.created_by_id) | Q(pk=getattr(article, f"submitted_by_{revision.language}_id"))
    )
    seen = (person for person in writers if Article.objects.visible_to(person).filter(pk=article.pk).exists())
    return [person for person in seen if may_look_at_stories(person)]


def letter_about(article, person, revisions):
    """The letter, unsent: what was done in which languages, what was said with it, where the form is."""
    return letter_to(
        person,
        "news/email/act.txt",
        article=article,
        act=revisions[0].act,
        actor=revisions[0].author,
        notes=notes(revisions),
        languages=", ".join(revision.get_language_display() for revision in revisions),
        editions=[edition for revision in revisions for edition in revision.editions.all()],
        form=settings.SITE_URL + reverse("admin:news_article_change", args=[article.pk]),
    )


def notes(revisions):
    """What was said with the acts: once where it was the same for every language."""
    return [note for note in dict.fromkeys(revision.note for revision in revisions) if note]


def deliver(letters):
    """Send the letters over one connection. A failure of one is told in the log, and the others go on."""
    if not letters:
        return
    try:
        with get_connection() as connection:
            for letter in letters:
                send_one(letter, connection)
    except OSError:
        log.exception("The post office could not be reached; %d letters were not sent.", len(letters))


def send_one(letter, connection):
    letter.connection = connection
    try:
        letter.send()
    except OSError:
        log.exception("A letter of the newsroom could not be sent.")
