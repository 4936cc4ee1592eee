"""What follows from an act in the newsroom, in order, on one page.

Receivers run inside the editor's transaction: they write rows there and then, and leave network and files to
`transaction.on_commit`, so that a crash between the two leaves nothing stale.
"""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver

from news import cards, notifications, renditions
from news.models import Act, Article, Edition, Image, User
from news.signals import edition_published, state_changed


@receiver(post_save, sender=Image)
def make_renditions(sender, instance, raw=False, **kwargs):
    """A new picture, or one whose focal point moved, gets its copies once the row is safe."""
    storage = instance.file.storage
    if not raw and not (instance.renditions and storage.exists(renditions.card_name(instance))):
        transaction.on_commit(lambda: renditions.make(instance))


@receiver(edition_published, sender=Edition)
def draw_cards(sender, edition, **kwargs):
    """The quotations of a new edition get the pictures for shared links once it is safe; a failure undoes nothing."""
    transaction.on_commit(lambda: cards.draw_missing_of(edition.article_id), robust=True)


@receiver(state_changed, sender=Article)
def keep_cards_with_their_words(sender, article, revision, **kwargs):
    """An edition that is moved to another day has its quotations written anew; what is taken down leaves no picture."""
    if revision.act == Act.MOVED:
        transaction.on_commit(lambda: cards.draw_missing_of(article.pk), robust=True)
    if revision.act == Act.TAKEN_DOWN:
        transaction.on_commit(lambda: cards.remove_those_of(article.pk, revision.language), robust=True)


@receiver(state_changed, sender=Article)
def tell_those_concerned(sender, revision, **kwargs):
    """A story that waits, comes back or goes public is told by e-mail once the act is safe."""
    notifications.tell(revision)


@receiver(m2m_changed, sender=User.desks.through)
def forget_the_desks_before(sender, instance, **kwargs):
    """An account at hand whose desks change sees by the new ones at once."""
    instance.__dict__.pop("desk_keys", None)
