"""Pictures and galleries in a story, put there without leaving it: from the library, another language or a file."""

import base64
import io
import re

import PIL.Image
import pytest
from playwright.sync_api import expect

from news.models import Article, Image
from news.text import html
from tests import factories

from .walking import follow, go, save, succeeds, text, turning, wait_until

PAGE = "#id_body_kk-page"
BODY = "#id_body_kk"


def a_file(colour=(11, 85, 104), kind="JPEG"):
    """The bytes of a small picture."""
    file = io.BytesIO()
    PIL.Image.new("RGB", (64, 48), colour).save(file, kind)
    return file.getvalue()


def in_the_library(*descriptions):
    """Pictures with files behind them, newest last."""
    pictures = []
    for number, words in enumerate(descriptions):
        content = a_file((20 * number, 90, 120))
        said = {f"description_{code}": words for code in ("kk", "ru", "en")}
        captions = {"caption_kk": f"{words} суреті", "caption_ru": f"Подпись: {words}"}
        picture = Image(**said, **captions)
        picture.file.save(f"ulgi-{number}.jpg", io.BytesIO(content), save=True)
        pictures.append(picture)
    return pictures


def give(page, selector, kind, *files):
    """Files let go over something, or pasted into it, as another program hands them over: [(name, bytes)]."""
    given = [{"name": name, "content": base64.b64encode(content).decode()} for name, content in files]
    page.locator(selector).first.evaluate(
        """(target, [kind, files]) => {
            const transfer = new DataTransfer()
            for (const { name, content } of files) {
                const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
                transfer.items.add(new File([bytes], name, { type: "image/jpeg" }))
            }
            const frame = target.getBoundingClientRect()
            const place = { clientX: frame.left + frame.width / 2, clientY: frame.top + frame.height / 2 }
            const settings = { bubbles: true, cancelable: true, ...place }
            target.dispatchEvent(kind === "paste"
                ? new ClipboardEvent(kind, { ...settings, clipboardData: transfer })
                : new DragEvent(kind, { ...settings, dataTransfer: transfer }))
        }""",
        [kind, given],
    )


def pictures_of(page, code="kk"):
    return [int(key) for key in re.findall(r'data-image="(\d+)"', page.input_value(f"#id_body_{code}"))]


@pytest.fixture
def story(newsroom):
    """A story in Kazakh, its form open."""
    article = factories.an_article(body_kk="<p>Бірінші сөйлем.</p><p>Екінші сөйлем.</p>")
    go(newsroom, f"/admin/news/article/{article.pk}/change/")
    newsroom.click("#tab-kk")
    text(newsroom, PAGE).to_be_visible()
    return newsroom


def insert_gallery(page, *words, code="kk"):
    """Open the dialog and tick the pictures, by keyboard alone."""
    page.click(f"#id_body_{code}-page p")
    page.click(f"#language-{code} button[data-name=gallery]")
    for each in words:
        box = page.get_by_role("checkbox", name=each)
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.ask")).to_have_count(0)


def test_a_gallery_is_ticked_together_ordered_by_keyboard_and_published(story, open_page, complaints):
    road, hall, shelf = in_the_library("Жол", "Зал", "Сөре")
    insert_gallery(story, "Жол", "Зал", "Сөре")
    text(story, BODY).to_have_value(re.compile('<figure class="gallery">'))
    assert pictures_of(story) == [road.pk, hall.pk, shelf.pk]

    later = story.get_by_role("button", name="Move one place later: Жол")
    later.focus()
    story.keyboard.press("Enter")
    expect(story.get_by_role("button", name="Move one place later: Жол")).to_be_focused()
    story.keyboard.press("Enter")
    text(story, BODY).to_have_value(re.compile(f'data-image="{shelf.pk}".*data-image="{road.pk}"'))
    assert pictures_of(story) == [hall.pk, shelf.pk, road.pk]
    story.get_by_role("button", name="Take out of the gallery: Сөре").focus()
    story.keyboard.press("Space")
    text(story, BODY).not_to_have_value(re.compile(f'data-image="{shelf.pk}"'))
    save(story)
    body = Article.objects.get().body_kk
    assert html.image_ids(body) == [hall.pk, road.pk]
    assert body == html.clean(body)

    follow(story, "[name=_publish]")
    with turning(story):
        story.click("form[data-once] [type=submit] >> nth=0")
    succeeds(story)
    reader = open_page(Article.objects.get().editions.get().get_absolute_url())
    gallery = reader.get_by_role("group", name="Галерея: 2 сурет").or_(reader.locator(".gallery"))
    expect(gallery.get_by_role("listitem")).to_have_count(2)
    expect(gallery.get_by_role("link", name=re.compile("^Зал"))).to_be_visible()
    expect(gallery.locator("figcaption").first).to_contain_text("Зал суреті")
    assert complaints == []


