"""The way of a story from the working copy to readers, as an editor walks it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from news.models import Act, Article, Correction, Edition, Revision
from news.permissions import ROLES
from tests import factories

from .posting import filled_in


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def publish_page(story):
    return reverse("admin:news_article_publish", args=[story.pk])


def typed_on(client, story, *languages, **more):
    """What a browser would send back of the page, with these languages ticked."""
    return {**filled_in(client.get(publish_page(story))), "languages": languages, **more}


def publish(client, story, *languages, **more):
    return client.post(publish_page(story), typed_on(client, story, *languages, **more), follow=True)


def test_a_story_is_written_saved_and_published_in_two_languages(desk_of):
    add = reverse("admin:news_article_add")
    typed = filled_in(desk_of.get(add)) | {
        "headline_kk": "Ауылда жиын өтті",
        "body_kk": "<p>Мәтін.</p>",
        "headline_ru": "В ауле прошло собрание",
        "body_ru": "<p>Текст.</p>",
        "_publish": "1",
    }
    page = desk_of.post(add, typed, follow=True)
    story = Article.objects.get()
    assert page.redirect_chain[-1][0] == publish_page(story)
    assert not Edition.objects.exists()

    told = publish(desk_of, story, "kk", "ru")
    addresses = {edition.get_absolute_url() for edition in Edition.objects.live()}
    assert len(addresses) == 2
    assert all(f'href="{address}"' in told.content.decode() for address in addresses)
    assert desk_of.get(f"{addresses.pop()}").status_code == 200


def test_the_page_says_what_is_missing_and_does_not_let_it_pass(desk_of):
    story = factories.an_article(languages=("kk",))
    page = desk_of.get(publish_page(story))
    blocked = {choice["check"].code: choice["check"].blockers for choice in page.context["choices"]}
    assert blocked["kk"] == []
    assert [sentence for sentence, _field in blocked["ru"]] == story.what_blocks_publishing("ru") != []
    assert all(sentence in page.content.decode() for sentence, _field in blocked["ru"])
    assert f'href="{reverse("admin:news_article_change", args=[story.pk])}#id_headline_ru"' in page.content.decode()

    refused = publish(desk_of, story, "kk", "ru")
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert not Edition.objects.exists()


def test_what_is_new_to_readers_is_ticked_from_the_start(desk_of):
    story = factories.a_story(languages=("kk", "ru"))
    Article.objects.filter(pk=story.pk).update(headline_ru="Новый заголовок")
    assert desk_of.get(publish_page(story)).context["ticked"] == ["ru"]


def test_a_story_is_scheduled_on_the_clock_of_the_coalition(desk_of):
    story = factories.an_article()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    publish(desk_of, story, "kk", when="later", day=f"{tomorrow:%Y-%m-%d}", time="09:00")
    edition = Edition.objects.get()
    assert edition.published_at == factories.moment(tomorrow.year, tomorrow.month, tomorrow.day, 9)
    assert not edition.is_live()
    assert "Asia/Almaty" in desk_of.get(publish_page(story)).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"when": "later"},
        {"when": "later", "day": "2020-01-01", "time": "09:00"},
        {"when": "later", "day": "2099-02-31", "time": "09:00"},
        {"when": "now", "day": "2099-02-01", "time": "09:00"},
        {"when": "soon"},
        {},
    ],
)
def test_a_moment_that_is_not_meant_is_refused_with_a_sentence(desk_of, typed):
    story = factories.an_article()
    sent = {**typed_on(desk_of, story, "kk"), **dict.fromkeys(("when", "day", "time"), ""), **typed}
    page = desk_of.post(publish_page(story), sent)
    assert page.status_code == 200
    assert page.context["form"].errors.keys() <= {"when", "day"}
    assert page.context["form"].errors
    assert not Edition.objects.exists()


def test_nothing_ticked_publishes_nothing_and_says_so(desk_of):
    story = factories.an_article()
    assert publish(desk_of, story).context["form"].errors["languages"]


def test_saving_changes_nothing_that_readers_see(desk_of):
    story = factories.a_story("Кездесу өтті")
    page = reverse("admin:news_article_change", args=[story.pk])
    desk_of.post(page, filled_in(desk_of.get(page)) | {"headline_kk": "Басқаша айтылды"})
    assert Article.objects.get().headline_kk == "Басқаша айтылды"
    assert Edition.objects.live().get().headline == "Кездесу өтті"
    assert 'data-standing="behind"' in desk_of.get(page).content.decode()


def test_a_slip_is_corrected_without_the_word_updated(desk_of):
    story = factories.a_story()
    before = story.editions.get()
    publish(desk_of, story, "kk", weight="minor", note_kk="Аты-жөні түзетілді.")
    after = Edition.objects.live().get()
    assert (after.is_major, after.change_note) == (False, "Аты-жөні түзетілді.")
    assert after.modified_at == before.modified_at


def test_who_may_not_publish_sees_no_button_and_no_page(client, marat, bulak):
    marat.user_permissions.set(
        Permission.objects.filter(codename__endswith="_article").exclude(codename="publish_article")
    )
    story = factories.an_article(desk=bulak)
    client.force_login(marat)
    form = client.get(reverse("admin:news_article_change", args=[story.pk]))
    assert form.status_code == 200
    assert 'name="_publish"' not in form.content.decode()
    assert client.get(publish_page(story)).status_code == 403
    assert client.post(publish_page(story), {"languages": ["kk"], "when": "now", "weight": "major"}).status_code == 403
    assert not Edition.objects.exists()


def test_a_story_in_the_bin_is_not_published(desk_of):
    story = factories.an_article()
    typed = typed_on(desk_of, story, "kk")
    story.move_to_bin()
    desk_of.post(publish_page(story), typed)
    assert not Edition.objects.exists()


def test_drafts_go_to_the_bin_and_come_back(desk_of):
    story = factories.an_article()
    page, shelf = reverse("admin:news_article_change", args=[story.pk]), reverse("admin:news_article_changelist")
    desk_of.post(page, filled_in(desk_of.get(page)) | {"_bin": "1"})
    story.refresh_from_db()
    assert story.binned_at
    desk_of.post(f"{shelf}?shelf=bin", {"action": "take_out_of_bin", "_selected_action": [story.pk]})
    story.refresh_from_db()
    assert story.binned_at is None
    history = Revision.objects.of(story).filter(act__in=[Act.BINNED, Act.TAKEN_OUT]).values_list("act", "author__name")
    assert set(history) == {("binned", "Айгерім Үлгі"), ("taken-out", "Айгерім Үлгі")}


def test_what_was_published_is_neither_binned_nor_deleted(desk_of):
    story = factories.a_story()
    desk_of.post(reverse("admin:news_article_changelist"), {"action": "move_to_bin", "_selected_action": [story.pk]})
    story.refresh_from_db()
    assert story.binned_at is None
    assert desk_of.post(reverse("admin:news_article_delete", args=[story.pk]), {"post": "yes"}).status_code == 403


def test_only_what_lies_in_the_bin_is_deleted(desk_of):
    story = factories.an_article()
    delete = reverse("admin:news_article_delete", args=[story.pk])
    assert desk_of.post(delete, {"post": "yes"}).status_code == 403
    story.move_to_bin()
    desk_of.post(delete, {"post": "yes"})
    assert not Article.objects.exists()


# what the page shows


def test_the_page_shows_what_would_change_for_readers_word_by_word(desk_of):
    story = factories.a_story(languages=("kk", "ru"), people=[factories.a_person()])
    story.people.create(person=factories.a_person(given="Ерлан", family="Мысалов"), printed_label_kk="меймандар өкілі")
    story.topics.add(factories.a_topic("Өңірлер"))
    Article.objects.filter(pk=story.pk).update(headline_kk="Кездесу ертең өтеді")
    page = desk_of.get(publish_page(story))
    kazakh, russian, _english = (choice["check"] for choice in page.context["choices"])
    assert [change.field for change in kazakh.changes] == ["headline", "people", "topics"]
    assert "Ерлан Мысалов · меймандар өкілі" in kazakh.changes[1].new
    assert [change.field for change in russian.changes] == ["people", "topics"]
    shown = page.content.decode()
    assert "өтті</del>" in shown
    assert "</span>ертең өтеді</ins>" in shown


def test_what_is_public_for_the_first_time_is_read_as_a_whole(desk_of):
    story = factories.an_article()
    page = desk_of.get(publish_page(story))
    assert f'href="/kk/preview/{story.pk}/"' in page.content.decode()
    assert 'name="note_kk"' not in page.content.decode()


def test_a_note_and_a_correction_belong_to_their_language(desk_of):
    story = factories.a_story(languages=("kk", "ru"))
    publish(
        desk_of,
        story,
        "kk",
        "ru",
        note_kk="Күні түзетілді.",
        note_ru="Исправлена дата.",
        correction_kk="Күні қате еді.",
    )
    notes = {edition.language: edition.change_note for edition in Edition.objects.live()}
    assert notes == {"kk": "Күні түзетілді.", "ru": "Исправлена дата."}
    assert Correction.objects.live().values_list("language", "text").get() == ("kk", "Күні қате еді.")


@pytest.mark.parametrize("people", [1, 50])
def test_the_page_asks_no_more_for_fifty_people_than_for_one(desk_of, people, django_assert_max_num_queries):
    cast = [factories.a_person(family=f"Үлгібаев{number}") for number in range(people)]
    for person in cast:
        factories.a_role(person)
    story = factories.a_story(languages=("kk", "ru", "en"), people=cast, organizations=[factories.an_organization()])
    with django_assert_max_num_queries(74):
        desk_of.get(publish_page(story))


# what changed behind the editor's back


def test_what_was_saved_after_the_page_was_opened_is_not_published(desk_of, marat):
    story = factories.a_story()
    typed = typed_on(desk_of, story, "kk", note_kk="Күні түзетілді.")
    story.headline_kk = "Мен көрмеген тақырып"
    story.save()
    Revision.objects.record(story, by=marat)
    page = desk_of.post(publish_page(story), typed)
    assert story.editions.count() == 1
    assert "Марат Мысал" in page.content.decode()
    assert "көрмеген" in page.content.decode()
    assert filled_in(page)["note_kk"] == "Күні түзетілді."

    desk_of.post(publish_page(story), {**filled_in(page), "languages": ["kk"]})
    assert Edition.objects.live().get().headline == "Мен көрмеген тақырып"


def test_what_somebody_else_published_meanwhile_is_not_published_over(desk_of, marat):
    story = factories.a_story()
    typed = typed_on(desk_of, story, "kk")
    story.publish("kk", by=marat, note="Марат жариялады")
    page = desk_of.post(publish_page(story), typed)
    assert story.editions.count() == 2
    assert "Марат Мысал" in page.content.decode()


def test_another_language_published_meanwhile_holds_up_nothing(desk_of, marat):
    story = factories.an_article(languages=("kk", "ru"))
    typed = typed_on(desk_of, story, "kk")
    story.publish("ru", by=marat)
    desk_of.post(publish_page(story), typed)
    assert set(Edition.objects.live().values_list("language", flat=True)) == {"kk", "ru"}


def test_a_double_click_publishes_once(desk_of):
    story = factories.an_article()
    typed = typed_on(desk_of, story, "kk")
    first, second = (desk_of.post(publish_page(story), typed) for _click in range(2))
    assert story.editions.count() == 1
    assert first.url == second.url == reverse("admin:news_article_change", args=[story.pk])


def test_a_page_that_came_back_incomplete_publishes_nothing(desk_of):
    story = factories.an_article()
    page = desk_of.post(publish_page(story), {"languages": ["kk"], "when": "now", "weight": "major"})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not Edition.objects.exists()


# two pairs of eyes


@pytest.fixture
def two_pairs(settings, db):
    settings.TWO_PAIRS_OF_EYES = True


@pytest.mark.usefixtures("two_pairs")
def test_who_submitted_is_told_that_another_publishes(client):
    editor = factories.a_user(name="Гүлнәр Үлгі", permissions=Permission.objects.filter(codename__in=ROLES["editor"]))
    client.force_login(editor)
    story = factories.an_article()
    story.submit("kk", by=editor)
    page = client.get(publish_page(story))
    stops = page.context["choices"][0]["check"].stops
    assert stops == story.what_stops("kk", editor) != []
    assert 'name="override"' not in page.content.decode()
    publish(client, story, "kk", override="on")
    assert not Edition.objects.exists()


@pytest.mark.usefixtures("two_pairs")
def test_an_administrator_may_pass_the_rule_and_leaves_a_mark(desk_of, aigerim):
    story = factories.an_article()
    story.submit("kk", by=aigerim)
    assert desk_of.get(publish_page(story)).context["ticked"] == []
    publish(desk_of, story, "kk")
    assert not Edition.objects.exists()
    publish(desk_of, story, "kk", override="on")
    assert Edition.objects.live().get().revision.is_override


@pytest.mark.usefixtures("two_pairs")
def test_another_pair_of_eyes_publishes(desk_of, marat):
    story = factories.an_article()
    story.submit("kk", by=marat)
    publish(desk_of, story, "kk")
    assert not Edition.objects.live().get().revision.is_override


# what is scheduled


@pytest.fixture
def tomorrow():
    return timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)


def test_a_scheduled_edition_is_moved_from_the_page(desk_of, tomorrow):
    story = factories.an_article()
    story.publish("kk", by=None, at=tomorrow)
    later = tomorrow + dt.timedelta(days=1)
    typed = {"languages": ["kk"], "day": f"{later:%Y-%m-%d}", "time": "11:30", "next": "publish"}
    answer = desk_of.post(reverse("admin:news_article_act", args=[story.pk, "moved"]), typed)
    assert answer.url == publish_page(story)
    assert story.editions.get().published_at == later.replace(hour=11, minute=30)


def test_the_page_of_another_moment_begins_with_the_planned_one(desk_of, tomorrow):
    story = factories.an_article()
    story.publish("kk", by=None, at=tomorrow)
    form = desk_of.get(reverse("admin:news_article_act", args=[story.pk, "moved"])).context["form"]
    assert (form["day"].value(), f"{form['time'].value():%H:%M}") == (tomorrow.date(), "09:00")


def test_a_scheduled_edition_is_called_off_from_the_page(desk_of, tomorrow):
    story = factories.a_story()
    story.publish("kk", by=None, at=tomorrow)
    assert desk_of.get(publish_page(story)).context["scheduled"]
    desk_of.post(
        reverse("admin:news_article_act", args=[story.pk, "called-off"]), {"languages": ["kk"], "next": "publish"}
    )
    assert not desk_of.get(publish_page(story)).context["scheduled"]
    assert Edition.objects.live(tomorrow + dt.timedelta(days=1)).get().number == 1
