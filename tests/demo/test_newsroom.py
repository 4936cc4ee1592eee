"""What the demo newsroom shows."""

import re
from collections import Counter

import pytest
from django.core.management import call_command

from news import languages
from news.demo.content import folder
from news.models import (
    Area,
    Article,
    Edition,
    EditionPerson,
    Event,
    Kind,
    Membership,
    OldAddress,
    Organization,
    Page,
    Person,
    Quotation,
    Revision,
    SiteProfile,
)

from .conftest import LOADED_AT

REAL_PEOPLE = set(folder("people")["speakers"])
REAL_ORGANIZATIONS = set(folder("organizations")["report"])
FICTIONAL = {
    "kk": re.compile("Үлг|Мысал|Сынақ"),
    "ru": re.compile("Улг|Мысал|Сынак"),
    "en": re.compile("Ulg|Mysal|Synak"),
}

pytestmark = pytest.mark.usefixtures("newsroom")


def listed():
    return Edition.objects.listed(LOADED_AT)


def story(slug):
    """The working copy whose English or Kazakh address begins like that."""
    return Article.objects.get(slug_en__startswith=slug)


def languages_by_story():
    found = {}
    for article, code in listed().values_list("article", "language"):
        found.setdefault(article, set()).add(code)
    return found


def test_every_list_has_enough_to_show(newsroom):
    in_three = [codes for codes in languages_by_story().values() if len(codes) == 3]
    fictional = Organization.objects.live(LOADED_AT).exclude(slug__in=REAL_ORGANIZATIONS)

    assert len(in_three) >= 44
    assert fictional.count() >= 60
    assert Person.objects.live(LOADED_AT).exclude(slug__in=REAL_PEOPLE).count() >= 18
    assert Area.objects.count() == 20
    assert Event.objects.live(LOADED_AT).count() >= 14
    assert Event.objects.past(LOADED_AT).count() >= 5
    assert Event.objects.upcoming(LOADED_AT).count() >= 7
    assert Quotation.objects.listed(LOADED_AT).values("uid").distinct().count() >= 24
    assert newsroom["stories"] == Article.objects.count()


def test_all_kinds_and_all_regions_occur():
    assert set(Kind.values) - set(listed().values_list("kind", flat=True)) == {"press_release"}
    assert set(Organization.objects.values_list("classification", flat=True)) == set(Organization.Classification.values)
    assert not Area.objects.filter(organizations=None).exists()


def test_every_story_is_out_in_the_languages_it_is_written_in():
    written = Counter()
    for told in folder("stories").values():
        if told.get("days_ago", 1) > 0 and not {"unpublished", "withdrawn"} & told.keys():
            written.update(code for code in languages.CODES if code in told)

    assert Counter(listed().values_list("language", flat=True)) == written
    lacking = [codes for codes in languages_by_story().values() if len(codes) == 2]
    assert len(lacking) == 6
    assert set(languages.CODES) == {code for codes in lacking for code in set(languages.CODES) - codes}


def test_translations_of_a_quotation_share_its_mark():
    for uid in Quotation.objects.listed(LOADED_AT).values_list("uid", flat=True).distinct():
        rows = Quotation.objects.listed(LOADED_AT).filter(uid=uid)
        spoken_in = {row.language for row in rows}
        written_in = set(listed().filter(article=rows[0].edition.article).values_list("language", flat=True))
        assert len(rows) == len(spoken_in)
        assert spoken_in == written_in


def test_whoever_is_invented_bears_it_in_the_name():
    people = Person.objects.exclude(slug__in=REAL_PEOPLE)
    organizations = Organization.objects.exclude(slug__in=REAL_ORGANIZATIONS)

    named = [(row, code) for row in [*people, *organizations] for code in languages.CODES]
    assert [row.name_in(code) for row, code in named if not FICTIONAL[code].search(row.name_in(code))] == []


def test_no_real_person_is_quoted():
    assert set(Person.objects.filter(slug__in=REAL_PEOPLE).values_list("slug", flat=True)) == REAL_PEOPLE
    assert not Quotation.objects.filter(speaker_person__slug__in=REAL_PEOPLE).exists()
    assert not Quotation.objects.filter(speaker_organization__slug__in=REAL_ORGANIZATIONS).exists()


def test_the_thirteen_speakers_hold_the_posts_that_the_report_attests():
    day = LOADED_AT.date().replace(month=2, day=13)
    roles = Membership.objects.filter(person__slug__in=REAL_PEOPLE)
    speakers = EditionPerson.objects.filter(relation="spoke", edition__article=story("five-parties"), language="kk")

    assert speakers.count() == len(REAL_PEOPLE) == 13
    assert all(link.label for link in speakers)
    assert {(role.attested_on, role.start_date, role.end_date) for role in roles} == {(day, "", "")}
    assert {role.organization.slug for role in roles.filter(person__slug="yerlan-koshanov")} == {"majilis", "coalition"}
    faction = roles.get(person__slug="magerram-magerramov")
    assert (faction.organization.slug, faction.on_behalf_of.slug) == ("majilis", "peoples-party")
    assert roles.get(person__slug="marat-shibutov").organization is None


def test_five_parties_belong_to_the_coalition_from_its_first_day():
    coalition = SiteProfile.objects.current().coalition
    first_day = coalition.founding_date
    parties = Organization.objects.filter(classification="party")

    members = Membership.objects.on(first_day).filter(organization=coalition, member_organization__in=parties)
    assert members.count() == parties.count() == 5
    assert {member.start_date for member in members} == {"2026-02-13"}