def test_a_gallery_is_taken_over_into_another_language_with_its_captions(story):
    road, hall = in_the_library("Жол", "Зал")
    insert_gallery(story, "Зал", "Жол")
    story.click("#tab-ru")
    story.click("#id_body_ru-page")
    story.click("#language-ru button[data-name=gallery]")
    story.get_by_label("Take over the gallery of another language?").select_option(index=1)
    expect(story.locator(".strip li")).to_have_count(2)
    story.click("dialog [type=submit]")
    text(story, "#id_body_ru").to_have_value(re.compile("Подпись: Зал.*Подпись: Жол"))
    assert pictures_of(story, "ru") == [hall.pk, road.pk]


def test_a_file_let_go_over_the_text_becomes_a_picture_where_it_fell_and_no_other_file_does(story, complaints):
    give(story, f"{PAGE} p >> nth=0", "drop", ("зал.jpg", a_file()))
    text(story, BODY).to_have_value(
        re.compile(r'^<p>Бірінші сөйлем.</p><figure class="photo" data-image="\d+">.*</figure><p>Екінші сөйлем.</p>$')
    )
    expect(story.locator(".arriving")).to_have_count(0)
    expect(story.locator(f"{PAGE} .photo__warning")).to_be_visible()
    story.get_by_role("button", name="Describe it").click()
    story.get_by_label("Description (Қазақша)").fill("Жиыналыс залы")
    story.click("dialog [type=submit]")
    text(story, BODY).to_have_value(re.compile('alt="Жиыналыс залы"'))
    wait_until(story, lambda: Image.objects.get().description_kk == "Жиыналыс залы")
    assert complaints == []

    before = story.input_value(BODY)
    give(story, f"{PAGE} p >> nth=0", "drop", ("hat.jpg", b"MZ" + b"\0" * 200))
    expect(story.locator(f"{PAGE} .arriving[data-refused] [role=alert]")).to_contain_text("hat.jpg: ")
    text(story, BODY).to_have_value(before)
    story.locator(".arriving").get_by_role("button", name="Close").click()
    expect(story.locator(".arriving")).to_have_count(0)
    assert Image.objects.count() == 1


def test_pasted_files_become_pictures_in_their_order_while_one_types_on_and_a_save_waits_for_them(story):
    held = []
    story.route("**/admin/news/image/upload/", lambda route: held.append(route))
    story.click(f"{PAGE} p >> nth=1")
    story.keyboard.press("End")
    give(story, PAGE, "paste", ("a.jpg", a_file((1, 2, 3))), ("b.jpg", a_file((90, 80, 70))))
    expect(story.locator(f"{PAGE} .arriving")).to_have_count(2)
    story.keyboard.type(" Жалғасы.")
    text(story, BODY).to_have_value("<p>Бірінші сөйлем.</p><p>Екінші сөйлем. Жалғасы.</p>")
    wait_until(story, lambda: len(held) == 1)
    held[0].continue_()
    wait_until(story, lambda: len(held) == 2)
    story.keyboard.press("Control+s")
    expect(story.locator(".notes")).to_contain_text("still being sent")
    assert not html.image_ids(Article.objects.get().body_kk)
    with turning(story):
        held[1].continue_()
    succeeds(story)
    body = Article.objects.get().body_kk
    assert html.image_ids(body) == list(Image.objects.order_by("pk").values_list("pk", flat=True))
    assert re.search("<p>Екінші сөйлем. Жалғасы.</p>(<figure.*?</figure>){2}$", body)


