"""Roles on the forms of people and organisations: what cannot be is refused with a sentence at its place."""

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Membership
from tests import factories as make

from .posting import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper(client):
    client.force_login(make.a_user(roles=["registry keeper", "reporter"], language="en"))


def line_sent(client, row, **typed):
    """The form of the row, sent back with one more line of what it holds or belongs to."""
    form = reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])
    line = {f"memberships-0-{name}": value for name, value in {"position": "0", **typed}.items()}
    return client.post(form, {**filled_in(client.get(form)), **line, "memberships-TOTAL_FORMS": "1"})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"start_date": "2019-13"}, "“2019-13” is not a date"),
        ({"start_date": "2019-02-30"}, "“2019-02-30” is not a date"),
        ({"end_date": "кеше"}, "“кеше” is not a date"),
        ({"start_date": "2020", "end_date": "2019-12"}, "The end is before the start."),
        ({"attested_on": "2026-02-13", "end_date": "2025"}, "The end is before the day on which it is attested."),
        ({"role_kk": "", "start_date": "2020"}, "Write what they are, or choose the organisation."),
    ],
)
def test_what_a_person_cannot_have_held_is_refused(client, typed, sentence):
    answer = line_sent(client, make.a_person(), **{"role_kk": "Үлгі төрайымы", **typed})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Membership.objects.exists()


def test_an_organisation_is_a_member_of_something_other_than_itself(client, bulak):
    of_nothing = line_sent(client, bulak, start_date="2026-02-13")
    of_itself = line_sent(client, bulak, organization=bulak.pk, start_date="2026-02-13")

    assert "This field is required." in of_nothing.content.decode()
    assert "An organisation cannot be a member of itself." in of_itself.content.decode()
    assert not Membership.objects.exists()


def test_a_profession_a_post_to_come_and_one_on_behalf_of_a_party_are_taken(client, bulak):
    person = make.a_person()
    majilis = make.an_organization("Үлгі мәжілісі")
    columns = {"role_kk": "Фракция жетекшісі", "organization": majilis.pk, "on_behalf_of": bulak.pk}

    assert line_sent(client, person, **columns, start_date="2999-01", is_acting="on").status_code == 302

    role = person.memberships.get()
    assert (role.organization, role.on_behalf_of, role.is_acting) == (majilis, bulak, True)
    assert not role.is_held_on(timezone.localdate())
    assert line_sent(client, make.a_person("Берік"), role_kk="Саясаттанушы").status_code == 302


# namesakes


def choices(client, model, term, **about):
    query = {"app_label": "news", "term": term, **about}
    answer = client.get(reverse("admin:autocomplete"), {**query, "model_name": model})
    return [(row["text"], row.get("detail", "")) for row in answer.json()["results"]]


def people(client, term):
    return choices(client, "articleperson", term, field_name="person")


def test_namesakes_are_told_apart_by_what_they_are_today(client):
    for role in ("Үлгі төрайымы", "Мысал мұғалімі"):
        make.a_role(make.a_person(), role, role_en=role)
    make.a_person("Айгүл", "Бірегей")

    assert sorted(people(client, "Үлгібаева")) == [
        ("Айгүл Үлгібаева", "Мысал мұғалімі"),
        ("Айгүл Үлгібаева", "Үлгі төрайымы"),
    ]
    assert people(client, "Бірегей") == [("Айгүл Бірегей", "")]


def test_namesakes_without_a_post_are_told_apart_by_their_address(client):
    one, other = make.a_person(), make.a_person(live=False)

    details = {detail for _name, detail in people(client, "Үлгібаева")}

    assert details == {one.slug, f"not public yet · {other.slug}"}


def test_organisations_of_one_name_are_told_apart_by_kind_and_region(client):
    make.an_organization("«Үлгі» одағы", area=make.an_area("Ұлытау"))
    make.an_organization("«Үлгі» одағы", classification="union")

    found = choices(client, "articleorganization", "Үлгі", field_name="organization")

    assert sorted(found) == [("«Үлгі» одағы", "Public association · Ұлытау"), ("«Үлгі» одағы", "Trade union")]


def test_a_list_of_choices_costs_the_same_for_one_person_and_for_twenty(client, django_assert_max_num_queries):
    make.a_role(make.a_person())
    people(client, "Үлгібаева")
    with django_assert_max_num_queries(7) as of_one:
        people(client, "Үлгібаева")
    for _number in range(19):
        make.a_role(make.a_person())
    with django_assert_max_num_queries(7) as of_many:
        assert len(people(client, "Үлгібаева")) == 20
    assert len(of_one) == len(of_many)
