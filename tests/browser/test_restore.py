"""The way back: a story is edited twice, its history read, an earlier version put back, and the later one again."""

from playwright.sync_api import expect

from news.models import Article, Revision
from tests import factories

from .walking import follow, go, press, succeeds, text


def write(page, headline, words):
    page.fill("[name=headline_kk]", headline)
    page.click("#id_body_kk-page")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    follow(page, "[name=_continue]")
    succeeds(page)


def open_story(page, article):
    go(page, f"/admin/news/article/{article.pk}/change/")
    page.click("#tab-kk")
    page.wait_for_selector("#id_body_kk-page")


def story():
    article = Article.objects.get()
    return article.headline_kk, article.body_kk


def restore(page, number):
    follow(page, f".version:has-text('Version {number}') >> text=Restore…")
    follow(page, f"input[value='Restore version {number}']")
    succeeds(page)


def test_an_editor_finds_an_earlier_text_puts_it_back_and_changes_their_mind(newsroom, complaints):
    # an imported story, saved twice
    article = factories.an_article("Жиын өтті", body_kk="<p>Бастапқы мәтін.</p>")
    open_story(newsroom, article)
    write(newsroom, "Жиын ауылда өтті", "Бірінші түзету.")
    open_story(newsroom, article)
    write(newsroom, "Жиын қалада өтті", "Екінші түзету.")
    assert Revision.objects.of(article).count() == 3

    # the history, and the words that changed
    follow(newsroom, ".object-tools .historylink")
    expect(newsroom.locator(".version")).to_have_count(3)
    text(newsroom, ".version").to_contain_text("Қазақша: headline, text")
    follow(newsroom, ".version:has-text('Version 2') h2 a")
    expect(newsroom.locator(".change ins", has_text="ауылда")).to_have_count(1)
    newsroom.go_back()
    follow(newsroom, "text=Compare the two chosen versions")
    expect(newsroom.locator(".change del", has_text="ауылда")).to_have_count(1)
    expect(newsroom.locator(".change ins", has_text="қалада")).to_have_count(1)
    follow(newsroom, "text=All versions")

    # as it was before the first hand touched it, and forward again
    restore(newsroom, 1)
    assert story() == ("Жиын өтті", "<p>Бастапқы мәтін.</p>")
    follow(newsroom, "text=Look at what stood before")
    follow(newsroom, "input[value='Restore version 3']")
    succeeds(newsroom)
    assert story() == ("Жиын қалада өтті", "<p>Екінші түзету.</p>")
    open_story(newsroom, article)
    text(newsroom, "[name=headline_kk]").to_have_value("Жиын қалада өтті")
    assert complaints == []


def test_a_restore_is_done_with_the_keyboard_on_a_phone(newsroom, complaints):
    article = factories.an_article("Жиын өтті")
    Revision.objects.record(article, by=None)
    article.headline_kk = "Жиын қалада өтті"
    article.save()
    Revision.objects.record(article, by=None)
    newsroom.set_viewport_size({"width": 360, "height": 740})
    go(newsroom, f"/admin/news/article/{article.pk}/history/")
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= 360
    newsroom.focus(".version:last-child .version__acts a:last-child")
    press(newsroom, "Enter")
    text(newsroom, ".history__restore").to_be_visible()
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= 360
    newsroom.focus(".history__restore input[type=submit]")
    press(newsroom, "Enter")
    succeeds(newsroom)
    assert story()[0] == "Жиын өтті"
    assert complaints == []


def test_somebody_who_was_quicker_is_named_and_nothing_is_lost(newsroom):
    article = factories.an_article("Жиын өтті")
    Revision.objects.record(article, by=None)
    article.headline_kk = "Жиын қалада өтті"
    article.save()
    Revision.objects.record(article, by=None)
    go(newsroom, f"/admin/news/article/{article.pk}/history/1/?against=now")
    article.headline_kk = "Динаның тақырыбы"
    article.save()
    Revision.objects.record(article, by=factories.a_user(name="Дина Үлгі"))
    follow(newsroom, "input[value='Restore version 1']")
    text(newsroom, ".messagelist .error").to_contain_text("Дина Үлгі")
    assert story()[0] == "Динаның тақырыбы"
    follow(newsroom, "input[value='Restore version 1']")
    succeeds(newsroom)
    assert story()[0] == "Жиын өтті"