def test_a_gallery_takes_files_is_ordered_by_drag_and_stays_one_when_it_is_pasted(story):
    road, hall = in_the_library("Жол", "Зал")
    insert_gallery(story, "Жол", "Зал")
    photos = story.locator(f"{PAGE} figure.gallery figure.photo img")
    expect(photos).to_have_count(2)
    give(story, f"{PAGE} figure.gallery figure.photo img", "drop", ("a.jpg", a_file((200, 0, 0))))
    expect(photos).to_have_count(3)
    new = Image.objects.latest("pk").pk
    text(story, BODY).to_have_value(re.compile(f'data-image="{road.pk}".*data-image="{new}".*data-image="{hall.pk}"'))

    photos.nth(2).scroll_into_view_if_needed()
    photos.nth(2).drag_to(photos.nth(0), target_position={"x": 5, "y": 20})
    text(story, BODY).to_have_value(re.compile(f'gallery"><figure class="photo" data-image="{hall.pk}"'))
    assert pictures_of(story) == [hall.pk, road.pk, new]

    whole = story.input_value(BODY)
    story.click(f"{PAGE} p >> nth=0")
    story.keyboard.press("Control+a")
    story.keyboard.press("Control+x")
    text(story, BODY).to_have_value("")
    story.keyboard.press("Control+v")
    text(story, BODY).to_have_value(whole)


def test_a_cover_is_brought_in_by_a_file_and_described_beside_it(story, complaints):
    give(story, ".field-cover", "drop", ("зал.jpg", a_file()))
    expect(story.locator(".cover [data-missing]")).to_contain_text("no description")
    cover = Image.objects.get()
    text(story, "#id_cover").to_have_value(str(cover.pk))
    words = story.locator(".cover")
    words.get_by_label("Description (Қазақша)").fill("Жиыналыс залы")
    story.locator(".cover__missing").first.get_by_role("button", name="Keep the description").click()
    expect(story.locator(".cover__missing")).to_have_count(2)
    words.get_by_label("Description (Русский)").fill("Зал собраний")
    save(story)
    assert Article.objects.get().cover == cover
    cover.refresh_from_db()
    assert (cover.description_kk, cover.description_ru) == ("Жиыналыс залы", "Зал собраний")
    assert complaints == []


def test_a_picture_from_this_device_is_described_in_the_dialog(story):
    story.click(f"{PAGE} p >> nth=1")
    story.click("#language-kk button[data-name=photo]")
    story.locator("dialog input[type=file]").set_input_files(
        {"name": "зал.png", "mimeType": "image/png", "buffer": a_file(kind="PNG")}
    )
    story.get_by_label("Description (Қазақша)").fill("Сахна")
    story.click("dialog [type=submit]")
    text(story, BODY).to_have_value(re.compile('<figure class="photo".*alt="Сахна"'))
    assert Image.objects.get().description_kk == "Сахна"


def test_a_full_gallery_says_so_and_takes_no_more(story):
    (picture,) = in_the_library("Жол")
    photo = factories.a_photo(picture)
    full = html.clean(f'<p>Мәтін.</p><figure class="gallery">{photo * html.MOST_PICTURES}</figure>')
    article = factories.an_article(body_kk=full)
    go(story, f"/admin/news/article/{article.pk}/change/")
    story.click("#tab-kk")
    story.locator(f"{PAGE} .gallery__head").get_by_role("button", name="Add pictures").click()
    story.get_by_role("checkbox", name="Жол").click()
    expect(story.locator("dialog [role=status]").filter(has_text="at most 40 pictures")).to_be_visible()
    expect(story.get_by_role("checkbox", name="Жол")).not_to_be_checked()
