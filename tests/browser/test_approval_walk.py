"""A story of a member's desk on its way to readers: submitted, sent back, mended, published by somebody else."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import Act, Article, Edition, Revision
from tests import factories

from .conftest import PASSWORD


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
        page.click("[type=submit]")
        page.wait_for_selector("#user-tools")
        return page

    return log_in


def write(page, code, headline, text):
    page.click(f"#tab-{code}")
    page.fill(f"[name=headline_{code}]", headline)
    page.click(f"#id_body_{code}-page")
    page.keyboard.type(text)


def tick(page, *codes):
    for box in page.locator("[name=languages][type=checkbox]").all():
        if box.is_enabled():
            box.set_checked(box.get_attribute("value") in codes)


def submit(page, note, *codes):
    page.click("[name=_submitted]")
    page.wait_for_selector("form [name=note]")
    tick(page, *codes)
    page.fill("[name=note]", note)
    page.click(".submit-row .default")
    page.wait_for_selector(".messagelist .success")


def test_a_member_submits_an_editor_sends_back_and_another_publishes(
    come_in, open_page, complaints, monkeypatch, settings, mailoutbox
):
    settings.TWO_PAIRS_OF_EYES = True
    bulak = factories.an_organization()

    # the contributor writes and submits two languages; nothing on the screens speaks of publishing
    marat = come_in("contributor", "marat@bulak.example", name="Марат Мысал", desks=[bulak])
    marat.click("text=Write a story")
    write(marat, "kk", "Ауылда жиын өтті", "Жиынға ауыл тұрғындары келді.")
    write(marat, "ru", "Собрание аула прошло", "На собрание пришли жители аула.")
    submit(marat, "Ертең керек", "kk", "ru")
    story = Article.objects.get()
    form = f"/admin/news/article/{story.pk}/change/"
    assert marat.locator("[name=_publish]").count() == 0
    assert (story.state_kk, story.state_ru) == ("submitted", "submitted")

    # the editor reads the note and sends both languages back
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    gulnar.goto(form)
    assert "Ертең керек" in gulnar.inner_text(".card >> nth=0")
    gulnar.click(".card >> nth=0 >> text=Request changes")
    tick(gulnar, "kk", "ru")
    gulnar.click(".submit-row .default")
    gulnar.wait_for_selector(".errorlist")
    gulnar.fill("[name=note]", "Күнін жазыңыз")
    gulnar.click(".submit-row .default")
    gulnar.wait_for_selector(".messagelist .success")

    # the contributor finds the note on the form, mends the text, submits again
    marat.goto(form)
    assert "Күнін жазыңыз" in marat.inner_text(".card >> nth=0")
    write(marat, "kk", "Ауылда наурызда жиын өтті", "")
    submit(marat, "Күні жазылды", "kk", "ru")

    # two pairs of eyes: who submitted cannot publish it, so an editor does: Kazakh now, Russian tomorrow
    gulnar.goto(f"/admin/news/article/{story.pk}/publish/")
    tick(gulnar, "kk")
    gulnar.click(".submit-row .default")
    gulnar.wait_for_selector(".messagelist .success a[href^='/kk/']")
    kazakh = gulnar.get_attribute(".messagelist a", "href")
    gulnar.click("[name=_publish]")
    tick(gulnar, "ru")
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    gulnar.fill("form[data-once] [name=day]", f"{tomorrow:%Y-%m-%d}")
    gulnar.fill("form[data-once] [name=time]", "09:00")
    gulnar.dblclick(".submit-row .default")
    gulnar.wait_for_selector(".messagelist .success a[href^='/ru/']")
    russian = gulnar.get_attribute(".messagelist a", "href")
    assert Edition.objects.count() == 2

    # what readers see today, and tomorrow
    reader = open_page(kazakh)
    assert "Ауылда наурызда жиын өтті" in reader.inner_text("h1")
    assert reader.request.get(russian).status == 404
    later = timezone.now() + dt.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    reader.goto(russian)
    assert "Собрание аула прошло" in reader.inner_text("h1")

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
    gulnar.goto(f"/admin/news/article/{story.pk}/change/")
    submit(gulnar, "", "kk")
    gulnar.click("[name=_publish]")
    assert gulnar.is_disabled("[name=languages][value=kk]")
    assert "Two pairs of eyes" in gulnar.inner_text(".publish__language >> nth=0")
    assert gulnar.locator("[name=override]").count() == 0
    assert complaints == []


def test_a_story_is_withdrawn_with_the_keyboard_and_taken_down_to_another(come_in, open_page, complaints):
    story, other = factories.a_story("Ауылда жиын өтті"), factories.a_story("Жиын туралы толық мәтін")
    address = story.editions.get().get_absolute_url()
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    gulnar.goto(f"/admin/news/article/{story.pk}/act/withdrawn/")
    gulnar.focus("[name=note_kk]")
    gulnar.keyboard.type("Мәтін тексерілуде.")
    gulnar.click("[name=_preview]")
    assert "Мәтін тексерілуде." in gulnar.inner_text(".act__notice")
    gulnar.focus(".submit-row .default")
    gulnar.keyboard.press("Enter")
    gulnar.wait_for_selector(".messagelist .success")
    assert "Мәтін тексерілуде." in open_page(address).inner_text("main")

    gulnar.click(".card >> text=Take down")
    gulnar.click(".select2-selection")
    gulnar.keyboard.type("толық")
    gulnar.click(".select2-results__option:has-text('толық мәтін')")
    gulnar.click(".submit-row .default")
    gulnar.wait_for_selector(".messagelist .success")
    assert Edition.objects.get(article=story).gone_to == other
    assert complaints == []


def test_what_is_missing_stands_beside_the_form_and_leads_to_its_field(come_in, complaints):
    factories.a_person(given="Ерлан", family="Мысалов")
    story = factories.an_article(body_kk="<p>Жиында Ерлан Мысаловтың сөзі тыңдалды.</p>", headline_ru="Встреча")
    gulnar = come_in("editor", "gulnar@ulgi.example", name="Гүлнәр Үлгі")
    gulnar.goto(f"/admin/news/article/{story.pk}/change/")
    gulnar.click("[data-findings=kk] summary")
    assert "Ерлан Мысалов" in gulnar.inner_text("[data-findings=kk]")
    gulnar.click("[data-findings=ru] summary")
    gulnar.click("[data-findings=ru] a")
    gulnar.wait_for_selector("#tab-ru[aria-selected=true]")
    gulnar.wait_for_selector("#language-ru [contenteditable=true]:focus")
    assert complaints == []
