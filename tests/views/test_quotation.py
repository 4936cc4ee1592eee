"""The register of quotations: who said what, in which role on that day, from which story."""

import datetime as dt
import json
import re
import uuid

import pytest
from django.utils import timezone

from news import cards
from news.models import Quotation, SiteProfile
from news.sitemaps import STORIES_IN_A_SECTION
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of

pytestmark = pytest.mark.django_db


def a_quotation(speaker, text, *, at=a.LONG_AGO, **fields):
    return a.a_story(f"Оқиға: {text}", body_kk=a.a_mark(speaker, text), at=at, **fields)


def test_a_quotation_stands_with_the_role_of_its_day_and_its_story(client):
    person = a.a_person()
    a.a_role(person, "Сол күнгі төраға", start_date="2025", end_date="2026-01")
    a.a_role(person, "Кейінгі кеңесші", start_date="2026-02")
    story = a_quotation(person, "Жол салынды", at=a.moment(2026, 1, 20))
    page = text_of(client, "/kk/quotes/")
    edition = story.editions.get()
    assert "Жол салынды" in page
    assert "Сол күнгі төраға" in page
    assert "Кейінгі кеңесші" not in page
    quotation = edition.quotations.get()
    assert f'href="{edition.get_absolute_url()}#q-{quotation.uid}"' in page
    assert f'href="/kk/quotes/{quotation.uid}/"' in page


def test_a_quotation_names_its_meeting_once_readers_may_see_it(client):
    person, meeting = a.a_person(), a.a_meeting()
    a_quotation(person, "Сөз", event=meeting)
    assert meeting.get_absolute_url() in text_of(client, "/kk/quotes/")
    type(meeting).objects.update(published_at=None)
    assert meeting.get_absolute_url() not in text_of(client, "/kk/quotes/")


def test_quotations_of_withdrawn_superseded_or_foreign_stories_are_not_listed(client, aigerim):
    person = a.a_person()
    a_quotation(person, "Қайтарылған сөз").editions.update(withdrawn_at=timezone.now())
    story = a_quotation(person, "Ескі сөз")
    story.body_kk = a.a_mark(person, "Жаңа сөз")
    story.save()
    story.publish("kk", by=aigerim)
    page = text_of(client, "/kk/quotes/")
    assert "Жаңа сөз" in page
    assert "Қайтарылған сөз" not in page
    assert "Ескі сөз»" not in page
    assert "Жаңа сөз" not in text_of(client, "/ru/quotes/")


SAID = ("Биылғы сөз", "Былтырғы сөз", "Өзге сөз", "Ұйым сөзі")


@pytest.fixture
def sayings(bulak):
    """What four speakers said in two years; the one of «Бұлақ-Үлгі» held a post there until the end of 2025."""
    one, other = a.a_person("Бірінші"), a.a_person("Екінші")
    a.a_role(one, "«Бұлақ-Үлгі» төрағасы", bulak, end_date="2025")
    roads = a.a_topic("Жолдар")
    a_quotation(one, "Биылғы сөз", at=a.moment(2026, 1, 10), topics=[roads])
    a_quotation(one, "Былтырғы сөз", at=a.moment(2025, 12, 31, 23))
    a_quotation(other, "Өзге сөз", at=a.moment(2026, 1, 10), topics=[a.a_topic("Су"), roads])
    a_quotation(bulak, "Ұйым сөзі", at=a.moment(2026, 1, 10))
    return {"one": one.slug, "bulak": bulak.slug, "roads": roads.slug}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("person={one}", {"Биылғы сөз", "Былтырғы сөз"}),
        ("organization={bulak}", {"Ұйым сөзі", "Былтырғы сөз"}),
        ("topic={roads}", {"Биылғы сөз", "Өзге сөз"}),
        ("from=2026-01-01", {"Биылғы сөз", "Өзге сөз", "Ұйым сөзі"}),
        ("from=31.12.2025&to=31.12.2025", {"Былтырғы сөз"}),
        ("to=2025", {"Былтырғы сөз"}),
        ("from=2026-01-10&to=2025-12-31", set(SAID)),
        ("year=2025", {"Былтырғы сөз"}),
        ("year=2026&person={one}", {"Биылғы сөз"}),
        ("organization={bulak}&person={one}&to=2026-12", {"Былтырғы сөз"}),
        ("organization={bulak}&topic={roads}", set()),
    ],
)
def test_quotations_are_filtered_by_speaker_organisation_topic_and_day(client, sayings, query, found):
    page = text_of(client, f"/kk/quotes/?{query.format(**sayings)}")
    assert {text for text in SAID if f"«{text}»" in page} == found


