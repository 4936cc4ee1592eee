"""Which texts show which files: told as it is at every moment, so that nothing in use is ever deleted."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news import languages
from news.duplicates.merging import merge
from news.models import Document, Edition, Image, Page, Revision, Use
from news.models.history import restore
from tests import factories as make

pytestmark = pytest.mark.django_db


def a_document(**fields):
    titles = {f"title_{code}": "Күн тәртібі" for code in languages.CODES}
    return Document.objects.create(**{"file": f"documents/kun-tartibi-{next(make.NUMBERS)}.pdf", **titles, **fields})


def a_text(picture):
    return "<p>Ауылда кездесу өтті.</p>" + make.a_photo(picture)


def a_link(document):
    return f'<p><a href="/media/ulgi.pdf" data-document="{document.pk}">Күн тәртібі</a></p>'


def used(file):
    """(kind of text, key, language) of each use."""
    return sorted(file.uses.values_list("holder", "holder_key", "language"))


@pytest.fixture
def picture():
    return make.a_picture()


@pytest.fixture
def document():
    return a_document()


# Kept with the text


def test_a_text_and_its_uses_change_together(picture, document):
    story = make.an_article(body_kk=make.a_photo(picture) + a_link(document), body_ru=make.a_photo(picture))
    assert used(picture) == [("article", story.pk, "kk"), ("article", story.pk, "ru")]
    assert used(document) == [("article", story.pk, "kk")]

    other = make.a_picture()
    story.body_kk = "<p>Суретсіз.</p>" + make.a_photo(other)
    story.save()

    assert used(picture) == [("article", story.pk, "ru")]
    assert used(other) == [("article", story.pk, "kk")]
    assert used(document) == []


@pytest.mark.parametrize(
    ("made", "stem", "holder"),
    [
        (make.a_meeting, "description", "event"),
        (make.a_page, "body", "page"),
        (make.a_person, "biography", "person"),
        (make.an_organization, "description", "organization"),
    ],
)
def test_every_kind_of_text_tells_what_it_shows(made, stem, holder, picture):
    row = made(**{f"{stem}_en": make.a_photo(picture)})

    assert used(picture) == [(holder, row.pk, "en")]

    type(row).objects.filter(pk=row.pk).update(published_at=None)
    row.addresses.all().delete()
    type(row).objects.get(pk=row.pk).delete()
    assert used(picture) == []


def test_what_was_published_goes_on_using_what_the_working_copy_lost(picture, document):
    story = make.an_article(body_kk=a_text(picture))
    story.documents.add(document)
    story.publish("kk", by=None, at=make.LONG_AGO)
    edition = story.editions.get()
    story.body_kk = "<p>Суретсіз.</p>"
    story.save()
    story.documents.clear()

    assert used(picture) == [("edition", edition.pk, "kk")]
    assert used(document) == [("edition", edition.pk, "kk")]


def test_an_edition_that_is_called_off_and_deleted_uses_nothing(picture):
    story = make.an_article(body_kk=a_text(picture))
    story.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    story.call_off("kk", by=None)
    assert ("edition", story.editions.get().pk, "kk") in used(picture)

    story.editions.get().delete()

    assert used(picture) == [("article", story.pk, "kk")]


def test_saving_a_part_of_a_row_leaves_the_uses_of_the_rest(picture):
    story = make.an_article(body_kk=make.a_photo(picture), body_ru=make.a_photo(picture))
    story.body_ru = story.body_kk = "<p>Суретсіз.</p>"

    story.save(update_fields=["body_kk"])
    assert used(picture) == [("article", story.pk, "ru")]

    story.save(update_fields=["pinned_until"])
    assert used(picture) == [("article", story.pk, "ru")]


def test_a_picture_that_is_gone_does_not_keep_a_text_from_being_saved(picture):
    gone = make.a_photo(picture).replace(f'"{picture.pk}"', '"4000000000"')
    page = make.a_page(body_kk=gone + a_link(Document(pk=4_000_000_001)) + make.a_photo(picture))

    assert used(picture) == [("page", page.pk, "kk")]
    assert Use.objects.count() == 1


def test_texts_stored_in_bulk_tell_it_when_asked(picture, document):
    stories = [make.an_article() for _ in range(2)]
    rows = [
        Edition(
            article=story,
            language="kk",
            number=1,
            headline="Көп мәтін",
            body=make.a_photo(picture),
            documents=[document.snapshot("kk"), {"id": 4_000_000_000}],
            listed_at=make.LONG_AGO,
            published_at=make.LONG_AGO,
            modified_at=make.LONG_AGO,
        )
        for story in stories
    ]
    Edition.objects.bulk_create(rows)

    with CaptureQueriesContext(connection) as asked:
        Use.objects.follow_new(rows)

    assert used(picture) == used(document) == [("edition", row.pk, "kk") for row in rows]
    assert len(asked) == 3


# What it costs


def queries_of(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return [query["sql"] for query in asked if "news_use" in query["sql"]]


def test_a_new_text_without_files_asks_nothing_and_a_stored_one_asks_once():
    page = Page(slug="bos", title_kk="Бос", body_kk="<p>Мәтін.</p>")

    assert queries_of(page.save) == []
    assert len(queries_of(page.save)) == 1
    assert queries_of(lambda: page.save(update_fields=["title_kk"])) == []


def test_fifty_pictures_cost_as_much_as_one():
    counts = []
    for number in (1, 50):
        body = "".join(make.a_photo(make.a_picture()) for _ in range(number))
        page = make.a_page(slug=f"bet-{number}")
        page.body_kk = body
        counts.append(len(queries_of(page.save)))

    assert counts[0] == counts[1] == 2


# Acts of the newsroom


def test_an_older_version_brings_its_uses_back(picture, aigerim):
    story = make.an_article(body_kk=make.a_photo(picture))
    kept = Revision.objects.record(story, by=aigerim)
    story.body_kk = "<p>Суретсіз.</p>"
    story.save()
    assert used(picture) == []

    restore(kept, by=aigerim)

    assert used(picture) == [("article", story.pk, "kk")]


def test_an_older_version_comes_back_without_the_picture_that_was_deleted(picture, aigerim):
    story = make.an_article(body_kk=make.a_photo(picture))
    kept = Revision.objects.record(story, by=aigerim)
    story.body_kk = "<p>Суретсіз.</p>"
    story.save()
    picture.delete()

    restore(kept, by=aigerim)

    assert Use.objects.count() == 0


def test_merging_two_people_keeps_the_uses_of_both_texts(picture, aigerim):
    kept, duplicate = make.a_person("Айгүл"), make.a_person("Айгул", biography_kk=make.a_photo(picture))

    merge(duplicate, into=kept, by=aigerim)

    assert used(picture) == sorted(("person", row.pk, "kk") for row in (kept, duplicate))


def test_merging_two_organisations_keeps_the_uses_of_both_texts(document, aigerim):
    kept, duplicate = (
        make.an_organization("«Бұлақ-Үлгі»"),
        make.an_organization("«Бұлақ Үлгі»", description_ru=a_link(document)),
    )

    merge(duplicate, into=kept, by=aigerim)

    assert used(document) == sorted(("organization", row.pk, "ru") for row in (kept, duplicate))


def test_the_bin_and_unpublishing_keep_what_a_text_uses(picture):
    story = make.an_article(body_kk=make.a_photo(picture))
    story.move_to_bin()
    page = make.a_page(body_kk=make.a_photo(picture))
    page.published_at = None
    page.save()

    assert used(picture) == [("article", story.pk, "kk"), ("page", page.pk, "kk")]


def test_labels_printed_anew_are_another_edition_with_the_same_uses(picture, document):
    """What copies an edition without composing it, such as relabelling, stores it with save()."""
    story = make.an_article(body_kk=a_text(picture))
    story.documents.add(document)
    story.publish("kk", by=None, at=make.LONG_AGO)
    first = story.editions.get()
    story.publish("kk", by=None)

    keys = sorted(story.editions.values_list("pk", flat=True))
    assert len(keys) == 2
    assert [key for kind, key, _code in used(picture) if kind == "edition"] == keys
    assert [key for _kind, key, _code in used(document)] == keys
    assert first.pk in keys


# Rows of before


def test_texts_of_before_are_looked_through_once(picture, document):
    story = make.an_article(body_kk=make.a_photo(picture) + a_link(document), body_en=make.a_photo(picture))
    story.documents.add(document)
    story.publish("kk", by=None, at=make.LONG_AGO)
    other = make.an_article()
    other.documents.add(document)
    other.publish("kk", by=None, at=make.LONG_AGO)
    make.a_person(biography_ru=make.a_photo(picture))
    make.a_meeting(description_kk=a_link(document))
    Page.objects.bulk_create([Page(slug="joq", body_kk=make.a_photo(Image(pk=4_000_000_000)))])
    wanted = (used(picture), used(document))
    Use.objects.all().delete()

    fill = import_module("news.migrations.0029_fill_uses").fill
    fill(apps, None)
    fill(apps, None)

    assert (used(picture), used(document)) == wanted
    assert [len(uses) for uses in wanted] == [4, 4]


# Nothing in use is deleted


def a_cover(picture):
    return make.an_article(cover=picture)


def an_edition_of_old(picture):
    story = make.a_story(cover=picture)
    story.cover = None
    story.save()
    return story


@pytest.mark.parametrize(
    "use",
    [
        a_cover,
        an_edition_of_old,
        lambda picture: make.a_person(portrait=picture),
        lambda picture: make.an_organization(logo=picture),
        lambda picture: make.an_organization(default_cover=picture),
        lambda picture: make.a_page(body_kk=make.a_photo(picture)),
    ],
)
def test_a_picture_in_use_is_not_deleted_by_any_door(picture, use, django_capture_on_commit_callbacks):
    picture.file.storage.save(picture.file.name, ContentFile(b"suret"))
    use(picture)

    with django_capture_on_commit_callbacks(execute=True):
        for delete in (picture.delete, Image.objects.all().delete):
            with pytest.raises(ProtectedError):
                delete()

    assert picture.is_used()
    assert not Image.objects.unused().exists()
    assert picture.file.storage.exists(picture.file.name)


def test_refusing_a_busy_picture_does_not_load_all_that_uses_it(picture, django_assert_num_queries):
    for _ in range(3):
        make.a_story(cover=picture)

    for delete in (picture.delete, Image.objects.all().delete):
        with django_assert_num_queries(1), pytest.raises(ProtectedError):
            delete()


def test_what_passes_by_the_rule_is_stopped_by_the_columns(picture):
    """Such as a deletion of rows that Django collects itself."""
    make.a_page(body_kk=make.a_photo(picture))

    with pytest.raises(ProtectedError):
        Collector(using="default", origin=picture).collect([picture])


@pytest.mark.parametrize("use", ["working copy", "edition", "text"])
def test_a_document_in_use_is_not_deleted_by_any_door(document, use):
    story = make.an_article(body_kk=a_link(document) if use == "text" else "<p>Мәтін.</p>")
    if use != "text":
        story.documents.add(document)
    if use == "edition":
        story.publish("kk", by=None, at=make.LONG_AGO)
        story.documents.clear()

    for delete in (document.delete, Document.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()

    with pytest.raises(ProtectedError):
        Collector(using="default", origin=document).collect([document])
    assert document.is_used()
    assert not Document.objects.unused().exists()


def test_a_story_that_goes_lets_its_documents_be(document):
    story = make.an_article()
    story.documents.add(document)

    story.delete()

    assert Document.objects.unused().get() == document


def test_the_files_of_a_picture_go_with_its_row_and_not_before(django_capture_on_commit_callbacks):
    picture = make.a_picture(file="pictures/2026/11/ulgi-0123456789.jpg")
    storage = picture.file.storage
    for name in (picture.file.name, "pictures/2026/11/basqa.jpg"):
        storage.save(name, ContentFile(b"suret"))

    with django_capture_on_commit_callbacks() as callbacks:
        picture.delete()
    assert storage.exists("pictures/2026/11/ulgi-0123456789.jpg")
    for callback in callbacks:
        callback()

    assert not storage.exists("pictures/2026/11/ulgi-0123456789.jpg")
    assert storage.exists("pictures/2026/11/basqa.jpg")


def test_a_file_that_another_row_has_too_stays(django_capture_on_commit_callbacks):
    one, other = (a_document(file="documents/ortaq.pdf") for _ in range(2))
    one.file.storage.save("documents/ortaq.pdf", ContentFile(b"%PDF"))

    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert other.file.storage.exists("documents/ortaq.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        other.delete()
    assert not other.file.storage.exists("documents/ortaq.pdf")
