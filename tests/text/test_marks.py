from datetime import date
from uuid import UUID

import pytest

from news.text.html import (
    DocumentLink,
    QuoteMark,
    VideoLink,
    document_links,
    image_ids,
    plain,
    quote_marks,
    video_links,
    words,
)

from .samples import AWKWARD_WORDS, HOSTILE_PASTES

UID = "3f2b6c0e-7c1a-4a8e-9b1d-2f0c6e5d4a3b"


def quotation(text: str, attributes: str = "") -> str:
    return f'<figure class="quote"{attributes}><blockquote>{text}</blockquote><figcaption>Үлгі</figcaption></figure>'


def test_a_quotation_is_read_with_its_speaker_and_its_day():
    body = quotation("<p>Бірінші.</p><p>Екінші.</p>", f' data-uid="{UID}" data-person="12" data-said-on="2026-02-13"')
    assert quote_marks(body) == [
        QuoteMark(UUID(UID), person=12, organization=None, said_on=date(2026, 2, 13), text="Бірінші.\nЕкінші.")
    ]


def test_an_organisation_may_speak():
    (mark,) = quote_marks(quotation("<p>Үлгі</p>", ' data-organization="5"'))
    assert (mark.person, mark.organization) == (None, 5)


def test_a_quotation_without_speaker_is_still_found():
    assert quote_marks(quotation("<p>Үлгі</p>")) == [QuoteMark(None, None, None, None, "Үлгі")]


def test_a_quotation_whose_text_is_missing_is_found_empty():
    (mark,) = quote_marks(f'<figure class="quote" data-uid="{UID}"><figcaption>Үлгі</figcaption></figure>')
    assert mark.text == ""


def test_quotations_keep_their_order_and_pictures_are_not_quotations():
    body = quotation("<p>бір</p>") + '<figure class="photo" data-image="3"></figure><blockquote>үш</blockquote>'
    assert [mark.text for mark in quote_marks(body + quotation("<p>екі</p>"))] == ["бір", "екі"]


def test_a_quotation_inside_a_quotation_is_its_own():
    body = quotation("<p>сыртқы</p>" + quotation("<p>ішкі</p>") + "<p>соңы</p>")
    assert [mark.text for mark in quote_marks(body)] == ["сыртқы\nсоңы", "ішкі"]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("«Үлгі»", "Үлгі"),
        ("“Sample”", "Sample"),
        ("„Мысал“", "Мысал"),
        ("&quot;Сынақ&quot;", "Сынақ"),
        ("«Біз «Үлгіні» көрдік»", "Біз «Үлгіні» көрдік"),
        ("«Үлгі» мен «Мысал»", "«Үлгі» мен «Мысал»"),
        ("“A” and “B”", "“A” and “B”"),
        ("&quot;а&quot; және &quot;ә&quot;", '"а" және "ә"'),
        ("«Үлгі», — деді ол", "«Үлгі», — деді ол"),
        ("«", "«"),
        ("«»", ""),
    ],
)
def test_quotation_marks_go_only_when_they_enclose_the_whole(printed, text):
    assert [mark.text for mark in quote_marks(quotation(f"<p>{printed}</p>"))] == [text]


@pytest.mark.parametrize(
    "wrong",
    [
        'data-uid="x"',
        'data-uid="3f2b6c0e7c1a4a8e9b1d2f0c6e5d4a3b"',
        'data-person="0"',
        'data-person="-1"',
        'data-person="1e3"',
        'data-person="٣"',
        'data-person="99999999999999999999"',
        'data-organization="a"',
        'data-said-on="2026-02-30"',
        'data-said-on="13.02.2026"',
    ],
)
def test_a_broken_mark_counts_as_missing(wrong):
    assert quote_marks(quotation("<p>Үлгі</p>", f" {wrong}")) == [QuoteMark(None, None, None, None, "Үлгі")]


def test_pictures_are_listed_once_in_their_order():
    body = "".join(f'<figure class="photo" data-image="{key}"></figure>' for key in ("7", "3", "7", "0", "x"))
    assert image_ids(body) == [7, 3]


def test_pictures_of_a_gallery_are_listed_like_any():
    photos = [
        f'<figure class="photo" data-image="{key}"><figcaption>{key}-сурет</figcaption></figure>' for key in (7, 3)
    ]
    body = f'{photos[1]}<figure class="gallery">{"".join(photos)}</figure>'
    assert image_ids(body) == [3, 7]
    assert quote_marks(body) == video_links(body) == []
    assert plain(body) == "3-сурет\n7-сурет\n3-сурет"
    assert words(body) == 3


def test_documents_are_listed_with_the_words_that_lead_to_them():
    first, other = '<a data-document="7">Жиын <em>хаттамасы</em></a>', '<a href="/kk/">басты бет</a>'
    body = f'<p>{first}, {other}, <a data-document="7">тағы</a></p>'
    assert document_links(body) == [DocumentLink(7, "Жиын хаттамасы"), DocumentLink(7, "тағы")]


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "99999999999999999999", "", "7;8"])
def test_a_broken_link_to_a_document_is_none(wrong):
    assert document_links(f'<p><a data-document="{wrong}">Үлгі</a></p>') == []


def test_videos_are_listed_with_address_and_title():
    body = '<figure class="video"><a href="https://video.example/1?a=1&amp;b=2">Бірінші</a></figure>'
    nameless = '<figure class="video"><a href="https://video.example/2"><br></a></figure>'
    assert video_links(body + nameless) == [VideoLink("https://video.example/1?a=1&b=2", "Бірінші")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/kk/", "tel:+77000000000", "//video.example/"])
def test_a_video_is_on_the_web_or_it_is_none(address):
    assert video_links(f'<figure class="video"><a href="{address}">Үлгі</a></figure>') == []


def test_no_paste_breaks_the_reading_of_marks():
    for paste in [*AWKWARD_WORDS, *HOSTILE_PASTES.values()]:
        assert quote_marks(paste) == []
        assert image_ids(paste) == []
        assert document_links(paste) == []
        assert video_links(paste) == []
