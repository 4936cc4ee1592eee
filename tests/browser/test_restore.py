"""The way back: a story is edited twice, its history read, an earlier version put back, and the later one again."""

from news.models import Article, Revision
from tests import factories


def write(page, headline, text):
    page.fill("[name=headline_kk]", headline)
    page.click("#id_body_kk-page")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")


def open_story(page, article):
    page.goto(f"/admin/news/article/{article.pk}/change/")
    page.click("#tab-kk")
    page.wait_for_selector("#id_body_kk-page")


def story():
    article = Article.objects.get()
    return article.headline_kk, article.body_kk


def restore(page, number):
    page.click(f".version:has-text('Version {number}') >> text=Restore…")
    page.click(f"input[value='Restore version {number}']")
    page.wait_for_selector(".messagelist .success")


def test_an_editor_finds_an_earlier_text_puts_it_back_and_changes_their_mind(newsroom, complaints):
    # an imported story, saved twice
    article = factories.an_article("Жиын өтті", body_kk="<p>Бастапқы мәтін.</p>")
    open_story(newsroom, article)
    write(newsroom, "Жиын ауылда өтті", "Бірінші түзету.")
    open_story(newsroom, article)
    write(newsroom, "Жиын қалада өтті", "Екінші түзету.")
    assert Revision.objects.of(article).count() == 3

    # the history, and the words that changed
    newsroom.click(".object-tools .historylink")
    assert newsroom.locator(".version").count() == 3
    assert "Қазақша: headline, text" in newsroom.locator(".version").first.inner_text()
    newsroom.click(".version:has-text('Version 2') h2 a")
    assert newsroom.locator(".change ins", has_text="ауылда").count() == 1
    newsroom.go_back()
    newsroom.click("text=Compare the two chosen versions")
    assert newsroom.locator(".change del", has_text="ауылда").count() == 1
    assert newsroom.locator(".change ins", has_text="қалада").count() == 1
    newsroom.click("text=All versions")

    # as it was before the first hand touched it, and forward again
    restore(newsroom, 1)
    assert story() == ("Жиын өтті", "<p>Бастапқы мәтін.</p>")
    newsroom.click("text=Look at what stood before")
    newsroom.click("input[value='Restore version 3']")
    newsroom.wait_for_selector(".messagelist .success")
    assert story() == ("Жиын қалада өтті", "<p>Екінші түзету.</p>")
    open_story(newsroom, article)
    assert newsroom.input_value("[name=headline_kk]") == "Жиын қалада өтті"
    assert complaints == []


def test_a_restore_is_done_with_the_keyboard_on_a_phone(newsroom, complaints):
    article = factories.an_article("Жиын өтті")
    Revision.objects.record(article, by=None)
    article.headline_kk = "Жиын қалада өтті"
    article.save()
    Revision.objects.record(article, by=None)
    newsroom.set_viewport_size({"width": 360, "height": 740})
    newsroom.goto(f"/admin/news/article/{article.pk}/history/")
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= 360
    newsroom.focus(".version:last-child .version__acts a:last-child")
    newsroom.keyboard.press("Enter")
    newsroom.wait_for_selector(".history__restore")
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= 360
    newsroom.focus(".history__restore input[type=submit]")
    newsroom.keyboard.press("Enter")
    newsroom.wait_for_selector(".messagelist .success")
    assert story()[0] == "Жиын өтті"
    assert complaints == []


def test_somebody_who_was_quicker_is_named_and_nothing_is_lost(newsroom):
    article = factories.an_article("Жиын өтті")
    Revision.objects.record(article, by=None)
    article.headline_kk = "Жиын қалада өтті"
    article.save()
    Revision.objects.record(article, by=None)
    newsroom.goto(f"/admin/news/article/{article.pk}/history/1/?against=now")
    article.headline_kk = "Динаның тақырыбы"
    article.save()
    Revision.objects.record(article, by=factories.a_user(name="Дина Үлгі"))
    newsroom.click("input[value='Restore version 1']")
    assert "Дина Үлгі" in newsroom.locator(".messagelist .error").inner_text()
    assert story()[0] == "Динаның тақырыбы"
    newsroom.click("input[value='Restore version 1']")
    newsroom.wait_for_selector(".messagelist .success")
    assert story()[0] == "Жиын өтті"
