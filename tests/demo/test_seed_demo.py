"""The command that loads the demo newsroom and generates stories for measurements."""

import pytest
from django.core.management import CommandError, call_command

from news.demo.content import folder
from news.models import Article, Edition, EditionOrganization, EditionPerson, OldAddress, Person, Quotation, SiteProfile

from .conftest import LOADED_AT


@pytest.fixture
def another_newsroom(newsroom):
    """A database that somebody works in."""
    SiteProfile.objects.update(is_demo=False)
    return Article.objects.count()


def test_another_newsrooms_database_is_left_alone(another_newsroom):
    with pytest.raises(CommandError, match="empty database"):
        call_command("seed_demo")

    assert Article.objects.count() == another_newsroom


def test_the_start_of_a_running_newsroom_is_not_disturbed(another_newsroom, capsys):
    call_command("seed_demo", if_empty=True)

    assert capsys.readouterr().out == ""
    assert Article.objects.count() == another_newsroom


def test_stories_are_generated_only_beside_the_demo(another_newsroom):
    with pytest.raises(CommandError, match="demo newsroom only"):
        call_command("seed_demo", size=3, if_empty=True)

    assert Article.objects.count() == another_newsroom


@pytest.mark.usefixtures("newsroom")
def test_a_wrong_number_is_refused():
    with pytest.raises(CommandError, match="--size is -1"):
        call_command("seed_demo", size=-1)


@pytest.fixture
def generated(newsroom):
    """Twelve generated stories, made in two runs."""
    there = set(Article.objects.values_list("pk", flat=True))
    call_command("seed_demo", size=5)
    call_command("seed_demo", size=7)
    return Article.objects.exclude(pk__in=there)


def test_generated_stories_are_live_in_three_languages_under_kept_addresses(generated):
    live = Edition.objects.live().filter(article__in=generated)

    assert generated.count() == 12
    assert live.count() == 36
    assert set(live.values_list("language", flat=True)) == {"kk", "ru", "en"}
    assert OldAddress.objects.filter(path__in=[edition.path for edition in live]).count() == 36
    assert not any("№" in edition.headline.replace("№", "", 1) for edition in live)


def test_generated_stories_stand_under_people_organizations_subjects_and_regions(generated):
    for edition in Edition.objects.filter(article__in=generated):
        links = [*edition.people.all(), *edition.organizations.all(), *edition.topics.all(), *edition.areas.all()]
        assert len(links) >= 4
        assert {(link.language, link.listed_at) for link in links} == {(edition.language, edition.listed_at)}
        assert edition.listed_at < max(LOADED_AT, edition.created_at)


def test_generated_stories_say_nothing_of_real_people(generated):
    people, organizations = set(folder("people")["speakers"]), set(folder("organizations")["report"])
    names = [person.family_name_kk for person in Person.objects.filter(slug__in=people)]
    editions = Edition.objects.filter(article__in=generated)

    assert not EditionPerson.objects.filter(edition__in=editions, person__slug__in=people).exists()
    assert not EditionOrganization.objects.filter(edition__in=editions, organization__slug__in=organizations).exists()
    assert Quotation.objects.filter(edition__in=editions).exists()
    assert [name for name in names for edition in editions if name in edition.body] == []
