import pytest

from news.text.cells import harmless, unguarded


@pytest.mark.parametrize("cell", ["=1+1", "+7 701", "-", "@ulgi", " =x", "\t=x", "＝1", "'=1", "' '=1", "''-"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_again(cell):
    assert harmless(cell) == f"'{cell}"
    assert unguarded(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Әлия", "О'Сынақ", "'тырнақша'", "2019-03", "a=b", "'"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert harmless(cell) == cell
    assert unguarded(cell) == cell
