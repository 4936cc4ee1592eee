"""Who belongs to the coalition on which day, by kind and region, and who came and went."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from news.models import Organization
from news.views import members
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of, where_to

pytestmark = pytest.mark.django_db

PATH = "/en/organizations/ulgi/members/"
FOUNDED = "2026-02-13"


@pytest.fixture
def coalition():
    coalition = a.an_organization("Үлгі коалициясы", classification="coalition", slug="ulgi")
    a.a_site(coalition=coalition)
    return coalition


@pytest.fixture
def joins(coalition):
    """joins(name, …) -> a new member of the coalition, by default from the day of its founding."""

    def join(name, *, start_date=FOUNDED, end_date="", attested_on=None, **fields):
        row = a.an_organization(name, **fields)
        dates = {"start_date": start_date, "end_date": end_date, "attested_on": attested_on}
        a.a_role(row, "мүше", organization=coalition, **dates)
        return row

    return join


def days_from_today(number):
    return str(timezone.localdate() + dt.timedelta(days=number))


def names_on(client, path):
    """The organisations in the list, which ends where the timeline begins."""
    listed = text_of(client, path).partition('id="list"')[2].partition('id="changes"')[0]
    return re.findall(r'<li><a href="[^"]+">(?:<span[^>]*>)?([^<]+)', listed.partition('class="dir"')[2])


def changes_of(client, path=PATH):
    """[(date, kind, names, how many are not named)] of the timeline, from the top."""
    return [
        (change["date"], kind, [str(row.member_organization) for row in rows], hidden)
        for change in client.get(path).context["changes"]
        for kind, rows, hidden in change["groups"]
    ]


def test_the_members_of_a_day_are_those_whose_membership_held_on_it(client, joins):
    joins("Ақ-Үлгі", end_date="2026-05-31")
    joins("Бұлақ-Үлгі", start_date="2026-06")
    joins("Дала-Үлгі", start_date="")
    assert names_on(client, f"{PATH}?on=2026-05-31") == ["Ақ-Үлгі", "Дала-Үлгі"]
    assert names_on(client, f"{PATH}?on=2026-06-01") == ["Бұлақ-Үлгі", "Дала-Үлгі"]
    assert names_on(client, f"{PATH}?on=2020-01-01") == ["Дала-Үлгі"]


def test_without_a_date_the_page_shows_the_members_of_today(client, joins):
    joins("Ақ-Үлгі", end_date=days_from_today(0))
    joins("Бұлақ-Үлгі", end_date=days_from_today(-1))
    assert names_on(client, PATH) == ["Ақ-Үлгі"]


def test_the_number_is_told_with_its_day(client, joins):
    joins("Ақ-Үлгі")
    joins("Бұлақ-Үлгі")
    page = text_of(client, f"{PATH}?on={FOUNDED}").replace("\xa0", " ")
    assert "2 organisations on 13 February 2026" in page


@pytest.mark.parametrize("date", ["2026-02-31", "13.02.2026", "ертең", "2026-13-01"])
def test_what_is_no_date_gives_the_members_of_today_and_says_so(client, joins, date):
    joins("Ақ-Үлгі")
    page = client.get(PATH, {"on": date})
    assert page.status_code == 200
    assert page.context["filters"].day == timezone.localdate()
    assert "note--slim" in page.content.decode()
    assert "note--slim" not in text_of(client, PATH)


def test_a_day_to_come_is_answered_with_what_is_known(client, joins):
    joins("Ақ-Үлгі", end_date=days_from_today(5))
    joins("Бұлақ-Үлгі", start_date=days_from_today(3))
    path = f"{PATH}?on={days_from_today(4)}"
    assert names_on(client, path) == ["Ақ-Үлгі", "Бұлақ-Үлгі"]
    assert "still ahead" in text_of(client, path)
    assert "still ahead" not in text_of(client, PATH)


def test_members_stand_in_the_alphabet_of_the_reader(client, joins):
    for name in ("Қайнар-Үлгі", "Әдеп-Үлгі", "Бұлақ-Үлгі", "Ақ-Үлгі", "Ірге-Үлгі"):
        joins(name)
    order = ["Ақ-Үлгі", "Әдеп-Үлгі", "Бұлақ-Үлгі", "Қайнар-Үлгі", "Ірге-Үлгі"]
    assert names_on(client, PATH.replace("/en/", "/kk/")) == order


def test_each_number_of_a_kind_or_region_leads_to_just_as_many_members(client, joins):
    ulytau, abai = a.an_area("Ұлытау облысы"), a.an_area("Абай облысы")
    joins("Ақ-Үлгі", classification="union", area=ulytau)
    joins("Бұлақ-Үлгі", classification="union", area=abai)
    joins("Дала-Үлгі", classification="party")
    joins("Кеше-Үлгі", classification="media", end_date="2026-03")
    page = client.get(f"{PATH}?on=2026-04-01")
    parts = [*page.context["by_kind"], *page.context["by_area"]]
    assert [part["number"] for part in parts] == [1, 2, 1, 1, 1]
    for part in parts:
        assert len(names_on(client, part["path"])) == part["number"], part
        assert "on=2026-04-01" in part["path"]


def test_kinds_are_counted_within_the_region_and_regions_within_the_kind(client, joins):
    ulytau, abai = a.an_area("Ұлытау облысы"), a.an_area("Абай облысы")
    joins("Ақ-Үлгі", classification="union", area=ulytau)
    joins("Бұлақ-Үлгі", classification="party", area=abai)
    page = client.get(f"{PATH}?area={ulytau.slug}")
    assert [part["number"] for part in page.context["by_kind"]] == [1]
    assert [part["number"] for part in page.context["by_area"]] == [1, 1]
    assert names_on(client, f"{PATH}?area={ulytau.slug}&type=party") == []


def test_only_members_that_readers_may_see_are_counted_and_named(client, joins, coalition):
    joins("Ашық-Үлгі")
    joins("Жасырын-Үлгі", live=False)
    stub = joins("Біріккен-Үлгі", end_date="2026-06")
    Organization.objects.filter(pk=stub.pk).update(merged_into=coalition)
    page = client.get(PATH)
    assert page.context["found"].count == 1
    assert changes_of(client) == [(FOUNDED, "joined", ["Ашық-Үлгі"], 0)]


def test_people_who_hold_something_in_the_coalition_are_no_members(client, joins, coalition):
    joins("Ақ-Үлгі")
    a.a_role(a.a_person(), "Төраға", organization=coalition, start_date="2026-03-01")
    assert client.get(PATH).context["found"].count == 1
    assert len(changes_of(client)) == 1


def test_the_timeline_tells_who_joined_and_who_left_the_latest_first(client, joins):
    joins("Ақ-Үлгі", end_date="2026-05-31")
    joins("Бұлақ-Үлгі")
    joins("Дала-Үлгі", start_date="2026-06")
    assert changes_of(client) == [
        ("2026-06", "joined", ["Дала-Үлгі"], 0),
        ("2026-05-31", "left", ["Ақ-Үлгі"], 0),
        (FOUNDED, "joined", ["Ақ-Үлгі", "Бұлақ-Үлгі"], 0),
    ]
    page = text_of(client, PATH).replace("\xa0", " ")
    assert "June 2026" in page
    assert "31 May 2026" in page


def test_a_change_leads_to_the_members_after_it(client, joins):
    joins("Ақ-Үлгі", end_date="2026-05-31")
    joins("Бұлақ-Үлгі")
    left, joined = client.get(PATH).context["changes"]
    assert names_on(client, left["path"]) == ["Бұлақ-Үлгі"]
    assert names_on(client, joined["path"]) == ["Ақ-Үлгі", "Бұлақ-Үлгі"]


def test_a_start_that_nobody_knows_is_not_told_as_joining(client, joins):
    joins("Ақ-Үлгі", start_date="")
    joins("Бұлақ-Үлгі", start_date="", attested_on=dt.date(2026, 2, 13))
    assert changes_of(client) == [(FOUNDED, "attested", ["Бұлақ-Үлгі"], 0)]
    assert "Known as members from this day:" in text_of(client, PATH)


def test_of_many_who_joined_on_one_day_the_first_are_named_and_the_others_counted(client, joins, monkeypatch):
    monkeypatch.setattr(members, "NAMED_FOR_A_DAY", 2)
    for name in ("Дала-Үлгі", "Ақ-Үлгі", "Бұлақ-Үлгі"):
        joins(name)
    assert changes_of(client) == [(FOUNDED, "joined", ["Ақ-Үлгі", "Бұлақ-Үлгі"], 1)]
    assert "and 1 more" in text_of(client, PATH)


def test_a_long_timeline_goes_on_at_the_day_where_it_stopped(client, joins, monkeypatch):
    monkeypatch.setattr(members, "DAYS_ON_A_PAGE", 2)
    for number in range(1, 6):
        joins(f"{number}-Үлгі", start_date=f"2026-03-0{number}")
    told, path = [], PATH
    while path:
        page = client.get(path)
        told += [change["date"] for change in page.context["changes"]]
        path = page.context["earlier"].partition("#")[0]
    assert told == [f"2026-03-0{number}" for number in (5, 4, 3, 2, 1)]
    assert page.context["later"] == f"{PATH}#changes"


def test_an_organization_that_never_had_members_has_no_such_page(client, bulak):
    assert client.get(f"/kk/organizations/{bulak.slug}/members/").status_code == 404


def test_whoever_had_members_once_tells_so(client, bulak):
    a.a_role(a.an_organization("Бұрынғы-Үлгі"), "мүше", organization=bulak, start_date="2019", end_date="2020")
    path = f"/en/organizations/{bulak.slug}/members/"
    assert "0 organisations" in text_of(client, path)
    assert [change[1] for change in changes_of(client, path)] == ["left", "joined"]
    assert path in text_of(client, f"/en/organizations/{bulak.slug}/")


def test_the_members_of_a_hidden_organization_are_not_told(client):
    hidden = a.an_organization("Жасырын одақ", live=False)
    a.a_role(a.an_organization("Ашық-Үлгі"), "мүше", organization=hidden)
    assert client.get(f"/kk/organizations/{hidden.slug}/members/").status_code == 404


def test_the_page_is_found_from_the_coalition_and_from_the_directory(client, joins):
    assert PATH not in text_of(client, "/en/organizations/")
    joins("Ақ-Үлгі")
    assert f'href="{PATH}"' in text_of(client, "/en/organizations/")
    assert f'href="{PATH}"' in text_of(client, "/en/organizations/ulgi/")
    assert f'href="{PATH}#changes"' in text_of(client, "/en/organizations/ulgi/")


def test_the_old_address_of_a_merged_or_renamed_coalition_leads_to_its_members(client, joins, coalition):
    joins("Ақ-Үлгі")
    stub = a.an_organization("Ескі-Үлгі", slug="eski")
    Organization.objects.filter(pk=stub.pk).update(merged_into=coalition)
    coalition.slug = "zhana"
    coalition.save()
    for slug in ("eski", "ulgi"):
        assert where_to(client, f"/ru/organizations/{slug}/members/") == (301, "/ru/organizations/zhana/members/")


def test_search_engines_are_shown_the_members_of_today_and_not_every_day_there_is(client, joins):
    joins("Ақ-Үлгі", classification="union")
    assert "noindex" not in text_of(client, PATH)
    assert "noindex" not in text_of(client, f"{PATH}?type=union")
    assert "noindex" in text_of(client, f"{PATH}?on={FOUNDED}")
    assert "noindex" in text_of(client, f"{PATH}?until=2026-02-01")
    page = text_of(client, f"{PATH}?on={days_from_today(0)}")
    assert f'rel="canonical" href="http://localhost:8000{PATH}"' in page
    for code in ("kk", "ru", "en"):
        assert f'hreflang="{code}" href="http://localhost:8000{PATH.replace("/en/", f"/{code}/")}"' in page
    assert PATH in text_of(client, "/sitemap-lists.xml")


def test_the_page_takes_the_same_queries_for_one_member_and_for_fifty(client, joins):
    def one_more(number):
        joins(f"{number}-Үлгі", area=a.an_area(), start_date=f"2026-03-{number % 28 + 1:02}")
        joins(f"{number}-Кеткен", start_date="2025", end_date=f"2026-04-{number % 28 + 1:02}")

    one_more(0)
    one = number_of_queries(client, PATH)
    for number in range(1, 50):
        one_more(number)
    assert number_of_queries(client, PATH) == one <= 13


def test_junk_in_the_query_string_gives_a_page(client, joins):
    joins("Ақ-Үлгі")
    names = ("on", "type", "area", "until", "letter", "after", "before", "all")
    assert answers_to_junk(client, PATH, *names) == {200}
