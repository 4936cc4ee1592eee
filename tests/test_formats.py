"""Dates as readers read them and editors type them, in the three languages."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, translation

FOUNDING_DAY = date(2026, 2, 13)

KAZAKH_MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"


@pytest.mark.parametrize(
    ("language", "written"),
    [("kk", "2026 жылғы 13 ақпан"), ("ru", "13 февраля 2026 года"), ("en", "13 February 2026")],
)
def test_a_date_is_written_as_its_language_writes_it(language, written):
    with translation.override(language):
        assert formats.date_format(FOUNDING_DAY) == written


@pytest.mark.parametrize(("language", "months"), [("kk", KAZAKH_MONTHS), ("ru", RUSSIAN_MONTHS)])
def test_every_month_of_a_date_is_in_lower_case_and_in_its_case(language, months):
    with translation.override(language):
        written = [formats.date_format(date(2026, month, 1), "MONTH_DAY_FORMAT")[2:] for month in range(1, 13)]
    assert " ".join(written) == months


@pytest.mark.parametrize(
    ("language", "written"), [("kk", "2026 жылғы ақпан"), ("ru", "Февраль 2026"), ("en", "February 2026")]
)
def test_a_month_of_the_archive_has_its_year(language, written):
    with translation.override(language):
        assert formats.date_format(FOUNDING_DAY, "YEAR_MONTH_FORMAT") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("kk", "2026 жылғы 13 ақпан, 16:05"), ("ru", "13 февраля 2026 года, 16:05"), ("en", "13 February 2026, 16:05")],
)
def test_the_hour_of_a_meeting_is_written_with_24_hours(language, written):
    with translation.override(language):
        assert formats.date_format(datetime(2026, 2, 13, 16, 5), "DATETIME_FORMAT") == written  # noqa: DTZ001 only written


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("typed", ["13.02.2026", "2026-02-13"])
def test_an_editor_types_the_day_before_the_month_or_the_iso_form(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == FOUNDING_DAY


def test_english_takes_a_date_with_slashes_day_first():
    with translation.override("en"):
        assert forms.DateField().clean("05/02/2026") == date(2026, 2, 5)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("typed", ["13.02.2026 16:05", "13.02.2026 16:05:00", "2026-02-13 16:05"])
def test_a_moment_may_be_typed_with_and_without_seconds(language, typed):
    with translation.override(language):
        moment = forms.DateTimeField().clean(typed)
    assert (moment.date(), moment.hour, moment.minute) == (FOUNDING_DAY, 16, 5)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_moment_shown_in_a_form_comes_back_to_the_second(language):
    with translation.override(language):
        shown = forms.DateTimeInput().format_value(datetime(2026, 2, 13, 16, 5, 7))  # noqa: DTZ001 as a form shows it
        moment = forms.DateTimeField().clean(shown)
    assert (moment.minute, moment.second) == (5, 7)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_week_begins_on_monday(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(("language", "written"), [("kk", "1\xa0234,5"), ("ru", "1\xa0234,5"), ("en", "1,234.5")])
def test_a_large_number_is_grouped_as_its_language_groups_it(language, written):
    with translation.override(language):
        assert formats.number_format(1234.5, force_grouping=True) == written