def test_who_speaks_on_behalf_of_a_party_is_found_under_the_party(client, bulak):
    party, deputy = a.an_organization("«Үлгі» партиясы"), a.a_person()
    a.a_role(deputy, "Фракция жетекшісі", bulak, on_behalf_of=party)
    a_quotation(deputy, "Фракция сөзі")
    assert "«Фракция сөзі»" in text_of(client, f"/kk/quotes/?organization={party.slug}")


def test_a_filter_leads_on_to_older_quotations_of_the_same_kind(client, monkeypatch, sayings):
    monkeypatch.setattr("news.views.quotation.QUOTATIONS_ON_A_PAGE", 1)
    older = client.get(f"/kk/quotes/?person={sayings['one']}&from=2025-01-01").context["older"]
    assert f"person={sayings['one']}" in older
    assert "from=2025-01-01" in older
    assert "«Былтырғы сөз»" in text_of(client, older)


@pytest.mark.parametrize("words", ["32.13.2026", "ертең", "2026-02-30", "0000"])
def test_what_is_no_date_gives_the_page_with_a_hint(client, words):
    a_quotation(a.a_person(), "Сөз")
    page = text_of(client, f"/kk/quotes/?from={words}")
    assert "«Сөз»" in page
    assert f"“{words}”" in page or f"«{words}»" in page


def test_of_too_many_speakers_the_form_asks_for_the_name(client, monkeypatch):
    monkeypatch.setattr("news.views.quotation.SPEAKERS_OFFERED", 2)
    asan, other = a.a_person("Асан", "Үлгібаев"), a.a_person("Асан", "Мысалов")
    for person in (asan, other, a.a_person("Әсем", "Сынақова")):
        a_quotation(person, f"{person.family_name_kk} сөзі")

    assert '<input class="field" id="q-person" name="person"' in text_of(client, "/kk/quotes/")
    assert "«Мысалов сөзі»" not in text_of(client, "/kk/quotes/?person=Асан+Ulgibayev")
    several = text_of(client, "/kk/quotes/?person=асан")
    assert f"?person={asan.slug}" in several
    assert f"?person={other.slug}" in several
    assert "«Сынақова сөзі»" in several
    nobody = text_of(client, "/kk/quotes/?person=Жоқбай")
    assert 'role="status"' in nobody
    assert 'value="Жоқбай"' in nobody


def test_the_address_of_a_merged_speaker_finds_who_that_is_now(client):
    kept = a.a_person("Асан")
    stub = a.a_person("Хасан", merged_into=kept)
    a_quotation(kept, "Асанның сөзі")
    a_quotation(a.a_person("Өзге"), "Өзге сөз")
    page = text_of(client, f"/kk/quotes/?person={stub.slug}")
    assert "«Асанның сөзі»" in page
    assert "«Өзге сөз»" not in page


def test_of_several_filters_the_newest_quotations_are_looked_through(client, monkeypatch, sayings):
    monkeypatch.setattr("news.views.article_list.NEWEST_LOOKED_THROUGH", 2)
    page = text_of(client, f"/kk/quotes/?organization={sayings['bulak']}")
    assert "«Ұйым сөзі»" in page
    assert "«Былтырғы сөз»" not in page


def test_the_form_offers_only_those_who_are_quoted_in_the_language(client, bulak):
    speaker, silent = a.a_person("Сөйлеген"), a.a_person("Үнсіз")
    a_quotation(speaker, "Сөз")
    assert [row.pk for row in client.get("/kk/quotes/").context["filters"].person.rows] == [speaker.pk]
    assert client.get("/ru/quotes/").context["filters"].person.rows == []
    assert silent in client.get(f"/kk/quotes/?person={silent.slug}").context["filters"].person.rows


def test_the_register_goes_on_without_losing_or_repeating_a_quotation_of_one_story(client, monkeypatch):
    monkeypatch.setattr("news.views.quotation.QUOTATIONS_ON_A_PAGE", 2)
    person = a.a_person()
    a.a_story("Бір оқиға", body_kk="".join(a.a_mark(person, f"Сөз {number}.") for number in range(5)))
    seen, path = [], "/kk/quotes/"
    while path:
        response = client.get(path)
        seen += [row.text for row in response.context["quotations"]]
        path = response.context["older"]
    assert sorted(seen) == [f"Сөз {number}." for number in range(5)]


def test_the_register_takes_the_same_queries_for_one_quotation_and_for_fifty(client, bulak):
    a_quotation(a.a_person(portrait=a.a_picture()), "Сөз")
    a_quotation(bulak, "Сөз")
    asked = f"/kk/quotes/?organization={bulak.slug}&from=2020"
    one, one_asked = number_of_queries(client, "/kk/quotes/"), number_of_queries(client, asked)
    for _number in range(24):
        person = a.a_person(portrait=a.a_picture())
        a.a_role(person, "Мүше", bulak)
        a_quotation(person, "Сөз", event=a.a_meeting())
        a_quotation(a.an_organization(logo=a.a_picture()), "Сөз")
    assert number_of_queries(client, "/kk/quotes/") == one <= 8
    assert number_of_queries(client, asked) == one_asked <= 9


