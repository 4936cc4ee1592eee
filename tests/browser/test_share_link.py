"""A draft is shown to somebody without an account, by a link that ends when the editor says so."""

from playwright.sync_api import expect

from tests import factories

from .walking import follow, go, press, text


def make_a_link(newsroom, story):
    go(newsroom, f"/admin/news/article/{story.pk}/change/")
    follow(newsroom, f"a[href='/admin/news/article/{story.pk}/share/']")
    newsroom.check(".sharing [name=language][value=kk]")
    newsroom.check("[name=days][value='1']")
    follow(newsroom, ".submit-row .default")
    newsroom.wait_for_selector(".link[data-new]")
    address = newsroom.input_value(".link[data-new] input[readonly]")
    return address[address.index("/kk/") :]


def test_a_draft_is_read_without_a_log_in_until_the_link_is_revoked(newsroom, open_page, complaints):
    story = factories.an_article("Ауылда жиын өтеді", languages=("kk", "ru"), people=[factories.a_person()])

    # staff look at the draft as readers would
    go(newsroom, f"/kk/preview/{story.pk}/")
    text(newsroom, "h1").to_contain_text("Ауылда жиын өтеді")
    follow(newsroom, ".preview__links a[hreflang=ru]")
    assert newsroom.url.endswith(f"/ru/preview/{story.pk}/")

    # a link for one day, copied by the button
    path = make_a_link(newsroom, story)
    newsroom.context.grant_permissions(["clipboard-read", "clipboard-write"])
    newsroom.click("[data-copy]")
    text(newsroom, "[data-copy]").to_have_text("Copied")
    assert newsroom.evaluate("navigator.clipboard.readText()").endswith(path)

    # somebody who was never here reads it, on a phone
    outsider = open_page(path, width=360, height=740)
    text(outsider, "h1").to_contain_text("Ауылда жиын өтеді")
    assert outsider.context.cookies() == []
    expect(outsider.locator("a[href^='/admin/']")).to_have_count(0)
    assert outsider.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # what is saved later is what the link shows
    story.headline_kk = "Ауылда үлкен жиын өтеді"
    story.save()
    outsider.reload()
    text(outsider, "h1").to_contain_text("үлкен")

    # the language switch of the page leads nowhere near the draft
    for code in ("ru", "en"):
        assert story.headline_ru not in outsider.request.get(path.replace("/kk/", f"/{code}/", 1)).text()

    # revoked, from the keyboard
    newsroom.focus("[name=revoke]")
    press(newsroom, "Enter")
    text(newsroom, ".link[data-over]").to_be_visible()
    assert complaints == []
    answer = outsider.reload()
    assert answer.status == 404
    text(outsider, "body").not_to_contain_text("жиын")
    assert [line for line in complaints if "404" not in line] == []


def test_a_link_is_copied_by_hand_where_scripts_do_not_run(newsroom, chromium, live_server):
    story = factories.an_article("Ауылда жиын өтеді")
    cookies = newsroom.context.cookies()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"/admin/news/article/{story.pk}/share/")
    page.click(".submit-row .default")
    expect(page.locator("input[readonly]")).to_be_visible()
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.click("[name=revoke]")
    expect(page.locator("input[readonly]")).to_have_count(0)
    context.close()
