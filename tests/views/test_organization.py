"""Organisations: who belongs to the coalition on which day, and what a profile tells."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import Organization
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of, where_to

pytestmark = pytest.mark.django_db

MEMBER_KK = ("Coalition member", "Коалиция мүшесі")


@pytest.fixture
def coalition():
    coalition = a.an_organization("Үлгі коалициясы", classification="coalition")
    a.a_site(coalition=coalition)
    return coalition


def days_from_today(number):
    return str(timezone.localdate() + dt.timedelta(days=number))


def is_marked(page):
    return any(f">{words}<" in page or f"· {words}<" in page for words in MEMBER_KK)


def test_parties_stand_first_as_tiles_in_the_alphabet_and_not_again_in_the_list(client):
    for name in ("Өрлеу-Үлгі партиясы", "Ақ-Үлгі партиясы", "Қайнар-Үлгі партиясы"):
        a.an_organization(name, classification="party")
    a.an_organization("«Бұлақ-Үлгі» бірлестігі")
    page = text_of(client, "/kk/organizations/")
    order = ["Ақ-Үлгі партиясы", "Қайнар-Үлгі партиясы", "Өрлеу-Үлгі партиясы", "«Бұлақ-Үлгі» бірлестігі"]
    assert sorted(order, key=page.index) == order
    assert page.count(">Ақ-Үлгі партиясы</a>") == 1


def test_an_organization_is_marked_as_member_while_its_membership_lasts(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=coalition, start_date="2026-02-13")
    assert is_marked(text_of(client, "/kk/organizations/"))
    assert is_marked(text_of(client, f"/kk/organizations/{bulak.slug}/"))


@pytest.mark.parametrize(
    "dates", [{"end_date": "2025"}, {"end_date": days_from_today(-1)}, {"start_date": days_from_today(1)}]
)
def test_a_member_whose_membership_ended_or_has_not_begun_is_not_shown_as_a_member(client, coalition, bulak, dates):
    a.a_role(bulak, "мүше", organization=coalition, **dates)
    assert not is_marked(text_of(client, "/kk/organizations/"))
    assert not is_marked(text_of(client, f"/kk/organizations/{bulak.slug}/"))
    assert bulak.name not in text_of(client, "/kk/organizations/?members=yes")


def test_a_member_to_be_is_neither_a_member_nor_a_former_one(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=coalition, start_date=days_from_today(1))
    assert 'class="tag' not in text_of(client, f"/kk/organizations/{bulak.slug}/")


def test_a_membership_that_ends_today_still_holds_today(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=coalition, end_date=days_from_today(0))
    assert is_marked(text_of(client, f"/kk/organizations/{bulak.slug}/"))


def test_a_former_member_is_told_with_the_end_of_its_membership(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=coalition, start_date="2024", end_date="2025-03")
    page = text_of(client, f"/en/organizations/{bulak.slug}/")
    assert "tag--past" in page
    assert "membership ended: March 2025" in page


def test_a_member_of_something_else_is_no_member_of_the_coalition(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=a.an_organization("Өзге одақ"))
    assert not is_marked(text_of(client, f"/kk/organizations/{bulak.slug}/"))


def test_without_a_coalition_the_directory_is_there_all_the_same(client, bulak):
    assert bulak.name in text_of(client, "/kk/organizations/")
    assert bulak.name in text_of(client, f"/kk/organizations/{bulak.slug}/")


@pytest.mark.parametrize("question", ["бұлақ", "БУЛАК", "bulaq", "кайнар булак", "ескі атауы"])
def test_an_organization_is_found_by_any_spelling_of_any_name(client, question):
    a.an_organization("«Қайнар-Бұлақ» қоры", other_names=["Ескі атауы"])
    a.an_organization("Басқа ұйым")
    page = text_of(client, f"/kk/organizations/?q={question}")
    assert "Қайнар-Бұлақ" in page
    assert "Басқа ұйым" not in page


def test_the_directory_is_filtered_by_type_and_region(client):
    region = a.an_area("Ұлытау облысы")
    a.an_organization("Ұлытау кәсіподағы", classification="union", area=region)
    a.an_organization("Ұлытау қоры", area=region)
    a.an_organization("Астана кәсіподағы", classification="union")
    page = text_of(client, f"/kk/organizations/?type=union&area={region.slug}")
    assert "Ұлытау кәсіподағы" in page
    assert "Ұлытау қоры" not in page
    assert "Астана кәсіподағы" not in page


def test_the_strip_leads_only_to_letters_that_have_organizations(client):
    a.an_organization("Ғылым-Үлгі")
    a.an_organization("7-арна Үлгі")
    page = text_of(client, "/kk/organizations/")
    strip = page[page.index('class="az"') : page.index('class="dir"')]
    assert strip.count("<a href") == 2
    assert ">Ғ</a>" in strip
    assert ">#</a>" in strip


def test_an_unpublished_organization_stands_nowhere(client):
    hidden = a.an_organization("Жасырын ұйым", live=False)
    a.an_organization("Жасырын партия", live=False, classification="party")
    page = text_of(client, "/kk/organizations/")
    assert "Жасырын" not in page
    assert client.get(f"/kk/organizations/{hidden.slug}/").status_code == 404


def test_a_profile_names_those_who_hold_something_today_and_folds_the_former_away(client, bulak):
    a.a_role(a.a_person("Қазіргі", "Төраға"), "Төраға", organization=bulak, position=1)
    a.a_role(a.a_person("Бұрынғы", "Төраға"), "Төраға", organization=bulak, end_date="2021")
    a.a_role(a.a_person("Жасырын", "Адам", live=False), "Хатшы", organization=bulak)
    page = text_of(client, f"/kk/organizations/{bulak.slug}/")
    folded = page[page.index("<details") : page.index("</details>")]
    assert "Бұрынғы Төраға" in folded
    assert "Қазіргі Төраға" in page.replace(folded, "")
    assert "Бұрынғы Төраға" not in page.replace(folded, "")
    assert "Жасырын" not in page


def test_a_party_counts_those_who_act_on_its_behalf_among_its_people(client, bulak):
    majilis = a.an_organization("Үлгі мәжіліс", classification="state")
    a.a_role(a.a_person("Фракция", "Жетекшісі"), "Фракция жетекшісі", organization=majilis, on_behalf_of=bulak)
    assert "Фракция жетекшісі" in text_of(client, f"/kk/organizations/{bulak.slug}/")


def test_somebody_with_two_roles_stands_once_with_both(client, bulak):
    person = a.a_person("Екі", "Қызметті")
    a.a_role(person, "Төраға", organization=bulak, position=1)
    a.a_role(person, "Кеңес мүшесі", organization=bulak, position=2)
    page = text_of(client, f"/kk/organizations/{bulak.slug}/")
    assert page.count(">Екі Қызметті</a>") == 1
    assert "Төраға, Кеңес мүшесі" in page


def test_the_coalition_counts_its_members_of_today(client, coalition, monkeypatch):
    monkeypatch.setattr("news.views.organization.MEMBERS", 2)
    for name in ("Бір", "Екі", "Үш"):
        a.a_role(a.an_organization(f"{name}-Үлгі"), "мүше", organization=coalition)
    a.a_role(a.an_organization("Бұрынғы-Үлгі"), "мүше", organization=coalition, end_date="2024")
    a.a_role(a.an_organization("Жасырын-Үлгі", live=False), "мүше", organization=coalition)
    response = client.get(f"/kk/organizations/{coalition.slug}/")
    assert (response.context["member_count"], response.context["members_not_shown"]) == (3, 1)
    assert "Бұрынғы-Үлгі" not in response.content.decode()


def test_a_profile_links_what_it_is_part_of_and_what_it_continues(client):
    whole, old = a.an_organization("Тұтас ұйым"), a.an_organization("Ескі ұйым")
    part = a.an_organization("Бөлім", parent=whole)
    old.superseded_by = whole
    old.save()
    a.an_organization("Жасырын бөлім", parent=whole, live=False)
    response = client.get(f"/kk/organizations/{whole.slug}/")
    assert (response.context["children"], response.context["predecessors"]) == ([part], [old])
    assert ">Бөлім</a>" in response.content.decode()
    assert ">Ескі ұйым</a>" in response.content.decode()
    assert ">Тұтас ұйым</a>" in text_of(client, f"/kk/organizations/{part.slug}/")
    assert ">Тұтас ұйым</a>" in text_of(client, f"/kk/organizations/{old.slug}/")


def test_a_withdrawn_story_is_not_told_on_the_profile(client, bulak, aigerim):
    story = a.a_story("Қайтарылған оқиға", organizations=[bulak])
    story.editions.update(withdrawn_at=timezone.now())
    a.a_story("Тұрған оқиға", organizations=[bulak])
    page = text_of(client, f"/kk/organizations/{bulak.slug}/")
    assert "Тұрған оқиға" in page
    assert "Қайтарылған оқиға" not in page


def test_a_merged_organization_leads_to_the_one_that_was_kept(client, bulak):
    stub = a.an_organization()
    Organization.objects.filter(pk=stub.pk).update(merged_into=bulak)
    assert where_to(client, f"/en/organizations/{stub.slug}/") == (301, f"/en/organizations/{bulak.slug}/")
    assert f"/{stub.slug}/" not in text_of(client, "/kk/organizations/")


def test_an_address_an_organization_once_had_leads_to_the_present_one(client, bulak):
    before, bulak.slug = bulak.slug, "bulak-zhana"
    bulak.save()
    assert where_to(client, f"/kk/organizations/{before}/") == (301, "/kk/organizations/bulak-zhana/")


def test_a_long_directory_goes_on_at_the_letter_where_it_stopped(client, monkeypatch):
    monkeypatch.setattr("news.views.organization.ORGANIZATIONS_ON_A_PAGE", 2)
    rows = [a.an_organization(f"{name}-Үлгі") for name in ("Арай", "Бота", "Ғарыш")]
    first, second = text_of(client, "/kk/organizations/"), text_of(client, f"/kk/organizations/?after={rows[1].pk}")
    assert "Ғарыш-Үлгі" not in first
    assert "Ғарыш-Үлгі" in second
    assert "Бота-Үлгі" not in second


def test_the_directory_takes_the_same_queries_for_one_organization_and_for_fifty(client, coalition):
    def one_more():
        a.a_role(a.an_organization(area=a.an_area()), "мүше", organization=coalition)
        a.a_role(a.an_organization(classification="party", logo=a.a_picture()), "мүше", organization=coalition)

    one_more()
    one = number_of_queries(client, "/kk/organizations/")
    for _number in range(49):
        one_more()
    assert number_of_queries(client, "/kk/organizations/") == one <= 8
    assert number_of_queries(client, "/kk/organizations/?q=булак&members=yes") <= 8


def test_a_profile_takes_the_same_queries_for_one_of_everything_and_for_fifty(client, coalition, bulak):
    a.a_role(bulak, "мүше", organization=coalition)

    def one_more():
        a.a_role(a.a_person(portrait=a.a_picture()), organization=bulak)
        a.a_role(a.a_person(), organization=bulak, end_date="2020")
        a.a_role(a.an_organization(area=a.an_area()), "мүше", organization=bulak)
        a.an_organization(parent=bulak)
        a.a_story(organizations=[bulak], body_kk=a.a_mark(bulak), topics=[a.a_topic()], areas=[a.an_area()])
        a.a_meeting(area=a.an_area()).organizers.add(bulak)

    one_more()
    one = number_of_queries(client, f"/kk/organizations/{bulak.slug}/")
    for _number in range(49):
        one_more()
    assert number_of_queries(client, f"/kk/organizations/{bulak.slug}/") == one <= 14


def test_junk_in_the_query_string_gives_a_page(client, bulak):
    assert answers_to_junk(client, "/kk/organizations/", "q", "type", "area", "members", "after", "before") == {200}
    assert answers_to_junk(client, f"/kk/organizations/{bulak.slug}/", "after", "before") == {200}


@pytest.mark.parametrize(("classification", "kind"), [("party", "PoliticalParty"), ("state", "GovernmentOrganization")])
def test_machines_are_told_what_kind_of_organization_it_is(client, classification, kind):
    row = a.an_organization(classification=classification)
    assert f'"@type":"{kind}"' in text_of(client, f"/kk/organizations/{row.slug}/")


def test_an_empty_directory_says_so_in_every_language(client):
    for code in ("kk", "ru", "en"):
        assert 'class="empty"' in text_of(client, f"/{code}/organizations/")


def test_whoever_will_hold_something_is_told_apart_from_those_who_do(client, bulak):
    a.a_role(a.a_person("Болашақ", "Төраға"), "Төраға", organization=bulak, start_date="2999-01")
    page = text_of(client, f"/en/organizations/{bulak.slug}/").replace("\xa0", " ")
    assert "From: January 2999" in page.split("To come")[1]


def test_those_of_today_stand_by_rank_whatever_was_before_them(client, bulak, monkeypatch):
    monkeypatch.setattr("news.views.organization.PEOPLE", 2)
    a.a_role(a.a_person("Бұрынғы"), "Төраға", organization=bulak, end_date="2021")
    a.a_role(a.a_person("Орынбасар"), "Орынбасар", organization=bulak, position=2)
    a.a_role(a.a_person("Басшы"), "Басшы", organization=bulak, position=1)
    page = text_of(client, f"/kk/organizations/{bulak.slug}/")
    assert page.index("Басшы Үлгібаева") < page.index("Орынбасар Үлгібаева")
    assert "Бұрынғы Үлгібаева" not in page


def test_a_letter_of_a_later_page_leads_to_that_page_with_the_filters_kept(client, monkeypatch):
    monkeypatch.setattr("news.views.organization.ORGANIZATIONS_ON_A_PAGE", 1)
    for name in ("Арай-Үлгі", "Ілкі-Үлгі"):
        a.an_organization(name, classification="union")
    strip = {letter.sign: letter.path for letter in client.get("/kk/organizations/?type=union").context["found"].strip}
    assert strip["І"] == "/kk/organizations/?type=union&letter=%D0%86#list"
    assert list(strip).index("І") == list(strip).index("Ы") + 1
    page = text_of(client, strip["І"].partition("#")[0])
    assert "Ілкі-Үлгі" in page
    assert "Арай-Үлгі" not in page


def test_an_organization_shows_its_people_by_rank(client, bulak):
    for name, rank in (("Үшінші", 3), ("Бірінші", 1), ("Екінші", 2)):
        a.a_role(a.a_person(name), f"{name} қызмет", organization=bulak, position=rank)
    page = text_of(client, f"/kk/organizations/{bulak.slug}/")
    order = ["Бірінші қызмет", "Екінші қызмет", "Үшінші қызмет"]
    assert sorted(order, key=page.index) == order
