"""What is part of what, and what continues what: never in a circle, never in an impossible order of days."""

import datetime as dt
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from news.models import Area, Organization
from news.models.ancestry import LONGEST_LINE, refuse_circles
from tests.factories import a_topic, an_area, an_organization

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def in_a_row(relation, *rows):
    """Each row's relation names the next one."""
    for row, above in itertools.pairwise(rows):
        type(row).objects.filter(pk=row.pk).update(**{relation: above})
        row.refresh_from_db()
    return rows


def sentence_of(row, field):
    """What the editor is told at the field; no other field may be blamed."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == [field]
    return refused.value.message_dict[field][0]


@pytest.mark.parametrize("length", [2, 3, 7])
@pytest.mark.parametrize(
    ("make", "relation"),
    [(an_organization, "parent"), (an_organization, "superseded_by"), (an_area, "parent"), (a_topic, "parent")],
)
def test_nothing_is_part_of_its_own_part_or_continued_by_whom_it_continues(make, relation, length):
    rows = in_a_row(relation, *(make(f"Үлгі {number}") for number in range(length)))
    rows[-1].full_clean()
    setattr(rows[-1], relation, rows[0])
    assert "“Үлгі 0”" in sentence_of(rows[-1], relation)


@pytest.mark.parametrize(
    ("make", "relation"), [(an_organization, "parent"), (an_organization, "superseded_by"), (an_area, "parent")]
)
def test_nothing_is_part_of_itself_or_continued_by_itself(make, relation):
    row = make("Үлгі")
    setattr(row, relation, row)
    assert "itself" in sentence_of(row, relation)


def test_a_circle_further_on_does_not_stop_those_outside_it():
    one, two, three = in_a_row("parent", *(an_area(f"Үлгі {number}") for number in range(3)))
    Area.objects.filter(pk=three.pk).update(parent=two)
    one.full_clean()
    with pytest.raises(ValidationError):
        two.full_clean()


def test_a_line_without_an_end_in_sight_is_refused(django_assert_num_queries):
    first, *_others = in_a_row("parent", *(an_area(f"Үлгі {number}") for number in range(LONGEST_LINE + 1)))
    with django_assert_num_queries(LONGEST_LINE + 1), pytest.raises(ValidationError):
        refuse_circles(first, {"parent": ("", "")})


def test_parents_that_come_to_an_end_cost_a_query_each(django_assert_num_queries):
    low, _middle, _high = in_a_row("parent", *(an_area(f"Үлгі {number}") for number in range(3)))
    with django_assert_num_queries(2):
        refuse_circles(low, {"parent": ("", "")})


def test_a_form_without_the_relation_is_not_blamed_for_it():
    one, two = in_a_row("parent", an_organization("Бір"), an_organization("Екі"))
    Organization.objects.filter(pk=two.pk).update(parent=one)
    one.full_clean(exclude=["parent"])


def test_the_day_of_the_end_is_blamed_where_an_organisation_ends_before_it_begins():
    organization = an_organization(founding_date=dt.date(2020, 1, 2))
    organization.dissolution_date = dt.date(2020, 1, 1)
    assert "dissolved" in sentence_of(organization, "dissolution_date")
