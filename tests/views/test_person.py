"""People: who stands in the directory, and what a profile says about which day."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import OldAddress, Person
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of, where_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def test_the_directory_lists_people_in_the_alphabet_of_the_readers_language(client):
    for family in ("Ясыбаев", "Әлімбаев", "Абаев", "Бекова", "Һарунова", "Қасым"):
        a.a_person("Үлгі", family)
    page = text_of(client, "/kk/people/")
    families = ["Абаев", "Әлімбаев", "Бекова", "Қасым", "Һарунова", "Ясыбаев"]
    assert sorted(families, key=page.index) == families
    assert all(f">{letter}</span>" in page for letter in "АӘБҚҺЯ")


def test_a_person_who_is_not_published_stands_nowhere(client):
    hidden = a.a_person("Жасырын", "Үлгі", live=False)
    assert "Жасырын" not in text_of(client, "/kk/people/")
    assert client.get(f"/kk/people/{hidden.slug}/").status_code == 404


def test_a_person_published_for_tomorrow_is_hidden_today(client):
    person = a.a_person("Ертеңгі", "Үлгі", published_at=timezone.now() + dt.timedelta(hours=20))
    assert client.get(f"/kk/people/{person.slug}/").status_code == 404


@pytest.mark.parametrize("question", ["қошанов", "Кошанов", "KOSHANOV", "ерлан қошан", "бұрынғы", "жаканович"])
def test_a_person_is_found_by_any_spelling_of_any_name(client, question):
    a.a_person(
        "Ерлан", "Қошанов", patronymic_name_ru="Жаканович", family_name_en="Koshanov", other_names=["Бұрынғы Есім"]
    )
    a.a_person("Басқа", "Адам")
    page = text_of(client, f"/kk/people/?q={question}")
    assert "Қошанов" in page
    assert "Басқа" not in page


def test_a_search_that_finds_nobody_says_so(client):
    a.a_person()
    assert 'class="empty"' in text_of(client, "/kk/people/?q=жоқадам")


def test_the_directory_of_an_organization_holds_those_who_belong_to_it_today(client, bulak, today):
    now, before, behalf = a.a_person("Қазіргі"), a.a_person("Бұрынғы"), a.a_person("Атынан")
    other = a.an_organization("«Өзге-Үлгі» қоры")
    a.a_role(now, organization=bulak)
    a.a_role(before, organization=bulak, end_date="2020")
    a.a_role(behalf, organization=other, on_behalf_of=bulak)
    page = text_of(client, f"/kk/people/?organization={bulak.slug}")
    assert "Қазіргі" in page
    assert "Атынан" in page
    assert "Бұрынғы" not in page


def test_under_a_name_stands_the_role_of_today_and_no_other(client, today):
    person = a.a_person()
    a.a_role(person, "Қазіргі төраға")
    a.a_role(person, "Бұрынғы хатшы", end_date="2019")
    a.a_role(person, "Болашақ кеңесші", start_date=str(today + dt.timedelta(days=3)))
    page = text_of(client, "/kk/people/")
    assert "Қазіргі төраға" in page
    assert "Бұрынғы хатшы" not in page
    assert "Болашақ кеңесші" not in page


def test_a_long_directory_is_read_page_by_page_in_both_directions(client, monkeypatch):
    monkeypatch.setattr("news.views.person.PEOPLE_ON_A_PAGE", 2)
    people = [a.a_person("Үлгі", family) for family in ("Абаев", "Бекова", "Ғалиев", "Дәулет", "Ережеп")]
    first = text_of(client, "/kk/people/")
    assert "Бекова" in first
    assert "Ғалиев" not in first
    assert f"?after={people[1].pk}" in first
    second = text_of(client, f"/kk/people/?after={people[1].pk}")
    assert "Ғалиев" in second
    assert "Дәулет" in second
    assert "Абаев" not in second
    back = text_of(client, f"/kk/people/?before={people[2].pk}")
    assert "Абаев" in back
    assert "Ғалиев" not in back


def test_a_profile_shows_roles_then_and_now_with_dates_as_far_as_they_are_known(client):
    person, party = a.a_person(), a.an_organization("Үлгі партиясы", classification="party")
    a.a_role(person, "Партия төрағасы", organization=party, start_date="2024-09-02")
    a.a_role(person, "Қор хатшысы", start_date="2019", end_date="2023-05")
    a.a_role(person, "Саясаттанушы", attested_on=dt.date(2026, 2, 13))
    page = text_of(client, f"/en/people/{person.slug}/")
    assert "2 September 2024 — present" in page.replace("\xa0", " ")
    assert "2019 — May 2023" in page
    assert "13 February 2026" in page.replace("\xa0", " ")
    assert page.count("data-current") == 2
    assert f"/en/organizations/{party.slug}/" in page


def test_a_profile_names_no_organization_that_readers_may_not_see(client):
    person, hidden = a.a_person(), a.an_organization("Жасырын ұйым", live=False)
    a.a_role(person, "", organization=hidden)
    a.a_role(person, "Елші", on_behalf_of=hidden)
    page = text_of(client, f"/kk/people/{person.slug}/")
    assert "Жасырын ұйым" not in page
    assert "Елші" in page


def test_a_profile_has_the_stories_and_quotations_of_the_readers_language_only(client):
    person = a.a_person()
    words = {"body_kk": a.a_mark(person, "Қазақша сөз"), "body_ru": a.a_mark(person, "Слово по-русски")}
    a.a_story("Екі тілдегі оқиға", languages=("kk",), people=[person], headline_ru="По-русски", **words)
    kazakh, russian = (text_of(client, f"/{code}/people/{person.slug}/") for code in ("kk", "ru"))
    assert "Қазақша сөз" in kazakh
    assert "Екі тілдегі оқиға" in kazakh
    assert "Қазақша сөз" not in russian
    assert "По-русски" not in russian


def test_the_stories_of_a_person_go_on_to_older_ones(client):
    person = a.a_person()
    for number in range(1, 24):
        a.a_story(f"Оқиға №{number}.", people=[person], at=a.moment(2026, 1, number))
    first = client.get(f"/kk/people/{person.slug}/")
    assert "Оқиға №23." in first.content.decode()
    assert "Оқиға №1." not in first.content.decode()
    assert "Оқиға №1." in text_of(client, first.context["older"])


def test_an_unpublished_meeting_is_not_told_on_the_profile(client):
    person = a.a_person()
    for name, live in (("Ашық кездесу", True), ("Жасырын кездесу", False)):
        a.a_meeting(name, live=live).speakers.add(person)
    page = text_of(client, f"/kk/people/{person.slug}/")
    assert "Ашық кездесу" in page
    assert "Жасырын кездесу" not in page


def test_a_link_of_a_person_that_is_no_web_address_is_not_shown(client):
    person = a.a_person(links=["javascript:alert(1)", "https://ulgi.example/me"])
    page = text_of(client, f"/kk/people/{person.slug}/")
    assert "https://ulgi.example/me" in page
    assert 'href="javascript' not in page


def test_a_merged_person_leads_to_the_one_that_was_kept(client):
    kept, middle, stub = a.a_person(), a.a_person(), a.a_person()
    Person.objects.filter(pk=stub.pk).update(merged_into=middle)
    Person.objects.filter(pk=middle.pk).update(merged_into=kept)
    assert where_to(client, f"/ru/people/{stub.slug}/") == (301, f"/ru/people/{kept.slug}/")


def test_people_merged_in_a_circle_are_not_found_rather_than_followed_for_ever(client):
    one, two = a.a_person(), a.a_person()
    Person.objects.filter(pk=one.pk).update(merged_into=two)
    Person.objects.filter(pk=two.pk).update(merged_into=one)
    assert client.get(f"/kk/people/{one.slug}/").status_code == 404


def test_an_address_a_person_once_had_leads_to_the_present_one(client):
    person = a.a_person()
    before = person.slug
    person.slug = "zhana-mekenzhai"
    person.save()
    assert where_to(client, f"/kk/people/{before}/") == (301, "/kk/people/zhana-mekenzhai/")


def test_an_address_that_was_given_up_says_that_it_is_gone(client):
    person = a.a_person()
    before = person.slug
    Person.objects.filter(pk=person.pk).update(slug="basqa")
    OldAddress.objects.filter(path=f"people/{before}/").update(state="gone")
    assert client.get(f"/kk/people/{before}/").status_code == 410


def test_an_old_address_of_a_hidden_person_betrays_nothing(client):
    person = a.a_person()
    before = person.slug
    Person.objects.filter(pk=person.pk).update(slug="zhasyryn", published_at=None)
    assert client.get(f"/kk/people/{before}/").status_code == 404


def test_the_directory_takes_the_same_queries_for_one_person_and_for_fifty(client, bulak):
    a.a_role(a.a_person(), organization=bulak)
    one = number_of_queries(client, "/kk/people/")
    for number in range(49):
        a.a_role(a.a_person(f"Үлгі{number}", portrait=a.a_picture()), organization=bulak)
    assert number_of_queries(client, "/kk/people/") == one <= 8


def test_a_profile_takes_the_same_queries_for_one_of_everything_and_for_fifty(client, bulak):
    person = a.a_person()

    def one_more(number):
        a.a_role(person, f"Қызмет {number}", organization=bulak, on_behalf_of=a.an_organization())
        a.a_story(people=[person], body_kk=a.a_mark(person), areas=[a.an_area()], topics=[a.a_topic()])
        a.a_meeting(area=a.an_area()).speakers.add(person)

    one_more(0)
    one = number_of_queries(client, f"/kk/people/{person.slug}/")
    for number in range(1, 50):
        one_more(number)
    assert number_of_queries(client, f"/kk/people/{person.slug}/") == one <= 14


def test_junk_in_the_query_string_gives_a_page(client):
    person = a.a_person()
    assert answers_to_junk(client, "/kk/people/", "q", "organization", "after", "before") == {200}
    assert answers_to_junk(client, f"/kk/people/{person.slug}/", "after", "before") == {200}


def test_an_empty_directory_says_so_in_every_language(client):
    for code in ("kk", "ru", "en"):
        assert 'class="empty"' in text_of(client, f"/{code}/people/")


def test_a_profile_tells_machines_its_address_its_languages_and_its_roles(client, bulak):
    person = a.a_person()
    a.a_role(person, "Үлгі төрайымы", organization=bulak, start_date="2024")
    page = text_of(client, f"/ru/people/{person.slug}/")
    assert f'rel="canonical" href="http://localhost:8000/ru/people/{person.slug}/"' in page
    for code in ("kk", "ru", "en"):
        assert f'hreflang="{code}" href="http://localhost:8000/{code}/people/{person.slug}/"' in page
    assert '"@type":"ProfilePage"' in page
    assert '"startDate":"2024"' in page


def test_a_page_of_people_reads_and_sets_no_cookie(client):
    response = client.get("/kk/people/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_profile_tells_what_somebody_is_what_they_will_be_and_what_they_were(client, today):
    person, party = a.a_person(), a.an_organization("Үлгі партиясы", classification="party")
    majilis = a.an_organization("Үлгі мәжілісі", classification="state")
    a.a_role(person, "Фракция жетекшісі", organization=majilis, on_behalf_of=party, start_date="2024", is_acting=True)
    a.a_role(person, "Бюро мүшесі", organization=party, start_date="2024")
    a.a_role(person, "Қор хатшысы", start_date="2019", end_date="2023-05")
    a.a_role(person, "Болашақ елші", start_date="2999")
    page = text_of(client, f"/en/people/{person.slug}/")
    main = page[page.index('id="r-h"') :]
    words = ["Now", "Фракция жетекшісі", "On behalf of:", "Acting", "Бюро мүшесі", "To come", "Болашақ елші"]
    words += ["From: 2999", "Earlier", "Қор хатшысы"]
    assert [main.index(word) for word in words] == sorted(main.index(word) for word in words)


def test_a_profile_lists_the_statements_that_somebody_signed(client, bulak):
    signer = a.a_person()
    article = a.an_article("Бірлескен мәлімдеме", kind="statement")
    article.signatories.create(organization=bulak, signer=signer, signed_on=dt.date(2026, 2, 1))
    article.publish("kk", by=None, at=a.LONG_AGO)
    assert "Бірлескен мәлімдеме" in text_of(client, f"/kk/people/{signer.slug}/")


def test_the_directory_of_a_region_holds_those_whose_role_or_organization_is_there(client, bulak):
    ulytau, abai = a.an_area("Ұлытау облысы"), a.an_area("Абай облысы")
    local = a.an_organization("Ұлытау-Үлгі", area=ulytau)
    hidden = a.an_organization("Жасырын-Үлгі", area=ulytau, live=False)
    a.a_role(a.a_person("Депутат"), organization=bulak, area=ulytau)
    a.a_role(a.a_person("Жергілікті"), organization=local)
    a.a_role(a.a_person("Абайлық"), organization=local, area=abai)
    a.a_role(a.a_person("Бұрынғы"), organization=local, end_date="2020")
    a.a_role(a.a_person("Құпия"), organization=hidden)
    page = text_of(client, f"/kk/people/?area={ulytau.slug}")
    assert {name for name in ("Депутат", "Жергілікті", "Абайлық", "Бұрынғы", "Құпия") if name in page} == {
        "Депутат",
        "Жергілікті",
    }
    both = text_of(client, f"/kk/people/?area={ulytau.slug}&organization={bulak.slug}")
    assert "Депутат" in both
    assert "Жергілікті" not in both


def test_a_letter_leads_to_its_heading_or_to_the_page_that_begins_with_it(client, monkeypatch):
    monkeypatch.setattr("news.views.person.PEOPLE_ON_A_PAGE", 2)
    for family in ("Абаев", "Бекова", "Боранов", "Әлімов", "Якупов"):
        a.a_person("Үлгі", family)
    strip = {letter.sign: letter.path for letter in client.get("/kk/people/").context["found"].strip}
    assert strip["Ә"] == "#l-2"
    assert strip["В"] == ""
    assert list(strip).index("Ә") == list(strip).index("А") + 1
    page = text_of(client, strip["Б"].partition("#")[0])
    assert "Бекова" in page
    assert "Әлімов" not in page
    last = client.get(strip["Я"].partition("#")[0])
    assert "Якупов" in last.content.decode()
    assert last.context["found"].before
    assert "noindex" in last.content.decode()


def test_a_letter_that_begins_on_the_page_before_is_not_led_to_from_its_middle(client, monkeypatch):
    monkeypatch.setattr("news.views.person.PEOPLE_ON_A_PAGE", 2)
    for family in ("Абаев", "Бекова", "Боранов", "Бөлеков"):
        a.a_person("Үлгі", family)
    second = client.get(client.get("/kk/people/").context["found"].after).context["found"]
    assert {letter.sign: letter.path for letter in second.strip}["Б"] == "/kk/people/?letter=%D0%91#list"


@pytest.mark.parametrize("letter", ["Ъ", "қ%20", "Щ", "7", "%23"])
def test_a_letter_without_people_shows_the_next_ones_or_the_beginning(client, letter):
    a.a_person("Үлгі", "Абаев")
    assert "Абаев" in text_of(client, f"/kk/people/?letter={letter}")


def test_a_list_of_several_pages_is_shown_whole_for_printing_up_to_a_bound(client, monkeypatch):
    monkeypatch.setattr("news.views.person.PEOPLE_ON_A_PAGE", 2)
    for family in ("Абаев", "Бекова", "Ғалиев"):
        a.a_person("Үлгі", family)
    assert 'href="/kk/people/?all=yes"' in text_of(client, "/kk/people/")
    whole = text_of(client, "/kk/people/?all=yes")
    assert "Ғалиев" in whole
    assert "noindex" in whole
    monkeypatch.setattr("news.views.directory.MOST_ROWS_ON_ONE_PAGE", 2)
    assert "all=yes" not in text_of(client, "/kk/people/")
    assert "Ғалиев" not in text_of(client, "/kk/people/?all=yes")


def test_the_script_of_the_directory_is_loaded_there_and_nowhere_else(client):
    person = a.a_person()
    assert "js/directory" in text_of(client, "/kk/people/")
    assert "js/directory" in text_of(client, "/kk/organizations/")
    assert "js/directory" not in text_of(client, f"/kk/people/{person.slug}/")


def test_a_search_of_the_directory_takes_the_same_queries_for_one_person_and_for_fifty(client, bulak):
    area, paths = a.an_area(), ("?q=үлгі", f"?organization={bulak.slug}", "?letter=Қ")
    a.a_role(a.a_person("Үлгі", "Қалиев"), organization=bulak, area=area)
    one = [number_of_queries(client, f"/kk/people/{path}") for path in paths]
    for number in range(49):
        a.a_role(a.a_person("Үлгі", f"Қалиев{number}"), organization=bulak, area=area)
    assert [number_of_queries(client, f"/kk/people/{path}") for path in paths] == one
    assert max(one) <= 9
