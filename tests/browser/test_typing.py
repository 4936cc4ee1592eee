"""Nothing an editor types is lost: not by a crash, a lost log-in, a lost network, a colleague or a second press."""

import re

import pytest
from django.contrib.sessions.models import Session

from news.models import Article, Opening, Person, Revision
from tests import factories

from .conftest import PASSWORD

MOMENTS = 1_500
"""Milliseconds after which what was typed lies in the browser."""


def open_form(page, story, address="change"):
    page.goto(f"/admin/news/article/{story.pk}/{address}/" if story else "/admin/news/article/add/")
    page.wait_for_selector("#tab-kk")
    page.click("#tab-kk")
    page.wait_for_selector("#language-kk [role=toolbar]")


def write_text(page, words):
    page.click("#id_body_kk-page")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def choose(page, where, words):
    page.click(where)
    page.keyboard.type(words)
    page.click(f".select2-results__option:has-text('{words}')")


def crash(page):
    """The tab is gone without having been asked; a new one opens in the same browser."""
    page.wait_for_timeout(MOMENTS)
    context = page.context
    page.close(run_before_unload=False)
    return context.new_page()


def save(page):
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")


def log_in(page, email="aigerim@ulgi.example"):
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("#login-form [type=submit]")


@pytest.fixture
def story(newsroom):
    factories.a_person(given="Ерлан", family="Мысалов")
    factories.a_topic("Өңірлер")
    return factories.an_article("Ауылда жиын өтті", people=[factories.a_person()])


def test_what_was_typed_survives_a_crash(newsroom, story, complaints):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    write_text(newsroom, " Әр өңірден өкілдер келді.")
    newsroom.click("#people-group .add-row a")
    choose(newsroom, "#people-1 .field-person .select2-selection", "Ерлан")
    newsroom.select_option("[name=people-1-relation]", "spoke")
    newsroom.fill(".field-topics .select2-search__field", "Өңірлер")
    newsroom.click(".select2-results__option:has-text('Өңірлер')")
    newsroom.select_option("[name=people-0-relation]", "mentioned")

    page = crash(newsroom)
    open_form(page, story)
    page.click(".kept summary")
    assert "Әр өңірден өкілдер келді." in page.inner_text(".kept__list")
    page.click(".kept .button >> text=Restore")

    assert page.input_value("[name=headline_kk]") == "Ауылда үлкен жиын өтті"
    assert "Әр өңірден өкілдер келді." in page.inner_text("#id_body_kk-page")
    assert page.inner_text("#people-1 .field-person .select2-selection__rendered").endswith("Ерлан Мысалов")
    save(page)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"
    assert story.body_kk == "<p>Ауылда кездесу өтті. Әр өңірден өкілдер келді.</p>"
    beside = [(line.person.given_name_kk, line.relation) for line in story.people.order_by("pk")]
    assert beside == [("Айгүл", "mentioned"), ("Ерлан", "spoke")]
    assert story.topics.count() == 1
    assert page.locator(".kept").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('newsroom.kept'))") == []
    assert complaints == []