def test_members_come_go_and_are_renamed():
    def members(day):
        rows = Membership.objects.on(day).filter(organization__slug="coalition", member_organization__isnull=False)
        return set(rows.values_list("member_organization__slug", flat=True))

    may, june = LOADED_AT.date().replace(month=5, day=14), LOADED_AT.date().replace(month=6, day=1)
    assert {"parak-ulgi", "konak-synak"} <= members(may)
    assert not {"kitap-ulgi", "bastau-synak"} & members(may)
    assert {"kitap-ulgi", "bastau-synak"} <= members(june)
    assert not {"parak-ulgi", "konak-synak"} & members(june)
    assert Organization.objects.get(slug="parak-ulgi").superseded_by.slug == "kitap-ulgi"


def test_a_new_post_does_not_rewrite_an_old_story():
    labels = EditionPerson.objects.filter(person__slug="gulnar-synakova", language="en").order_by("listed_at")

    first, *_between, last = labels.values_list("label", flat=True)
    assert first == "Deputy Director of the Zerde-Synak Research Centre"
    assert last == "Director of the Zerde-Synak Research Centre"


def test_roles_are_past_acting_and_still_to_come():
    today = LOADED_AT.date()
    assert Membership.objects.filter(person__isnull=False, last_day__lt=today).exists()
    assert Membership.objects.filter(is_acting=True).exists()
    assert Membership.objects.filter(first_day__gt=today).exists()
    assert {len(date) for date in Membership.objects.values_list("start_date", flat=True)} == {0, 4, 7, 10}


def test_a_correction_stands_beside_a_new_edition():
    article = story("almaty-meeting")
    for code in languages.CODES:
        first, second = article.editions_in(code).order_by("number")
        assert "18:00" in first.body
        assert "18:00" not in second.body
        assert "18:30" in second.body
        assert first.superseded_at == second.published_at
        assert article.corrections.get(language=code).made_at == second.published_at


def test_a_withdrawn_story_stays_readable_under_its_notice():
    article = story("timetable-of-buses")

    live = article.live_editions(LOADED_AT)
    assert live.count() == 3
    assert all(edition.is_withdrawn(LOADED_AT) and edition.withdrawal_notice for edition in live)
    assert not listed().filter(article=article).exists()


def test_tomorrows_story_waits_and_drafts_stay_inside():
    tomorrow = story("a-week-of-meetings")
    states = Counter(Article.objects.filter(editions=None).values_list("state_kk", flat=True))

    assert not tomorrow.live_editions(LOADED_AT).exists()
    assert tomorrow.live_editions(LOADED_AT.replace(day=24)).count() == 3
    assert states == {"draft": 1, "submitted": 1}
    submitted = Article.objects.get(state_kk="submitted")
    assert submitted.desk in submitted.created_by.desks.all()


def test_a_statement_names_who_signed_it():
    statement = listed().get(kind="statement", language="ru")

    assert len(statement.signatories) == 9
    assert statement.signatories[0]["label"] == "Редактор центра терминологии «Тил-Улги»"


def test_meetings_were_announced_moved_called_off_and_reported():
    moved = Event.objects.get(status="postponed")
    assert moved.previous_start_at < moved.start_at
    assert moved.sequence == 1
    assert OldAddress.objects.of(moved).count() == 2
    assert set(Event.objects.values_list("status", flat=True)) == set(Event.Status.values)
    assert Event.objects.exclude(online_url="").filter(venue_kk="").exists()
    assert not Event.objects.without_coverage(LOADED_AT).exists()


def test_every_picture_is_described_in_every_language():
    for edition in listed().exclude(cover=None).select_related("cover"):
        assert edition.cover.is_described_in(edition.language)
        assert edition.cover.credit_kk


def test_every_link_in_a_text_leads_to_a_page():
    texts = [(edition.language, edition.body) for edition in listed()]
    texts += [
        (code, getattr(page, f"body_{code}")) for page in Page.objects.live(LOADED_AT) for code in languages.CODES
    ]
    rows = [*Person.objects.live(LOADED_AT), *Organization.objects.live(LOADED_AT), *Page.objects.live(LOADED_AT)]
    pages = {row.path for row in rows} | {"events/", "organizations/"}

    links = {(code, link) for code, text in texts for link in re.findall(r'href="(?!mailto:)([^"]*)"', text)}
    assert len(links) > 50
    assert {link for code, link in links if link.removeprefix(f"/{code}/") not in pages} == set()


def test_the_site_says_that_it_is_a_demonstration():
    site = SiteProfile.objects.current()
    assert site.is_demo
    assert site.email.endswith("@coalition.example")
    assert {page.slug for page in Page.objects.live(LOADED_AT)} == {
        *("about", "contacts", "accessibility", "privacy", "corrections"),
    }


def test_nobody_can_log_in_to_the_demos_accounts():
    authors = {edition.published_by for edition in Edition.objects.select_related("published_by")}
    assert [author.email for author in authors] == ["press@coalition.example"]
    assert not any(author.has_usable_password() for author in authors)


def test_a_second_run_changes_nothing_and_says_so(capsys):
    watched = (Article, Edition, Organization, Person, Event, Revision, OldAddress, Membership)
    before = [list(model.objects.order_by("pk").values()) for model in watched]

    call_command("seed_demo")

    assert "nothing was changed" in capsys.readouterr().out
    assert [list(model.objects.order_by("pk").values()) for model in watched] == before
