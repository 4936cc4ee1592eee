"""Pasting, with a real clipboard and a real Ctrl+V: what other programs write, and what is far too much."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from news.models.bases import LONGEST_TEXT
from news.text import html
from tests import factories

from .walking import go, text

SAMPLES = Path(__file__).parent.parent / "samples" / "clipboard"
EDITOR = "#id_body_kk-page"
SECONDS_ON_A_BUSY_MACHINE = 10
"""A machine to itself needs half a second for most, two at most; what goes wrong takes a minute."""

WROTE = "<p>Бұрын жазылған мәтін.</p>"


@pytest.fixture
def story(newsroom):
    """A new story, its Kazakh text open."""
    go(newsroom, "/admin/news/article/add/")
    newsroom.click("#tab-kk")
    text(newsroom, EDITOR).to_be_visible()
    return newsroom


def copy(page, **kinds):
    """Put something on the clipboard as another program would: as it is, not tidied by the browser."""
    page.evaluate(
        """(kinds) => {
            document.addEventListener("copy", (event) => {
                event.preventDefault()
                event.stopImmediatePropagation()
                for (const [kind, text] of Object.entries(kinds)) event.clipboardData.setData(`text/${kind}`, text)
            }, { once: true, capture: true })
            document.execCommand("copy")
        }""",
        kinds,
    )


def paste(page, markup, plain=None):
    page.click(EDITOR)
    before = page.input_value("#id_body_kk")
    copy(page, html=markup, **({"plain": plain} if plain else {}))
    page.keyboard.press("Control+v")
    text(page, "#id_body_kk").not_to_have_value(before)
    return page.input_value("#id_body_kk")


def pasted(page, sample):
    became = paste(page, (SAMPLES / f"{sample}.html").read_text(encoding="utf-8"), "жай мәтін")
    assert became.replace("<p></p>", "") == html.clean(became), "editor and site see the text alike"
    return became


def test_word_leaves_headings_lists_tables_and_links(story, complaints):
    assert pasted(story, "word") == (
        "<h2>Аудан тұрғындарымен жиын</h2><h2>Күн тәртібі</h2>"
        "<p><strong>Жиынды</strong> төраға <em>Әлия Үлгіқызы</em> ашты. Қаралған мәселелер[1]:</p>"
        "<ul><li><p>ауыз су;</p><ul><li><p>құбыр жөндеу;</p></li></ul></li><li><p>мектеп жолы.</p></li></ul>"
        "<ol><li><p>Принять к сведению.</p></li><li><p>Создать комиссию.</p></li></ol>"
        "<table><tbody><tr><td><p><strong>Ауыл</strong></p></td><td><p><strong>Қатысушы</strong></p></td></tr>"
        "<tr><td><p>Үлгі</p></td><td><p>120</p></td></tr></tbody></table>"
        '<p>Толығырақ: <a href="https://ulgi.example/khattama?id=7">хаттама</a>.</p>'
    )
    assert complaints == []


def test_google_docs_leaves_what_its_styles_meant(story, complaints):
    assert pasted(story, "google-docs") == (
        "<h2>Ауылдағы кездесу</h2><p><strong>Айгүл Үлгібаева</strong> айтты: <em>«Біз келеміз»</em>, "
        '5 м<sup>2</sup><s> ескі</s>.</p><p>Құжат: <a href="https://ulgi.example/zhospar">жоспар</a></p>'
        "<ul><li><p>бірінші</p><ul><li><p>ішкі</p></li></ul></li><li><p>екінші</p></li></ul><ol><li><p>бір</p></li></ol>"
        '<table><tbody><tr><td colspan="2"><p><strong>Кесте</strong></p></td></tr>'
        "<tr><td><p>Ә</p></td><td><p></p></td></tr></tbody></table>"
    )
    assert complaints == []


def test_telegram_leaves_paragraphs_emoji_and_true_addresses(story, complaints):
    assert pasted(story, "telegram-web") == (
        "<p><strong>Ауылда кездесу өтті</strong> 🔥🇰🇿</p><p>Тұрғындар <em>ауыз су</em> туралы сұрады. Толығырақ: "
        '<a href="https://ulgi.example/zhiyn">осында</a><br>Арна: <a href="https://t.me/ulgi_arna/12">t.me/ulgi_arna</a>'
        ' #ауыл</p><p>Байланыс: <a href="tel:+77000000000">+7 700 000 00 00</a></p>'
    )
    assert complaints == []


def test_emoji_of_a_telegram_page_are_neither_bold_nor_slanted(story):
    assert pasted(story, "telegram-page") == "<p>🔐 <strong>Маңызды</strong></p><p>Дауыс беру 👍 ертең.</p>"


def test_a_web_page_leaves_its_words_and_none_of_its_machinery(story, complaints):
    assert pasted(story, "browser") == (
        "<h2>Облыс жаңалығы</h2><p>Әкімдік <strong>үш мектеп</strong> ашты.</p><p>Жаңа мектеп</p>"
        "<blockquote><p>Оқушылар қуанды.</p></blockquote>"
        '<p>Дереккөз: <a href="https://medium.example/zhana">medium.example</a>, бөлісу</p>'
    )
    assert complaints == []


def test_word_on_the_web_leaves_one_list_of_its_lines(story):
    assert pasted(story, "word-online") == ("<h2>Қаулы</h2><ul><li><p>бірінші</p></li><li><p>екінші</p></li></ul>")


def test_plain_text_becomes_a_paragraph_a_line(story):
    story.click(EDITOR)
    copy(story, plain="Бірінші\n\nЕкінші <b>жол</b>")
    story.keyboard.press("Control+v")
    text(story, "#id_body_kk").to_have_value("<p>Бірінші</p><p>Екінші &lt;b&gt;жол&lt;/b&gt;</p>")


def test_what_is_cut_here_and_pasted_here_is_the_same(story, complaints):
    speaker, picture = factories.a_person(), factories.a_picture()
    photo = (
        f'<figure class="photo" data-image="{picture.pk}"><img src="/media/x.webp" alt="Зал" width="8" height="6">'
        "<figcaption>Сурет</figcaption></figure>"
    )
    answer = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    story.route("**/media/x.webp", lambda route: route.fulfill(content_type="image/svg+xml", body=answer))
    written = html.clean(
        '<h2>Тақырып</h2><p><span lang="ru">слово</span> <a data-document="7">хаттама</a></p>'
        + factories.a_mark(speaker)
        + photo
        + '<figure class="video"><a href="https://video.example/1">Бейне</a></figure>'
        + "<table><caption>Кесте</caption><tbody><tr><td><p>а</p></td></tr></tbody></table><p>соңы</p>"
    )
    article = factories.an_article(body_kk=written)
    go(story, f"/admin/news/article/{article.pk}/change/")
    text(story, f"{EDITOR} figure.photo").to_be_visible()
    story.click(f"{EDITOR} h2")
    story.keyboard.press("Control+a")
    story.keyboard.press("Control+x")
    text(story, "#id_body_kk").to_have_value("")
    story.keyboard.press("Control+v")
    text(story, "#id_body_kk").to_have_value(written)
    assert complaints == []


# Far too much


def timed_paste(page, markup):
    """Seconds until the browser answers again after Ctrl+V."""
    paste(page, WROTE)
    page.keyboard.press("Control+End")
    copy(page, html=markup)
    started = time.monotonic()
    page.keyboard.press("Control+v")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return time.monotonic() - started


TOO_MUCH = {
    "a megabyte of text": "<p>" + "үлгі мәтін " * 95_000 + "</p>",
    "a megabyte without a break": "<p>" + "ә" * 1_048_576 + "</p>",
    "a megabyte of rows": "<table>" + "<tr><td>а</td><td>ә</td></tr>" * 30_000 + "</table>",
}
MUCH = {
    "a megabyte of Word's styles": "<p class=MsoNormal style='" + "mso-x:y;" * 120_000 + "'>Үлгі мәтін</p>",
    "5,000 levels": "<div>" * 5000 + "Үлгі мәтін" + "</div>" * 5000,
    "5,000 levels of quotation": "<blockquote>" * 5000 + "Үлгі мәтін",
    "5,000 levels of lists": "<ul><li>" * 5000 + "Үлгі мәтін",
    "10,000 paragraphs": "<p>Үлгі мәтін.</p>" * 10_000,
    "10,000 line breaks": "Үлгі мәтін<br><br>" * 10_000,
    "emphasis that a browser opens again and again": "<p>"
    + "".join(f"<b a={n}>" for n in range(1000))
    + "<p>Үлгі мәтін" * 1000,
    "absurd cells": "<table><tr><td colspan=99999999 rowspan=99999999>Үлгі мәтін</td><td>ә</td></tr></table>",
    "a book in one paragraph": "<p>" + "Үлгі мәтін. " * 30_000 + "</p>",
    "4,000 cells": "<table>" + "<tr><td>Үлгі мәтін</td><td>ә</td></tr>" * 2000 + "</table>",
    "a drawing": "<p>Үлгі мәтін</p><img src='data:image/png;base64," + "A" * 1_000_000 + "'>",
    "sheets that never end": "<p>Үлгі мәтін</p>" + "<style>" * 100_000,
    "tags that never end": "<p>Үлгі мәтін</p>" + "<a" * 500_000,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_could_not_be_saved_is_refused_beside_the_text_and_nothing_is_lost(story, name):
    seconds = timed_paste(story, TOO_MUCH[name])
    assert seconds < SECONDS_ON_A_BUSY_MACHINE
    text(story, "#language-kk .editor-note[role=alert]").to_contain_text("Nothing was pasted")
    text(story, "#id_body_kk").to_have_value(WROTE)
    story.keyboard.type(" Жалғасы.")
    text(story, "#id_body_kk").to_have_value(WROTE.replace("мәтін.", "мәтін. Жалғасы."))
    expect(story.locator(".editor-note")).to_have_count(0)


@pytest.mark.parametrize("name", MUCH)
def test_what_is_large_or_deep_is_taken_in_without_a_wait(story, name):
    seconds = timed_paste(story, MUCH[name])
    text(story, "#id_body_kk").to_have_value(re.compile("Үлгі мәтін"))
    became = story.input_value("#id_body_kk")
    assert seconds < SECONDS_ON_A_BUSY_MACHINE
    assert "Бұрын жазылған мәтін." in became
    assert len(became) < LONGEST_TEXT
