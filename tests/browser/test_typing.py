"""Nothing an editor types is lost: not by a crash, a lost log-in, a lost network, a colleague or a second press."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from news.models import Article, Opening, Person, Revision
from tests import factories

from .conftest import PASSWORD
from .walking import go, press, save, stands, succeeds, text, turning, wait_until

MOMENTS = 1_500
"""Milliseconds in which what must not happen would have happened."""


def open_form(page, story, address="change"):
    go(page, f"/admin/news/article/{story.pk}/{address}/" if story else "/admin/news/article/add/")
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


IS_KEPT = """words => Object.keys(localStorage).some(
  (key) => key.startsWith("newsroom.kept") && localStorage[key].includes(words))"""


def crash(page, typed):
    """What was typed last is kept; then the tab is gone without having been asked, and a new one opens beside it."""
    page.wait_for_function(IS_KEPT, arg=typed)
    context = page.context
    page.close(run_before_unload=False)
    return context.new_page()


def nothing_is_offered(page):
    """A page that stands has looked for kept text, and would offer it."""
    stands(page)
    expect(page.locator("form[data-ready]")).to_have_count(1)
    expect(page.locator(".kept")).to_have_count(0)


def log_in(page, email="aigerim@ulgi.example"):
    page.fill("[name=username]", email)
    page.fill("[name=password]", PASSWORD)
    with turning(page):
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

    page = crash(newsroom, "mentioned")
    open_form(page, story)
    page.click(".kept summary")
    text(page, ".kept__list").to_contain_text("Әр өңірден өкілдер келді.")
    page.click(".kept .button >> text=Restore")

    text(page, "[name=headline_kk]").to_have_value("Ауылда үлкен жиын өтті")
    text(page, "#id_body_kk-page").to_contain_text("Әр өңірден өкілдер келді.")
    text(page, "#people-1 .field-person .select2-selection__rendered").to_have_text(re.compile("Ерлан Мысалов$"))
    save(page)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"
    assert story.body_kk == "<p>Ауылда кездесу өтті. Әр өңірден өкілдер келді.</p>"
    beside = [(line.person.given_name_kk, line.relation) for line in story.people.order_by("pk")]
    assert beside == [("Айгүл", "mentioned"), ("Ерлан", "spoke")]
    assert story.topics.count() == 1
    nothing_is_offered(page)
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
    page = crash(newsroom, "Ауылда үлкен жиын өтті")
    save_as_a_colleague(story, summary_kk="Өңір өкілдері жиналды.")
    open_form(page, story)
    text(page, ".kept__words").to_contain_text("Since then somebody has saved this entry")
    page.click(".kept .button >> text=Restore")
    save(page)
    story.refresh_from_db()
    assert (story.headline_kk, story.summary_kk) == ("Ауылда үлкен жиын өтті", "Өңір өкілдері жиналды.")


def test_restored_text_never_overwrites_a_colleagues_unseen(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    page = crash(newsroom, "Ауылда үлкен жиын өтті")
    save_as_a_colleague(story, headline_kk="Ауылда шағын жиын өтті")
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    press(page, "Control+s")
    expect(page.locator("[data-sent-back]")).to_be_attached()
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда шағын жиын өтті"
    page = crash(page, "Ауылда үлкен жиын өтті")
    open_form(page, story)
    text(page, ".kept .button >> text=Restore").to_be_visible()


def test_a_new_story_is_offered_only_where_a_new_story_is_written(newsroom, story):
    open_form(newsroom, None)
    newsroom.fill("[name=headline_kk]", "Жаңа ұсыныс")
    page = crash(newsroom, "Жаңа ұсыныс")
    open_form(page, story)
    nothing_is_offered(page)
    go(page, "/admin/news/article/add/?_popup=1")
    nothing_is_offered(page)
    open_form(page, None)
    page.click(".kept .button >> text=Restore")
    text(page, "[name=headline_kk]").to_have_value("Жаңа ұсыныс")


def test_a_new_story_that_was_saved_is_not_offered_to_the_next(newsroom):
    open_form(newsroom, None)
    newsroom.fill("[name=headline_kk]", "Жаңа ұсыныс")
    save(newsroom)
    open_form(newsroom, None)
    nothing_is_offered(newsroom)
    assert newsroom.evaluate("Object.keys(localStorage).filter(key => key.startsWith('newsroom.kept'))") == []


def test_another_account_in_the_same_browser_is_not_offered_the_text(newsroom, story):
    factories.an_editor_in_chief(email="marat@ulgi.example", name="Марат Мысал", language="en")
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Құпия тақырып")
    page = crash(newsroom, "Құпия тақырып")
    page.context.clear_cookies()
    go(page, f"/admin/news/article/{story.pk}/change/")
    log_in(page, "marat@ulgi.example")
    text(page, "#tab-kk").to_be_visible()
    nothing_is_offered(page)


def test_discarded_text_is_offered_no_more(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Қажетсіз тақырып")
    page = crash(newsroom, "Қажетсіз тақырып")
    open_form(page, story)
    page.click(".kept .button >> text=Discard")
    open_form(page, story)
    nothing_is_offered(page)


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
    page = crash(newsroom, "Ұмытылған тақырып")
    go(page, "/admin/")
    page.evaluate(AGE, days)
    open_form(page, story)
    expect(page.locator(".kept")).to_have_count(offers)


def test_a_text_of_the_greatest_length_is_kept(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "document.querySelector('#id_body_kk-page').editor.chain()"
        ".setContent(('<p>' + 'Ұзақ сөз. '.repeat(50) + '</p>').repeat(780)).focus('end').run()"
    )
    newsroom.keyboard.type(" Соңы.")
    page = crash(newsroom, "Соңы.")
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    text(page, "#id_body_kk").to_have_value(re.compile("Соңы.</p>$"))


def test_a_browser_without_room_says_so_and_the_form_goes_on(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }; null"
    )
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    text(newsroom, ".note >> text=no room").to_be_visible()
    save(newsroom)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"


def test_a_log_in_lost_while_typing_is_told_and_the_form_is_saved_after_it(newsroom, story):
    open_form(newsroom, story)
    write_text(newsroom, " Қорытынды қабылданды.")
    Session.objects.all().delete()
    newsroom.keyboard.press("Control+s")
    text(newsroom, ".note >> text=You are logged out").to_be_visible()
    assert newsroom.url.endswith("/change/")
    with newsroom.expect_popup() as opened:
        newsroom.click(".note a")
    stands(opened.value)
    log_in(opened.value)
    text(opened.value, ".board__start").to_be_visible()
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
    press(newsroom, "Control+s")
    text(newsroom, ".login .notice, .oops").to_be_visible()
    newsroom.unroute_all()
    if cookies == "sessionid":
        log_in(newsroom)
    else:
        with turning(newsroom):
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
    text(newsroom, ".note >> text=cannot be reached").to_be_visible()
    text(newsroom, "[name=headline_kk]").to_have_value("Ауылда үлкен жиын өтті")
    newsroom.context.set_offline(False)
    save(newsroom)
    story.refresh_from_db()
    assert story.headline_kk == "Ауылда үлкен жиын өтті"


def test_what_a_failing_server_did_not_take_is_offered_again(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.route("**/change/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    press(newsroom, "Control+s")
    text(newsroom, "text=Bad gateway").to_be_visible()
    newsroom.unroute_all()
    open_form(newsroom, story)
    newsroom.click(".kept .button >> text=Restore")
    text(newsroom, "[name=headline_kk]").to_have_value("Ауылда үлкен жиын өтті")


def test_what_is_typed_while_a_save_is_under_way_is_not_taken_for_saved(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Бірінші")

    held = []
    newsroom.route(
        "**/change/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    newsroom.focus("[name=headline_kk]")
    newsroom.keyboard.press("Control+s")
    wait_until(newsroom, lambda: held)
    newsroom.keyboard.type(" және екінші")
    newsroom.wait_for_timeout(MOMENTS)  # a page on its way answers no question that one could wait with
    held.pop().continue_()
    succeeds(newsroom)
    stands(newsroom)
    newsroom.click(".kept .button >> text=Restore")
    text(newsroom, "[name=headline_kk]").to_have_value("Бірінші және екінші")


def test_a_form_sent_back_with_an_error_goes_on_under_its_own_name(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    newsroom.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    newsroom.fill("[name=slug_kk]", "қате адрес")
    press(newsroom, "Control+s")
    text(newsroom, ".errornote").to_be_visible()
    nothing_is_offered(newsroom)
    page = crash(newsroom, "Ауылда үлкен жиын өтті")
    open_form(page, story)
    page.click(".kept .button >> text=Restore")
    text(page, "[name=headline_kk]").to_have_value("Ауылда үлкен жиын өтті")


def test_two_editors_see_each_other_and_who_saved(newsroom, open_page, story):
    marat = factories.an_editor_in_chief(email="marat@ulgi.example", name="Марат Мысал", language="en")
    open_form(newsroom, story)
    with_her = Opening.objects.filter(user__email="aigerim@ulgi.example")
    wait_until(newsroom, with_her.exists)
    other = open_page(f"/admin/news/article/{story.pk}/change/", user=marat)
    text(other, ".note").to_contain_text("Айгерім Үлгі (since")
    other.click("#tab-ru")
    other.fill("[name=headline_ru]", "Собрание в ауле")
    save(other)
    wait_until(newsroom, Opening.objects.filter(user=marat).exists)
    newsroom.evaluate("dispatchEvent(new Event('online'))")
    text(newsroom, ".note >> text=Марат Мысал saved this at").to_be_visible()
    text(newsroom, ".note >> text=Also open at this moment: Марат Мысал").to_be_visible()
    go(other, "/admin/")
    wait_until(newsroom, lambda: not Opening.objects.filter(user=marat).exists())


def test_a_second_press_while_the_first_is_under_way_does_nothing(newsroom):
    go(newsroom, "/admin/news/person/add/")
    newsroom.click("#tab-kk")
    newsroom.fill("[name=family_name_kk]", "Үлгібаева")
    with turning(newsroom):
        newsroom.dblclick(".submit-row [name=_continue]")
    succeeds(newsroom)
    newsroom.wait_for_timeout(MOMENTS)
    assert Person.objects.count() == 1


def test_enter_in_a_field_of_one_line_sends_nothing(newsroom, story):
    open_form(newsroom, story)
    newsroom.fill("[name=dateline_kk]", "Ұлытау")
    newsroom.press("[name=dateline_kk]", "Enter")
    newsroom.wait_for_timeout(MOMENTS)
    expect(newsroom.locator(".messagelist")).to_have_count(0)
    assert Article.objects.get().dateline_kk == ""


@pytest.mark.parametrize(
    "key", [{"key": "ы", "code": "KeyS"}, {"key": "s", "code": "Semicolon"}, {"key": "S", "code": "KeyS"}]
)
def test_the_key_for_saving_is_found_on_every_keyboard(newsroom, story, key):
    open_form(newsroom, story)
    newsroom.fill("[name=headline_kk]", "Ауылда үлкен жиын өтті")
    with turning(newsroom):
        newsroom.evaluate(
            "key => document.dispatchEvent(new KeyboardEvent('keydown', { ...key, ctrlKey: true, bubbles: true }))", key
        )
    succeeds(newsroom)


def test_the_key_that_only_stands_where_s_does_saves_nothing(newsroom, story):
    open_form(newsroom, story)
    newsroom.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'o', code: 'KeyS', ctrlKey: true, bubbles: true }))"
    )
    newsroom.wait_for_timeout(MOMENTS)
    expect(newsroom.locator(".messagelist")).to_have_count(0)
