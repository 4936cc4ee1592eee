"""Open data: only what readers see, in Popolo's words, harmless in a spreadsheet."""

import csv
import io
import json
import re

import pytest
from django.utils import timezone

from news import opendata
from news.models import Membership, Person
from tests import factories as a

from .asking import number_of_queries, text_of

pytestmark = pytest.mark.django_db


def popolo_of(client):
    return json.loads(client.get("/data/popolo.json").content)


def table_of(client, name):
    """The rows of a table as dicts; it must begin with the byte order mark."""
    text = client.get(f"/data/{name}.csv").content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_the_registry_is_told_in_the_words_of_popolo(client, bulak):
    region = a.an_area("Ұлытау облысы")
    person = a.a_person("Айгүл", "Үлгібаева", given_name_en="Aigul", family_name_en="Ulgibayeva")
    a.a_role(person, "Төрайым", organization=bulak, start_date="2019-03", area=region)
    a.a_meeting(area=region).organizers.add(bulak)
    facts = popolo_of(client)
    (human,), (role,), (place,), (meeting,) = (facts[name] for name in ("persons", "memberships", "areas", "events"))
    assert human["name"] == "Айгүл Үлгібаева"
    assert {"name": "Aigul Ulgibayeva", "lang": "en"} in human["other_names"]
    assert facts["organizations"][0]["id"] == role["organization_id"] == meeting["organization_id"]
    assert (role["person_id"], role["area_id"], role["start_date"]) == (human["id"], place["id"], "2019-03")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", meeting["start_date"])


def test_an_organization_that_is_a_member_is_told_as_the_member(client, bulak):
    coalition = a.an_organization("Үлгі коалициясы")
    a.a_role(bulak, "мүше", organization=coalition)
    (role,) = popolo_of(client)["memberships"]
    assert role["member"] == {"@type": "Organization", "id": f"organization/{bulak.pk}"}
    assert "person_id" not in role


def test_what_readers_cannot_see_is_in_no_file(client, bulak):
    person, hidden_person = a.a_person(), a.a_person("Жасырын", live=False)
    hidden = a.an_organization("Жасырын ұйым", live=False)
    a.a_role(hidden_person, "Жасырын адамның қызметі", organization=bulak)
    a.a_role(person, "Жасырын ұйымдағы қызмет", organization=hidden)
    a.a_role(person, "Ашық қызмет", organization=bulak, on_behalf_of=hidden)
    a.an_organization("Бөлім", parent=hidden)
    a.a_meeting("Жасырын кездесу", live=False)
    a.a_meeting("Ашық кездесу").speakers.add(hidden_person)
    a.a_story(body_kk=a.a_mark(person, "Жасырын сөз")).editions.update(withdrawn_at=timezone.now())
    stub = a.a_person("Жасырын біріктірілген")
    Person.objects.filter(pk=stub.pk).update(merged_into=person)
    text = client.get("/data/popolo.json").content.decode()
    for name in ("people", "organizations", "memberships", "events", "quotations"):
        text += client.get(f"/data/{name}.csv").content.decode()
    assert "Жасырын" not in text
    assert "Ашық қызмет" in text
    for key in (f"organization/{hidden.pk}", f"person/{hidden_person.pk}"):
        assert f'"{key}"' not in text
    assert table_of(client, "memberships")[0]["on_behalf_of_id"] == ""


def test_the_table_of_meetings_names_who_organizes_and_who_speaks(client, bulak):
    speaker, second = a.a_person(), a.an_organization()
    meeting = a.a_meeting(previous_start_at=a.moment(2026, 3, 1, 15))
    meeting.speakers.add(speaker, a.a_person("Жасырын", live=False))
    meeting.organizers.add(second, bulak)
    (row,) = table_of(client, "events")
    assert (row["speaker_ids"], row["organizer_ids"]) == (str(speaker.pk), f"{bulak.pk} {second.pk}")
    assert (row["start"], row["previous_start"]) == ("2026-03-03T10:00:00Z", "2026-03-01T10:00:00Z")


def test_a_profession_without_an_organization_is_told(client):
    a.a_role(a.a_person(), "Саясаттанушы")
    assert [row["role_kk"] for row in table_of(client, "memberships")] == ["Саясаттанушы"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+7", "-1+1", "@SUM(1)", "\t=1", "  =1", "＝1"])
def test_a_cell_cannot_run_as_a_formula(client, name):
    a.a_person(name, "Үлгі")
    assert table_of(client, "people")[0]["given_name_kk"] == f"'{name}"


def test_quotes_commas_and_line_breaks_stay_in_their_cell(client):
    name = 'Үлгі, "Мысал"\nеке'
    a.an_organization(name)
    assert table_of(client, "organizations")[0]["name_kk"] == name


def test_the_table_of_quotations_has_the_role_of_the_day_and_the_story(client):
    person = a.a_person()
    a.a_role(person, "Төраға", end_date="2026-01-31")
    story = a.a_story(body_kk=a.a_mark(person, "Сөз"), at=a.moment(2026, 1, 5))
    (row,) = table_of(client, "quotations")
    assert (row["text"], row["role_on_that_day"], row["said_on"]) == ("Сөз", "Төраға", "2026-01-05")
    assert row["source"].startswith(f"http://localhost:8000{story.editions.get().get_absolute_url()}#q-")


def test_the_licence_stands_in_the_header_and_in_the_file(client):
    licence = "https://creativecommons.org/licenses/by/4.0/"
    a.a_site(open_data_licence=licence)
    assert client.get("/data/people.csv").headers["Link"] == f'<{licence}>; rel="license"'
    assert popolo_of(client)["meta"]["licence"] == licence


def test_the_page_of_the_data_leads_to_every_file_and_tells_every_column_in_every_language(client):
    licence = "https://creativecommons.org/licenses/by/4.0/"
    a.a_site(open_data_licence=licence)
    for code in ("kk", "ru", "en"):
        page = text_of(client, f"/{code}/data/")
        assert f'rel="license noopener" href="{licence}"' in page
        assert 'href="/data/popolo.json"' in page
        for name, table in opendata.TABLES.items():
            assert f'href="/data/{name}.csv"' in page
            assert all(column in page for column in next(table.rows()))
    assert text_of(client, "/kk/").count('href="/kk/data/"') == 1


def test_without_a_licence_the_page_says_so(client):
    page = text_of(client, "/en/data/")
    assert "The licence has not been chosen yet." in page
    assert "license" not in page


def test_a_table_that_does_not_exist_is_not_found(client):
    assert client.get("/data/users.csv").status_code == 404


@pytest.mark.parametrize(
    "path", ["popolo.json", "people.csv", "organizations.csv", "memberships.csv", "events.csv", "quotations.csv"]
)
def test_a_file_takes_the_same_queries_for_one_row_and_for_fifty(client, path):
    def one_more():
        person, organization = (
            a.a_person(portrait=a.a_picture()),
            a.an_organization(area=a.an_area(), logo=a.a_picture()),
        )
        a.a_role(person, organization=organization, on_behalf_of=a.an_organization(parent=organization))
        meeting = a.a_meeting(area=a.an_area())
        meeting.organizers.add(organization)
        meeting.speakers.add(person)
        a.a_story(body_kk=a.a_mark(person))

    one_more()
    one = number_of_queries(client, f"/data/{path}")
    for _number in range(49):
        one_more()
    assert number_of_queries(client, f"/data/{path}") == one <= 10
    assert Membership.objects.count() == 50
