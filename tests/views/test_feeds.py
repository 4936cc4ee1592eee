"""Feeds."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests import factories as make

from .asking import where_to

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(answer):
    return ElementTree.fromstring(answer.content)  # noqa: S314 (our own answer)


def titles(answer):
    return [entry.findtext(f"{ATOM}title") for entry in parsed(answer).iter(f"{ATOM}entry")]


def test_the_newest_stories_of_the_language_stand_in_both_feeds(client):
    make.a_site()
    make.a_story("Бұрынғы", at=make.moment(2026, 2, 1))
    make.a_story("Кейінгі", at=make.moment(2026, 2, 2))
    make.a_story("По-русски", languages=("ru",))
    make.a_story("Ертеңгі", at=timezone.now() + dt.timedelta(hours=1))

    assert titles(client.get("/kk/news/feed.xml")) == ["Кейінгі", "Бұрынғы"]
    items = client.get("/kk/news/feed.json").json()["items"]
    assert [item["title"] for item in items] == ["Кейінгі", "Бұрынғы"]
    assert items[0]["url"].startswith("http://localhost:8000/kk/news/2026/02/02/")


def test_a_topic_a_region_a_person_and_an_organisation_have_feeds(client):
    topic, area, person, organization = make.a_topic(), make.an_area(), make.a_person(), make.an_organization()
    make.a_story("Олар туралы", topics=[topic], areas=[area], people=[person], organizations=[organization])
    make.a_story("Басқа хабар")

    for row in (topic, area, person, organization):
        assert titles(client.get(f"{row.get_absolute_url()}feed.xml")) == ["Олар туралы"]
        assert [item["title"] for item in client.get(f"{row.get_absolute_url()}feed.json").json()["items"]] == [
            "Олар туралы"
        ]


def test_whoever_has_no_public_page_has_no_feed(client):
    hidden = make.a_person(live=False)

    assert client.get(f"{hidden.get_absolute_url()}feed.xml").status_code == 404


def test_the_feeds_of_what_was_merged_or_renamed_lead_to_the_present_ones(client):
    kept, merged, organization = make.a_person(), make.a_person(slug="qosyldy"), make.an_organization(slug="eski")
    type(merged).objects.filter(pk=merged.pk).update(merged_into=kept)
    topic, area = make.a_topic(slug="eski"), make.an_area(slug="eski")
    for row in (organization, topic, area):
        row.slug = "zhana"
        row.save()

    for former, present in (
        ("people/qosyldy", f"people/{kept.slug}"),
        ("organizations/eski", "organizations/zhana"),
        ("topics/eski", "topics/zhana"),
        ("areas/eski", "areas/zhana"),
    ):
        for end in ("feed.xml", "feed.json", ""):
            assert where_to(client, f"/ru/{former}/{end}") == (301, f"/ru/{present}/{end}")
    assert client.get("/ru/topics/zhoq/feed.xml").status_code == 404


def test_a_storys_id_stays_when_its_text_changes(client):
    article = make.a_story("Хабар")
    before = parsed(client.get("/kk/news/feed.xml")).findtext(f"{ATOM}entry/{ATOM}id")
    article.headline_kk = "Жаңа хабар"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + dt.timedelta(hours=1))
    after = parsed(client.get("/kk/news/feed.xml"))

    assert after.findtext(f"{ATOM}entry/{ATOM}id") == before
    assert after.findtext(f"{ATOM}entry/{ATOM}updated") > after.findtext(f"{ATOM}entry/{ATOM}published")


def test_control_characters_do_not_break_a_feed(client):
    make.a_story("Бірінші\x0b хабар <&>", slug_kk="birinshi")

    assert len(titles(client.get("/kk/news/feed.xml"))) == 1


def test_a_feed_needs_as_many_queries_for_fifty_stories_as_for_one(client, django_assert_max_num_queries):
    topic = make.a_topic()
    make.a_story(topics=[topic], cover=make.a_picture())
    with django_assert_max_num_queries(4) as of_one:
        client.get(f"/kk/topics/{topic.slug}/feed.xml")
    for n in range(50):
        make.a_story(f"Хабар {n}", topics=[topic], cover=make.a_picture())
    with django_assert_max_num_queries(4) as of_fifty:
        client.get(f"/kk/topics/{topic.slug}/feed.xml")

    assert len(of_one) == len(of_fifty)


def test_what_no_eye_sees_does_not_break_a_feed(client):
    odd = "Үлгі\x0b\x1f"
    make.a_site(
        **{f"{name}_{code}": odd for name in ("site_name", "tagline", "press_office") for code in ("kk", "ru", "en")}
    )
    topic = make.a_topic(odd, slug="oniirler")
    make.a_story(odd, topics=[topic])

    assert titles(client.get("/kk/news/feed.xml")) == ["Үлгі"]
    assert len(list(parsed(client.get("/kk/topics/oniirler/feed.xml")).iter(f"{ATOM}entry"))) == 1
