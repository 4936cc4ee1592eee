import pytest

from news.text.html import typo

from .samples import AWKWARD_WORDS, HOSTILE_PASTES


def shown(text: str) -> str:
    """Spaces and hyphens that hold words together, made visible."""
    return text.replace("\u00a0", "_").replace("\u2011", "=")


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("kk", "300-ден астам ұйым", "300=ден астам ұйым"),
        ("kk", "Үлгі — мысал – сынақ", "Үлгі_— мысал_– сынақ"),
        ("kk", "2026 жылғы 13 ақпан", "2026_жылғы 13_ақпан"),
        ("kk", "О'Сынақ", "О'Сынақ"),
        ("ru", "Я и ты в доме у реки", "Я_и_ты_в_доме у_реки"),
        ("ru", "По-русски кто-то из «Улги»", "По-русски кто-то из_«Улги»"),
        ("en", "The coalition's 20-year plan - a sample", "The coalition’s 20=year plan_– a sample"),
        ("en", "He is in a union", "He is in a union"),
    ],
)
def test_words_that_belong_together_stay_on_one_line(language, typed, printed):
    assert shown(typo(typed, language)) == printed


@pytest.mark.parametrize("kept", ["+7 700 000-00-00", "2026-02-13", "https://example.org/5-news", "id=4-b", "a-5-b"])
def test_numbers_and_addresses_can_still_be_copied(kept):
    assert typo(kept, "kk") == kept


def test_the_tags_of_a_body_are_left_alone():
    body = '<figure data-said-on="2026-02-13" data-uid="0a1b-5c"><img src="/media/5-a.png" alt="it\'s 5-day"></figure>'
    assert typo(body, "en") == body
    assert shown(typo("<p>5-ші <em>үлгі</em> — мысал</p>", "kk")) == "<p>5=ші <em>үлгі</em>_— мысал</p>"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_typography_applied_twice_changes_nothing_more(language):
    texts = [*AWKWARD_WORDS, *HOSTILE_PASTES.values(), "Я и ты - в 5-м доме — у 'реки' it's 20-year 1 000 а"]
    for text in texts:
        once = typo(text, language)
        assert typo(once, language) == once
