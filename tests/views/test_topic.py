"""A subject and its stories."""

import pytest
from django.utils import timezone

from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return a.a_topic("Конституция")


def test_a_topic_has_its_live_stories_in_the_readers_language(client, topic):
    a.a_story("Тақырыптағы оқиға", topics=[topic])
    a.a_story("Өзге оқиға", topics=[a.a_topic("Басқа")])
    a.an_article("Жасырын оқиға", topics=[topic])
    a.a_story("Қайтарылған оқиға", topics=[topic]).editions.update(withdrawn_at=timezone.now())
    page = text_of(client, f"/kk/topics/{topic.slug}/")
    assert "Тақырыптағы оқиға" in page
    for headline in ("Өзге оқиға", "Жасырын оқиға", "Қайтарылған оқиға"):
        assert headline not in page
    assert "Тақырыптағы оқиға" not in text_of(client, f"/en/topics/{topic.slug}/")


def test_a_topic_leads_to_what_is_above_and_below_it(client, topic):
    below = a.a_topic("Сайлау", parent=topic)
    assert f"/kk/topics/{below.slug}/" in text_of(client, f"/kk/topics/{topic.slug}/")
    assert f"/kk/topics/{topic.slug}/" in text_of(client, f"/kk/topics/{below.slug}/")


def test_the_stories_of_a_topic_go_on_to_older_ones_and_back(client, topic):
    for number in range(1, 24):
        a.a_story(f"Оқиға №{number}.", topics=[topic], at=a.moment(2026, 1, number))
    first = client.get(f"/kk/topics/{topic.slug}/")
    older = client.get(first.context["older"])
    assert "Оқиға №1." in older.content.decode()
    assert "Оқиға №23." in text_of(client, older.context["newer"])


def test_a_topic_that_does_not_exist_is_not_found(client):
    assert client.get("/kk/topics/zhoq/").status_code == 404


def test_a_topic_takes_the_same_queries_for_one_story_and_for_fifty(client, topic):
    a.a_story(topics=[topic], areas=[a.an_area()])
    one = number_of_queries(client, f"/kk/topics/{topic.slug}/")
    for _number in range(49):
        a.a_story(topics=[topic], areas=[a.an_area()])
    assert number_of_queries(client, f"/kk/topics/{topic.slug}/") == one <= 8


def test_junk_in_the_query_string_gives_a_page(client, topic):
    assert answers_to_junk(client, f"/kk/topics/{topic.slug}/", "after", "before") == {200}
