"""Saved states: kept with every act, compared, and put back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Act, Article, Person, Revision
from news.models.history import differences, restore
from tests.factories import (
    a_person,
    a_picture,
    a_topic,
    a_user,
    an_article,
    an_organization,
)

pytestmark = pytest.mark.django_db


def saved(row, by):
    return Revision.objects.record(row, by=by)


def retitle(article, headline):
    article.headline_kk = headline
    article.save()


def test_the_first_edit_of_an_imported_row_is_preceded_by_how_it_was(aigerim):
    person = a_person(summary_kk="Ауыл мұғалімі.")
    person.summary_kk = "Аудан әкімі."
    Revision.objects.baseline(person)
    person.save()
    baseline = Revision.objects.of(person).get()
    assert (baseline.act, baseline.author, baseline.data["summary_kk"]) == (Act.BASELINE, None, "Ауыл мұғалімі.")


def test_a_row_with_a_history_needs_no_baseline(aigerim):
    person = a_person()
    saved(person, aigerim)
    Revision.objects.baseline(person)
    assert Revision.objects.of(person).count() == 1


def test_an_earlier_text_comes_back_as_one_more_version(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article, aigerim)
    retitle(article, "Жиын өтпеді")
    saved(article, aigerim)
    assert restore(first, by=aigerim) == []
    article = Article.objects.get()
    assert (article.headline_kk, article.version) == ("Жиын өтті", 3)
    latest = Revision.objects.of(article).latest()
    assert (latest.number, latest.act, latest.author) == (3, Act.RESTORED, aigerim)


def test_a_restore_is_itself_restored(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article, aigerim)
    retitle(article, "Жиын өтпеді")
    second = saved(article, aigerim)
    restore(first, by=aigerim)
    restore(second, by=aigerim)
    assert Article.objects.get().headline_kk == "Жиын өтпеді"


def test_what_no_save_recorded_is_kept_before_it_is_replaced(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article, aigerim)
    retitle(article, "Импорттан келген тақырып")
    restore(first, by=aigerim)
    kept = [revision.data["headline_kk"] for revision in Revision.objects.of(article).order_by("number")]
    assert kept == ["Жиын өтті", "Импорттан келген тақырып", "Жиын өтті"]


def test_people_topics_and_cover_come_back_with_the_text(aigerim):
    person, topic, cover = a_person(), a_topic(), a_picture()
    article = an_article(people=[person], topics=[topic], cover=cover)
    line = article.people.get().pk
    first = saved(article, aigerim)
    article.people.all().delete()
    article.people.create(person=a_person("Ерлан", "Мысалов"))
    article.topics.clear()
    article.cover = None
    article.save()
    restore(first, by=aigerim)
    article = Article.objects.get()
    assert [(row.pk, row.person, row.relation) for row in article.people.all()] == [(line, person, "spoke")]
    assert (list(article.topics.all()), article.cover) == ([topic], cover)


def test_what_is_gone_since_is_told_and_left_away(aigerim):
    topic, picture, person = a_topic(), a_picture(), a_person(live=False)
    article = an_article(topics=[topic], cover=picture, people=[person])
    first = saved(article, aigerim)
    article.topics.clear()
    article.people.all().delete()
    article.cover = None
    article.save()
    topic.delete()
    picture.delete()
    person.delete()
    sentences = restore(first, by=aigerim)
    assert len(sentences) == 3
    article = Article.objects.get()
    assert (article.cover, article.topics.count(), article.people.count()) == (None, 0, 0)


def test_a_restore_changes_no_state_no_address_and_no_desk(aigerim, bulak):
    article = an_article("Жиын өтті", desk=bulak)
    first = saved(article, aigerim)
    article.publish("kk", by=aigerim)
    Article.objects.update(desk=an_organization("«Мысал» одағы"), slug_kk="basqa-meken", pinned_until=timezone.now())
    before = Article.objects.values("state_kk", "desk", "slug_kk", "pinned_until").get()
    restore(first, by=aigerim)
    assert Article.objects.values("state_kk", "desk", "slug_kk", "pinned_until").get() == before


def test_a_restore_changes_nothing_for_readers_of_a_story(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article, aigerim)
    retitle(article, "Жиын өтпеді")
    article.publish("kk", by=aigerim)
    restore(first, by=aigerim)
    assert article.live_editions().get().headline == "Жиын өтпеді"


def test_a_person_who_is_public_stays_public(aigerim):
    person = a_person(live=False)
    first = saved(person, aigerim)
    person.published_at = timezone.now()
    person.save()
    restore(first, by=aigerim)
    assert Person.objects.live().exists()


def test_a_row_that_is_gone_cannot_be_restored(aigerim):
    person = a_person(live=False)
    first = saved(person, aigerim)
    person.delete()
    with pytest.raises(ValidationError):
        restore(first, by=aigerim)


def test_only_what_editors_know_of_counts_as_a_difference(aigerim):
    article = an_article("Жиын өтті")
    first = saved(article, aigerim)
    retitle(article, "Жиын өтпеді")
    second = saved(article, aigerim)
    first.refresh_from_db()
    second.refresh_from_db()
    assert differences(first.data, second.data) == [("headline_kk", "Жиын өтті", "Жиын өтпеді")]
    assert second.before() == first
    assert first.before() is None


def test_a_contributor_sees_the_history_of_their_own_desk_only(aigerim, marat, bulak):
    own = saved(an_article(desk=bulak), aigerim)
    saved(an_article(desk=an_organization("«Мысал» одағы")), aigerim)
    saved(a_person(), aigerim)
    assert list(Revision.objects.visible_to(marat)) == [own]
    assert Revision.objects.visible_to(a_user(is_staff=False)).count() == 0
    assert Revision.objects.visible_to(aigerim).count() == 3