def test_junk_in_the_query_string_gives_a_page(client):
    names = ("person", "organization", "topic", "from", "to", "year", "after", "before")
    assert answers_to_junk(client, "/kk/quotes/", *names) == {200}


def test_an_empty_register_says_so_in_every_language(client):
    for code in ("kk", "ru", "en"):
        assert 'class="empty"' in text_of(client, f"/{code}/quotes/")


# The page of one quotation


def a_translated_quotation(person, *, languages=("kk", "ru"), **fields):
    """A story in two languages whose quotation stands in both; returns the quotation's rows by language."""
    uid = uuid.uuid4()
    bodies = {f"body_{code}": a.a_mark(person, f"Сөз, {code}", uid=uid) for code in languages}
    story = a.a_story("Оқиға", languages=languages, original_language="kk", **{**bodies, **fields})
    return {row.language: row for row in Quotation.objects.filter(uid=uid, edition__article=story)}


def facts_of(client, path):
    """The quotation's statement for machines."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, path))
    return next(fact for fact in map(json.loads, found) if fact["@type"] == "Quotation")


def test_the_page_of_a_quotation_tells_who_said_it_in_which_role_when_and_where(client):
    person, roads = a.a_person(), a.a_topic("Жолдар")
    meeting = a.a_meeting(start_at=a.moment(2026, 1, 19))
    a.a_role(person, "Сол күнгі төраға", end_date="2026-01")
    story = a_quotation(person, "Жол салынды", at=a.moment(2026, 1, 20), event=meeting, topics=[roads])
    edition = story.editions.get()
    quotation = edition.quotations.get()
    page = text_of(client, quotation.get_absolute_url())
    assert quotation.get_absolute_url() == f"/kk/quotes/{quotation.uid}/"
    for part in ("«Жол салынды»", "Айгүл Үлгібаева", "Сол күнгі төраға", edition.headline):
        assert part in page
    for path in (quotation.place_in_story(), meeting.get_absolute_url(), roads.get_absolute_url()):
        assert f'href="{path}"' in page
    assert 'data-copy="http://localhost:8000/kk/quotes/' in page
    assert 'content="noindex"' not in page


def test_a_story_leads_to_the_page_of_its_quotation_as_long_as_that_shows_it(client):
    story = a_quotation(a.a_person(), "Сөз")
    edition = story.editions.get()
    link = f'href="{edition.quotations.get().get_absolute_url()}"'
    assert link in text_of(client, edition.get_absolute_url())
    story.editions.update(withdrawn_at=timezone.now(), withdrawal_notice="Дәлелденбеді.")
    assert link not in text_of(client, edition.get_absolute_url())


def test_translations_of_a_quotation_are_tied_together(client):
    rows = a_translated_quotation(a.a_person())
    kk, ru = (rows[code].get_absolute_url() for code in ("kk", "ru"))
    page = text_of(client, ru)
    assert f'<link rel="alternate" hreflang="kk" href="http://localhost:8000{kk}">' in page
    assert f'<a lang="kk" hreflang="kk" href="{kk}">' in page
    assert "Перевод с казахского" in page
    assert facts_of(client, ru)["translationOfWork"]["url"] == f"http://localhost:8000{kk}"
    (translation,) = facts_of(client, kk)["workTranslation"]
    assert translation["inLanguage"] == "ru"
    assert "Translated" not in text_of(client, kk)


def test_a_language_that_lacks_the_quotation_says_so_and_leads_to_those_that_have_it(client):
    rows = a_translated_quotation(a.a_person())
    answer = client.get(f"/en/quotes/{rows['kk'].uid}/")
    assert answer.status_code == 404
    assert 'href="/kk/quotes/' in answer.text
    assert 'href="/ru/quotes/' in answer.text
    assert 'content="noindex"' in answer.text


def test_a_quotation_that_a_correction_took_out_is_not_shown_any_more(client, aigerim):
    rows = a_translated_quotation(a.a_person())
    story = rows["kk"].edition.article
    story.body_kk = "<p>Түзетілген мәтін.</p>"
    story.save()
    story.publish("kk", by=aigerim)
    answer = client.get(rows["kk"].get_absolute_url())
    assert answer.status_code == 410
    assert "Сөз, kk" not in answer.text
    assert story.editions.live().get(language="kk").get_absolute_url() in answer.text
    assert 'href="/ru/quotes/' in answer.text
    assert 'rel="alternate" hreflang="kk"' not in text_of(client, rows["ru"].get_absolute_url())


def test_a_corrected_quotation_shows_its_newest_words(client, aigerim):
    person, uid = a.a_person(), uuid.uuid4()
    story = a.a_story("Оқиға", body_kk=a.a_mark(person, "Ескі сөз", uid=uid))
    story.body_kk = a.a_mark(person, "Жаңа сөз", uid=uid)
    story.save()
    story.publish("kk", by=aigerim)
    page = text_of(client, f"/kk/quotes/{uid}/")
    assert "«Жаңа сөз»" in page
    assert "Ескі сөз" not in page


def test_the_quotation_of_a_withdrawn_story_leads_to_the_notice(client):
    rows = a_translated_quotation(a.a_person(), languages=("kk",))
    rows["kk"].edition.article.editions.update(withdrawn_at=timezone.now(), withdrawal_notice="Дәлелденбеді.")
    answer = client.get(rows["kk"].get_absolute_url())
    assert answer.status_code == 410
    assert "Сөз, kk" not in answer.text
    assert rows["kk"].edition.get_absolute_url() in answer.text


def test_the_quotation_of_a_story_taken_down_is_gone_with_the_reason(client, aigerim):
    rows = a_translated_quotation(a.a_person(), languages=("kk",))
    rows["kk"].edition.article.take_down("kk", by=aigerim, reason="Сот шешімі бойынша.")
    answer = client.get(rows["kk"].get_absolute_url())
    assert answer.status_code == 410
    assert "Сот шешімі бойынша." in answer.text
    assert client.get(f"/ru/quotes/{rows['kk'].uid}/").status_code == 410


def test_a_quotation_that_waits_for_tomorrow_is_told_to_nobody(client):
    rows = a_translated_quotation(a.a_person(), at=timezone.now() + dt.timedelta(days=1))
    for code in ("kk", "ru", "en"):
        assert client.get(f"/{code}/quotes/{rows['kk'].uid}/").status_code == 404
    assert client.get(f"/kk/quotes/{uuid.uuid4()}/").status_code == 404


def test_a_quotation_repeated_by_a_later_story_has_one_page_that_names_both(client):
    person, uid = a.a_person(), uuid.uuid4()
    first = a.a_story("Алғашқы оқиға", body_kk=a.a_mark(person, uid=uid))
    a.a_story("Кейінгі оқиға", body_kk=a.a_mark(person, uid=uid), at=a.moment(2026, 2, 1))
    page = text_of(client, f"/kk/quotes/{uid}/")
    assert "Кейінгі оқиға" in page
    assert f'href="{first.editions.get().get_absolute_url()}"' in page


def test_the_page_shows_more_by_the_same_speaker(client):
    person = a.a_person()
    story = a_quotation(person, "Бірінші сөз")
    a_quotation(person, "Екінші сөз")
    a_quotation(a.a_person("Өзге"), "Өзге сөз")
    page = text_of(client, story.editions.get().quotations.get().get_absolute_url())
    assert "«Екінші сөз»" in page
    assert "Өзге сөз" not in page


def test_the_page_of_a_quotation_takes_the_same_queries_however_much_its_speaker_said(client):
    person = a.a_person(portrait=a.a_picture())
    story = a_quotation(person, "Сөз", topics=[a.a_topic()], event=a.a_meeting())
    path = story.editions.get().quotations.get().get_absolute_url()
    one = number_of_queries(client, path)
    for number in range(30):
        a_quotation(person, f"Сөз {number}")
    assert number_of_queries(client, path) == one <= 5


def test_the_shared_link_shows_the_card_once_it_is_drawn(client):
    rows = a_translated_quotation(a.a_person(), languages=("kk",))
    path = rows["kk"].get_absolute_url()
    assert "img/card.png" in text_of(client, path)
    cards.draw(rows["kk"], SiteProfile())
    page = text_of(client, path)
    assert f'<meta property="og:image" content="http://localhost:8000/media/{rows["kk"].card}">' in page
    assert '<meta property="og:image:width" content="1200">' in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", '" onload="x'])
def test_hostile_words_stay_words(client, words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    person = a.a_person()
    story = a.a_story("Оқиға", body_kk=a.a_mark(person, escaped))
    quotation = story.editions.get().quotations.get()
    assert words in quotation.text
    for path in ("/kk/quotes/", quotation.get_absolute_url()):
        page = text_of(client, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert '" onload="x' not in page


def test_the_pages_of_quotations_are_in_the_map_with_their_languages(client):
    rows = a_translated_quotation(a.a_person())
    number = rows["kk"].edition.article_id // STORIES_IN_A_SECTION
    text = text_of(client, f"/sitemap-quotes-{number}.xml")
    for row in rows.values():
        assert f"<loc>http://localhost:8000{row.get_absolute_url()}</loc>" in text
    assert text.count("hreflang=") == 4
    assert f"sitemap-quotes-{number}.xml" in text_of(client, "/sitemap.xml")
