"""Lists whose cost must not grow with the newsroom take their index."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from news import languages
from news.models import Edition, Membership, Quotation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans tables as small as those of a test"),
]


def test_an_address_that_no_story_has_is_not_looked_for_in_every_story():
    namesakes = Edition.objects.live().in_language("kk").filter(slug="zhok").newest_first()
    plan = namesakes.explain()
    assert "edition_slug_list (language=? AND slug=?)" in plan
    assert "TEMP B-TREE" not in plan


def test_the_news_of_two_days_are_not_looked_for_in_every_year():
    since = timezone.now() - dt.timedelta(days=2)
    recent = Edition.objects.listed().filter(language__in=languages.CODES, listed_at__gte=since)
    assert "edition_list (language=? AND listed_at>?)" in recent.newest_first().explain()


def test_the_newest_quotations_of_all_languages_are_read_in_their_order():
    plan = Quotation.objects.listed().newest_first()[:100].explain()
    assert "quotation_newest" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("holder", "index"),
    [
        ("person", "membership_person_days"),
        ("organization", "membership_org_days"),
        ("member_organization", "membership_member_days"),
    ],
)
def test_what_somebody_held_on_a_day_is_one_range_of_an_index(holder, index):
    held = Membership.objects.on(dt.date(2026, 2, 13)).filter(**{holder: 7})
    assert f"{index} ({holder}_id=? AND first_day<?)" in held.explain()
