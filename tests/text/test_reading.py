import html

import pytest

from news.text.html import clean, excerpt, plain, words

from .samples import AWKWARD_WORDS, HOSTILE_PASTES

BODY = (
    "<h2>Үлгі тақырып</h2><p>Бірінші <strong>мы</strong>сал\nқатар&nbsp;мәтін.<br>Екінші жол</p>"
    "<ul><li>бір</li><li><p>екі</p></li></ul><table><tbody><tr><th>а</th><td>ә</td></tr><tr><td>б</td></tr></tbody>"
    '</table><figure class="photo" data-image="7"><img src="/media/a.png" alt="сурет"><figcaption>Жазу</figcaption>'
    "</figure><p>&lt;b&gt; &amp; со\u00adңы</p>"
)


def test_the_text_of_a_body_has_a_line_for_each_block():
    assert plain(BODY).split("\n") == [
        "Үлгі тақырып",
        "Бірінші мысал қатар мәтін.",
        "Екінші жол",
        "бір",
        "екі",
        "а ә",
        "б",
        "Жазу",
        "<b> & соңы",
    ]


def test_words_of_neighbouring_boxes_are_not_joined():
    assert plain("<div>үлгі</div><div>мысал</div>сынақ") == "үлгі\nмысал\nсынақ"


def test_words_are_counted_as_a_reader_meets_them():
    assert words("<p>300-ден астам ұйым — <em>үлгі</em>лік, О'Сынақ 👍 </p><p>И\u0306ә</p>") == 6
    assert words("") == 0


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("Үлгі мысал", 10) == "Үлгі мысал"


def test_an_excerpt_is_cut_between_words_and_without_a_hanging_dash():
    assert excerpt("Үлгі ауданы — мысал жері", 14) == "Үлгі ауданы…"
    assert excerpt("Үлгі, мысал және сынақ", 12) == "Үлгі, мысал…"
    assert excerpt("Үлгі, мысал және сынақ", 11) == "Үлгі…"


def test_an_excerpt_of_a_body_has_neither_tags_nor_entities():
    assert excerpt("<p>Үлгі&nbsp;&amp; мысал</p><p>сынақ</p>", 100) == "Үлгі & мысал сынақ"
    assert excerpt("<p>" + "а &amp; " * 50 + "</p>", 12) == "а & а & а &…"


def test_typed_text_is_not_taken_for_markup():
    assert excerpt("5 < 7 & 7 > 5", 100) == "5 < 7 & 7 > 5"


def test_an_endless_word_is_cut_without_parting_a_letter_from_its_accent():
    assert excerpt("Ә" * 400, 10) == "Ә" * 9 + "…"
    assert excerpt("аб" + "в\u0301" * 40, 4) == "аб…"
    assert excerpt("аб👩🏽\u200d💻вг" * 9, 5) == "аб…"


@pytest.mark.parametrize("length", [1, 2, 20, 160])
def test_an_excerpt_never_exceeds_its_length_nor_starts_a_second_line(length):
    for text in [*AWKWARD_WORDS, *HOSTILE_PASTES.values()]:
        short = excerpt(text, length)
        assert len(short) <= length
        assert "\n" not in short


def test_the_words_of_cleaned_and_uncleaned_html_are_the_same():
    for paste in HOSTILE_PASTES.values():
        assert plain(paste) == plain(clean(paste))


def test_escaped_plain_text_reads_back_as_typed():
    assert plain(html.escape("<b>Үлгі</b> & «мысал»")) == "<b>Үлгі</b> & «мысал»"
