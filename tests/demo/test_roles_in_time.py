"""Who was what on the day of a story: the thirteen speakers of the founding, and a director before she was one."""

import re

import pytest
from django.utils import timezone, translation

from news import languages
from news.models import Article, Edition, EditionPerson, Person
from news.text.html import plain

from .conftest import LOADED_AT

pytestmark = pytest.mark.usefixtures("newsroom")

ENTITY = re.compile(r'<li class="entity">.*?<h4 class="entity__name">(.*?)</h4>(.*?)</li>', re.DOTALL)
ROLE = re.compile(r'<p class="entity__role">(.*?)</p>')

SPEAKERS = {
    "Yerlan Koshanov": "Speaker of the Majilis, Head of the Nationwide Coalition",
    "Yerlan Karin": "State Counselor",
    "Serik Egizbayev": "Chairman of the “Auyl” party",
    "Azat Peruashev": "Chairman of the “Ak Zhol” Kazakhstan Democratic Party",
    "Aidarbek Kozhanazarov": "Chairman of the “Respublica” party",
    "Magerram Magerramov": "Head of the faction of the People’s Party of Kazakhstan in the Majilis",
    "Yerlan Sairov": "Majilis deputy, member of the “AMANAT” party faction",
    "Unzila Shapak": "Majilis deputy, member of the “AMANAT” party faction",
    "Sergey Ponomarev": "Majilis deputy, member of the “AMANAT” party faction",
    "Dinara Shukizhanova": "President of AgromashHoldingKZ JSC",
    "Madi Myrzagarayev": "Chairman of the Republican Bar Association",
    "Marat Shibutov": "Political scientist",
    "Rauan Kenzhekhanuly": "President of the Kazakh Language International Society",
}
SEVERAL_OF_THEM = {
    "kk": {
        "Ерлан Қошанов": "Мәжіліс төрағасы, Жалпыұлттық коалицияның басшысы",
        "Магеррам Магеррамов": "Қазақстан Халық партиясының Мәжілістегі фракциясының жетекшісі",
        "Марат Шибутов": "Саясаттанушы",
    },
    "ru": {
        "Ерлан Кошанов": "Председатель Мажилиса, Глава общенациональной коалиции",
        "Магеррам Магеррамов": "Руководитель фракции Народной партии Казахстана в Мажилисе",
        "Марат Шибутов": "Политолог",
    },
    "en": SPEAKERS,
}


@pytest.fixture
def on_the_day_of_loading(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LOADED_AT)


def people_on_page(client, slug, code):
    """{name: the lines under it} of the people beside a story of the demo, as its page in that language prints them."""
    article = Article.objects.get(slug_en__startswith=slug)
    edition = Edition.objects.live(LOADED_AT).get(article=article, language=code)
    with translation.override(code):
        page = client.get(edition.get_absolute_url()).text
    return {
        spaced(plain(name)): [spaced(plain(role)) for role in ROLE.findall(rest)] for name, rest in ENTITY.findall(page)
    }


def spaced(text):
    """Without the no-break spaces and hyphens of good printing."""
    return text.replace("\xa0", " ").replace("\u2011", "-").strip()


@pytest.mark.usefixtures("on_the_day_of_loading")
@pytest.mark.parametrize("code", languages.CODES)
def test_each_of_the_thirteen_stands_with_the_role_of_the_founding_day(client, code):
    people = people_on_page(client, "five-parties", code)
    held = {
        Person.objects.get(pk=key).name_in(code): label
        for key, label in EditionPerson.objects.filter(
            relation="spoke", language=code, edition__article__slug_en__startswith="five-parties"
        ).values_list("person", "label")
    }
    assert len(held) == 13
    assert {name: people[name] for name in held} == {name: [label] for name, label in held.items()}  # and no “now: …”
    assert {name: held[name] for name in SEVERAL_OF_THEM[code]} == SEVERAL_OF_THEM[code]


@pytest.mark.usefixtures("on_the_day_of_loading")
@pytest.mark.parametrize(
    ("code", "then", "now"),
    [
        (
            "kk",
            "«Зерде-Сынақ» зерттеу орталығы директорының орынбасары",
            "қазір: «Зерде-Сынақ» зерттеу орталығының директоры",
        ),
        (
            "ru",
            "Заместитель директора исследовательского центра «Зерде-Сынак»",
            "сейчас: Директор исследовательского центра «Зерде-Сынак»",
        ),
        (
            "en",
            "Deputy Director of the Zerde-Synak Research Centre",
            "now: Director of the Zerde-Synak Research Centre",
        ),
    ],
)
def test_a_deputy_who_became_director_stays_a_deputy_on_the_stories_of_that_time(client, code, then, now):
    director = Person.objects.get(slug="gulnar-synakova")
    assert people_on_page(client, story_of(director), code)[director.name_in(code)] == [then, now]


def story_of(person):
    """The English address of the first story in which she speaks."""
    link = EditionPerson.objects.filter(person=person, relation="spoke", language="en").order_by("listed_at").first()
    return link.edition.article.slug_en


@pytest.mark.usefixtures("on_the_day_of_loading")
def test_a_role_that_ended_and_one_that_began_leave_the_founding_as_it_was(client):
    koshanov = Person.objects.get(slug="yerlan-koshanov")
    for role in koshanov.memberships.filter(organization__slug="coalition"):
        role.end_date = "2026-06"
        role.save()
    assert people_on_page(client, "five-parties", "en")["Yerlan Koshanov"] == [
        SPEAKERS["Yerlan Koshanov"],
        "now: Speaker of the Majilis",
    ]
