"""What leads the home page: pinned by those who publish, ordered by them, and seen by readers at once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Revision
from news.models.article import STORIES_THAT_LEAD as SHOWN
from news.views import home
from tests import factories

PAGE = "/admin/home/"


def pinned(headline, place=None, *, languages=("kk",), until=None):
    until = until or timezone.now() + dt.timedelta(days=1)
    return factories.a_story(headline, languages=languages, pinned_until=until, home_position=place)


def order():
    rows = Article.objects.pinned().order_by("home_position")
    return [row.headline_kk for row in rows]


def posted(*stories, seen=None, **pressed):
    keys = [story.pk for story in stories]
    return {"story": keys, "seen": ",".join(map(str, seen or keys)), **pressed}


def soon(**parts):
    return f"{timezone.localtime(timezone.now() + dt.timedelta(**parts)):%Y-%m-%dT%H:%M}"


def test_the_page_lists_what_is_pinned_in_the_order_of_readers(desk):
    pinned("Үшінші")
    pinned("Екінші", 2)
    pinned("Бірінші", 1)
    pinned("Мерзімі өткен", 1, until=timezone.now() - dt.timedelta(minutes=1))
    assert [str(line.story) for line in desk.get(PAGE).context["pinned"]] == ["Бірінші", "Екінші", "Үшінші"]


def test_the_dragged_order_is_saved_and_readers_see_it_at_once(desk):
    factories.a_site()
    first, second, third = (pinned(name, place) for place, name in enumerate(("Бір", "Екі", "Үш"), 1))
    desk.post(PAGE, posted(third, first, second, seen=[first.pk, second.pk, third.pk], save=1))
    assert order() == ["Үш", "Бір", "Екі"]
    assert desk.get("/kk/").context["lead"].headline == "Үш"


@pytest.mark.parametrize(("button", "wanted"), [("up", ["Екі", "Бір", "Үш"]), ("down", ["Бір", "Үш", "Екі"])])
def test_the_arrows_work_without_a_script(desk, button, wanted):
    stories = [pinned(name, place) for place, name in enumerate(("Бір", "Екі", "Үш"), 1)]
    desk.post(PAGE, posted(*stories, **{button: stories[1].pk}))
    assert order() == wanted


@pytest.mark.parametrize(("button", "place"), [("up", 0), ("down", 1)])
def test_an_arrow_at_the_end_of_the_list_changes_nothing(desk, button, place):
    stories = [pinned(name, number) for number, name in enumerate(("Бір", "Екі"), 1)]
    desk.post(PAGE, posted(*stories, **{button: stories[place].pk}))
    assert order() == ["Бір", "Екі"]


def test_a_story_is_unpinned_and_the_others_close_up(desk):
    stories = [pinned(name, place) for place, name in enumerate(("Бір", "Екі", "Үш"), 1)]
    desk.post(PAGE, posted(*stories, unpin=stories[0].pk))
    assert order() == ["Екі", "Үш"]
    assert Article.objects.get(pk=stories[1].pk).home_position == 1
    stories[0].refresh_from_db()
    assert (stories[0].pinned_until, stories[0].home_position) == (None, None)


def test_who_orders_a_page_that_is_not_up_to_date_is_told_and_loses_nothing(desk):
    first, second, third = (pinned(name, place) for place, name in enumerate(("Бір", "Екі", "Үш"), 1))
    opened = [first.pk, second.pk, third.pk]
    desk.post(PAGE, posted(second, first, third, seen=opened, save=1))
    page = desk.post(PAGE, posted(third, second, first, seen=opened, save=1))
    assert page.status_code == 409
    assert order() == ["Екі", "Бір", "Үш"]
    assert [str(line.story) for line in page.context["pinned"]] == ["Үш", "Екі", "Бір"]
    assert [str(story) for story in page.context["stored"]] == ["Екі", "Бір", "Үш"]
    desk.post(PAGE, posted(third, second, first, seen=page.context["seen"].split(","), save=1))
    assert order() == ["Үш", "Екі", "Бір"]


def test_a_story_pinned_meanwhile_is_not_lost_from_an_order_that_did_not_know_it(desk):
    first, second = pinned("Бір", 1), pinned("Екі", 2)
    pinned("Жаңа", 3)
    page = desk.post(PAGE, posted(second, first, seen=[first.pk, second.pk], save=1))
    assert [str(line.story) for line in page.context["pinned"]] == ["Екі", "Бір", "Жаңа"]


def test_a_live_story_is_pinned_at_the_end_until_a_moment(desk, aigerim):
    pinned("Бір", 1)
    story = factories.a_story("Екі")
    assert desk.post(PAGE, {"story": story.pk, "until": soon(days=2), "pin": 1}).status_code == 302
    assert order() == ["Бір", "Екі"]
    latest = Revision.objects.of(story).latest()
    assert (latest.author, latest.data["home_position"]) == (aigerim, 2)


def test_pinning_again_gives_another_moment_and_keeps_the_place(desk):
    first = pinned("Бір", 1)
    pinned("Екі", 2)
    desk.post(PAGE, {"story": first.pk, "until": soon(days=9), "pin": 1})
    first.refresh_from_db()
    assert (first.home_position, first.pinned_until > timezone.now() + dt.timedelta(days=8)) == (1, True)


def test_a_story_that_readers_do_not_see_cannot_lead(desk):
    draft = factories.an_article("Жоба")
    page = desk.post(PAGE, {"story": draft.pk, "until": soon(days=2), "pin": 1})
    assert "Readers do not see this story now, so it cannot lead the home page." in page.content.decode()
    assert order() == []


@pytest.mark.parametrize("until", ["", "2020-01-01T10:00", "ертең"])
def test_a_moment_that_is_past_or_none_is_refused_and_the_rest_stays_typed(desk, until):
    story = factories.a_story("Екі")
    page = desk.post(PAGE, {"story": story.pk, "until": until, "pin": 1})
    assert "until" in page.context["form"].errors
    assert f'<option value="{story.pk}" selected>' in page.content.decode()


def test_the_search_offers_only_stories_that_readers_see(desk):
    factories.a_story("Ашық жиын")
    factories.an_article("Жабық жиын")
    field = {"app_label": "news", "model_name": "edition", "field_name": "article", "term": "жиын"}
    assert [row["text"] for row in desk.get(reverse("admin:home_stories"), field).json()["results"]] == ["Ашық жиын"]


def test_the_page_says_what_each_language_meets_first_and_what_it_skips(desk):
    pinned("Тек қазақша", 1)
    pinned("Екі тілде", 2, languages=("kk", "ru"))
    found = {code: (headline, skipped) for code, _name, headline, skipped in desk.get(PAGE).context["leads"]}
    assert found["kk"] == ("Тек қазақша", [])
    assert found["ru"] == ("Екі тілде", ["Тек қазақша"])
    assert found["en"][0] == ""


def test_a_story_beyond_those_that_readers_see_is_marked(desk):
    for place in range(SHOWN + 1):
        pinned(f"{place} орын", place)
    assert [line.is_shown for line in desk.get(PAGE).context["pinned"]] == [True] * SHOWN + [False]


def test_the_page_knows_how_many_pinned_stories_the_home_page_shows():
    assert 1 + home.STORIES_BESIDE_THE_LEAD == SHOWN


@pytest.mark.parametrize("role", ["contributor", "reporter", "translator", "registry keeper"])
def test_only_those_who_publish_order_the_home_page(client, db, role):
    user = factories.a_user()
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    story = pinned("Бір", 1)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, posted(story, unpin=story.pk)).status_code == 403
    assert client.get(reverse("admin:home_stories")).status_code == 403
    assert order() == ["Бір"]


def test_an_editor_orders_the_home_page(client, db):
    editor = factories.a_user()
    editor.groups.set(Group.objects.filter(name="editor"))
    client.force_login(editor)
    story = pinned("Бір", 1)
    assert client.get(PAGE).status_code == 200
    client.post(PAGE, posted(story, unpin=story.pk))
    assert order() == []


@pytest.mark.parametrize("junk", [{"story": ["x", "-1", "9" * 30], "seen": "x"}, {"up": "x"}, {"unpin": "999"}, {}])
def test_junk_changes_nothing(desk, junk):
    pinned("Бір", 1)
    assert desk.post(PAGE, junk).status_code == 409
    assert order() == ["Бір"]


def test_the_page_costs_the_same_for_one_story_and_for_fifty(desk):
    def queries():
        with CaptureQueriesContext(connection) as found:
            desk.get(PAGE)
        return len(found)

    pinned("Бір", 1)
    desk.get(PAGE)
    few = queries()
    for place in range(49):
        pinned(f"{place} орын", place + 2, languages=("kk", "ru"))
    assert queries() == few <= 6
