"""A story of a member's desk on its way to readers: submitted, sent back, mended, published by somebody else."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from news.models import Act, Article, Edition, Revision
from tests import factories

from .conftest import PASSWORD
from .walking import follow, go, press, succeeds, text, turning


@pytest.fixture
def come_in(transactional_db, open_page, settings):
    """come_in(role, email, …) -> the newsroom as somebody with that role sees it, in English."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    factories.a_site()

    def log_in(role, email, **fields):
        factories.a_user(email, roles=[role], language="en", **fields)
        page = open_page("/admin/")
        page.fill("[name=username]", email)
        page.fill("[name=password]", PASSWORD)
        follow(page, "[type=submit]")
        text(page, "#user-tools").to_be_visible()
        return page

    return log_in


def write(page, code, headline, words):
    page.click(f"#tab-{code}")
    page.fill(f"[name=headline_{code}]", headline)
    page.click(f"#id_body_{code}-page")
    page.keyboard.type(words)


def tick(page, *codes):
    boxes = page.locator("[name=languages][type=checkbox]")
    expect(boxes).not_to_have_count(0)
    for box in boxes.all():
        if box.is_enabled():
            box.set_checked(box.get_attribute("value") in codes)


def submit(page, note, *codes):
    follow(page, "[name=_submitted]")
    tick(page, *codes)
    page.fill("[name=note]", note)
    follow(page, ".submit-row .default")
    succeeds(page)


def test_a_member_submits_an_editor_sends_back_and_another_publishes(
    come_in, open_page, complaints, monkeypatch, settings, mailoutbox
):
    settings.TWO_PAIRS_OF_EYES = True
    bulak = factories.an_organization()

    # the contributor writes and submits two languages; nothing on the screens speaks of publishing
    marat = come_in("contributor", "marat@bulak.example", name="Марат Мысал", desks=[bulak])
    follow(marat, "text=Write a story")
    write(marat, "kk", "Ауылда жиын өтті", "Жиынға ауыл тұрғындары келді.")
    write(marat, "ru", "Собрание аула прошло", "На собрание пришли жители аула.")
    submit(marat, "Ертең керек", "kk", "ru")
    story = Article.objects.get()
    form = f"/admin/news/article/{story.pk}/change/"
    expect(marat.locator("[name=_publish]")).to_have_count(0)
    assert (story.state_kk, story.state_ru) == ("submitted", "submitted")

    # the editor reads the note and sends both languages back
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    go(gulnar, form)
    text(gulnar, ".card").to_contain_text("Ертең керек")
    follow(gulnar, ".card >> nth=0 >> text=Request changes")
    tick(gulnar, "kk", "ru")
    follow(gulnar, ".submit-row .default")
    text(gulnar, ".errorlist").to_be_visible()
    gulnar.fill("[name=note]", "Күнін жазыңыз")
    follow(gulnar, ".submit-row .default")
    succeeds(gulnar)

    # the contributor finds the note on the form, mends the text, submits again
    go(marat, form)
    text(marat, ".card").to_contain_text("Күнін жазыңыз")
    write(marat, "kk", "Ауылда наурызда жиын өтті", "")
    submit(marat, "Күні жазылды", "kk", "ru")

    # two pairs of eyes: who submitted cannot publish it, so an editor does: Kazakh now, Russian tomorrow
    go(gulnar, f"/admin/news/article/{story.pk}/publish/")
    tick(gulnar, "kk")
    follow(gulnar, ".submit-row .default")
    text(gulnar, ".messagelist .success a[href^='/kk/']").to_be_visible()
    kazakh = gulnar.get_attribute(".messagelist a", "href")
    follow(gulnar, "[name=_publish]")
    tick(gulnar, "ru")
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    gulnar.fill("form[data-once] [name=day]", f"{tomorrow:%Y-%m-%d}")
    gulnar.fill("form[data-once] [name=time]", "09:00")
    with turning(gulnar):
        gulnar.dblclick(".submit-row .default")
    text(gulnar, ".messagelist .success a[href^='/ru/']").to_be_visible()
    russian = gulnar.get_attribute(".messagelist a", "href")
    assert Edition.objects.count() == 2

    # what readers see today, and tomorrow
    reader = open_page(kazakh)
    text(reader, "h1").to_contain_text("Ауылда наурызда жиын өтті")
    assert reader.request.get(russian).status == 404
    later = timezone.now() + dt.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    go(reader, russian)
    text(reader, "h1").to_contain_text("Собрание аула прошло")

    # the history and the letters tell it all
    acts = Revision.objects.of(story).filter(language="kk").order_by("number").values_list("act", flat=True)
    assert list(acts) == [Act.SUBMITTED, Act.CHANGES_REQUESTED, Act.SUBMITTED, Act.PUBLISHED]
    told = [letter.to[0].partition("@")[0] for letter in mailoutbox]
    assert told == ["marat", "gulnar", "marat", "marat"]  # two languages of one act are one letter
    assert complaints == []


def test_who_submitted_is_told_that_another_has_to_publish(come_in, complaints, settings):
    settings.TWO_PAIRS_OF_EYES = True
    story = factories.an_article("Ауылда жиын өтті")
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    go(gulnar, f"/admin/news/article/{story.pk}/change/")
    submit(gulnar, "", "kk")
    follow(gulnar, "[name=_publish]")
    text(gulnar, "[name=languages][value=kk]").to_be_disabled()
    text(gulnar, ".publish__language").to_contain_text("Two pairs of eyes")
    expect(gulnar.locator("[name=override]")).to_have_count(0)
    assert complaints == []


def test_a_story_is_withdrawn_with_the_keyboard_and_taken_down_to_another(come_in, open_page, complaints):
    story, other = factories.a_story("Ауылда жиын өтті"), factories.a_story("Жиын туралы толық мәтін")
    address = story.editions.get().get_absolute_url()
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    go(gulnar, f"/admin/news/article/{story.pk}/act/withdrawn/")
    gulnar.focus("[name=note_kk]")
    gulnar.keyboard.type("Мәтін тексерілуде.")
    follow(gulnar, "[name=_preview]")
    text(gulnar, ".act__notice").to_contain_text("Мәтін тексерілуде.")
    gulnar.focus(".submit-row .default")
    press(gulnar, "Enter")
    succeeds(gulnar)
    text(open_page(address), "main").to_contain_text("Мәтін тексерілуде.")

    follow(gulnar, ".card >> text=Take down")
    gulnar.click(".select2-selection")
    gulnar.keyboard.type("толық")
    gulnar.click(".select2-results__option:has-text('толық мәтін')")
    follow(gulnar, ".submit-row .default")
    succeeds(gulnar)
    assert Edition.objects.get(article=story).gone_to == other
    assert complaints == []


def test_what_is_missing_stands_beside_the_form_and_leads_to_its_field(come_in, complaints):
    factories.a_person(given="Ерлан", family="Мысалов")
    story = factories.an_article(body_kk="<p>Жиында Ерлан Мысаловтың сөзі тыңдалды.</p>", headline_ru="Встреча")
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    go(gulnar, f"/admin/news/article/{story.pk}/change/")
    gulnar.click("[data-findings=kk] summary")
    text(gulnar, "[data-findings=kk]").to_contain_text("Ерлан Мысалов")
    gulnar.click("[data-findings=ru] summary")
    gulnar.click("[data-findings=ru] a")
    gulnar.wait_for_selector("#tab-ru[aria-selected=true]")
    gulnar.wait_for_selector("#language-ru [contenteditable=true]:focus")
    assert complaints == []
