"""An address is given once: a printed link never comes to lead to something else."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import OldAddress, Page
from tests.factories import LONG_AGO, a_meeting, a_page, a_person, a_story, an_article, an_organization

pytestmark = pytest.mark.django_db


def renamed(row, slug):
    row.slug = slug
    row.save()
    return row


def test_a_person_who_changed_address_keeps_the_old_one():
    first = renamed(a_person("Айгүл", "Үлгібаева"), "aigul-ulgi")
    second = a_person("Айгүл", "Үлгібаева")
    assert second.slug == "ulgibaeva-aigul-2"
    assert OldAddress.objects.get(path="people/ulgibaeva-aigul/").object_id == first.pk


@pytest.mark.parametrize("make", [a_person, an_organization, a_meeting, a_page])
def test_a_form_refuses_an_address_that_was_anothers(make):
    taken = make().slug
    renamed(type(make()).objects.earliest("pk"), "zhana-meken-zhai")
    other = make()
    other.slug = taken
    with pytest.raises(ValidationError) as refusal:
        other.full_clean()
    assert "slug" in refusal.value.message_dict


def test_nothing_takes_an_address_past_the_forms_either():
    taken = a_person().slug
    renamed(type(a_person()).objects.earliest("pk"), "zhana-meken-zhai")
    with pytest.raises(ValidationError):
        a_person(slug=taken)


def test_a_row_keeps_its_own_address_and_may_take_it_back():
    person = a_person()
    own = person.slug
    person.full_clean()
    renamed(person, "zhana-meken-zhai")
    assert renamed(person, own).slug == own


@pytest.mark.parametrize("slug", ["news", "people", "search", "events"])
def test_a_page_does_not_hide_behind_a_list(slug):
    with pytest.raises(ValidationError):
        Page(title_kk="Бет", slug=slug).full_clean()


def test_a_page_called_news_draws_another_address():
    assert a_page(title="News", title_en="News").slug == "news-2"


def test_a_headline_without_letters_still_gives_an_address(aigerim):
    article = an_article("!!!")
    type(article).objects.update(slug_kk="")
    edition = article.publish("kk", by=aigerim)
    assert edition.slug == "story-kk"


def test_the_thirtieth_story_of_a_name_on_a_day_is_published_with_as_many_queries_as_the_third():
    def published():
        article = an_article("Хабарландыру")
        with CaptureQueriesContext(connection) as queries:
            edition = article.publish("kk", by=None, at=LONG_AGO)
        return edition.slug, len(queries)

    for _number in range(2):
        a_story("Хабарландыру")
    third, queries_of_the_third = published()
    for _number in range(26):
        a_story("Хабарландыру")
    thirtieth, queries_of_the_thirtieth = published()

    assert (third, thirtieth) == ("khabarlandyru-3", "khabarlandyru-30")
    assert queries_of_the_thirtieth == queries_of_the_third


def test_a_story_that_is_published_again_keeps_its_numbered_address():
    for _number in range(2):
        a_story("Хабарландыру")
    article = a_story("Хабарландыру")

    assert article.publish("kk", by=None).slug == article.editions.get(number=1).slug
