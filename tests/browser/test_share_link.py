"""A draft is shown to somebody without an account, by a link that ends when the editor says so."""

from tests import factories


def make_a_link(newsroom, story):
    newsroom.goto(f"/admin/news/article/{story.pk}/change/")
    newsroom.click(f"a[href='/admin/news/article/{story.pk}/share/']")
    newsroom.check(".sharing [name=language][value=kk]")
    newsroom.check("[name=days][value='1']")
    newsroom.click(".submit-row .default")
    newsroom.wait_for_selector(".link[data-new]")
    address = newsroom.input_value(".link[data-new] input[readonly]")
    return address[address.index("/kk/") :]


def test_a_draft_is_read_without_a_log_in_until_the_link_is_revoked(newsroom, open_page, complaints):
    story = factories.an_article("Ауылда жиын өтеді", languages=("kk", "ru"), people=[factories.a_person()])

    # staff look at the draft as readers would
    newsroom.goto(f"/kk/preview/{story.pk}/")
    assert "Ауылда жиын өтеді" in newsroom.inner_text("h1")
    newsroom.click(".preview__links a[hreflang=ru]")
    assert newsroom.url.endswith(f"/ru/preview/{story.pk}/")

    # a link for one day, copied by the button
    path = make_a_link(newsroom, story)
    newsroom.context.grant_permissions(["clipboard-read", "clipboard-write"])
    newsroom.click("[data-copy]")
    newsroom.wait_for_function("document.querySelector('[data-copy]').textContent === 'Copied'")
    assert newsroom.evaluate("navigator.clipboard.readText()").endswith(path)

    # somebody who was never here reads it, on a phone
    outsider = open_page(path, width=360, height=740)
    assert "Ауылда жиын өтеді" in outsider.inner_text("h1")
    assert outsider.context.cookies() == []
    assert outsider.locator("a[href^='/admin/']").count() == 0
    assert outsider.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # what is saved later is what the link shows
    story.headline_kk = "Ауылда үлкен жиын өтеді"
    story.save()
    outsider.reload()
    assert "үлкен" in outsider.inner_text("h1")

    # the language switch of the page leads nowhere near the draft
    for code in ("ru", "en"):
        assert story.headline_ru not in outsider.request.get(path.replace("/kk/", f"/{code}/", 1)).text()

    # revoked, from the keyboard
    newsroom.focus("[name=revoke]")
    newsroom.keyboard.press("Enter")
    newsroom.wait_for_selector(".link[data-over]")
    assert complaints == []
    answer = outsider.reload()
    assert answer.status == 404
    assert "жиын" not in outsider.inner_text("body")
    assert [line for line in complaints if "404" not in line] == []


def test_a_link_is_copied_by_hand_where_scripts_do_not_run(newsroom, chromium, live_server):
    story = factories.an_article("Ауылда жиын өтеді")
    cookies = newsroom.context.cookies()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"/admin/news/article/{story.pk}/share/")
    page.click(".submit-row .default")
    assert page.locator("input[readonly]").is_visible()
    assert not page.locator("[data-copy]").is_visible()
    page.click("[name=revoke]")
    assert page.locator("input[readonly]").count() == 0
    context.close()
