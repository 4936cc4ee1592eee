"""Five hundred people from a spreadsheet, twice; a spreadsheet with mistakes; both as somebody at the desk does it."""

import re

from playwright.sync_api import expect

from news.models import Person
from tests.importing.tables import as_csv, as_xlsx

COLUMNS = ["family_name_kk", "given_name_kk", "public"]
FIVE_HUNDRED = as_xlsx(COLUMNS, *([f"Үлгібаев{number}", "Әсет", "yes"] for number in range(500)))
A_PREVIEW = re.compile(r"/admin/spreadsheets/person/\d+/$")
MILLISECONDS_AN_IMPORT_MAY_TAKE = 60_000
"""On a busy machine; on a quiet one it takes two seconds."""


def choose(page, name, content):
    page.goto("/admin/news/person/")
    page.get_by_role("link", name="Import and export").click()
    expect(page).to_have_url("/admin/spreadsheets/person/")
    page.wait_for_load_state()  # the script of the page is there
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="See what would change").press("Enter")


def keep_progress(page):
    """Keep what the bar has shown: it goes with the page it stands on."""
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
             const bar = document.querySelector("progress[value]")
             const shown = JSON.parse(sessionStorage.getItem("shown") ?? "[]")
             if (!bar || shown.at(-1) === bar.value) return
             sessionStorage.setItem("shown", JSON.stringify([...shown, bar.value]))
           }).observe(document.body, { subtree: true, attributes: true, childList: true }))"""
    )


def shown_progress(page):
    return page.evaluate("JSON.parse(sessionStorage.getItem('shown') ?? '[]')")


def test_five_hundred_people_are_imported_once_however_often_they_are_brought_in(newsroom, complaints):
    keep_progress(newsroom)
    choose(newsroom, "адамдар.xlsx", FIVE_HUNDRED)
    expect(newsroom).to_have_url(A_PREVIEW, timeout=MILLISECONDS_AN_IMPORT_MAY_TAKE)
    expect(newsroom.locator(".spreadsheet__counts")).to_contain_text("500")
    assert Person.objects.count() == 0

    newsroom.get_by_role("button", name="Import 500 rows").press("Enter")
    done = newsroom.locator(".spreadsheet__done")
    expect(done).to_contain_text("Imported on", timeout=MILLISECONDS_AN_IMPORT_MAY_TAKE)
    assert Person.objects.live().count() == 500
    shown = shown_progress(newsroom)
    assert len(shown) >= 3
    assert 0 < shown[0] < 500

    choose(newsroom, "адамдар.xlsx", FIVE_HUNDRED)
    expect(done).to_contain_text("Nothing to import", timeout=MILLISECONDS_AN_IMPORT_MAY_TAKE)
    expect(newsroom.get_by_role("button", name="Import")).to_have_count(0)
    assert Person.objects.count() == 500
    assert complaints == []


def test_mistakes_are_told_by_row_and_column_and_nothing_is_imported(newsroom, complaints):
    rows = [["Үлгі", "Әсел", ""], ["Мысал", "Қайрат", "мүмкін"], ["", "", "yes"]]
    choose(newsroom, "адамдар.csv", as_csv(COLUMNS, *rows))
    told = newsroom.locator(".spreadsheet__complaints li")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("Row 3, column “Readers see it”")
    expect(newsroom.get_by_role("button", name="Import")).to_have_count(0)
    newsroom.get_by_role("link", name="Choose the corrected file").click()
    expect(newsroom.get_by_label("File")).to_be_visible()
    assert Person.objects.count() == 0
    assert complaints == []


def test_a_file_that_cannot_be_read_is_told_where_it_was_chosen(newsroom, complaints):
    choose(newsroom, "адамдар.csv", as_csv(["Лауазымы"], ["Төраға"]))
    told = newsroom.locator(".spreadsheet__complaints")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Row 1: The first row should hold the headings")
    expect(newsroom.get_by_role("button", name="See what would change")).not_to_have_attribute("aria-disabled", "true")
    assert complaints == []


def test_a_table_is_imported_without_a_script(newsroom, open_page):
    cookies = newsroom.context.cookies()
    page = open_page("/admin/login/", java_script_enabled=False)
    page.context.add_cookies(cookies)
    choose(page, "адамдар.csv", as_csv(COLUMNS, ["Үлгі", "Әсел", ""]))
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.locator(".spreadsheet__done")).to_contain_text("Imported on")
    assert Person.objects.count() == 1
