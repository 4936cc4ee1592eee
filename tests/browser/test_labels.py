"""Roles in time: a post ends, another begins, a slip is corrected; readers see what was true on the story's day."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

from .walking import follow, go, press, save, succeeds, text

ROLE = ".article__aside .entity__role"


@pytest.fixture
def aigul(db):
    return make.a_person()


@pytest.fixture
def edition(aigul):
    make.a_role(aigul, "Secretarry of the Ulgi council", start_date="2024")
    return make.an_edition("Қаладағы жиын", language="en", people=[aigul], at=make.moment(2026, 2, 13))


def open_form(page, person):
    go(page, f"/admin/news/person/{person.pk}/change/")


def lines_under_the_name(page, edition):
    go(page, edition.get_absolute_url())
    return expect(page.locator(ROLE))


def test_a_story_keeps_its_label_when_the_post_ends_and_tells_the_new_one(newsroom, aigul, edition, complaints):
    lines_under_the_name(newsroom, edition).to_have_text(["Secretarry of the Ulgi council"])

    # the post ends, another begins
    open_form(newsroom, aigul)
    newsroom.fill("[name=memberships-0-end_date]", "2026-03-31")
    newsroom.click("#memberships-group .add-row a")
    newsroom.fill("[name=memberships-1-role_en]", "Chair of the Ulgi council")
    newsroom.fill("[name=memberships-1-start_date]", "2026-04")
    save(newsroom)
    expect(newsroom.locator(".messagelist .warning")).to_have_count(0)  # an old story is right as it is

    told = ["Secretarry of the Ulgi council", "now: Chair of the Ulgi council"]
    lines_under_the_name(newsroom, edition).to_have_text(told)

    # the slip in the name of the former post is corrected, where it was printed as well
    open_form(newsroom, aigul)
    slip = newsroom.locator("input[name$=-role_en][value='Secretarry of the Ulgi council']")
    slip.fill("Secretary of the Ulgi council")
    save(newsroom)
    follow(newsroom, ".messagelist .warning a")
    text(newsroom, ".labels__story").to_contain_text("Secretarry of the Ulgi council")
    newsroom.fill("[name=note_en]", "The name of a post was spelt wrong.")
    newsroom.check("input[name=story]")
    follow(newsroom, "input[type=submit]")
    succeeds(newsroom, "1 text is printed")
    text(newsroom, ".labels").to_contain_text("Everything that is published prints the names and roles")

    told = ["Secretary of the Ulgi council", "now: Chair of the Ulgi council"]
    lines_under_the_name(newsroom, edition).to_have_text(told)
    go(newsroom, f"{edition.get_absolute_url()}history/")
    text(newsroom, "main").to_contain_text("The name of a post was spelt wrong.")
    assert complaints == []


def test_labels_are_printed_anew_with_the_keyboard_on_a_narrow_phone(newsroom, aigul, edition, complaints):
    other = make.an_edition("Екінші жиын", language="en", people=[aigul], at=make.moment(2026, 2, 14))
    aigul.memberships.update(role_en="Secretary of the Ulgi council")
    newsroom.set_viewport_size({"width": 320, "height": 640})
    go(newsroom, f"/admin/news/person/{aigul.pk}/labels/")
    assert newsroom.evaluate("document.documentElement.scrollWidth") <= 320

    newsroom.focus("button[data-tick=all]")
    newsroom.keyboard.press("Enter")
    expect(newsroom.locator("input[name=story]:checked")).to_have_count(2)
    newsroom.focus("button[data-tick=none]")
    newsroom.keyboard.press("Enter")
    expect(newsroom.locator("input[name=story]:checked")).to_have_count(0)
    newsroom.keyboard.press("Tab")
    newsroom.keyboard.press("Space")
    expect(newsroom.locator("input[name=story]:checked")).to_have_count(1)
    newsroom.focus("input[type=submit]")
    press(newsroom, "Enter")
    succeeds(newsroom, "1 text is printed")

    lines_under_the_name(newsroom, other).to_have_text(["Secretary of the Ulgi council"])  # the newest stands first
    lines_under_the_name(newsroom, edition).to_have_text(["Secretarry of the Ulgi council"])
    assert complaints == []


def test_namesakes_are_told_apart_by_their_posts_where_they_are_chosen(newsroom, aigul, complaints):
    for role in ("Ulgi teacher", "Ulgi doctor"):
        make.a_role(make.a_person("Берік", "Үлгібаев"), role)
    go(newsroom, "/admin/news/article/add/")
    newsroom.click("#people-group .add-row a")
    newsroom.click("#people-0 .field-person .select2-selection")
    newsroom.keyboard.type("Үлгібаев")
    doctor = newsroom.locator(".select2-results__option:has(.choice__detail)", has_text="Ulgi doctor")
    doctor.click()
    expect(newsroom.locator("#people-0 .field-person .select2-selection__rendered")).to_have_attribute(
        "title", "Берік Үлгібаев"
    )
    assert complaints == []
