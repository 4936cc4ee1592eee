from datetime import date

import pytest

from news.text.dates import first_day, last_day


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-03", date(2019, 3, 1), date(2019, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2019-03-08", date(2019, 3, 8), date(2019, 3, 8)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(partial, first, last):
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize(
    "wrong",
    [
        *["", "19", "2019-", "2019-3", "2019-13", "2019-00", "2019-02-30", "2023-02-29", "2019-03-00", "0000"],
        *["2019-03-08T10:00", " 2019", "2019\n", "٢٠١٩", "08.03.2019", "2019/03", "-2019", "былтыр"],
    ],
)
def test_an_impossible_date_is_refused_at_both_ends(wrong):
    with pytest.raises(ValueError, match=r"2019|day|month|year|out of range"):
        first_day(wrong)
    with pytest.raises(ValueError, match=r"2019|day|month|year|out of range"):
        last_day(wrong)
