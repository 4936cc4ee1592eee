"""An editor publishes while a contributor saves: readers get what the editor saw, or nothing."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from news.admin.publish import AskedTwiceError, publish
from news.models import Article, Edition
from news.models.revision import lock
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]

ROUNDS = 10
SEEN = "Редактор көрген тақырып"


def what_the_page_showed(story):
    return {
        "languages": ["kk"],
        "at": None,
        "weight": "major",
        "override": False,
        "note_kk": "",
        "correction_kk": "",
        "version": story.version,
        "revision": 0,
        "seen_kk": 0,
    }


def save_another_text(story):
    with transaction.atomic():
        row = lock(story)
        row.headline_kk = "Редактор көрмеген тақырып"
        row.save()


def together(*acts):
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except (AskedTwiceError, DatabaseError, ValidationError):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_a_text_that_the_editor_did_not_see_is_never_published():
    editor = factories.an_editor_in_chief()
    for _round in range(ROUNDS):
        story = factories.an_article(SEEN)
        typed = what_the_page_showed(story)
        together(
            lambda story=story, typed=typed: publish(editor, story, typed), lambda story=story: save_another_text(story)
        )
        assert Article.objects.get(pk=story.pk).headline_kk == "Редактор көрмеген тақырып"
    assert set(Edition.objects.values_list("headline", flat=True)) <= {SEEN}


def test_two_clicks_at_the_same_moment_publish_once():
    editor = factories.an_editor_in_chief()
    story = factories.an_article(SEEN)
    typed = what_the_page_showed(story)
    together(*(lambda: publish(editor, Article.objects.get(), typed) for _click in range(4)))
    assert Edition.objects.count() == 1
