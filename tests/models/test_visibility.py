"""Who sees what."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.utils import timezone

from news.models import Article, Edition, EditionPerson, Event, Organization, Page, Person, Quotation
from tests.factories import (
    LONG_AGO,
    a_mark,
    a_meeting,
    a_page,
    a_person,
    a_story,
    a_user,
    an_article,
    an_organization,
    moment,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "make"), [(Person, a_person), (Organization, an_organization), (Event, a_meeting), (Page, a_page)]
)
def test_a_row_is_public_from_its_moment_on(model, make):
    row = make(published_at=moment(2026, 3, 2, 9))
    assert row not in model.objects.live(moment(2026, 3, 2, 8, 59))
    assert row in model.objects.live(moment(2026, 3, 2, 9))


@pytest.mark.parametrize(
    ("model", "make"), [(Person, a_person), (Organization, an_organization), (Event, a_meeting), (Page, a_page)]
)
def test_a_row_without_a_moment_is_not_public(model, make):
    make(live=False)
    assert not model.objects.live().exists()


def test_a_merged_person_is_not_shown():
    kept = a_person()
    a_person(merged_into=kept)
    assert list(Person.objects.live()) == [kept]


def test_a_gone_edition_is_not_live_and_a_withdrawn_one_leaves_only_the_lists():
    gone, withdrawn = a_story().editions.get(), a_story().editions.get()
    Edition.objects.filter(pk=gone.pk).update(gone_at=moment(2026, 3, 2))
    Edition.objects.filter(pk=withdrawn.pk).update(withdrawn_at=moment(2026, 3, 2))
    before, after = moment(2026, 3, 1), moment(2026, 3, 3)
    assert set(Edition.objects.listed(before)) == {gone, withdrawn}
    assert set(Edition.objects.live(after)) == {withdrawn}
    assert not Edition.objects.listed(after).exists()


def test_is_live_says_of_a_row_what_live_says_of_the_table():
    article = a_story(at=LONG_AGO)
    article.publish("kk", by=None, at=moment(2026, 3, 2))
    article.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=3))
    for at in (moment(2025, 1, 1), LONG_AGO, moment(2026, 3, 2), timezone.now() + dt.timedelta(days=4)):
        assert {e.pk for e in Edition.objects.all() if e.is_live(at)} == {e.pk for e in Edition.objects.live(at)}


def test_links_and_quotations_live_with_their_edition():
    person = a_person()
    article = an_article(people=[person], body_kk=a_mark(person))
    article.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    tomorrow = timezone.now() + dt.timedelta(days=2)
    for model in (EditionPerson, Quotation):
        assert model.objects.live().count() == 0
        assert model.objects.live(tomorrow).count() == 1


def test_readers_see_no_working_copy():
    an_article()
    assert not Article.objects.visible_to(AnonymousUser()).exists()


def test_a_members_desk_sees_its_own_stories_only(marat, bulak):
    own, foreign, central = an_article(desk=bulak), an_article(desk=an_organization("«Сынақ»")), an_article()
    assert list(Article.objects.visible_to(marat)) == [own]
    assert {own, foreign, central} == set(Article.objects.visible_to(a_user(is_superuser=True)))


def test_the_central_desk_sees_every_desk(bulak):
    editor = a_user(permissions=[Permission.objects.get(codename="see_every_desk")])
    article = an_article(desk=bulak)
    assert list(Article.objects.visible_to(editor)) == [article]


def test_somebody_who_left_sees_nothing(bulak):
    gone = a_user(desks=[bulak], is_active=False)
    an_article(desk=bulak)
    assert not Article.objects.visible_to(gone).exists()


def test_a_contributor_sees_public_people_and_their_own_proposals(marat):
    public, own, foreign = a_person(), a_person(live=False, created_by=marat), a_person(live=False)
    assert set(Person.objects.visible_to(marat)) == {public, own}
    assert foreign in Person.objects.visible_to(a_user(is_superuser=True))
    assert list(Person.objects.visible_to(AnonymousUser())) == [public]


def test_a_contributor_sees_scheduled_editions_of_their_own_desk_only(marat, bulak):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    own = a_story(desk=bulak, at=tomorrow).editions.get()
    a_story(at=tomorrow)
    public = a_story().editions.get()
    assert set(Edition.objects.visible_to(marat)) == {own, public}


def test_a_desk_given_or_taken_counts_at_once(bulak):
    story = an_article(desk=bulak)
    writer = a_user()
    assert list(Article.objects.visible_to(writer)) == []
    writer.desks.add(bulak)
    assert list(Article.objects.visible_to(writer)) == [story]
    writer.desks.clear()
    assert list(Article.objects.visible_to(writer)) == []
