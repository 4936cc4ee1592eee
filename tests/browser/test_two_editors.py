"""Two editors on one story, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests import factories

from .walking import go, press, save, text


@pytest.fixture
def story(newsroom):
    factories.a_person(given="Ерлан", family="Мысалов")
    factories.a_person(given="Әсел", family="Қошанова")
    return factories.an_article("Ауылда жиын өтті", languages=("kk", "ru"))


@pytest.fixture
def marat(story, open_page):
    """A second editor-in-chief, logged in, in a window of his own."""
    user = factories.an_editor_in_chief(email="marat@ulgi.example", name="Марат Мысал", language="en")
    return open_page("/admin/", user=user)


def open_form(page, story, language="kk"):
    go(page, f"/admin/news/article/{story.pk}/change/")
    page.click(f"#tab-{language}")
    page.wait_for_selector(f"#language-{language} [role=toolbar]")


def write_text(page, words, language="kk"):
    page.click(f"#id_body_{language}-page")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def add_person(page, name):
    page.click("#people-group .add-row a")
    page.click("#people-group .inline-related:not(.empty-form) .field-person .select2-selection >> nth=-1")
    page.keyboard.type(name)
    page.click(f".select2-results__option:has-text('{name}')")


def test_different_fields_of_two_editors_are_both_kept(newsroom, marat, story, complaints):
    open_form(newsroom, story, "kk")
    open_form(marat, story, "ru")
    write_text(newsroom, " Қазақша жалғасы.", "kk")
    write_text(marat, " Продолжение.", "ru")
    save(marat)
    save(newsroom)
    text(newsroom, ".messagelist").to_contain_text("Meanwhile Марат Мысал changed: Text (Русский)")
    stored = Article.objects.get()
    assert "Қазақша жалғасы" in stored.body_kk
    assert "Продолжение" in stored.body_ru
    assert complaints == []


def meet_in_one_text(newsroom, marat, story):
    """Both write on in the Kazakh text; Марат was quicker. The page of Айгерім then tells of it."""
    open_form(newsroom, story)
    open_form(marat, story)
    write_text(newsroom, " Оған әр ауылдан келді.")
    newsroom.fill("#id_headline_kk", "Ауылда үлкен жиын өтті")
    write_text(marat, " Жиында сөз сөйленді.")
    save(marat)
    press(newsroom, "Control+s")
    text(newsroom, ".conflict-note").to_be_visible()
    expect(newsroom.locator("#id_body_kk-page")).to_be_attached()


def test_one_field_of_two_editors_is_asked_about_and_both_texts_stand_there(newsroom, marat, story, complaints):
    meet_in_one_text(newsroom, marat, story)
    text(newsroom, ".conflict-note").to_contain_text("Марат Мысал")
    text(newsroom, "#language-kk .conflict").to_be_visible()
    text(newsroom, "#language-kk .conflict ins").to_contain_text("Жиында сөз сөйленді.")
    text(newsroom, "#id_headline_kk").to_have_value("Ауылда үлкен жиын өтті")
    text(newsroom, "#id_body_kk-page").to_contain_text("Оған әр ауылдан келді.")
    assert "Оған" not in Article.objects.get().body_kk
    newsroom.check("#language-kk .conflict [value=theirs]")
    save(newsroom)
    stored = Article.objects.get()
    assert "Жиында сөз сөйленді." in stored.body_kk
    assert stored.headline_kk == "Ауылда үлкен жиын өтті"
    assert complaints == []


def test_both_texts_can_be_mixed_with_the_keyboard_alone(newsroom, marat, story, complaints):
    meet_in_one_text(newsroom, marat, story)
    newsroom.focus(".conflict-note__fields a")
    newsroom.keyboard.press("Enter")
    text(newsroom, "#language-kk .conflict [name=decide-body_kk]:focus").to_be_attached()
    for _stop in range(4):
        newsroom.keyboard.press("Tab")
        if newsroom.evaluate("document.activeElement.matches('.conflict__choice button')"):
            break
    newsroom.keyboard.press("Enter")
    text(newsroom, "#id_body_kk").to_have_value(re.compile("сөз сөйленді"))
    write_text(newsroom, " Оған әр ауылдан келді.")
    save(newsroom)
    assert "Жиында сөз сөйленді. Оған әр ауылдан келді." in Article.objects.get().body_kk
    assert complaints == []


def test_people_whom_two_editors_add_are_both_kept(newsroom, marat, story, complaints):
    open_form(newsroom, story)
    open_form(marat, story)
    add_person(newsroom, "Қошанова")
    add_person(marat, "Мысалов")
    save(marat)
    save(newsroom)
    assert {str(row) for row in story.people.all()} == {"Ерлан Мысалов", "Әсел Қошанова"}
    assert complaints == []


def test_what_was_typed_into_a_deleted_person_is_still_to_be_read(newsroom, story):
    person = factories.a_person(live=False)
    go(newsroom, f"/admin/news/person/{person.pk}/change/")
    newsroom.click("#tab-kk")
    newsroom.fill("#id_summary_kk", "Ауыл мұғалімі, ақын.")
    type(person).objects.filter(pk=person.pk).delete()
    press(newsroom, "Control+s")
    text(newsroom, ".left-over").to_contain_text("Ауыл мұғалімі, ақын.")


@pytest.mark.parametrize("width", [320, 768])
def test_the_page_of_both_texts_fits_a_phone(newsroom, marat, story, width):
    meet_in_one_text(newsroom, marat, story)
    newsroom.set_viewport_size({"width": width, "height": 800})
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= width
