"""What a text becomes on a page: documents where they lie today, videos as plain cards, dead marks as words."""

import pytest
from django.core.files.base import ContentFile

from news import prose
from news.models import Document
from news.text import html
from tests import factories

pytestmark = pytest.mark.django_db

VIDEO = '<figure class="video"><a href="https://video.example/watch?v=1&amp;t=2">Ауыл жиыны</a></figure>'


@pytest.fixture
def minutes():
    """The minutes of a meeting, in the library."""
    return Document.objects.create(
        title_kk="Жиын хаттамасы",
        title_ru="Протокол собрания",
        file=ContentFile(b"%PDF-" + b" " * 2038 + b"%%EOF", "khattama.pdf"),
    )


def a_link(document, words="хаттамада"):
    return f'<p>Бәрі <a data-document="{getattr(document, "pk", document)}">{words}</a> айтылған.</p>'


def test_a_document_is_linked_with_its_format_and_size(minutes):
    page = prose.render(a_link(minutes), "kk")

    assert f'<a class="file" href="{minutes.file.url}">хаттамада <span' in page
    assert "(PDF, 2,0\N{NO-BREAK SPACE}КБ)</span></a> айтылған" in page


def test_a_replaced_file_is_reached_from_every_text_that_led_to_the_old_one(minutes):
    before = prose.render(a_link(minutes), "kk")
    minutes.file = ContentFile(b"a;b", "khattama-2.csv")
    minutes.save()

    after = prose.render(a_link(minutes), "kk")

    assert minutes.file.url not in before
    assert f'href="{minutes.file.url}"' in after
    assert "(CSV, " in after


def test_of_a_document_that_is_gone_the_words_stay():
    assert prose.render(a_link(999_999), "kk") == "<p>Бәрі хаттамада айтылған.</p>"


def test_a_mark_of_a_document_leads_nowhere_else(minutes):
    page = prose.render(f'<p><a href="https://evil.example/" data-document="{minutes.pk}">Үлгі</a></p>', "kk")

    assert "evil.example" not in page


def test_the_address_of_a_file_cannot_break_out_of_its_link(minutes):
    Document.objects.update(file='documents/"><img src=x onerror=alert(1)>.pdf')

    page = prose.render(a_link(minutes), "kk")

    assert "<img" not in page
    assert '"><' not in page.replace(' <span class="file__facts">', "")


def test_documents_cost_one_query_however_many_there_are(minutes, django_assert_num_queries):
    others = [Document.objects.create(file=f"documents/{number}.pdf", size=9) for number in range(50)]
    for documents in ([minutes], others):
        with django_assert_num_queries(1):
            prose.render("".join(map(a_link, documents)), "kk")


def test_a_text_that_leads_to_a_missing_document_is_not_published(minutes):
    story = factories.an_article(body_kk=a_link(minutes) + a_link(999_999, "есепте"))

    (sentence,) = story.what_blocks_publishing("kk")

    assert "есепте" in sentence
    story.body_kk = a_link(minutes)
    assert story.what_blocks_publishing("kk") == []


def test_looking_for_documents_costs_publishing_one_query(minutes, django_assert_num_queries):
    story = factories.an_article(body_kk=a_link(minutes) * 50, kind="statement")  # whose signatories are not asked for
    with django_assert_num_queries(1):
        story.what_blocks_publishing("kk")


def test_a_video_is_a_card_that_names_its_site_and_asks_nothing_of_it():
    page = prose.render(VIDEO, "kk")

    assert '<a href="https://video.example/watch?v=1&amp;t=2">' in page
    assert "Ауыл жиыны" in page
    assert "video.example</span>" in page
    assert not any(sign in page for sign in ("<iframe", "<img", "<script", "<embed"))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/kk/about/", "mailto:a@ulgi.example", ""])
def test_a_card_without_an_address_on_the_web_is_no_card(address):
    page = prose.render(VIDEO.replace("https://video.example/watch?v=1&amp;t=2", address), "kk")

    assert "video__" not in page
    assert "javascript" not in page
    assert "Ауыл жиыны" in page


def test_a_title_of_a_video_is_text_and_nothing_else():
    hostile = VIDEO.replace("Ауыл жиыны", "&lt;script&gt;alert(1)&lt;/script&gt;")

    assert "&lt;script&gt;alert(1)" in prose.render(hostile, "kk")


