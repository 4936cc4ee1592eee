"""People, organisations and regions in the admin: found by any spelling, and refused in circles and impossible days."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests import factories as make

from .posting import filled_in

pytestmark = pytest.mark.django_db


def choices(desk, noun, term="", page=1):
    about = {"app_label": "news", "model_name": f"article{noun}", "field_name": noun, "term": term, "page": page}
    return desk.get(reverse("admin:autocomplete"), about)


def refusals(desk, row, **changes):
    """{field: what the form says at it} after an attempt to save the row so."""
    address = reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])
    page = desk.post(address, {**filled_in(desk.get(address)), **changes})
    assert page.status_code == 200
    with translation.override("en"):
        return {field: " ".join(said) for field, said in page.context["adminform"].form.errors.items()}


@pytest.mark.parametrize("factory", [make.an_organization, make.an_area, make.a_topic])
def test_a_circle_of_parents_is_refused_at_the_field_of_the_parent(desk, factory):
    whole = factory("Тұтас")
    part = factory("Бөлік", parent=whole)
    said = refusals(desk, whole, parent=part.pk)
    assert list(said) == ["parent"]
    assert "“Бөлік” is itself part of this" in said["parent"]


def test_two_organisations_do_not_continue_each_other(desk):
    new = make.an_organization("Жаңа ұйым")
    old = make.an_organization("Ескі ұйым", superseded_by=new)
    assert list(refusals(desk, new, superseded_by=old.pk)) == ["superseded_by"]


def test_an_end_before_the_beginning_is_refused_at_the_day_of_the_end(desk, bulak):
    bulak.founding_date = dt.date(2020, 5, 1)
    bulak.save()
    said = refusals(desk, bulak, dissolution_date="2019-05-01")
    assert said == {"dissolution_date": "An organisation cannot be dissolved before it is founded."}


@pytest.mark.parametrize("term", ["қошанов", "KOSHANOV", "кошанов ер", "Бұрынғы"])
def test_a_form_finds_people_by_any_spelling_of_any_name(desk, term):
    make.a_person("Ерлан", "Қошанов", other_names=["Бұрынғы Есім"])
    make.a_person("Басқа", "Адам")
    assert [row["text"] for row in choices(desk, "person", term).json()["results"]] == ["Ерлан Қошанов"]


def test_a_list_finds_organisations_by_any_spelling(desk):
    make.an_organization("«Қайнар-Бұлақ» қоры")
    make.an_organization("Басқа ұйым")
    page = desk.get(reverse("admin:news_organization_changelist"), {"q": "kainar bulak"})
    assert [row.name_kk for row in page.context["cl"].result_list] == ["«Қайнар-Бұлақ» қоры"]


def test_choices_go_on_page_by_page_and_come_to_an_end(desk):
    for number in range(25):
        make.a_person("Үлгі", f"Абаев{number}")
    first, second, third = (choices(desk, "person", page=page).json() for page in (1, 2, 3))
    assert [len(page["results"]) for page in (first, second, third)] == [20, 5, 0]
    assert [page["pagination"]["more"] for page in (first, second, third)] == [True, False, False]


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "абв"])
def test_a_page_of_choices_that_cannot_be_is_not_found(desk, page):
    assert choices(desk, "person", page=page).status_code == 404


@pytest.mark.parametrize("noun", ["person", "organization"])
def test_choices_take_the_same_queries_for_one_and_for_fifty(desk, noun):
    factory = {"person": make.a_person, "organization": make.an_organization}[noun]

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert choices(desk, noun, "үлгі").json()["results"]
        return len(found)

    factory("Үлгі")
    one = queries()
    for number in range(49):
        factory(f"Үлгі {number}")
    assert queries() == one <= 4
