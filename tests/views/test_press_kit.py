"""The address of a story's press kit."""

import io
import zipfile

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Edition
from news.views.press_kit import press_kit
from tests import factories as make
from tests.test_presskit import DAY, a_photo_on_disk

from .asking import where_to

pytestmark = pytest.mark.django_db


def kit_of(edition):
    return f"{edition.get_absolute_url()}press-kit.zip"


@pytest.fixture
def edition():
    return make.a_story("Ауылда кездесу өтті", at=DAY, cover=a_photo_on_disk()).editions.get()


def test_a_kit_is_saved_under_the_name_of_its_story_and_kept_out_of_searches(client, edition):
    answer = client.get(kit_of(edition))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="auylda-kezdesu-otti.zip"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "s-maxage" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).testzip() is None


def test_robots_are_kept_away(client, edition):
    assert "Disallow: /kk/news/*/press-kit.zip$" in client.get("/robots.txt").text.splitlines()


def test_whoever_has_the_kit_is_told_so_before_a_picture_is_read(client, edition):
    etag = client.get(kit_of(edition)).headers["ETag"]
    edition.cover.file.storage.delete(edition.cover.file.name)

    answer = client.get(kit_of(edition), headers={"if-none-match": etag})

    assert answer.status_code == 304
    assert answer.getvalue() == b""


def test_the_head_alone_is_cheap(client, edition):
    whole, head = client.get(kit_of(edition)), client.head(kit_of(edition))

    assert head.status_code == 200
    assert "Content-Length" not in head.headers
    assert {name: head.headers[name] for name in ("ETag", "Content-Type", "Content-Disposition")} == {
        name: whole.headers[name] for name in ("ETag", "Content-Type", "Content-Disposition")
    }


def test_the_head_alone_reads_no_picture(edition):
    steps = dict(zip(("year", "month", "day"), f"{edition.day:%Y %m %d}".split(), strict=True))

    answer = press_kit(RequestFactory().head("/"), **steps, slug=edition.slug)

    assert answer.getvalue() == b""


def test_nothing_is_sent_to_it(client, edition):
    assert client.post(kit_of(edition)).status_code == 405


def test_a_kit_takes_as_many_queries_for_forty_pictures_as_for_one(client):
    counts = []
    for number in (1, 40):
        body = "<p>Мәтін.</p>" + "".join(make.a_photo(make.a_picture()) for _ in range(number))
        body += "".join(make.a_mark(make.a_person(portrait=make.a_picture())) for _ in range(number))
        story = make.an_article(f"Суретті хабар {number}", languages=("kk", "ru"), body_kk=body, cover=make.a_picture())
        for _ in range(number):
            story.bylines.create(person=make.a_person())
        for code in ("kk", "ru"):
            story.publish(code, by=None, at=DAY)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(kit_of(story.editions.get(language="kk")))
            assert answer.getvalue()
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 8


def test_there_is_no_kit_of_what_readers_do_not_see(client):
    draft = make.an_article("Әлі жазылып жатыр")
    later = make.an_edition("Ертеңгі кездесу", at=timezone.now() + timezone.timedelta(days=1))

    assert client.get(f"/kk/news/2026/02/13/{draft.slug_kk}/press-kit.zip").status_code == 404
    assert client.get(kit_of(later)).status_code == 404
    assert client.get("/kk/news/2026/02/31/zhok/press-kit.zip").status_code == 404


def test_an_address_of_old_leads_to_the_kit_of_today(client, aigerim):
    story = make.a_story("Ауылда кездесу өтті", at=DAY)
    old = kit_of(story.editions.get())
    story.slug_kk = "zhana-mekenzhai"
    story.save()
    story.publish("kk", by=aigerim)

    assert where_to(client, old) == (301, kit_of(story.live_editions().get()))


def test_a_language_that_the_story_lacks_has_no_kit_either(client, edition):
    answer = client.get(kit_of(edition).replace("/kk/", "/ru/", 1))

    assert answer.status_code == 404
    assert edition.get_absolute_url() in answer.text


def test_the_kit_of_what_was_taken_down_is_gone(client, edition):
    Edition.objects.update(gone_at=make.LONG_AGO, gone_reason="Сот шешімі")

    answer = client.get(kit_of(edition))

    assert answer.status_code == 410
    assert "Сот шешімі" in answer.text


def test_the_story_offers_its_kit_with_its_size(client, edition):
    page = client.get(edition.get_absolute_url()).text

    assert f'<a href="{kit_of(edition)}" type="application/zip" rel="nofollow" download>' in page
    assert "(ZIP, 502" in page


def test_a_withdrawn_story_offers_none(client, edition):
    Edition.objects.update(withdrawn_at=make.LONG_AGO)

    assert "press-kit.zip" not in client.get(edition.get_absolute_url()).text
