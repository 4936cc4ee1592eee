"""Several editors at the same moment. SQLite lets them in one by one, so only PostgreSQL can go wrong here."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from news.models import Article, Edition, OldAddress, Person, Revision
from tests.factories import a_person, an_article

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]

EDITORS = 6


def all_at_once(*acts):
    """What the acts return or raise, each run in a thread and on a connection of its own."""
    outcomes, start = [], threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            outcomes.append(act())
        except (DatabaseError, ValidationError) as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def errors_in(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, (DatabaseError, ValidationError))]


def test_stories_of_one_headline_get_an_address_each():
    articles = [an_article("Кездесу өтті") for _ in range(EDITORS)]
    outcomes = all_at_once(*(lambda article=article: article.publish("kk", by=None) for article in articles))
    assert errors_in(outcomes) == []
    assert len(set(Edition.objects.values_list("slug", flat=True))) == EDITORS
    assert OldAddress.objects.count() == EDITORS


def test_one_language_published_by_several_at_once_has_one_current_edition():
    article = an_article()
    copies = [Article.objects.get() for _ in range(EDITORS)]
    outcomes = all_at_once(*(lambda copy=copy: copy.publish("kk", by=None) for copy in copies))
    assert errors_in(outcomes) == []
    assert sorted(article.editions.values_list("number", flat=True)) == list(range(1, EDITORS + 1))
    assert Edition.objects.live().count() == 1


def test_languages_published_at_once_are_all_published():
    article = an_article(languages=("kk", "ru", "en"))
    outcomes = all_at_once(
        *(lambda code=code: Article.objects.get().publish(code, by=None) for code in ("kk", "ru", "en"))
    )
    article.refresh_from_db()
    assert errors_in(outcomes) == []
    assert [article.state_kk, article.state_ru, article.state_en] == ["published"] * 3


def test_saved_states_are_numbered_one_after_another():
    person = a_person()
    outcomes = all_at_once(*[lambda: Revision.objects.record(Person.objects.get(), by=None)] * EDITORS)
    assert errors_in(outcomes) == []
    numbers = Revision.objects.of(person).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, EDITORS + 1))


def test_one_address_wanted_by_several_people_goes_to_one():
    people = [a_person(live=False, slug=f"ulgi-{number}") for number in range(EDITORS)]
    outcomes = all_at_once(
        *(lambda person=person: OldAddress.objects.claim("people/ulgi/", person) for person in people)
    )
    assert sorted(outcomes) == [False] * (EDITORS - 1) + [True]
