"""The editor of texts and the comforts of the form, tried with the hands of an editor."""

import re

import pytest
from playwright.sync_api import expect

from news.models import Article, Document
from news.text import html
from tests import factories

from .walking import follow, go, press_until_seen, save, stands, text, wait_until

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<h1 class=MsoTitle>Жиын</h1>
<style>p { color: red }</style>
<p class=MsoNormal style="color:red">Бірінші <b>абзац</b>, <span style='font-style:italic'>екінші</span>.<o:p></o:p></p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;&nbsp;</span>Бір</p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;&nbsp;</span>Екі</p>
<img src="file:///C:/x.png"><a href="https://ulgi.example/?utm_source=x">сілтеме</a><!--EndFragment--></body></html>"""

TELEGRAM = 'Бірінші жол<br><br>Екінші жол <img alt="🔥" src="https://telegram.example/e.png">'

EVERYTHING = """<h2>Тақырып</h2><h3>Тақырыпша</h3><p>Мәтін <strong>қою</strong>, <em>қиғаш</em>, <s>сызылған</s>,
 H<sub>2</sub>O, м<sup>2</sup>, <span lang="ru">слово</span>,
 <a href="/kk/people/" title="Тізім" hreflang="kk">сілтеме</a><br>жаңа жол</p>
<ul><li><p>бір</p></li></ul><ol start="3"><li><p>үш</p></li></ol><blockquote><p>Үзінді</p></blockquote><hr>
<table><caption>Кесте</caption><tbody><tr><th colspan="2" scope="col"><p>Баған</p></th></tr>
<tr><td><p>Ұяшық</p></td><td><p>Ә</p></td></tr></tbody></table>
<p>Бәрі <a data-document="7">хаттамада</a>.</p>
<figure class="video"><a href="https://video.example/watch?v=1&amp;t=2">Ауыл жиыны</a></figure>"""


def new_story(page):
    go(page, "/admin/news/article/add/")
    page.click("#tab-kk")
    text(page, "#id_body_kk-page").to_be_visible()
    return page


def paste(page, words, kind="text/html"):
    page.click("#id_body_kk-page")
    before = page.input_value("#id_body_kk")
    page.evaluate(
        """([text, kind]) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData(kind, text)
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
            document.querySelector("#id_body_kk-page").dispatchEvent(event)
        }""",
        [words, kind],
    )
    text(page, "#id_body_kk").not_to_have_value(before)
    return page.input_value("#id_body_kk")


def test_what_comes_from_word_becomes_plain_structure(newsroom, complaints):
    words = paste(new_story(newsroom), WORD)
    assert words == html.clean(words)
    assert "<h2>Жиын</h2>" in words
    assert "<strong>абзац</strong>, <em>екінші</em>." in words
    assert "<ul><li><p>Бір</p></li><li><p>Екі</p></li></ul>" in words
    assert 'href="https://ulgi.example/"' in words
    assert not any(word in words for word in ("mso", "style", "<img", "<h1", "·"))
    assert complaints == []


def test_what_comes_from_telegram_keeps_paragraphs_and_emoji(newsroom):
    words = paste(new_story(newsroom), TELEGRAM)
    assert words == "<p>Бірінші жол</p><p>Екінші жол 🔥</p>"


def test_editor_and_sanitiser_agree_on_every_kind_of_text(newsroom, complaints):
    """What stands in the database is opened, touched and saved without losing a tag or an attribute."""
    speaker, picture = factories.a_person(), factories.a_picture()
    photo = (
        f'<figure class="photo" data-image="{picture.pk}"><img src="/media/x.webp" alt="Зал" width="1280" height="853">'
        "<figcaption>Сурет</figcaption></figure>"
    )
    gallery = f'<figure class="gallery">{photo * 2}</figure>'
    stored = html.clean(
        EVERYTHING.replace("\n", "") + factories.a_mark(speaker, said_on="2026-02-13") + photo + gallery
    )
    story = factories.an_article(body_kk=stored)
    newsroom.route(
        "**/media/x.webp",
        lambda route: route.fulfill(content_type="image/svg+xml", body="<svg xmlns='http://www.w3.org/2000/svg'/>"),
    )
    go(newsroom, f"/admin/news/article/{story.pk}/change/")
    newsroom.wait_for_selector("#id_body_kk-page figure.photo")
    newsroom.click("#id_body_kk-page h2")
    newsroom.keyboard.press("End")
    newsroom.keyboard.type("!")
    save(newsroom)
    assert Article.objects.get().body_kk == stored.replace("Тақырып<", "Тақырып!<")
    assert complaints == []


def test_a_quotation_copied_in_one_text_gets_an_address_of_its_own(newsroom):
    mark = factories.a_mark(factories.a_person())
    words = paste(new_story(newsroom), mark + mark)
    uids = [quotation.uid for quotation in html.quote_marks(words)]
    assert len(set(uids)) == len(uids) == 2


def test_the_translation_of_a_quotation_keeps_its_address_and_speaker(newsroom):
    story = factories.an_article(body_kk=factories.a_mark(factories.a_person()))
    go(newsroom, f"/admin/news/article/{story.pk}/change/")
    newsroom.wait_for_selector("#language-kk figure.quote")
    newsroom.click("#tab-ru")
    newsroom.click("#id_body_ru-page")
    newsroom.click("#language-ru button[data-name=quotation]")
    newsroom.select_option("dialog select", index=1)
    newsroom.fill("dialog textarea", "Мы поедем в каждый аул.")
    newsroom.click("dialog [type=submit]")
    save(newsroom)
    story.refresh_from_db()
    (kazakh,), (russian,) = html.quote_marks(story.body_kk), html.quote_marks(story.body_ru)
    assert (russian.uid, russian.person) == (kazakh.uid, kazakh.person)


# Links, documents, videos, titles of tables: all by keyboard


def text_of(page, code="kk"):
    """expect(…) on the text that will be sent."""
    return expect(page.locator(f"#id_body_{code}"))


def in_dialog(page):
    return page.evaluate("document.activeElement.closest('dialog')?.open === true")


def is_back_in_the_text(page, code="kk"):
    """The dialog is closed, and what is typed now stands in the text."""
    expect(page.locator("dialog.ask")).to_have_count(0)
    expect(page.locator(f"#id_body_{code}-page")).to_be_focused()


def beginning(words):
    return re.compile("^" + re.escape(words))


def ask_for_link(page, term):
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog.ask[open] .chooser input")
    page.keyboard.type(term)


def test_a_link_is_found_by_name_and_addressed_in_the_language_of_the_text(newsroom, complaints):
    person = factories.a_person("Айгүл", "Ұлытауова", slug="aigul")
    factories.a_person("Самал", "Ұлытауова", live=False)
    page = new_story(newsroom)
    page.click("#tab-ru")
    page.click("#id_body_ru-page")
    page.keyboard.type("Слово взяла ")
    ask_for_link(page, "ұлытау")
    page.wait_for_selector(".chooser__list li")
    text(page, ".chooser__list li[aria-disabled=true]").to_have_text(re.compile("not public yet$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    is_back_in_the_text(page, "ru")
    page.keyboard.type(", и её поддержали")
    name = f"{person.given_name_ru} {person.family_name_ru}"
    text_of(page, "ru").to_have_value(f'<p>Слово взяла <a href="/ru/people/aigul/">{name}</a>, и её поддержали</p>')
    assert complaints == []


def test_what_is_not_public_yet_cannot_be_linked(newsroom):
    factories.a_person("Самал", "Ұлытауова", live=False)
    page = new_story(newsroom)
    page.click("#id_body_kk-page")
    ask_for_link(page, "ұлытау")
    page.wait_for_selector(".chooser__list li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert in_dialog(page)
    page.keyboard.press("Escape")
    is_back_in_the_text(page)
    text_of(page).to_have_value("")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ulgi.example/kk/", "https://ulgi.example/kk/"),
        ("https://ulgi.example/?a=1&b=2", "https://ulgi.example/?a=1&b=2"),
        ("aigerim@ulgi.example", "mailto:aigerim@ulgi.example"),
        ("/kk/people/", "/kk/people/"),
        ("{site}/kk/people/", "/kk/people/"),
        ("javascript:alert(1)", None),
        ("//ulgi.example", None),
    ],
)
def test_an_address_is_typed_as_people_type_it(newsroom, live_server, typed, address):
    page = new_story(newsroom)
    page.click("#id_body_kk-page")
    page.keyboard.type("сілтеме")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog.ask[open] .chooser input")
    text(page, ".chooser input").to_have_value("сілтеме")
    page.fill(".chooser input", typed.format(site=live_server.url))
    page.keyboard.press("Enter")
    if address is None:
        assert in_dialog(page)
        return
    is_back_in_the_text(page)
    link = page.locator("#id_body_kk-page a")
    expect(link).to_have_attribute("href", address)
    expect(link).to_have_text("сілтеме")


def test_a_document_is_linked_by_its_title_in_the_language_of_the_text(newsroom, complaints):
    titles = {"title_kk": "Жиын хаттамасы", "title_ru": "Протокол собрания", "title_en": "Minutes"}
    document = Document.objects.create(file="documents/khattama.pdf", size=2048, **titles)
    page = new_story(newsroom)
    page.click("#id_body_kk-page")
    page.click("#language-kk button[data-name=document]")
    page.wait_for_selector(".chooser__list li")
    text(page, ".chooser__list li").to_contain_text("PDF")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    is_back_in_the_text(page)
    page.keyboard.type(" дайын")
    text_of(page).to_have_value(f'<p><a data-document="{document.pk}">Жиын хаттамасы</a> дайын</p>')
    press_until_seen(page, "#language-kk button[data-name=unlink]", "Home", "ArrowRight")
    page.click("#language-kk button[data-name=unlink]")
    text_of(page).to_have_value("<p>Жиын хаттамасы дайын</p>")
    assert complaints == []


def test_a_video_is_a_card_that_can_be_changed_by_keyboard(newsroom, complaints):
    page = new_story(newsroom)
    page.click("#id_body_kk-page")
    page.click("#language-kk button[data-name=video]")
    page.wait_for_selector("#video-address:focus")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Tab")
    page.keyboard.type("Ауыл жиыны")
    page.keyboard.press("Enter")
    assert in_dialog(page)
    page.fill("#video-address", "video.example/watch?v=1")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_body_kk-page figure.video")
    card = '<figure class="video"><a href="https://video.example/watch?v=1">{}</a></figure>'
    text_of(page).to_have_value(beginning(card.format("Ауыл жиыны")))
    page.evaluate("document.querySelector('#id_body_kk-page').editor.commands.setNodeSelection(0)")
    page.focus("#id_body_kk-page")
    page.keyboard.press("Enter")
    page.wait_for_selector("#video-address:focus")
    page.fill("#video-title", "Ауылдағы жиын")
    page.keyboard.press("Enter")
    is_back_in_the_text(page)
    text_of(page).to_have_value(beginning(card.format("Ауылдағы жиын")))
    assert complaints == []


def test_a_table_has_a_title(newsroom):
    page = new_story(newsroom)
    page.click("#id_body_kk-page")
    page.click("#language-kk button[data-name=table]")
    page.click("#language-kk button[data-name='table:caption']")
    page.wait_for_selector("#table-caption:focus")
    page.keyboard.type("Қатысушылар")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.ask")).to_have_count(0)
    text_of(page).to_have_value(beginning("<table><caption>Қатысушылар</caption><tbody><tr><th>"))
    text(page, "#id_body_kk-page caption").to_have_text("Қатысушылар")


def test_a_dialog_that_cannot_be_fetched_says_so(newsroom):
    page = new_story(newsroom)
    page.route("**/ask-link*", lambda route: route.abort())
    page.click("#id_body_kk-page")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#language-kk .editor-note[role=alert]")


def test_two_languages_stand_side_by_side_and_stay_so(newsroom):
    page = new_story(newsroom)
    page.click(".languages__beside")
    text(page, ".languages--beside").to_be_visible()
    visible = [code for code in ("kk", "ru", "en") if page.is_visible(f"#language-{code}")]
    assert len(visible) == 2
    page.reload()
    stands(page)
    text(page, ".languages--beside").to_be_visible()
    assert [code for code in ("kk", "ru", "en") if page.is_visible(f"#language-{code}")] == visible


def test_tabs_and_toolbar_are_walked_by_keyboard(newsroom):
    page = new_story(newsroom)
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    chosen = page.get_attribute("[role=tab][aria-selected=true]", "id")
    assert page.evaluate("document.activeElement.id") == chosen
    code = chosen.removeprefix("tab-")
    bar = page.locator(f"#language-{code} [role=toolbar]")
    bar.locator("button[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Smaller heading"
    assert bar.locator("button:not([aria-label])").count() == 0


def test_unsaved_work_is_not_left_by_mistake(newsroom):
    page = new_story(newsroom)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    follow(page, "#site-name a")
    text(page, ".board__start").to_be_visible()
    assert asked == []
    new_story(page)
    page.fill("[name=headline_kk]", "Ауылда жиын өтті")
    page.click("#site-name a")
    wait_until(page, lambda: asked)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/article/add/")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_form_is_wider_than_its_window(newsroom, width):
    story = factories.a_story(people=[factories.a_person()], cover=None)
    newsroom.set_viewport_size({"width": width, "height": 800})
    for path in (
        "",
        f"news/article/{story.pk}/change/",
        f"news/article/{story.pk}/publish/",
        "news/person/add/",
        "news/article/",
    ):
        go(newsroom, f"/admin/{path}")
        assert newsroom.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_form_opens_in_the_language_of_the_last_work_else_in_the_editors_own(newsroom):
    """The editor's own only where it has a text: nobody is greeted by an empty tab."""
    kazakh, both = factories.an_article(), factories.an_article(languages=("kk", "en"))

    def opened_in(address):
        go(newsroom, f"/admin/news/article/{address}/")
        return newsroom.get_attribute("[role=tab][aria-selected=true]", "id")

    def forget():
        newsroom.evaluate("localStorage.clear()")

    assert opened_in("add") == "tab-en"
    forget()
    assert opened_in(f"{kazakh.pk}/change") == "tab-kk"
    forget()
    assert opened_in(f"{both.pk}/change") == "tab-en"
    newsroom.click("#tab-ru")
    assert opened_in(f"{kazakh.pk}/change") == "tab-ru"


def test_an_empty_choice_is_named_by_its_label(newsroom):
    page = new_story(newsroom)
    expect(page.get_by_role("combobox", name="Meeting")).to_have_count(1)
