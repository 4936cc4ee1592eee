"""The demo tells the facts of the founding report in words of its own."""

import hashlib
import re
from pathlib import Path

import pytest

from news import languages
from news.models import Edition, Event, Organization, Page, Person
from news.text import html

WORDS_IN_A_ROW = 6
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SAMPLE = Path(__file__).parent.parent / "samples" / "founding-report-shingles.txt"
"""The first twelve digits of SHA-256 of every six words in a row of the report, names and posts left out."""

CONTROL = "This line proves the check works."
"""Six words that stand among the sample's too."""


def shingles(text):
    """Fingerprints of every six words in a row of each line."""
    for line in text.splitlines():
        words = WORD.findall(line.lower().replace("’", "'"))
        for start in range(len(words) - WORDS_IN_A_ROW + 1):
            row = " ".join(words[start : start + WORDS_IN_A_ROW])
            yield hashlib.sha256(row.encode()).hexdigest()[:12], row


def taken_from_the_report(text):
    sample = set(SAMPLE.read_text(encoding="ascii").split())
    return [row for digest, row in shingles(text) if digest in sample]


def everything_written():
    for edition in Edition.objects.all():
        yield from (edition.headline, edition.summary, edition.cover_caption, html.plain(edition.body))
    for model, names in (
        (Person, ("summary", "biography")),
        (Organization, ("summary", "description")),
        (Page, ("intro", "body")),
        (Event, ("name", "description")),
    ):
        for row in model.objects.all():
            yield from (html.plain(getattr(row, f"{name}_{code}")) for name in names for code in languages.CODES)


def test_the_check_finds_words_that_were_taken():
    assert taken_from_the_report(f"Хабарлама. {CONTROL}") == ["this line proves the check works"]


@pytest.mark.usefixtures("newsroom")
def test_no_six_words_of_the_report_stand_in_the_demo():
    texts = list(everything_written())

    assert sum(len(list(shingles(text))) for text in texts) > 10_000
    assert [row for text in texts for row in taken_from_the_report(text)] == []
