"""Putting an earlier version back over what others did meanwhile, with columns and rows that are not what they were."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import Article, Event, Revision
from news.models.history import lines_between, restore
from tests.factories import a_meeting, a_person, a_user, an_article, an_organization, moment

pytestmark = pytest.mark.django_db


def saved(row, by=None, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return Revision.objects.record(row, by=by)


def test_a_version_saved_after_the_page_was_opened_stops_a_restore(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article)
    saved(article, a_user(name="Дина Үлгі"), headline_kk="Динаның тақырыбы")
    with pytest.raises(ValidationError, match="Дина Үлгі"):
        restore(first, by=aigerim, seen=1)
    assert Article.objects.get().headline_kk == "Динаның тақырыбы"
    restore(first, by=aigerim, seen=2)
    assert Article.objects.get().headline_kk == "Жиын өтті"


def test_a_story_in_the_bin_stays_as_it_lies(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article)
    saved(article, headline_kk="Басқа")
    article.move_to_bin(by=aigerim)
    with pytest.raises(ValidationError):
        restore(first, by=aigerim)
    assert Article.objects.get().headline_kk == "Басқа"


def test_a_version_from_before_a_column_was_added_or_dropped_comes_back(aigerim):
    article = an_article("Жиын өтті", people=[a_person()])
    first = saved(article)
    first.refresh_from_db()
    first.data["a_column_of_old"] = first.data["people"][0]["another_of_old"] = "бұрынғы"
    del first.data["dateline_kk"], first.data["people"][0]["printed_label_ru"]
    first.save()
    saved(article, headline_kk="Басқа", dateline_kk="АСТАНА")
    assert restore(first, by=aigerim) == []
    article = Article.objects.get()
    assert (article.headline_kk, article.dateline_kk, article.people.count()) == ("Жиын өтті", "АСТАНА", 1)


def test_fifty_people_are_put_back_with_as_many_queries_as_one(aigerim):
    def queries(revision):
        with CaptureQueriesContext(connection) as asked:
            restore(revision, by=aigerim)
        return asked.captured_queries

    one = saved(an_article("Бір адам", people=[a_person()]))
    many = saved(an_article("Көп адам", people=[a_person() for _number in range(50)]))
    for revision in (one, many):
        revision.refresh_from_db()
        revision.target.people.all().delete()
        saved(revision.target)
    few, more = queries(one), queries(many)
    assert len(more) <= len(few), more
    assert many.target.people.count() == 50


def test_lines_that_contradict_what_was_entered_since_are_refused_whole(aigerim):
    """A meeting that would end before it begins stands for every rule of the database."""
    meeting = a_meeting(end_at=moment(2026, 3, 3, 17))
    first = saved(meeting)
    saved(meeting, start_at=moment(2026, 4, 3, 15), end_at=moment(2026, 4, 3, 17), venue_kk="Клуб")
    first.refresh_from_db()
    first.data["end_at"] = first.data["start_at"].replace("2026", "2025")
    with pytest.raises(ValidationError):
        restore(first, by=aigerim)
    assert Event.objects.get().venue_kk == "Клуб"


def test_a_contributor_who_left_a_desk_reads_none_of_its_versions(marat, bulak):
    article = an_article(desk=bulak)
    saved(article, marat)
    assert Revision.objects.visible_to(marat).exists()
    article.desk = an_organization("«Мысал» одағы")
    article.save()
    assert not Revision.objects.visible_to(marat).exists()


def test_lines_are_compared_one_by_one_wherever_they_stand():
    old = [{"id": 1, "person_id": 7, "position": 0}, {"id": 2, "person_id": 8, "position": 1}]
    new = [{"id": 2, "person_id": 8, "position": 0}, {"id": 3, "person_id": 9, "position": 1}]
    assert lines_between(old, new) == [(old[0], None), (None, new[1])]
    assert lines_between(None, new) == [(None, new[0]), (None, new[1])]
