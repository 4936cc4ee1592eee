"""Who has a form open."""

import datetime as dt

import pytest

from news.models import Opening
from tests.factories import a_user, an_article, moment

pytestmark = pytest.mark.django_db
TEN = moment(2026, 3, 2, 10)


def names(row, user, at):
    return [opening.user.name for opening in Opening.objects.others(row, user, at)]


def test_an_editor_sees_who_else_has_the_story_open(aigerim, marat):
    article, other = an_article(), an_article("Басқа")
    Opening.objects.note(article, by=marat, at=TEN)
    Opening.objects.note(article, by=aigerim, at=TEN)
    assert names(article, aigerim, TEN) == ["Марат Мысал"]
    assert names(other, aigerim, TEN) == []


def test_a_form_that_fell_silent_counts_as_closed(aigerim, marat):
    article = an_article()
    Opening.objects.note(article, by=marat, at=TEN)
    assert names(article, aigerim, TEN + dt.timedelta(seconds=60)) == ["Марат Мысал"]
    assert names(article, aigerim, TEN + dt.timedelta(minutes=3)) == []


def test_a_form_is_open_since_it_was_opened_and_anew_after_a_pause(marat):
    article = an_article()
    Opening.objects.note(article, by=marat, at=TEN)
    still = Opening.objects.note(article, by=marat, at=TEN + dt.timedelta(seconds=30))
    assert still.opened_at == TEN
    again = Opening.objects.note(article, by=marat, at=TEN + dt.timedelta(hours=2))
    assert again.opened_at == TEN + dt.timedelta(hours=2)


def test_who_leaves_is_gone_at_once(aigerim, marat):
    article = an_article()
    Opening.objects.note(article, by=marat, at=TEN)
    Opening.objects.closed(article, by=marat)
    assert names(article, aigerim, TEN) == []
    assert not Opening.objects.filter(user=a_user()).exists()
