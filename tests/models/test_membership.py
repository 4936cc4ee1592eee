"""Roles in time."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from news.models import EditionPerson, Membership
from news.models.membership import LONGEST_LABEL
from tests.factories import a_person, a_role, an_organization

pytestmark = pytest.mark.django_db


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "held", "not_held"),
    [
        ("2019", "2021", ["2019-01-01", "2021-12-31"], ["2018-12-31", "2022-01-01"]),
        ("2019-03", "2020-02", ["2019-03-01", "2020-02-29"], ["2019-02-28", "2020-03-01"]),
        ("2019-03-05", "2019-03-05", ["2019-03-05"], ["2019-03-04", "2019-03-06"]),
        ("2019", "", ["2019-01-01", "2999-01-01"], ["2018-12-31"]),
    ],
)
def test_a_role_is_held_from_the_first_to_the_last_day_of_its_partial_dates(start, end, held, not_held):
    role = a_role(a_person(), start_date=start, end_date=end)
    assert all(role in Membership.objects.on(day(text)) for text in held)
    assert not any(role in Membership.objects.on(day(text)) for text in not_held)


def test_an_unknown_start_counts_from_the_day_a_source_speaks_of():
    role = a_role(a_person(), attested_on=day("2026-02-13"))
    assert role in Membership.objects.on(day("2026-02-13"))
    assert role not in Membership.objects.on(day("2026-02-12"))


def test_members_of_a_coalition_on_a_day_are_a_query():
    coalition, stayed, left = (
        an_organization("«Үлгі» коалициясы"),
        an_organization("«Мысал»"),
        an_organization("«Сынақ»"),
    )
    a_role(stayed, organization=coalition, start_date="2026-02-13")
    a_role(left, organization=coalition, start_date="2026-02-13", end_date="2026-05-31")
    june = Membership.objects.on(day("2026-06-01")).filter(organization=coalition)
    assert [role.member_organization for role in june] == [stayed]


def test_roles_may_overlap_and_begin_in_the_future():
    person = a_person()
    a_role(person, "Үлгі төрайымы", start_date="2020")
    a_role(person, "Мысал мүшесі", start_date="2999")
    assert person.label_on(day("2026-01-01"), "kk") == "Үлгі төрайымы"


def test_a_label_has_room_for_whole_roles_only():
    person = a_person()
    for rank in range(4):
        a_role(person, f"{rank}: {'Ұ' * 240}", position=rank)
    label = person.label_on(day("2026-01-01"), "kk")
    assert len(label) <= EditionPerson._meta.get_field("label").max_length == LONGEST_LABEL
    assert [role[:2] for role in label.split(", ")] == ["0:", "1:"]


@pytest.mark.parametrize("text", ["2019-13", "19", "2019-02-30", "ақпан 2019", "2019-3"])
def test_an_impossible_date_is_refused_with_a_sentence(text):
    role = Membership(person=a_person(), role_kk="Үлгі", start_date=text)
    with pytest.raises(ValidationError) as refused:
        role.full_clean()
    assert text in str(refused.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"start_date": "2020", "end_date": "2019"},
        {"person": None, "member_organization": None},
        {"person": None, "member_organization": "one", "organization": None},
        {"person": None, "member_organization": "one", "organization": "one"},
        {"member_organization": "one"},
    ],
)
def test_a_membership_that_cannot_be_is_refused(fields):
    one = an_organization()
    fields = {name: one if value == "one" else value for name, value in fields.items()}
    with pytest.raises(ValidationError):
        Membership(**{"person": a_person(), "organization": an_organization("«Сынақ»"), **fields}).full_clean()


def test_a_profession_needs_no_organisation():
    Membership(person=a_person(), role_kk="Саясаттанушы").full_clean()
