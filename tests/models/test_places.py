"""Where a file is used, as far as whoever asks may know, and whether readers see it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import As, Document, Edition, Image
from tests import factories as make

from .test_uses import a_document, a_link, a_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return make.a_picture()


def told(file, user):
    return [(place.kind, place.title, place.language, place.is_public) for place in file.places(user)]


def test_a_story_is_one_place_however_often_it_was_published(picture, aigerim):
    story = make.an_article("Көп басылған", languages=("kk", "ru"), cover=picture)
    for day in (1, 2, 3):
        for code in ("kk", "ru"):
            story.publish(code, by=None, at=make.moment(2026, 2, day))

    places = picture.places(aigerim)

    assert told(picture, aigerim) == [(As.COVER, "Көп басылған", "kk, ru", True)]
    assert [place.url for place in places] == [story.live_editions().get(language="ru").get_absolute_url()]
    assert [place.row for place in places] == [story]
    assert (places.others, places.is_all) == (0, True)


def test_a_cover_and_a_picture_in_the_text_are_two_places(picture, aigerim):
    make.an_article("Екі жерде", cover=picture, body_ru=make.a_photo(picture))

    assert told(picture, aigerim) == [
        (As.COVER, "Екі жерде", "", False),
        (As.TEXT, "Екі жерде", "ru", False),
    ]


def test_an_edition_of_old_says_that_it_is_of_old(picture, aigerim):
    story = make.a_story("Ескі мұқаба", cover=picture)
    story.cover = None
    story.save()
    story.publish("kk", by=None)

    assert told(picture, aigerim) == [(As.EARLIER, "Ескі мұқаба", "kk", False)]


def test_what_is_scheduled_is_no_page_yet_and_not_of_old(picture, aigerim):
    story = make.an_article("Ертең шығады", cover=picture)
    story.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    story.cover = None
    story.save()

    assert told(picture, aigerim) == [(As.COVER, "Ертең шығады", "kk", False)]


def test_rows_of_the_registry_meetings_and_pages_are_places(picture, aigerim):
    make.a_person("Айгүл", "Үлгібаева", portrait=picture, biography_kk=make.a_photo(picture))
    make.an_organization("«Бұлақ-Үлгі»", logo=picture, default_cover=picture, description_ru=make.a_photo(picture))
    make.a_meeting("Кездесу", description_kk=make.a_photo(picture), live=False)
    make.a_page("Біз туралы", body_en=make.a_photo(picture), body_kk=make.a_photo(picture))

    assert told(picture, aigerim) == [
        (As.PORTRAIT, "Айгүл Үлгібаева", "", True),
        (As.BIOGRAPHY, "Айгүл Үлгібаева", "kk", True),
        (As.LOGO, "«Бұлақ-Үлгі»", "", True),
        (As.DEFAULT_COVER, "«Бұлақ-Үлгі»", "", False),
        (As.DESCRIPTION, "«Бұлақ-Үлгі»", "ru", True),
        (As.MEETING, "Кездесу", "kk", False),
        (As.PAGE, "Біз туралы", "kk, en", True),
    ]


def test_a_document_is_one_place_beside_a_story_and_in_its_text(aigerim):
    document = a_document()
    story = make.an_article("Құжаты бар", body_kk=f"<p>Мәтін.</p>{a_link(document)}")
    story.documents.add(document)
    story.publish("kk", by=None, at=make.LONG_AGO)

    assert told(document, aigerim) == [(As.ATTACHED, "Құжаты бар", "kk", True)]


def test_what_a_desk_may_not_see_is_counted_and_not_named(picture, marat, bulak):
    make.an_article("Жасырын мақала", cover=picture)
    make.a_person("Жасырын", portrait=picture, live=False)
    published = make.a_story("Жарияланған", cover=picture)
    published.headline_kk = "Жасырын жаңа тақырып"
    published.save()
    own = make.an_article("Өз мақаласы", cover=picture, desk=bulak)

    places = picture.places(marat)

    assert sorted(place.title for place in places) == ["Жарияланған", "Өз мақаласы"]
    assert places.others == 2
    assert {place.row for place in places} == {own, None}


def test_a_hundred_places_are_told_and_the_rest_counted(picture, aigerim):
    make.a_person(portrait=picture)
    for number in range(103):
        make.a_page(f"Бет {number}", slug=f"bet-{number}", body_kk=make.a_photo(picture))

    places = picture.places(aigerim)

    assert (len(places), places.others) == (100, 4)


def test_an_unused_file_has_no_place(picture, aigerim):
    assert not picture.places(aigerim)
    assert not picture.is_used()
    assert Image.objects.unused().get() == picture


def use_everywhere(picture, number):
    for turn in range(number):
        make.a_story(f"Хабар {turn}", cover=picture, body_kk=a_text(picture))
        make.a_person(portrait=picture, biography_kk=make.a_photo(picture))
        make.an_organization(f"Ұйым {turn}", logo=picture, description_kk=make.a_photo(picture))
        make.a_meeting(description_kk=make.a_photo(picture))
        make.a_page(slug=f"bet-{number}-{turn}", body_kk=make.a_photo(picture))


def test_fifty_uses_are_told_with_as_many_queries_as_one(picture, aigerim):
    busy = make.a_picture()
    use_everywhere(picture, 1)
    use_everywhere(busy, 20)
    counts = []
    for one in (picture, busy):
        with CaptureQueriesContext(connection) as asked:
            one.places(aigerim)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12


# What readers see

SHOWN = {
    "cover": lambda picture: make.a_story(cover=picture),
    "text": lambda picture: make.a_story(body_kk=a_text(picture)),
    "portrait": lambda picture: make.a_person(portrait=picture),
    "logo": lambda picture: make.an_organization(logo=picture),
    "face beside a quotation": lambda picture: make.a_story(
        body_kk=make.a_mark(make.a_person(portrait=picture, live=False))
    ),
    "logo beside a quotation": lambda picture: make.a_story(
        body_kk=make.a_mark(make.an_organization(logo=picture, live=False))
    ),
    "biography": lambda picture: make.a_person(biography_kk=make.a_photo(picture)),
    "description": lambda picture: make.an_organization(description_kk=make.a_photo(picture)),
    "meeting": lambda picture: make.a_meeting(description_kk=make.a_photo(picture)),
    "page": lambda picture: make.a_page(body_kk=make.a_photo(picture)),
}

NOT_SHOWN = {
    "nowhere": lambda picture: None,
    "draft": lambda picture: make.an_article(cover=picture, body_kk=a_text(picture)),
    "scheduled": lambda picture: make.a_story(cover=picture, at=timezone.now() + dt.timedelta(days=1)),
    "taken down": lambda picture: Edition.objects.filter(
        article=make.a_story(cover=picture, body_kk=a_text(picture))
    ).update(gone_at=make.LONG_AGO),
    "default cover": lambda picture: make.an_organization(default_cover=picture),
    "portrait of a proposal": lambda picture: make.a_person(portrait=picture, live=False),
    "face beside a withheld quotation": lambda picture: make.an_article(
        body_kk=make.a_mark(make.a_person(portrait=picture, live=False))
    ),
    "proposal": lambda picture: make.a_person(biography_kk=make.a_photo(picture), live=False),
    "meeting of tomorrow": lambda picture: make.a_meeting(
        description_kk=make.a_photo(picture), published_at=timezone.now() + dt.timedelta(days=1)
    ),
    "hidden page": lambda picture: make.a_page(body_kk=make.a_photo(picture), live=False),
}


@pytest.mark.parametrize("how", SHOWN)
def test_readers_see_a_picture_that_a_public_page_shows(picture, how):
    make.a_picture()
    SHOWN[how](picture)

    assert Image.objects.shown_to_readers().get() == picture
    assert picture.is_shown_to_readers()
    assert not picture.is_shown_to_readers(make.moment(2020, 1, 1))


@pytest.mark.parametrize("how", NOT_SHOWN)
def test_readers_do_not_see_what_no_public_page_shows(picture, how):
    NOT_SHOWN[how](picture)

    assert not picture.is_shown_to_readers()


def test_readers_see_a_document_of_a_published_story_only():
    published, draft = a_document(), a_document()
    for document, act in ((published, "publish"), (draft, "")):
        story = make.an_article()
        story.documents.add(document)
        if act:
            story.publish("kk", by=None, at=make.LONG_AGO)

    assert Document.objects.shown_to_readers().get() == published
