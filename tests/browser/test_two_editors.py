"""Two editors on one story, each in a browser of their own."""

import pytest

from news.models import Article
from tests import factories

from .conftest import PASSWORD

MARAT = "marat@ulgi.example"


@pytest.fixture
def story(newsroom):
    factories.a_person(given="Ерлан", family="Мысалов")
    factories.a_person(given="Әсел", family="Қошанова")
    return factories.an_article("Ауылда жиын өтті", languages=("kk", "ru"))


@pytest.fixture
def marat(story, open_page):
    """A second editor-in-chief, logged in, in a window of his own."""
    factories.an_editor_in_chief(email=MARAT, name="Марат Мысал", language="en")
    page = open_page("/admin/")
    page.fill("[name=username]", MARAT)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_selector(".board__start")
    return page


def open_form(page, story, language="kk"):
    page.goto(f"/admin/news/article/{story.pk}/change/")
    page.wait_for_selector("#tab-kk")
    page.click(f"#tab-{language}")
    page.wait_for_selector(f"#language-{language} [role=toolbar]")


def write_text(page, words, language="kk"):
    page.click(f"#id_body_{language}-page")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def save(page):
    page.keyboard.press("Control+s")


def is_saved(page):
    page.wait_for_selector(".messagelist .success")


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
    is_saved(marat)
    save(newsroom)
    is_saved(newsroom)
    assert "Meanwhile Марат Мысал changed: Text (Русский)" in newsroom.text_content(".messagelist")
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
    is_saved(marat)
    save(newsroom)
    newsroom.wait_for_selector(".conflict-note")


def test_one_field_of_two_editors_is_asked_about_and_both_texts_stand_there(newsroom, marat, story, complaints):
    meet_in_one_text(newsroom, marat, story)
    assert "Марат Мысал" in newsroom.text_content(".conflict-note")
    assert newsroom.is_visible("#language-kk .conflict")
    assert "Жиында сөз сөйленді." in newsroom.text_content("#language-kk .conflict ins >> nth=0")
    assert newsroom.input_value("#id_headline_kk") == "Ауылда үлкен жиын өтті"
    newsroom.wait_for_selector("#id_body_kk-page")
    assert "Оған әр ауылдан келді." in newsroom.text_content("#id_body_kk-page")
    assert "Оған" not in Article.objects.get().body_kk
    newsroom.check("#language-kk .conflict [value=theirs]")
    save(newsroom)
    is_saved(newsroom)
    stored = Article.objects.get()
    assert "Жиында сөз сөйленді." in stored.body_kk
    assert stored.headline_kk == "Ауылда үлкен жиын өтті"
    assert complaints == []


def test_both_texts_can_be_mixed_with_the_keyboard_alone(newsroom, marat, story, complaints):
    meet_in_one_text(newsroom, marat, story)
    newsroom.wait_for_selector("#id_body_kk-page")
    newsroom.focus(".conflict-note__fields a")
    newsroom.keyboard.press("Enter")
    assert newsroom.evaluate("document.activeElement.name") == "decide-body_kk"
    for _stop in range(4):
        newsroom.keyboard.press("Tab")
        if newsroom.evaluate("document.activeElement.matches('.conflict__choice button')"):
            break
    newsroom.keyboard.press("Enter")
    newsroom.wait_for_function("document.querySelector('#id_body_kk').value.includes('сөз сөйленді')")
    write_text(newsroom, " Оған әр ауылдан келді.")
    save(newsroom)
    is_saved(newsroom)
    assert "Жиында сөз сөйленді. Оған әр ауылдан келді." in Article.objects.get().body_kk
    assert complaints == []


def test_people_whom_two_editors_add_are_both_kept(newsroom, marat, story, complaints):
    open_form(newsroom, story)
    open_form(marat, story)
    add_person(newsroom, "Қошанова")
    add_person(marat, "Мысалов")
    save(marat)
    is_saved(marat)
    save(newsroom)
    is_saved(newsroom)
    assert {str(row) for row in story.people.all()} == {"Ерлан Мысалов", "Әсел Қошанова"}
    assert complaints == []


def test_what_was_typed_into_a_deleted_person_is_still_to_be_read(newsroom, story):
    person = factories.a_person(live=False)
    newsroom.goto(f"/admin/news/person/{person.pk}/change/")
    newsroom.wait_for_selector("#tab-kk")
    newsroom.click("#tab-kk")
    newsroom.fill("#id_summary_kk", "Ауыл мұғалімі, ақын.")
    type(person).objects.filter(pk=person.pk).delete()
    save(newsroom)
    newsroom.wait_for_selector(".left-over")
    assert "Ауыл мұғалімі, ақын." in newsroom.text_content(".left-over")


@pytest.mark.parametrize("width", [320, 768])
def test_the_page_of_both_texts_fits_a_phone(newsroom, marat, story, width):
    meet_in_one_text(newsroom, marat, story)
    newsroom.set_viewport_size({"width": width, "height": 800})
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= width
