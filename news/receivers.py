"""What follows from an act in the newsroom, in order, on one page.

Receivers run inside the editor's transaction: they write rows there and then, and leave network and files to
`transaction.on_commit`, so that a crash between the two leaves nothing stale.
"""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver

from news import notifications, renditions
from news.models import Article, Image, User
from news.signals import state_changed


@receiver(post_save, sender=Image)
def make_renditions(sender, instance, raw=False, **kwargs):
    """A new picture, or one whose focal point moved, gets its copies once the row is safe."""
    storage = instance.file.storage
    if not raw and not (instance.renditions and storage.exists(renditions.card_name(instance))):
        transaction.on_commit(lambda: renditions.make(instance))


@receiver(state_changed, sender=Article)
def tell_those_concerned(sender, revision, **kwargs):
    """A story that waits, comes back or goes public is told by e-mail once the act is safe."""
    notifications.tell(revision)


@receiver(m2m_changed, sender=User.desks.through)
def forget_the_desks_before(sender, instance, **kwargs):
    """An account at hand whose desks change sees by the new ones at once."""
    instance.__dict__.pop("desk_keys", None)
