"""Names, addresses and meetings."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from news.models import OldAddress, Organization, Person, Revision, SiteProfile
from tests.factories import a_meeting, a_person, a_site, a_story, an_article, an_organization, moment

pytestmark = pytest.mark.django_db


def test_a_name_is_taken_whole_from_one_language():
    person = a_person("Әсел", "Үлгі", given_name_ru="", family_name_ru="", given_name_en="Asel", family_name_en="")
    with translation.override("ru"):
        assert person.name == "Әсел Үлгі"
    with translation.override("en"):
        assert person.name == "Asel"


def test_people_stand_in_the_order_of_the_kazakh_alphabet():
    for family in ("Қайратов", "Кенжебаев", "Әлиев", "Азатов", "Ібіраев", "Ысқақов"):
        a_person(family=family)
    order = [person.family_name_kk for person in Person.objects.in_order("kk")]
    assert order == ["Азатов", "Әлиев", "Кенжебаев", "Қайратов", "Ысқақов", "Ібіраев"]


def test_an_organisation_is_looked_up_under_its_proper_name():
    for name in ("«Қыран» қоғамдық бірлестігі", "«Ауыл-Үлгі» партиясы", "Әділет қоры"):
        an_organization(name)
    assert [o.name_kk for o in Organization.objects.in_order("kk")] == [
        "«Ауыл-Үлгі» партиясы",
        "Әділет қоры",
        "«Қыран» қоғамдық бірлестігі",
    ]


def test_a_kazakh_name_gives_a_readable_address_and_namesakes_get_numbers():
    assert [a_person("Ғалым", "Үлгі").slug for _ in range(2)] == ["ulgi-galym", "ulgi-galym-2"]


def test_a_public_row_keeps_every_address_it_ever_had():
    person = a_person(slug="eski")
    person.slug = "zhana"
    person.save()
    assert set(OldAddress.objects.of(person).values_list("path", flat=True)) == {"people/eski/", "people/zhana/"}


def test_an_unpublished_row_claims_no_address():
    assert not OldAddress.objects.of(a_person(live=False)).exists()


def test_an_address_once_taken_is_not_given_away():
    person = a_person(slug="eski")
    person.slug = "zhana"
    person.save()
    assert OldAddress.objects.claim("people/eski/", a_person("Басқа")) is False


def test_a_moved_meeting_remembers_when_it_was_and_tells_calendars():
    meeting = a_meeting(start_at=moment(2026, 3, 3, 15))
    meeting.start_at = moment(2026, 3, 10, 15)
    meeting.save()
    assert (meeting.previous_start_at, meeting.sequence) == (moment(2026, 3, 3, 15), 1)


def test_a_change_of_words_does_not_disturb_calendars():
    meeting = a_meeting()
    meeting.description_kk, meeting.audience_ru = "<p>Жаңа мәтін</p>", "Для всех"
    meeting.save()
    assert meeting.sequence == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("end_at", moment(2026, 3, 3, 17)),
        ("status", "cancelled"),
        ("name_ru", "Встреча"),
        ("venue_en", "House of Culture"),
        ("address_kk", "Үлгі көшесі, 5"),
        ("online_url", "https://ulgi.example/live"),
    ],
)
def test_what_a_visitor_has_to_know_tells_calendars(name, value):
    meeting = a_meeting()
    setattr(meeting, name, value)
    meeting.save()
    assert meeting.sequence == 1


def test_a_meeting_is_upcoming_until_it_ends():
    meeting = a_meeting(start_at=moment(2026, 3, 3, 15), end_at=moment(2026, 3, 3, 17))
    table = type(meeting).objects
    assert meeting in table.upcoming(moment(2026, 3, 3, 16))
    assert meeting in table.past(moment(2026, 3, 3, 18))
    assert meeting not in table.upcoming(moment(2026, 3, 3, 18))


def test_a_meeting_cannot_end_before_it_begins():
    meeting = a_meeting(start_at=moment(2026, 3, 3, 15))
    meeting.end_at = moment(2026, 3, 3, 14)
    with pytest.raises(ValidationError):
        meeting.full_clean()


def test_past_meetings_without_a_story_are_found():
    covered, bare = a_meeting(), a_meeting()
    covered.coverage.add(a_story())
    assert list(type(bare).objects.without_coverage(moment(2026, 4, 1))) == [bare]


def test_there_is_one_site_profile():
    a_site()
    with pytest.raises(ValidationError):
        SiteProfile(site_name_kk="Екінші").full_clean()


def test_a_saved_version_keeps_columns_and_the_rows_beside_the_story(aigerim):
    article = an_article(people=[a_person()])
    first = Revision.objects.record(article, by=aigerim)
    second = Revision.objects.record(article, by=aigerim, note="Тағы")
    assert (first.number, second.number) == (1, 2)
    assert first.data["headline_kk"] == "Кездесу өтті"
    assert len(first.data["people"]) == 1


def test_an_organisation_is_not_dissolved_before_it_is_founded():
    organization = an_organization(founding_date=dt.date(2020, 1, 1))
    organization.dissolution_date = dt.date(2019, 1, 1)
    with pytest.raises(ValidationError):
        organization.full_clean()
