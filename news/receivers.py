"""What follows from an act in the newsroom, in order, on one page.

Receivers run inside the editor's transaction: they write rows there and then, and leave network and files to
`transaction.on_commit`, so that a crash between the two leaves nothing stale.
"""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from news import renditions
from news.models import Image


@receiver(post_save, sender=Image)
def make_renditions(sender, instance, raw=False, **kwargs):
    """A new picture, or one whose focal point moved, gets its copies once the row is safe."""
    storage = instance.file.storage
    if not raw and not (instance.renditions and storage.exists(renditions.card_name(instance))):
        transaction.on_commit(lambda: renditions.make(instance))
