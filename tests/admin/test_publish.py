"""The way of a story from the working copy to readers, as an editor walks it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Edition
from tests import factories

from .posting import filled_in


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def publish_page(story):
    return reverse("admin:news_article_publish", args=[story.pk])


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

    told = desk_of.post(publish_page(story), {"languages": ["kk", "ru"], "when": "now", "weight": "major"}, follow=True)
    addresses = {edition.get_absolute_url() for edition in Edition.objects.live()}
    assert len(addresses) == 2
    assert all(f'href="{address}"' in told.content.decode() for address in addresses)
    assert desk_of.get(f"{addresses.pop()}").status_code == 200


def test_the_page_says_what_is_missing_and_does_not_let_it_pass(desk_of):
    story = factories.an_article(languages=("kk",))
    page = desk_of.get(publish_page(story))
    blocked = {choice["code"]: choice["blockers"] for choice in page.context["choices"]}
    assert blocked["kk"] == []
    assert blocked["ru"] == story.what_blocks_publishing("ru") != []
    assert all(sentence in page.content.decode() for sentence in blocked["ru"])

    refused = desk_of.post(publish_page(story), {"languages": ["kk", "ru"], "when": "now", "weight": "major"})
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
    typed = {"languages": ["kk"], "when": "later", "day": f"{tomorrow:%Y-%m-%d}", "time": "09:00", "weight": "major"}
    desk_of.post(publish_page(story), typed)
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
    page = desk_of.post(publish_page(story), {"languages": ["kk"], "weight": "major", **typed})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Edition.objects.exists()


def test_nothing_ticked_publishes_nothing_and_says_so(desk_of):
    story = factories.an_article()
    page = desk_of.post(publish_page(story), {"when": "now", "weight": "major"})
    assert page.context["form"].errors["languages"]


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
    typed = {"languages": ["kk"], "when": "now", "weight": "minor", "note": "Аты-жөні түзетілді."}
    desk_of.post(publish_page(story), typed)
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
    story.move_to_bin()
    desk_of.post(publish_page(story), {"languages": ["kk"], "when": "now", "weight": "major"})
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
