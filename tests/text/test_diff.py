"""What changed between two texts."""

import time

from news.text.diff import changed_passages, compare


def told(passages):
    """The passages as a reader would read them aloud: what is gone in [-…-], what is new in {+…+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return ["".join(marks[piece.standing].format(piece.text) for piece in passage.pieces) for passage in passages]


def test_a_changed_word_is_shown_inside_its_paragraph():
    old = "<p>Ауылда жиын өтті.</p><p>Жиынға елу адам келді.</p>"
    new = "<p>Ауылда жиын өтті.</p><p>Жиынға жүз адам келді.</p>"
    assert told(compare(old, new)) == ["Ауылда жиын өтті.", "Жиынға [-елу-]{+жүз+} адам келді."]


def test_a_new_paragraph_is_new_and_leaves_its_neighbours_alone():
    old, new = "<p>Бірінші.</p><p>Үшінші.</p>", "<p>Бірінші.</p><p>Екінші.</p><p>Үшінші.</p>"
    assert told(compare(old, new)) == ["Бірінші.", "{+Екінші.+}", "Үшінші."]


def test_a_paragraph_that_is_gone_is_shown_as_gone():
    assert told(compare("Бір.\nЕкі.\nҮш.", "Бір.\nҮш.")) == ["Бір.", "[-Екі.-]", "Үш."]


def test_markup_alone_is_no_change():
    assert not any(passage.has_changed for passage in compare("<p>Ауыл <b>жиыны</b></p>", "<p>Ауыл жиыны</p>"))


def test_nothing_against_something_and_the_other_way_round():
    assert told(compare("", "Жаңа.")) == ["{+Жаңа.+}"]
    assert told(compare("Ескі.", "")) == ["[-Ескі.-]"]
    assert compare("", "") == []


def test_only_the_neighbourhood_of_a_change_is_shown():
    lines = [f"{number}-жол" for number in range(9)]
    changed = [*lines[:4], "төртінші жол өзгерді", *lines[5:]]
    shown = changed_passages("\n".join(lines), "\n".join(changed))
    assert [passage is None for passage in shown] == [True, False, False, False, True]


def test_the_words_of_both_texts_are_all_there():
    old, new = "Кеше — елу адам; бүгін: жүз!", "Кеше — алпыс адам, бүгін: жүз екі!"
    pieces = [piece for passage in compare(old, new) for piece in passage.pieces]
    assert "".join(piece.text for piece in pieces if piece.standing != "new") == old
    assert "".join(piece.text for piece in pieces if piece.standing != "gone") == new


def test_ten_thousand_equal_lines_and_as_many_different_ones_are_no_matter_of_minutes():
    """Comparing each with each would take many seconds; the bound is wide enough for a busy machine."""
    begun = time.process_time()
    compare("жол\n" * 10_000, "жол\n" * 9_000)
    compare("\n".join(f"{n} бір" for n in range(10_000)), "\n".join(f"{n} екі" for n in range(10_000)))
    assert time.process_time() - begun < 5


def test_texts_made_to_be_hard_to_compare_are_no_matter_of_minutes():
    """A ring of lines told backwards, and a new line after each of nine thousand: difflib alone needs a minute."""
    ring = [f"{number}-жол" for number in range(110)]
    forward, backward = ("\n".join((lines * 200)[:20_000]) for lines in (ring, ring[::-1]))
    known = [f"{number} бір" for number in range(9_000)]
    begun = time.process_time()
    compare(forward, backward)
    shown = compare("\n".join(known), "\n".join(f"{line}\nжаңа {line}" for line in known))
    assert time.process_time() - begun < 5
    assert told(shown[:4]) == ["0 бір", "{+жаңа 0 бір+}", "1 бір", "{+жаңа 1 бір+}"]


def test_a_long_text_is_divided_where_the_same_line_stands_in_both():
    old = [f"{number}-жол" for number in range(400)]
    new = ["жаңа басы", *old[1:200], "жаңа ортасы", *old[200:399], "жаңа соңы"]
    passages = compare("\n".join(old), "\n".join(new))
    assert [passage.pieces[-1].text for passage in passages if passage.has_changed] == [
        "жаңа басы",
        "жаңа ортасы",
        "жаңа соңы",
    ]
    assert sum(not passage.has_changed for passage in passages) == 398


def test_another_caption_in_a_gallery_is_shown_beside_those_that_stay():
    def gallery(*captions):
        photos = (
            f'<figure class="photo" data-image="1"><figcaption>{words}</figcaption></figure>' for words in captions
        )
        return f'<figure class="gallery">{"".join(photos)}</figure>'

    old, new = gallery("Ауыл жолы.", "Залдағы жиын."), gallery("Ауыл жолы.", "Мектептегі жиын.")
    assert told(compare(old, new)) == ["Ауыл жолы.", "[-Залдағы-]{+Мектептегі+} жиын."]
