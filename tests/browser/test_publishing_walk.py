"""The main job, as a new editor does it: from the log-in to a story that readers open in each language."""

import datetime as dt
import io
import re

from django.utils import timezone
from PIL import Image as Picture
from playwright.sync_api import expect

from news.models import Article, Edition
from tests import factories

from .walking import follow, go, save, stands, succeeds, text


def a_photograph():
    file = io.BytesIO()
    Picture.new("RGB", (1600, 1067), (40, 110, 130)).save(file, "JPEG")
    return {"name": "zhiyn.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def write(page, code, headline, words):
    page.click(f"#tab-{code}")
    page.fill(f"[name=headline_{code}]", headline)
    page.fill(f"[name=summary_{code}]", f"{headline}: қысқаша.")
    page.click(f"#id_body_{code}-page")
    page.keyboard.type(words)


def upload_cover(page):
    with page.expect_popup() as opened:
        page.click("#add_id_cover")
    popup = opened.value
    stands(popup)
    popup.set_input_files("[name=file]", a_photograph())
    for code in ("kk", "ru", "en"):
        popup.click(f"#tab-{code}")
        popup.fill(f"[name=description_{code}]", "Жиналыс залы")
    popup.focus(".focal__point")
    popup.keyboard.press("ArrowLeft")
    with popup.expect_event("close"):
        popup.click("[name=_save]")
    page.wait_for_selector(".cover:not([hidden]) img")


def add_beside(page, group, field, words):
    number = page.locator(f"#{group}-group .dynamic-{group}").count()
    page.click(f"#{group}-group .add-row a")
    choose(page, f"#{group}-{number} .field-{field} .select2-selection", words)


def choose(page, where, words):
    page.click(where)
    page.keyboard.type(words)
    page.click(f".select2-results__option:has-text('{words}')")


def mark_quotation(page, speaker, words):
    page.click("#id_body_kk-page")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.click("#language-kk button[data-name=quotation]")
    page.fill("dialog [role=combobox]", speaker)
    page.click(f"dialog [role=option]:has-text('{speaker}')")
    page.fill("dialog textarea", words)
    page.click("dialog [type=submit]")
    page.wait_for_selector("#language-kk figure.quote")


def tick(page, *codes):
    for code in ("kk", "ru", "en"):
        box = page.locator(f"[type=checkbox][name=languages][value={code}]")
        if box.is_enabled():
            box.set_checked(code in codes)


def test_an_editor_publishes_a_story_and_readers_find_it(newsroom, open_page, complaints, monkeypatch):
    factories.a_person(given="Айгүл", family="Үлгібаева")
    factories.a_person(given="Ерлан", family="Мысалов")
    factories.an_organization("«Бұлақ-Үлгі» бірлестігі")

    # write
    follow(newsroom, "text=Write a story")
    write(newsroom, "kk", "Ауылда жиын өтті", "Жиынға ауыл тұрғындары келді.")
    write(newsroom, "ru", "Собрание аула прошло", "На собрание пришли жители аула.")
    write(newsroom, "en", "A village held its meeting", "People of the village came to the meeting.")
    newsroom.click("#tab-kk")
    mark_quotation(newsroom, "Айгүл Үлгібаева", "Біз әр ауылға барамыз.")
    upload_cover(newsroom)
    add_beside(newsroom, "people", "person", "Айгүл Үлгібаева")
    add_beside(newsroom, "people", "person", "Ерлан Мысалов")
    add_beside(newsroom, "organizations", "organization", "«Бұлақ-Үлгі» бірлестігі")

    # save from the keyboard
    save(newsroom)
    story = Article.objects.get()
    assert (story.people.count(), story.organizations.count(), story.cover.width) == (2, 1, 1600)
    assert not Edition.objects.exists()

    # publish two languages now, the third for tomorrow
    follow(newsroom, "[name=_publish]")
    tick(newsroom, "kk", "ru")
    follow(newsroom, ".submit-row .default")
    expect(newsroom.locator(".messagelist a")).to_have_count(2)
    addresses = [link.get_attribute("href") for link in newsroom.locator(".messagelist a").all()]
    assert [address[:4] for address in addresses] == ["/kk/", "/ru/"]
    follow(newsroom, "[name=_publish]")
    tick(newsroom, "en")
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    newsroom.fill("form[data-once] [name=day]", f"{tomorrow:%Y-%m-%d}")
    newsroom.fill("form[data-once] [name=time]", "09:00")
    text(newsroom, "[name=when][value=later]").to_be_checked()
    follow(newsroom, ".submit-row .default")
    text(newsroom, ".messagelist .success a[href^='/en/']").to_be_visible()
    english = newsroom.get_attribute(".messagelist a", "href")

    # read in Kazakh, switch to Russian
    reader = open_page(addresses[0])
    text(reader, "h1").to_contain_text("Ауылда жиын өтті")
    text(reader, "main").to_contain_text("Біз әр ауылға барамыз")
    follow(reader, ".langs a[hreflang=ru]")
    text(reader, "h1").to_contain_text("Собрание аула прошло")
    assert reader.request.get(english).status == 404

    # find it in the list, on the person's and the organisation's page
    go(reader, "/kk/news/")
    follow(reader, "main a:has-text('Ауылда жиын өтті')")
    assert re.search(r"/kk/news/\d{4}/\d\d/\d\d/", reader.url)
    follow(reader, "main a:has-text('Айгүл Үлгібаева') >> nth=0")
    text(reader, "main").to_contain_text("Ауылда жиын өтті")
    go(reader, "/kk/organizations/")
    follow(reader, "main a:has-text('Бұлақ-Үлгі') >> nth=0")
    text(reader, "main").to_contain_text("Ауылда жиын өтті")

    # tomorrow English is there by itself
    later = timezone.now() + dt.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    go(reader, english)
    text(reader, "h1").to_contain_text("A village held its meeting")
    assert complaints == []


def test_a_live_story_is_edited_saved_and_scheduled_without_readers_seeing_it_before(
    newsroom, open_page, complaints, monkeypatch
):
    story = factories.a_story("Кездесу өтті", people=[factories.a_person(given="Айгүл", family="Үлгібаева")])
    address = story.editions.get().get_absolute_url()
    reader = open_page(address)

    # edit and save: readers see the old text
    go(newsroom, f"/admin/news/article/{story.pk}/change/")
    newsroom.click("#tab-kk")
    newsroom.fill("[name=headline_kk]", "Кездесу екі сағатқа созылды")
    save(newsroom)
    text(newsroom, ".card").to_contain_text("Readers see an older text.")
    reader.reload()
    text(reader, "h1").to_have_text("Кездесу өтті")

    # schedule for tomorrow, with the word diff before one's eyes
    follow(newsroom, "[name=_publish]")
    text(newsroom, ".changes ins").to_contain_text("екі сағатқа созылды")
    text(newsroom, ".changes del").to_contain_text("өтті")
    tick(newsroom, "kk")
    tomorrow = timezone.localtime() + dt.timedelta(days=1)
    newsroom.fill("form[data-once] [name=day]", f"{tomorrow:%Y-%m-%d}")
    newsroom.fill("form[data-once] [name=time]", "09:00")
    newsroom.fill("[name=note_kk]", "Ұзақтығы нақтыланды.")
    follow(newsroom, ".submit-row .default")
    succeeds(newsroom)
    reader.reload()
    text(reader, "h1").to_have_text("Кездесу өтті")

    # move it by a day, from the page
    follow(newsroom, "[name=_publish]")
    day_after = tomorrow + dt.timedelta(days=1)
    newsroom.fill(".scheduled [name=day]", f"{day_after:%Y-%m-%d}")
    follow(newsroom, ".scheduled button >> nth=0")
    succeeds(newsroom)
    assert timezone.localtime(story.editions.get(number=2).published_at).date() == day_after.date()
    reader.reload()
    text(reader, "h1").to_have_text("Кездесу өтті")

    # its moment comes
    later = timezone.now() + dt.timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    go(reader, address)
    text(reader, "h1").to_have_text("Кездесу екі сағатқа созылды")
    assert complaints == []