def save_as_a_colleague(story, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    Revision.objects.record(story, by=factories.a_user(name="Марат Мысал"))


def test_restored_text_is_merged_with_what_a_colleague_saved_meanwhile(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    page = crash(newsroom)
    save_as_a_colleague(story, summary_kk="Өңір өкілдері жиналды.")
    open_form(page, story)
    assert "Since then somebody has saved this entry" in page.inner_text(".kept__words")
    page.click(".kept .button >> text=Restore")
    save(page)
    story.refresh_from_db()
    assert (story.headline_kk, story.summary_kk) == ("Ауылда үлкен жиын өтті", "Өңір өкілдері жиналды.")


def test_restored_text_never_overwrites_a_colleagues_unseen(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    page = crash(newsroom)
    save_as_a_colleague(story, headline_kk="Ауылда шағын жиын өтті")
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-sent-back]", state="attached")
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда шағын жиын өтті"
    page = crash(page)
    open_form(page, story)
    page.wait_for_selector(".kept .button >> text=Restore")


def test_a_new_story_is_offered_only_where_a_new_story_is_written(newsroom, story):
    open_form(newsroom, None)
    newsroom.fill("[name=headline_kk]", "Жаңа ұсыныс")
    page = crash(newsroom)
    open_form(page, story)
    page.wait_for_timeout(MOMENTS)
    assert page.locator(".kept").count() == 0
    page.goto("/admin/news/article/add/?_popup=1")
    page.wait_for_timeout(MOMENTS)
    assert page.locator(".kept").count() == 0
    open_form(page, None)
    page.click(".kept .button >> text=Restore")
    assert page.input_value("[name=headline_kk]") == "Жаңа ұсыныс"


def test_a_new_story_that_was_saved_is_not_offered_to_the_next(newsroom):
    open_form(newsroom, None)
    newsroom.fill("[name=headline_kk]", "Жаңа ұсыныс")
    save(newsroom)
    open_form(newsroom, None)
    newsroom.wait_for_timeout(MOMENTS)
    assert newsroom.locator(".kept").count() == 0
    assert newsroom.evaluate("Object.keys(localStorage).filter(key => key.startsWith('newsroom.kept'))") == []


def test_another_account_in_the_same_browser_is_not_offered_the_text(newsroom, story):
    factories.an_editor_in_chief(email="marat@ulgi.example", name="Марат Мысал", language="en")
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Құпия тақырып")
    page = crash(newsroom)
    page.context.clear_cookies()
    page.goto(f"/admin/news/article/{story.pk}/change/")
    log_in(page, "marat@ulgi.example")
    page.wait_for_selector("#tab-kk")
    page.wait_for_timeout(MOMENTS)
    assert page.locator(".kept").count() == 0


def test_discarded_text_is_offered_no_more(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Қажетсіз тақырып")
    page = crash(newsroom)
    open_form(page, story)
    page.click(".kept .button >> text=Discard")
    open_form(page, story)
    page.wait_for_timeout(MOMENTS)
    assert page.locator(".kept").count() == 0


AGE = """days => {
  for (const key of Object.keys(localStorage).filter(key => key.startsWith("newsroom.kept"))) {
    const record = JSON.parse(localStorage[key])
    localStorage[key] = JSON.stringify({ ...record, at: record.at - days * 24 * 60 * 60 * 1000 })
  }
}"""


@pytest.mark.parametrize(("days", "offers"), [(29, 1), (31, 0)])
def test_text_that_nobody_came_back_for_fades_after_thirty_days(newsroom, story, days, offers):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ұмытылған тақырып")
    page = crash(newsroom)
    page.goto("/admin/")
    page.evaluate(AGE, days)
    open_form(page, story)
    page.wait_for_timeout(MOMENTS)
    assert page.locator(".kept").count() == offers


def test_a_text_of_the_greatest_length_is_kept(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "document.querySelector('#id_body_kk-page').editor.chain()"
        ".setContent(('<p>' + 'Ұзақ сөз. '.repeat(50) + '</p>').repeat(780)).focus('end').run()"
    )
    newsroom.keyboard.type(" Соңы.")
    page = crash(newsroom)
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    assert page.input_value("#id_body_kk").endswith("Соңы.</p>")


def test_a_browser_without_room_says_so_and_the_form_goes_on(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; null"
    )
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.wait_for_selector(".note >> text=no room")
    save(newsroom)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"


def test_a_log_in_lost_while_typing_is_told_and_the_form_is_saved_after_it(newsroom, story):
    open_form(newsroom, story)
    write_text(newsroom, " Қорытынды қабылданды.")
    Session.objects.all().delete()
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_selector(".note >> text=You are logged out")
    assert newsroom.url.endswith("/change/")
    with newsroom.expect_popup() as opened:
        newsroom.click(".note a")
    log_in(opened.value)
    opened.value.wait_for_selector(".board__start")
    opened.value.close()
    newsroom.bring_to_front()
    save(newsroom)
    story.refresh_from_db()
    assert story.body_kk.endswith("Қорытынды қабылданды.</p>")


@pytest.mark.parametrize("cookies", ["sessionid", "csrftoken"])
def test_a_form_that_meets_the_log_in_page_offers_its_text_after_it(newsroom, story, cookies):
    """The scripts' own look at the session is taken away: the form really goes off, and really is refused."""
    open_form(newsroom, story)
    write_text(newsroom, " Қорытынды қабылданды.")
    newsroom.route(re.compile("/admin/(session|presence)/"), lambda route: route.fulfill(json=ours(newsroom)))
    newsroom.context.clear_cookies(name=cookies)
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_selector(".login .notice, .oops")
    newsroom.unroute_all()
    if cookies == "sessionid":
        log_in(newsroom)
    else:
        newsroom.click("text=Back to the form")
    newsroom.click(".kept .button >> text=Restore")
    save(newsroom)
    story.refresh_from_db()
    assert story.body_kk.endswith("Қорытынды қабылданды.</p>")


def ours(page):
    """The answer of a server that knows the account."""
    account = page.get_attribute("[data-typing]", "data-account")
    token = page.input_value("#content-main > form > [name=csrfmiddlewaretoken]")
    return {"logged_in": True, "account": int(account), "token": token, "others": [], "version": 0}


def test_without_a_network_nothing_is_sent_and_nothing_is_lost(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.context.set_offline(True)
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_selector(".note >> text=cannot be reached")
    assert newsroom.input_value("[name=headline_kk]") == "Ауылда үлкен жиын өтті"
    newsroom.context.set_offline(False)
    save(newsroom)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"


def test_what_a_failing_server_did_not_take_is_offered_again(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.route("**/change/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_selector("text=Bad gateway")
    newsroom.unroute_all()
    open_form(newsroom, story)
    newsroom.click(".kept .button >> text=Restore")
    assert newsroom.input_value("[name=headline_kk]") == "Ауылда үлкен жиын өтті"


def test_what_is_typed_while_a_save_is_under_way_is_not_taken_for_saved(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Бірінші")

    held = []
    newsroom.route(
        "**/change/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    newsroom.focus("[name=headline_kk]")
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_timeout(MOMENTS)
    newsroom.keyboard.type(" және екінші")
    newsroom.wait_for_timeout(MOMENTS)
    held.pop().continue_()
    newsroom.wait_for_selector(".messagelist .success")
    newsroom.click(".kept .button >> text=Restore")
    assert newsroom.input_value("[name=headline_kk]") == "Бірінші және екінші"


def test_a_form_sent_back_with_an_error_goes_on_under_its_own_name(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    newsroom.fill("[name=slug_kk]", "қате адрес")
    newsroom.keyboard.press("Control+s")
    newsroom.wait_for_selector(".errornote")
    assert newsroom.locator(".kept").count() == 0
    page = crash(newsroom)
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    assert page.input_value("[name=headline_kk]") == "Ауылда үлкен жиын өтті"


def test_two_editors_see_each_other_and_who_saved(newsroom, open_page, story):
    factories.an_editor_in_chief(email="marat@ulgi.example", name="Марат Мысал", language="en")
    open_form(newsroom, story)
    other = open_page(f"/admin/news/article/{story.pk}/change/")
    log_in(other, "marat@ulgi.example")
    assert "Айгерім Үлгі (since" in other.wait_for_selector(".note").inner_text()
    other.click("#tab-ru")
    other.fill("[name=headline_ru]", "Собрание в ауле")
    save(other)
    newsroom.evaluate("dispatchEvent(new Event('online'))")
    newsroom.wait_for_selector(".note >> text=Марат Мысал saved this at")
    newsroom.wait_for_selector(".note >> text=Also open at this moment: Марат Мысал")
    other.goto("/admin/")
    newsroom.wait_for_timeout(MOMENTS)
    assert not Opening.objects.filter(user__email="marat@ulgi.example").exists()


def test_a_second_press_while_the_first_is_under_way_does_nothing(newsroom):
    newsroom.goto("/admin/news/person/add/")
    newsroom.wait_for_selector("#tab-kk")
    newsroom.click("#tab-kk")
    newsroom.fill("[name=family_name_kk]", "Үлгібаева")
    newsroom.dblclick(".submit-row [name=_continue]")
    newsroom.wait_for_selector(".messagelist .success")
    newsroom.wait_for_timeout(MOMENTS)
    assert Person.objects.count() == 1


def test_enter_in_a_field_of_one_line_sends_nothing(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=dateline_kk]", "Ұлытау")
    newsroom.press("[name=dateline_kk]", "Enter")
    newsroom.wait_for_timeout(MOMENTS)
    assert newsroom.locator(".messagelist").count() == 0
    assert Article.objects.get().dateline_kk == ""


@pytest.mark.parametrize(
    "key", [{"key": "ы", "code": "KeyS"}, {"key": "s", "code": "Semicolon"}, {"key": "S", "code": "KeyS"}]
)
def test_the_key_for_saving_is_found_on_every_keyboard(newsroom, story, key):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.evaluate(
        "key => document.dispatchEvent(new KeyboardEvent('keydown', { ...key, ctrlKey: true, bubbles: true }))", key
    )
    newsroom.wait_for_selector(".messagelist .success")


def test_the_key_that_only_stands_where_s_does_saves_nothing(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'o', code: 'KeyS', ctrlKey: true, bubbles: true }))"
    )
    newsroom.wait_for_timeout(MOMENTS)
    assert newsroom.locator(".messagelist").count() == 0
