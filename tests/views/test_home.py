"""The front page."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def test_an_empty_newsroom_has_a_front_page(client):
    page = client.get("/kk/")

    assert page.status_code == 200
    assert page.context["lead"] is None


def test_the_newest_story_leads(client):
    make.a_story("Бұрынғы", at=make.moment(2026, 2, 1))
    make.a_story("Кейінгі", at=make.moment(2026, 2, 2))

    assert client.get("/kk/").context["lead"].headline == "Кейінгі"


def test_a_pinned_story_leads_until_its_time_is_over(client):
    make.a_story("Қадаулы", at=make.moment(2026, 2, 1), pinned_until=timezone.now() + HOUR)
    make.a_story("Мерзімі өткен", at=make.moment(2026, 2, 2), pinned_until=timezone.now() - HOUR)
    make.a_story("Жаңа", at=make.moment(2026, 2, 3))

    page = client.get("/kk/")

    assert page.context["lead"].headline == "Қадаулы"
    assert [story.headline for story in page.context["top"]] == ["Жаңа", "Мерзімі өткен"]


def test_pinned_stories_stand_by_their_places(client):
    for place, headline in ((2, "Екінші"), (1, "Бірінші"), (None, "Орынсыз")):
        make.a_story(headline, pinned_until=timezone.now() + HOUR, home_position=place)

    page = client.get("/kk/")

    assert [page.context["lead"].headline, *(s.headline for s in page.context["top"])] == [
        "Бірінші",
        "Екінші",
        "Орынсыз",
    ]


def test_drafts_scheduled_stories_and_other_languages_are_not_there(client):
    make.an_article("Жазылып жатыр", pinned_until=timezone.now() + HOUR)
    make.a_story("Ертеңгі", at=timezone.now() + HOUR, pinned_until=timezone.now() + 2 * HOUR)
    make.a_story("По-русски", languages=("ru",))

    text = client.get("/kk/").text

    assert "Жазылып жатыр" not in text
    assert "Ертеңгі" not in text
    assert "По-русски" not in text


def test_only_public_meetings_that_are_not_over_are_announced(client):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    make.a_meeting("Алдағы кездесу", start_at=tomorrow)
    make.a_meeting("Құпия кездесу", start_at=tomorrow, live=False)
    make.a_meeting("Өткен кездесу", start_at=timezone.now() - dt.timedelta(days=1))

    assert [event.name for event in client.get("/kk/").context["events"]] == ["Алдағы кездесу"]


def test_only_todays_members_of_the_coalition_are_shown(client):
    coalition = make.an_organization("Үлгі коалициясы", classification="coalition")
    make.a_site(coalition=coalition)
    member = make.an_organization("«Бүгінгі» партиясы", classification="party")
    former = make.an_organization("«Бұрынғы» партиясы", classification="party")
    make.an_organization("«Бөгде» партиясы", classification="party")
    make.a_role(member, organization=coalition, start_date="2026-01")
    make.a_role(former, organization=coalition, start_date="2025-01", end_date="2025-12")

    assert [row.name for row in client.get("/kk/").context["parties"]] == ["«Бүгінгі» партиясы"]


def test_people_of_the_news_are_shown_once_with_the_label_of_the_newest_story(client):
    person = make.a_person()
    make.a_role(person, "Үлгі төрайымы", end_date="2026-01")
    make.a_role(person, "Сынақ басшысы", start_date="2026-02")
    for day in (make.moment(2026, 1, 5), make.moment(2026, 2, 5)):
        make.a_story(people=[person], at=day)
    make.a_story(people=[make.a_person("Құпия", live=False)])

    assert client.get("/kk/").context["people"] == [(person, "Сынақ басшысы")]


def test_a_demonstration_says_so_on_every_page(client):
    make.a_site(is_demo=True)

    assert 'class="demo"' in client.get("/kk/").text
    assert 'class="demo"' in client.get("/kk/zhok-bet/zhok/").text


def test_a_real_newsroom_is_no_demonstration(client):
    make.a_site()

    assert 'class="demo"' not in client.get("/kk/").text


def test_unpublished_pages_are_not_in_the_menu(client):
    make.a_page("Біз туралы", in_menu=True)
    make.a_page("Жоба бет", in_menu=True, live=False)

    text = client.get("/kk/").text

    assert "Біз туралы" in text
    assert "Жоба бет" not in text


def test_the_front_page_needs_as_many_queries_for_one_row_as_for_fifty(client, django_assert_max_num_queries):
    coalition = make.an_organization("Үлгі коалициясы", classification="coalition")
    make.a_site(coalition=coalition)
    make.a_page()

    def more(number):
        for n in range(number):
            person = make.a_person(f"Айгүл {n}")
            party = make.an_organization(f"«Сынақ {n}»", classification="party")
            make.a_role(party, organization=coalition)
            make.a_meeting(
                f"Кездесу {n}", start_at=timezone.now() + HOUR, area=make.an_area(f"Өңір {next(make.NUMBERS)}")
            )
            article = make.an_article(people=[person], topics=[make.a_topic(f"Тақырып {next(make.NUMBERS)}")])
            article.cover, article.body_kk = make.a_picture(), make.a_mark(person)
            article.save()
            article.publish("kk", by=None, at=make.LONG_AGO)

    more(1)
    client.get("/kk/")
    with django_assert_max_num_queries(10) as of_one:
        client.get("/kk/")
    more(50)
    with django_assert_max_num_queries(10) as of_fifty:
        client.get("/kk/")

    assert len(of_one) == len(of_fifty)