def test_a_plain_reading_keeps_the_address_of_a_video():
    assert html.plain(f"<p>Қараңыз:</p>{VIDEO}") == "Қараңыз:\nАуыл жиыны https://video.example/watch?v=1&t=2"


def test_marked_links_do_not_disturb_quotations_and_pictures_beside_them(minutes):
    picture = factories.a_picture()
    page = prose.render(f"{a_link(minutes)}{VIDEO}{factories.a_photo(picture)}<table><tr><td>а</td></tr></table>", "kk")

    assert page.count("<figure") == page.count("</figure>") == 2
    assert page.count("<a ") == page.count("</a>") == 2


# Galleries


def a_gallery(*pictures, captions=()):
    words = [*captions, *[""] * (len(pictures) - len(captions))]
    photos = (
        f'<figure class="photo" data-image="{getattr(picture, "pk", picture)}"><img src="/media/a.webp" alt="Ескі">'
        f"<figcaption>{caption}</figcaption></figure>"
        for picture, caption in zip(pictures, words, strict=True)
    )
    return f'<figure class="gallery">{"".join(photos)}</figure>'


def a_copied_picture(**fields):
    """A picture whose small copies are made."""
    return factories.a_picture(renditions=[160, 640], **fields)


def test_a_gallery_is_a_named_list_of_described_pictures_with_their_captions():
    road = a_copied_picture(description_kk="Ауыл жолы", credit_kk="Әлия Үлгіқызы")
    hall = a_copied_picture(description_kk="Зал", caption_kk="Кітапхана залы")

    page = prose.render(f"<p>а</p>{a_gallery(road, hall, captions=['Жол']) * 2}<p>ә</p>", "kk")

    assert page.count('<div class="gallery" role="group" aria-label="') == 2
    assert page.count("<li>") == page.count("<figure>") == 4
    assert page.count('alt="Ауыл жолы"') == page.count('alt="Зал"') == 2
    assert "<figcaption>Жол <span" in page
    assert "Әлия Үлгіқызы" in page
    assert "<figcaption>Кітапхана залы</figcaption>" in page
    assert 'alt="Ескі"' not in page


def test_each_picture_of_a_gallery_leads_to_the_whole_of_it_and_loads_when_it_comes_into_view():
    page = prose.render(a_gallery(a_copied_picture(), a_copied_picture()), "kk")

    assert page.count('<a href="/media/pictures/ulgi-') == page.count('loading="lazy"') == 2
    assert page.count('<span class="vh">') == 2


def test_before_there_are_copies_the_description_stands_in_the_gallery():
    page = prose.render(a_gallery(factories.a_picture(description_kk="Ауыл жолы")), "kk")

    assert "Ауыл жолы" in page
    assert "<a " not in page


def test_who_made_all_pictures_of_a_gallery_is_said_once():
    same = [a_copied_picture(credit_kk="Әлия Үлгіқызы") for _ in range(3)]
    page = prose.render(a_gallery(*same), "kk")
    assert page.count("Әлия Үлгіқызы") == 1
    page = prose.render(a_gallery(*same, a_copied_picture(credit_kk="Асан Мысал")), "kk")
    assert page.count("Әлия Үлгіқызы") == 3


def test_of_a_gallery_whose_picture_is_gone_the_caption_stays():
    page = prose.render(a_gallery(a_copied_picture(), 999_999, captions=["Жол", "Жоғалған сурет"]), "kk")

    assert "Жоғалған сурет" in page
    assert page.count("<img") == 1
    assert prose.render(f"<p>а</p>{a_gallery(999_999, 999_998)}", "kk") == "<p>а</p>"


def test_a_caption_in_a_gallery_is_text_and_nothing_else():
    page = prose.render(a_gallery(a_copied_picture(), captions=["&lt;script&gt;alert(1)&lt;/script&gt;"]), "kk")

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_pictures_of_galleries_cost_one_query_however_many_there_are(django_assert_num_queries):
    many = [a_copied_picture() for _ in range(html.MOST_PICTURES)]
    for pictures in (many[:1], many):
        with django_assert_num_queries(1):
            prose.render(a_gallery(*pictures) * 2, "kk")


def test_a_story_with_a_picture_in_a_gallery_that_lacks_a_description_is_not_published():
    plain = factories.a_picture(description_kk="")
    story = factories.an_article(body_kk=f"<p>Мәтін.</p>{a_gallery(factories.a_picture(), plain)}")

    (sentence,) = story.what_blocks_publishing("kk")

    assert "2" in sentence
