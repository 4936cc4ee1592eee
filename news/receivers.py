"""What follows from an act in the newsroom, in order, on one page.

Receivers run inside the editor's transaction: they write rows there and then, and leave network and files to
`transaction.on_commit`, so that a crash between the two leaves nothing stale.
"""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from news import cards, notifications, renditions
from news.models import Act, Article, Document, Edition, Event, Image, Organization, Page, Person, Use, User
from news.signals import edition_published, state_changed


@receiver(post_save, sender=Image)
def make_renditions(sender, instance, raw=False, **kwargs):
    """A new picture, or one whose focal point moved, gets its copies once the row is safe; a failure undoes nothing."""
    if not raw and instance.file and not renditions.are_complete(instance):
        transaction.on_commit(lambda: renditions.make(instance), robust=True)


def follow_uses(sender, instance, created, update_fields, raw=False, **kwargs):
    """What the text shows and leads to is noted beside it, so that no file goes while a text needs it."""
    if not raw:
        Use.objects.follow(instance, is_new=created, saved=update_fields)


def forget_uses(sender, instance, **kwargs):
    Use.objects.of(instance).delete()


for _text in (Article, Edition, Event, Organization, Page, Person):
    post_save.connect(follow_uses, sender=_text)
    post_delete.connect(forget_uses, sender=_text)


@receiver(post_delete, sender=Document)
@receiver(post_delete, sender=Image)
def remove_files(sender, instance, **kwargs):
    """A file and what was made from it go once its row is gone for good; one that fails is left for the report."""
    transaction.on_commit(lambda: delete_files(instance), robust=True)


def delete_files(row):
    """What was made from the file first, so that nothing is left without it; not where another row has the same one."""
    if type(row)._base_manager.filter(file=row.file.name).exists():
        return
    made = renditions.names_of(row) if isinstance(row, Image) else ()
    for name in (*made, row.file.name):
        row.file.storage.delete(name)


@receiver(edition_published, sender=Edition)
def draw_cards(sender, edition, **kwargs):
    """A new edition and its quotations get the pictures for shared links once it is safe; a failure undoes nothing."""
    transaction.on_commit(lambda: cards.draw_missing_of(edition.article_id), robust=True)


@receiver(state_changed, sender=Article)
def keep_cards_with_their_words(sender, article, revision, **kwargs):
    """An edition that is moved to another day says that day on its cards; what is taken down leaves no picture."""
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
