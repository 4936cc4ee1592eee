import re
import time
from html.parser import HTMLParser

import pytest

from news.text.html import ATTRIBUTES, MOST_PICTURES, TAGS, clean, plain

from .samples import AWKWARD_WORDS, GOOGLE_DOCS_PARAGRAPH, HOSTILE_PASTES, WORD_PARAGRAPHS

UID = "3f2b6c0e-7c1a-4a8e-9b1d-2f0c6e5d4a3b"
SECONDS_AN_EDITOR_WAITS = 5


class Inspector(HTMLParser):
    """Reads a body with another parser than the one that cleaned it."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0
        self.findings: list[str] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.findings += [f"<{tag}>"] * (tag not in TAGS)
        self.findings += [f"{tag} {name}" for name, _ in attrs if name not in ATTRIBUTES.get(tag, ())]
        self.findings += [f"{name}={value}" for name, value in attrs if name in ("href", "src") and not safe(value)]
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.findings.append(f"</{tag}> closes what the body did not open")

    def handle_comment(self, data):
        self.findings.append("comment")


def safe(address: str) -> bool:
    return bool(re.match(r"(?:https?:|mailto:|tel:|/(?![/\\]))", address))


@pytest.mark.parametrize("name", HOSTILE_PASTES)
def test_nothing_hostile_is_left_of_a_paste(name):
    body = clean(HOSTILE_PASTES[name])
    inspected = Inspector(body)
    assert inspected.findings == []
    assert inspected.open == []
    assert inspected.deepest <= 24
    assert "alert" not in body or "<" not in body


@pytest.mark.parametrize("name", HOSTILE_PASTES)
def test_a_body_cleaned_twice_is_the_body_cleaned_once(name):
    body = clean(HOSTILE_PASTES[name])
    assert clean(body) == body


@pytest.mark.parametrize("name", [name for name, paste in HOSTILE_PASTES.items() if "Үлгі" in paste])
def test_the_words_of_a_hostile_paste_survive(name):
    assert "Үлгі" in clean(HOSTILE_PASTES[name])


@pytest.mark.parametrize("name", HOSTILE_PASTES)
def test_an_editor_does_not_wait_for_a_hostile_paste(name):
    started = time.perf_counter()
    clean(HOSTILE_PASTES[name])
    assert time.perf_counter() - started < SECONDS_AN_EDITOR_WAITS


def test_typed_text_is_kept_and_escaped_once():
    for text in AWKWARD_WORDS:
        body = clean(text)
        assert Inspector(body).findings == []
        assert clean(body) == body
    assert clean("Үлгі & «мысал» 5 < 7") == "Үлгі &amp; «мысал» 5 &lt; 7"


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>Үлгі</h2><h3>мысал</h3><p>а<br>ә <strong>б</strong> <em>в</em> <s>г</s> <sub>1</sub> <sup>2</sup></p><hr>",
        '<ul><li>бір</li><li>екі<ol start="3"><li>үш</li></ol></li></ul>',
        '<p><a href="https://example.org/?a=1&amp;b=2" hreflang="ru" lang="ru" title="Мысал">сілтеме</a></p>',
        '<p><a href="/kk/about/">а</a> <a href="mailto:a@example.org">ә</a> <a href="tel:+77000000000">б</a></p>',
        "<blockquote><p>үлгі</p></blockquote>",
        '<table><caption>Кесте</caption><thead><tr><th scope="col">а</th></tr></thead></table>',
        '<table><tbody><tr><td rowspan="2">ә</td><td></td></tr></tbody></table>',
        '<p><span lang="en">sample</span></p>',
        f'<figure class="quote" data-uid="{UID}" data-organization="5"><blockquote><p>Үлгі</p></blockquote></figure>',
        '<figure class="quote" data-person="12" data-said-on="2026-02-13"><figcaption>Сынақ</figcaption></figure>',
        '<figure class="photo" data-image="7"><img src="/media/a.webp" alt="Сурет &quot;а&quot;"></figure>',
        '<figure><img src="/media/a.webp" alt="" width="8" height="6"><figcaption>Жазу</figcaption></figure>',
        '<figure class="photo" data-image="7"></figure>',
        '<p><a data-document="7">Жиын хаттамасы</a></p>',
        '<figure class="video"><a href="https://video.example/watch?v=1&amp;t=2">Ауыл жиыны</a></figure>',
        "<p>С\u00adөз 👩🏽\u200d💻</p>",
    ],
)
def test_what_the_editor_can_make_is_stored_unchanged(kept):
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("pasted", "body"),
    [
        ("<h1>Үлгі</h1><h4>мысал</h4><h6>сынақ</h6>", "<h2>Үлгі</h2><h3>мысал</h3><h3>сынақ</h3>"),
        (
            "<p><b>а</b><i>ә</i><strike>б</strike><del>в</del></p>",
            "<p><strong>а</strong><em>ә</em><s>б</s><s>в</s></p>",
        ),
        ("<p><b><strong>а</strong></b></p>", "<p><strong>а</strong></p>"),
        ('<h2 id="x" class="y">Үлгі</h2>', "<h2>Үлгі</h2>"),
        (
            "<div>бір</div><div>екі <b>үш</b><p>төрт</p>бес</div>",
            "<p>бір</p><p>екі <strong>үш</strong></p><p>төрт</p><p>бес</p>",
        ),
        ("<b><p>үлгі</p><p>мысал</p></b>", "<p>үлгі</p><p>мысал</p>"),
        ("<br>&nbsp;<p>үлгі</p><br> <br>", "<p>үлгі</p>"),
        ("<li>үлгі</li>", "<p>үлгі</p>"),
        ("<figcaption>үлгі</figcaption>", "<p>үлгі</p>"),
        ("<h2><div>үлгі</div><div>мысал</div></h2>", "<h2>үлгі мысал</h2>"),
        ("<p>а<strong> </strong>ә</p><p>&nbsp;</p><ul><li></li></ul>", "<p>а ә</p>"),
        ('<p><a name="x">а</a> <span class="y">ә</span> <u>б</u></p>', "<p>а ә б</p>"),
        ('<figure class="modal photo x" id="y"><p>а</p></figure>', '<figure class="photo"><p>а</p></figure>'),
        (
            "<table><tr><td colspan=99999 rowspan=2>а</td></tr></table>",
            '<table><tbody><tr><td rowspan="2">а</td></tr></tbody></table>',
        ),
        ("<p>а</p>\r\n<p>ә\u2028б\x00\x08</p>", "<p>а</p>\n<p>ә\nб</p>"),
    ],
)
def test_what_others_make_takes_the_shape_of_a_body(pasted, body):
    assert clean(pasted) == body


def test_word_leaves_its_words_and_its_emphasis():
    assert clean(WORD_PARAGRAPHS) == (
        "<p><strong>Үлгі ауданының жиыны</strong></p><p>Мысал <em>қатар</em> мәтін&nbsp;</p>"
    )


def test_a_document_wrapped_in_one_bold_that_means_nothing_is_not_bold():
    assert clean(GOOGLE_DOCS_PARAGRAPH) == "<p>Мысал мәтін</p>"
    assert clean('<b style="font-weight:normal"><span>Мысал</span></b>') == "Мысал"


@pytest.mark.parametrize(
    "address",
    [
        *[
            "javascript:alert(1)",
            "JAVASCRIPT:1",
            "\x01javascript:1",
            "java\nscript:1",
            "vbscript:1",
            "data:text/html,1",
        ],
        *["//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "blob:https://a/b", "file:///a"],
        *["ftp://a/b", "about:blank", "a.html", "?a=1", "", "#x", "https://a/" + "a" * 3000],
    ],
)
def test_a_link_that_leads_nowhere_good_becomes_text(address):
    escaped = address.replace("&", "&amp;")
    assert clean(f'<p><a href="{escaped}">Үлгі</a></p>') == "<p>Үлгі</p>"


@pytest.mark.parametrize(
    "address", ["https://evil.example/a.gif", "//evil.example/a", "/\\evil", "data:image/png,a", "a.png"]
)
def test_only_pictures_of_this_site_are_shown(address):
    assert clean(f'<p>Үлгі<img src="{address}" alt="а"></p>') == "<p>Үлгі</p>"


def test_a_passage_keeps_a_language_marked_on_purpose_and_not_the_marks_of_word():
    assert clean('<p><span lang="RU">а</span> <span lang="ru">ә</span></p>') == '<p>а <span lang="ru">ә</span></p>'


def test_every_word_of_misnested_emphasis_survives_in_order():
    assert plain("<p><b>бір<p>екі<i>үш</b>төрт<p>бес").replace("\n", "") == "бірекіүштөртбес"


def test_a_paste_too_deep_or_too_large_becomes_plain_paragraphs():
    assert clean("<div><div>" * 600 + "<p>Үлгі &amp; мысал</p>сынақ") == "<p>Үлгі &amp; мысал</p><p>сынақ</p>"
    assert clean("<p>а</p>" * 30_000).count("<p>") == 30_000


# Galleries


def gallery(*parts):
    return f'<figure class="gallery">{"".join(parts)}</figure>'


def photo(key, caption=""):
    return f'<figure class="photo" data-image="{key}"><img src="/media/a.webp" alt="а">{caption}</figure>'


@pytest.mark.parametrize(
    ("pasted", "body"),
    [
        (gallery(), ""),
        (gallery("<p> </p>", '<figure class="photo"></figure>'), ""),
        (
            gallery(photo(1), "<p>Үлгі <em>мәтін</em></p>", photo(2)),
            gallery(photo(1), photo(2)) + "<p>Үлгі <em>мәтін</em></p>",
        ),
        (gallery("бос сөз", photo(1)), gallery(photo(1)) + "<p>бос сөз</p>"),
        (gallery(photo(1), "<figcaption>Жазу</figcaption>"), gallery(photo(1)) + "<p>Жазу</p>"),
        (gallery(photo(1), gallery(photo(2), "<p>ішкі</p>")), gallery(photo(1), photo(2)) + "<p>ішкі</p>"),
        (gallery(f"<ul><li>{photo(1)}бір</li></ul>"), gallery(photo(1)) + "<ul><li>бір</li></ul>"),
        (gallery("<p>Жалғыз сөз</p>"), "<p>Жалғыз сөз</p>"),
        (f'<figure class="gallery" data-image="5" data-uid="{UID}">{photo(1)}</figure>', gallery(photo(1))),
    ],
)
def test_a_gallery_holds_pictures_of_the_library_and_loses_nothing(pasted, body):
    assert clean(pasted) == body
    assert clean(body) == body


def test_a_gallery_the_editor_can_make_is_stored_unchanged():
    made = "<p>а</p>" + gallery(photo(1, "<figcaption>Жазу <em>ә</em></figcaption>"), photo(2), photo(1)) + "<p>б</p>"
    assert clean(made) == made


def test_pictures_beyond_the_most_of_a_gallery_stand_in_a_second_one():
    photos = [photo(key) for key in range(1, MOST_PICTURES + 3)]
    assert clean(gallery(*photos)) == gallery(*photos[:MOST_PICTURES]) + gallery(*photos[MOST_PICTURES:])
