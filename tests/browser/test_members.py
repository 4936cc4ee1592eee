"""The directories and the members of the coalition, walked by somebody with a keyboard, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories

FAMILIES = ("Абаев", "Әлімов", "Бекова", "Ғалиев", "Қошанов", "Якупов")


@pytest.fixture
def registry(transactional_db):
    coalition = factories.an_organization("Үлгі коалициясы", classification="coalition", slug="ulgi")
    factories.a_site(coalition=coalition)
    for family in FAMILIES:
        factories.a_person("Үлгі", family)
    for name, end in (("«Қайнар-Бұлақ» қоры", ""), ("«Дала» одағы", "2026-05-31")):
        member = factories.an_organization(name, classification="union")
        factories.a_role(member, "мүше", organization=coalition, start_date="2026-02-13", end_date=end)


def people(page):
    return page.locator("#list .entity__name")


def test_the_list_follows_what_is_typed_and_the_keyboard_stays_in_the_field(registry, open_page, complaints):
    page = open_page("/en/people/")
    expect(people(page)).to_have_count(len(FAMILIES))
    field = page.get_by_label("Name", exact=True)
    field.focus()
    page.keyboard.type("koshan")

    expect(people(page)).to_have_text(["Үлгі Қошанов"])
    expect(field).to_be_focused()
    expect(field).to_have_value("koshan")
    expect(page.get_by_role("status")).to_have_text("1 person, in alphabetical order")
    expect(page).to_have_url(re.compile(r"/en/people/\?q=koshan$"))
    expect(page.locator(".langs a[hreflang=ru]")).to_have_attribute("href", "/ru/people/?q=koshan")

    page.keyboard.type("zzz")
    expect(page.locator("#list .empty")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(people(page)).to_have_count(len(FAMILIES))
    expect(page).to_have_url(re.compile(r"/en/people/$"))
    assert not complaints


def test_enter_shows_the_list_without_leaving_the_field(registry, open_page):
    page = open_page("/en/people/")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("абаев")
    page.keyboard.press("Enter")
    expect(people(page)).to_have_text(["Үлгі Абаев"])
    expect(page.get_by_label("Name", exact=True)).to_be_focused()


def test_a_slow_answer_to_an_earlier_question_does_not_come_back(registry, open_page):
    page = open_page("/en/people/")
    held = []
    page.route("**/people/?q=a", lambda route: held.append(route))
    field = page.get_by_label("Name", exact=True)
    with page.expect_request("**/people/?q=a"):
        field.press_sequentially("a")
    field.press_sequentially("bae")
    expect(people(page)).to_have_text(["Үлгі Абаев"])
    for route in held:
        route.abort()
    expect(people(page)).to_have_text(["Үлгі Абаев"])


def test_a_lost_connection_leaves_the_list_and_the_words_as_they_are(registry, open_page):
    page = open_page("/en/people/")
    field = page.get_by_label("Name", exact=True)
    page.route("**/people/?q=*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        field.press_sequentially("абаев")
    expect(people(page)).to_have_count(len(FAMILIES))
    expect(field).to_have_value("абаев")


def test_the_filters_of_organisations_work_from_the_keyboard(registry, open_page):
    page = open_page("/en/organizations/")
    factories.an_organization("«Басқа» қоры")
    page.get_by_label("In the coalition").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#list .dir__list a")).to_have_text(["«Қайнар-Бұлақ» қоры"])
    expect(page).to_have_url(re.compile(r"\?members=yes$"))
    expect(page.get_by_label("In the coalition")).to_be_focused()


def test_without_scripts_the_form_is_submitted(registry, open_page):
    page = open_page("/en/people/", java_script_enabled=False)
    page.get_by_label("Name", exact=True).fill("галиев")
    page.keyboard.press("Enter")
    expect(people(page)).to_have_text(["Үлгі Ғалиев"])
    expect(page.get_by_label("Name", exact=True)).to_have_value("галиев")


def test_a_letter_of_the_strip_leads_to_its_people(registry, open_page):
    page = open_page("/kk/people/", width=360)
    page.locator(".az a", has_text="Қ").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#l-"))
    expect(people(page).filter(has_text="Қошанов")).to_be_in_viewport()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_members_of_another_day_are_asked_for_by_its_date(registry, open_page, has_scripts):
    page = open_page("/en/organizations/ulgi/members/", java_script_enabled=has_scripts)
    members = page.locator("#list .dir__list a")
    expect(members).to_have_text(["«Қайнар-Бұлақ» қоры"])
    page.get_by_label("Members on").fill("2026-03-01")
    page.get_by_role("button", name="Show").press("Enter")
    expect(members).to_have_text(["«Дала» одағы", "«Қайнар-Бұлақ» қоры"])
    expect(page.get_by_text("2 organisations on 1 March 2026")).to_be_visible()
    page.locator("#changes").get_by_role("link", name=re.compile("All members on 1 June")).click()
    expect(members).to_have_text(["«Қайнар-Бұлақ» қоры"])
