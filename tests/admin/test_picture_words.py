"""Describing a picture where it is used: only what is missing, by the rights of the library."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from news.models import Image
from tests import factories

pytestmark = pytest.mark.django_db


def address(picture):
    return reverse("admin:news_image_words", args=[picture.pk])


@pytest.fixture
def bare():
    """A picture that nobody has described."""
    return factories.a_picture(description_kk="", description_ru="", description_en="")


def test_a_missing_description_is_kept_in_the_library_and_in_its_history(client, aigerim, bare):
    client.force_login(aigerim)

    answer = client.post(address(bare), {"description_kk": "  Жиыналыс залы "})

    assert answer.json()["descriptions"] == {"kk": "Жиыналыс залы", "ru": "", "en": ""}
    assert Image.objects.get().description_kk == "Жиыналыс залы"
    assert aigerim.logentry_set.count() == 1


def test_what_a_colleague_has_written_meanwhile_stays(client, aigerim, bare):
    client.force_login(aigerim)
    Image.objects.update(description_kk="Әріптестің сөзі")

    answer = client.post(address(bare), {"description_kk": "Басқа сөз", "description_ru": "Зал"})

    assert answer.json()["descriptions"] == {"kk": "Әріптестің сөзі", "ru": "Зал", "en": ""}


@pytest.mark.parametrize("wrong", ["Ә" * 301, "Зал\x00"])
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(client, aigerim, bare, wrong):
    client.force_login(aigerim)

    answer = client.post(address(bare), {"description_kk": wrong})

    assert answer.status_code in (400, 422)
    assert Image.objects.get().description_kk == ""


def test_only_descriptions_are_taken(client, aigerim, bare):
    client.force_login(aigerim)

    client.post(address(bare), {"rights": "Бәрі менікі", "file": "basqa.webp", "description_kk": "Зал"})

    assert Image.objects.get().rights == ""
    assert Image.objects.get().file.name == bare.file.name


def test_a_desk_describes_its_own_pictures_and_is_told_why_not_those_of_others(client, marat, bare):
    marat.groups.add(Group.objects.get(name="contributor"))
    client.force_login(marat)

    answer = client.post(address(bare), {"description_kk": "Зал"})
    assert answer.status_code == 403
    assert answer.json()["error"]
    assert Image.objects.get().description_kk == ""

    Image.objects.update(created_by=marat)
    assert client.post(address(bare), {"description_kk": "Зал"}).status_code == 200


def test_nobody_describes_without_asking_or_without_being_logged_in(client, aigerim, bare):
    assert client.post(address(bare), {"description_kk": "Зал"}).status_code == 302
    client.force_login(aigerim)
    assert client.get(address(bare)).status_code == 405
    assert client.post(reverse("admin:news_image_words", args=[999_999])).status_code == 404


def test_describing_costs_the_same_in_a_library_of_any_size(client, aigerim, bare, django_assert_max_num_queries):
    client.force_login(aigerim)
    for _ in range(50):
        factories.a_picture()
    with django_assert_max_num_queries(12):
        client.post(address(bare), {"description_kk": "Зал"})
