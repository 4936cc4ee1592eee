"""The open data in the words of Popolo: every object of the file is one that its schemas allow."""

import json

import pytest

from tests import factories as a
from tests.popolo import KINDS, faults_of

pytestmark = pytest.mark.django_db


def popolo_of(client):
    return json.loads(client.get("/data/popolo.json").content)


def everything():
    """A row of each kind with every column filled that the file tells, in letters of every sort."""
    region = a.an_area("Ұлытау облысы", parent=a.an_area("Қазақстан", classification="country"))
    coalition = a.an_organization("Үлгі коалициясы", classification="coalition")
    organization = a.an_organization(
        "«Бұлақ» бірлестігі",
        name_ru="Объединение «Булак»",
        other_names=["Бұлақ"],
        parent=coalition,
        area=region,
        website="https://бұлақ.example/біз туралы",
        email="bulaq@ulgi.example",
        phone="+7 700 000 00 00",
        address_kk="Жезқазған, Үлгі көшесі, 5",
        founding_date="2019-03-01",
        dissolution_date="2026-01-31",
        logo=a.a_picture(),
        description_kk="<p>Бірлестік.</p>",
    )
    person = a.a_person(
        given_name_en="Aigul",
        honorific_kk="профессор",
        patronymic_name_kk="Асанқызы",
        other_names=["Айгүл Мысалова"],
        links=["https://сайт.example/айгүл"],
        portrait=a.a_picture(file="pictures/айгүл 1.webp"),
        biography_kk="<p>Өмірбаян.</p>",
    )
    a.a_role(
        person,
        organization=organization,
        on_behalf_of=coalition,
        area=region,
        start_date="2019",
        end_date="2026-02",
        source_url="https://дерек.example/құжат",
    )
    a.a_role(organization, "мүше", organization=coalition, start_date="2026-02-13")
    a.a_role(person, "Саясаттанушы")
    start = a.moment(2026, 3, 3, 15)
    meeting = a.a_meeting(area=region, start_at=start, end_at=start, venue_kk="Үй", description_kk="<p>Кездесу.</p>")
    meeting.organizers.add(organization, coalition)
    meeting.speakers.add(person)


def test_the_file_is_valid_popolo(client):
    everything()
    facts = popolo_of(client)
    assert {name: len(facts[name]) for name in KINDS} == {
        "persons": 1,
        "organizations": 2,
        "memberships": 3,
        "areas": 2,
        "events": 1,
    }
    assert faults_of(facts) == []


def test_an_empty_registry_is_valid_popolo(client):
    assert faults_of(popolo_of(client)) == []


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("persons", "name", 5),
        ("persons", "image", "/media/ulgi.webp"),
        ("persons", "links", [{"note": "Мекенжайсыз"}]),
        ("organizations", "founding_date", "01.03.2019"),
        ("organizations", "contact_details", [{"type": "email"}]),
        ("memberships", "start_date", "2019-3"),
        ("events", "start_date", "2026-03-03 15:00"),
        ("events", "attendees", [{"id": 5}]),
    ],
)
def test_the_schemas_would_find_a_fault(client, name, key, value):
    everything()
    facts = popolo_of(client)
    facts[name][0][key] = value
    assert len(faults_of(facts)) == 1


def test_every_reference_of_the_file_leads_to_an_object_in_it(client):
    everything()
    facts = popolo_of(client)
    known = {row["id"] for name in KINDS for row in facts[name]}
    ends = ("_id", "_ids")
    told = [value for name in KINDS for row in facts[name] for key, value in row.items() if key.endswith(ends)]
    told += [row["member"]["id"] for row in facts["memberships"] if "member" in row]
    told += [other["id"] for row in facts["events"] for other in (*row["attendees"], *row["organizers"])]
    assert len(told) > 8
    assert set(told) <= known
