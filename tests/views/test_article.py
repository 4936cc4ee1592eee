"""A story's own page."""

import datetime as dt

import pytest
from django.utils import timezone

from news.models import Correction, Edition, Image
from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def full_story(number_of_rows=1, **fields):
    """A story with everything a page may have, so many of each."""
    people = [make.a_person(f"Айгүл {n}") for n in range(number_of_rows)]
    for person in people:
        make.a_role(person)
    organizations = [make.an_organization(f"«Бұлақ-Үлгі {n}» бірлестігі") for n in range(number_of_rows)]
    topics = [make.a_topic(f"Тақырып {n} {next(make.NUMBERS)}") for n in range(number_of_rows)]
    pictures = [make.a_picture() for _ in range(number_of_rows)]
    article = make.an_article(people=people, organizations=organizations, topics=topics, cover=pictures[0], **fields)
    photos = "".join(make.a_photo(picture) for picture in pictures)
    article.body_kk = "<p>Кездесу өтті.</p>" + "".join(make.a_mark(person) for person in people) + photos
    article.areas.set([make.an_area(f"Өңір {n} {next(make.NUMBERS)}") for n in range(number_of_rows)])
    article.save()
    for n in range(number_of_rows):
        article.bylines.create(person=people[n], position=n)
        Correction.objects.create(article=article, language="kk", text=f"Түзету {n}")
        make.a_story(f"Тағы бір кездесу {n}", topics=[topics[0]])
    article.publish("kk", by=None, at=make.LONG_AGO)
    return article.editions.get()


def test_a_story_is_found_at_its_address(client):
    edition = make.an_edition("Ауылда кездесу өтті", at=make.moment(2026, 2, 13))

    page = client.get("/kk/news/2026/02/13/auylda-kezdesu-otti/")

    assert edition.get_absolute_url() == page.request["PATH_INFO"]
    assert page.status_code == 200
    assert "Ауылда кездесу өтті" in page.text


def test_a_draft_has_no_page(client):
    make.an_article("Әлі жазылып жатыр", slug_kk="ali-zhazylyp-zhatyr")

    assert client.get("/kk/news/2026/02/13/ali-zhazylyp-zhatyr/").status_code == 404


def test_a_scheduled_story_has_no_page_before_its_time(client):
    edition = make.an_edition("Ертеңгі кездесу", at=timezone.now() + HOUR)

    page = client.get(edition.get_absolute_url())

    assert page.status_code == 404
    assert "Ертеңгі" not in page.text


def test_readers_see_the_newest_edition_and_not_the_one_it_superseded(client):
    article = make.a_story("Ескі тақырып")
    article.headline_kk = "Жаңа тақырып"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + HOUR)

    page = client.get(article.live_editions().get().get_absolute_url())

    assert "Жаңа тақырып" in page.text
    assert "Ескі тақырып" not in page.text


def test_the_address_before_a_change_of_slug_leads_to_the_new_one(client):
    article = make.a_story("Ескі тақырып")
    old = article.editions.get().get_absolute_url()
    article.slug_kk = "zhana-meken"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + HOUR)

    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (301, "/kk/news/2026/01/01/zhana-meken/")


def test_a_slug_of_another_language_leads_to_the_story_in_the_language_asked_for(client):
    article = make.an_article("Кездесу", languages=("kk", "ru"), slug_kk="kezdesu", slug_ru="vstrecha")
    article.publish("kk", by=None, at=make.moment(2026, 2, 13))
    article.publish("ru", by=None, at=make.moment(2026, 2, 15))

    answer = client.get("/ru/news/2026/02/13/kezdesu/")

    assert (answer.status_code, answer["Location"]) == (301, "/ru/news/2026/02/15/vstrecha/")


def test_the_right_slug_on_a_wrong_day_leads_to_the_story(client):
    make.an_edition("Кездесу", at=make.moment(2026, 2, 13))

    answer = client.get("/kk/news/2026/03/01/kezdesu/")

    assert (answer.status_code, answer["Location"]) == (301, "/kk/news/2026/02/13/kezdesu/")


def test_a_language_the_story_lacks_says_so_and_links_to_those_it_has(client):
    make.a_story("Кездесу", languages=("kk", "ru"), at=make.moment(2026, 2, 13))

    page = client.get("/en/news/2026/02/13/kezdesu/")

    assert page.status_code == 404
    assert 'href="/kk/news/2026/02/13/kezdesu/"' in page.text
    assert 'href="/ru/news/2026/02/13/kezdesu/"' in page.text
    assert "This article is not available in English yet" in page.text


def test_a_language_that_is_scheduled_is_not_betrayed_by_its_address(client):
    article = make.an_article("Кездесу", languages=("kk", "ru"), slug_ru="tainaya-vstrecha")
    article.publish("kk", by=None, at=make.moment(2026, 2, 13))
    later = article.publish("ru", by=None, at=timezone.now() + HOUR)

    page = client.get(later.get_absolute_url())

    assert page.status_code == 404
    assert "/kk/news/2026/02/13/kezdesu/" in page.text


def test_the_language_switch_and_hreflang_know_what_exists(client):
    edition = make.a_story("Кездесу", languages=("kk", "ru"), at=make.moment(2026, 2, 13)).editions.get(language="kk")

    text = client.get(edition.get_absolute_url()).text

    assert 'hreflang="ru" href="http://localhost:8000/ru/news/2026/02/13/kezdesu/"' in text
    assert 'hreflang="x-default" href="http://localhost:8000/kk/news/2026/02/13/kezdesu/"' in text
    assert '<link rel="alternate" hreflang="en"' not in text
    assert 'hreflang="en" href="/en/news/2026/02/13/kezdesu/"' in text  # the switch: the page that says it is missing


def test_a_withdrawn_story_stays_readable_under_its_notice(client):
    edition = make.an_edition("Кездесу")
    Edition.objects.filter(pk=edition.pk).update(withdrawn_at=make.LONG_AGO, withdrawal_notice="Дерек расталмады.")

    page = client.get(edition.get_absolute_url())

    assert page.status_code == 200
    assert "Дерек расталмады." in page.text
    assert "noindex" in page.text


def test_a_story_taken_down_answers_gone_with_its_reason(client):
    edition = make.an_edition("Кездесу")
    Edition.objects.filter(pk=edition.pk).update(gone_at=make.LONG_AGO, gone_reason="Сот шешімі бойынша.")

    page = client.get(edition.get_absolute_url())

    assert page.status_code == 410
    assert "Сот шешімі бойынша." in page.text
    assert "Кездесу" not in page.text.split("<main")[1].split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("path", ["2026/13/45/kezdesu", "0000/00/00/kezdesu", "2026/02/30/kezdesu", "9999/12/31/қазақ"])
def test_a_day_that_does_not_exist_is_a_page_not_found(client, path):
    assert client.get(f"/kk/news/{path}/").status_code == 404


def test_the_label_beside_a_name_is_the_one_of_the_storys_day(client):
    person = make.a_person()
    make.a_role(person, "Үлгі кеңесінің төрағасы", start_date="2025", end_date="2026-02")
    make.a_role(person, "Сынақ қорының басшысы", start_date="2026-03")
    edition = make.an_edition(people=[person], at=make.moment(2026, 2, 13))

    text = client.get(edition.get_absolute_url()).text

    assert '<p class="entity__role">Үлгі кеңесінің төрағасы</p>' in text
    assert '<p class="entity__role">Сынақ қорының басшысы</p>' not in text


@pytest.fixture
def promoted():
    """Somebody whose post is another one since March."""
    person = make.a_person()
    make.a_role(person, "Үлгі кеңесінің хатшысы", start_date="2025", end_date="2026-02")
    make.a_role(person, "Үлгі кеңесінің төрағасы", start_date="2026-03")
    return person


def page_in_english(client, edition):
    return client.get(edition.get_absolute_url()).text


def test_beside_the_role_of_the_storys_day_stands_the_role_of_today(client, promoted):
    edition = make.an_edition(language="en", people=[promoted], at=make.moment(2026, 2, 13))

    text = page_in_english(client, edition)

    assert '<p class="entity__role">Үлгі кеңесінің хатшысы</p>' in text
    assert '<p class="entity__role">now: Үлгі кеңесінің төрағасы</p>' in text


@pytest.mark.parametrize("meanwhile", ["nothing", "the slip was corrected", "the role ended", "back in the same post"])
def test_nothing_stands_beside_a_role_that_is_still_that_of_today_or_has_no_successor(client, meanwhile):
    person = make.a_person()
    role = make.a_role(person, "Үлгі хатшысыы", start_date="2025")
    edition = make.an_edition(language="en", people=[person], at=make.moment(2026, 2, 13))
    if meanwhile == "the slip was corrected":
        role.role_en = "Үлгі хатшысы"
    elif meanwhile != "nothing":
        role.end_date = "2026-03"
    role.save()
    if meanwhile == "back in the same post":
        make.a_role(person, "Үлгі хатшысыы", start_date="2026-04")

    text = page_in_english(client, edition)

    assert "Үлгі хатшысыы" in text
    assert "now:" not in text


def test_a_role_in_an_organization_that_readers_do_not_see_is_not_told(client, promoted):
    make.a_role(promoted, "Құпия кеңестің мүшесі", make.an_organization(live=False), start_date="2026-03")
    edition = make.an_edition(language="en", people=[promoted], at=make.moment(2026, 2, 13))

    assert "Құпия" not in page_in_english(client, edition)


def test_a_chosen_label_stays_and_only_a_change_of_post_is_told_beside_it(client, promoted):
    unchanged = make.a_person("Берік")
    make.a_role(unchanged, "Мысал палатасының төрағасы")
    article = make.an_article(languages=("en",), people=[promoted, unchanged])
    article.people.update(printed_label_en="Ауыл тұрғыны")
    edition = article.publish("en", by=None, at=make.moment(2026, 2, 13))

    text = page_in_english(client, edition)

    assert text.count('<p class="entity__role">Ауыл тұрғыны</p>') == 2
    assert text.count("now:") == 1


def test_a_quotation_shows_the_role_of_the_day_it_was_said_and_that_of_today(client, promoted):
    later = make.a_mark(promoted, "Кейінгі сөз", said_on="2026-03-05")
    body = make.a_mark(promoted, "Ертерек сөз", said_on="2026-02-13") + later
    article = make.an_article(languages=("en",))
    article.body_en = body
    article.save()

    text = page_in_english(client, article.publish("en", by=None, at=make.moment(2026, 3, 6)))

    assert text.count("<span>now: Үлгі кеңесінің төрағасы</span>") == 1


def test_an_organization_stands_under_the_name_that_was_printed_and_a_former_one_with_that_of_today(client):
    renamed, short = make.an_organization("«Бұрынғы-Үлгі»"), make.an_organization("«Мысал» партиясы")
    article = make.an_article(languages=("en",), organizations=[renamed, short])
    article.organizations.filter(organization=short).update(printed_label_en="МЫСАЛ")
    edition = article.publish("en", by=None, at=make.moment(2026, 2, 13))
    renamed.name_en, renamed.other_names = "«Жаңа-Үлгі»", ["«Бұрынғы-Үлгі»"]
    renamed.save()

    text = page_in_english(client, edition)

    assert f'<a href="/en/organizations/{renamed.slug}/">«Бұрынғы-Үлгі»</a>' in text
    assert "now: «Жаңа-Үлгі»" in text
    assert f'<a href="/en/organizations/{short.slug}/">МЫСАЛ</a>' in text
    assert text.count("now:") == 1


def test_a_person_without_a_public_page_is_not_listed(client):
    hidden = make.a_person("Құпия", live=False)
    edition = make.an_edition(people=[hidden])

    assert "Құпия" not in client.get(edition.get_absolute_url()).text


def test_a_quotation_stands_with_its_speaker_role_and_day(client):
    speaker = make.a_person("Айгүл", "Үлгібаева")
    make.a_role(speaker, "Үлгі төрайымы")
    article = make.an_article(people=[speaker])
    article.body_kk = make.a_mark(speaker, "Біз әр ауылға барамыз", said_on="2026-02-13")
    article.save()
    edition = article.publish("kk", by=None, at=make.moment(2026, 2, 14))

    text = client.get(edition.get_absolute_url()).text

    assert "<p>«Біз әр ауылға барамыз»</p>" in text
    assert f'<a href="{speaker.get_absolute_url()}">Айгүл Үлгібаева</a>' in text
    assert "2026 жылғы 13\u00a0ақпандағы" in text


def test_a_library_picture_is_described_in_the_language_of_the_page(client):
    picture = make.a_picture(description_kk="Сурет: алаң", description_ru="Рисунок: площадь", renditions=[320])
    article = make.an_article("Кездесу", languages=("kk", "ru"))
    for code in ("kk", "ru"):
        setattr(article, f"body_{code}", f"<p>Мәтін.</p>{make.a_photo(picture)}")
    article.save()
    for code in ("kk", "ru"):
        article.publish(code, by=None, at=make.LONG_AGO)

    assert 'alt="Рисунок: площадь"' in client.get(article.editions.get(language="ru").get_absolute_url()).text


def test_hostile_text_in_a_story_stays_text(client):
    article = make.an_article("<script>alert(1)</script>", slug_kk="zhaman")
    article.body_kk = '<p>Мәтін</p><script>alert(2)</script><p onclick="x()">Тағы</p>'
    article.save()
    text = client.get(article.publish("kk", by=None, at=make.LONG_AGO).get_absolute_url()).text

    assert "alert(2)" not in text
    assert "<script>alert(1)" not in text
    assert "onclick" not in text


def test_structured_data_names_authors_about_and_corrections(client):
    author = make.a_person("Самал", "Мысалова")
    article = make.an_article("Кездесу")
    article.bylines.create(person=author)
    edition = article.publish("kk", by=None, at=make.LONG_AGO)
    Correction.objects.create(article=article, language="kk", text="Күні түзетілді.")

    text = client.get(edition.get_absolute_url()).text

    assert '"author":[{"@type":"Person","name":"Самал Мысалова"' in text
    assert '"@type":"CorrectionComment","text":"Күні түзетілді."' in text


def a_statement(number_of_signatures, language="en", **fields):
    """A joint statement, published with so many signatures."""
    article = make.an_article("Бірлескен мәлімдеме", languages=(language,), kind="statement", **fields)
    for n in range(number_of_signatures):
        organization = make.an_organization(f"«Ұйым-{number_of_signatures - n:02}» бірлестігі")
        signer = make.a_person(f"Қол қоюшы {n}")
        make.a_role(signer, "Үлгі хатшысы", organization, start_date="2025", end_date="2026-02")
        make.a_role(signer, "Үлгі төрағасы", organization, start_date="2026-03")
        article.signatories.create(organization=organization, signer=signer, signed_on=dt.date(2026, 2, 28))
    return article.publish(language, by=None, at=make.moment(2026, 3, 2))


def test_a_statement_names_who_signed_it_in_the_alphabet_with_the_role_of_the_day_of_signing(client):
    edition = a_statement(3)

    text = page_in_english(client, edition)

    assert "Signed by 3 organisations" in text
    assert "28\xa0February 2026" in text
    names = ["«Ұйым-01» бірлестігі", "«Ұйым-02» бірлестігі", "«Ұйым-03» бірлестігі"]
    signed = text.split('class="signed__list"')[1]
    assert sorted(names, key=signed.index) == names
    organization = edition.organizations.first().organization
    assert f'<a href="/en/organizations/{organization.slug}/">' in text
    assert text.count("Үлгі хатшысы") == 3
    assert "In this article" not in text  # nobody stands on the page twice


def test_signatures_on_several_days_say_each_its_own(client):
    article = make.an_article("Мәлімдеме", languages=("en",), kind="statement")
    for n in (1, 2):
        article.signatories.create(organization=make.an_organization(f"«{n}»"), signed_on=dt.date(2026, 3, n))

    text = page_in_english(client, article.publish("en", by=None, at=make.moment(2026, 3, 3)))

    assert "1\xa0March 2026" in text
    assert "2\xa0March 2026" in text


def test_a_signatory_without_a_public_page_stands_without_a_link(client):
    article = make.an_article("Мәлімдеме", languages=("en",), kind="statement")
    hidden, signer = make.an_organization("«Жасырын»", live=False), make.a_person("Құпия", live=False)
    article.signatories.create(organization=hidden, signer=signer, signed_on=dt.date(2026, 3, 1))

    text = page_in_english(client, article.publish("en", by=None, at=make.moment(2026, 3, 3)))

    assert '<span class="signed__name">«Жасырын»</span>' in text
    assert hidden.slug not in text
    assert signer.slug not in text


def test_a_statement_stands_on_the_pages_of_those_who_signed_it(client):
    edition = a_statement(1)
    link = edition.organizations.get()

    for row in (link.organization, edition.people.get().person):
        assert "Бірлескен мәлімдеме" in client.get(f"/en/{row.path}").text


def test_a_statement_costs_as_many_queries_with_sixty_signatures_as_with_one(client, django_assert_num_queries):
    one, many = a_statement(1), a_statement(60)
    client.get(one.get_absolute_url())
    with django_assert_num_queries(9):
        client.get(one.get_absolute_url())
    with django_assert_num_queries(9):
        client.get(many.get_absolute_url())


def test_a_page_needs_thirteen_queries_however_much_it_shows(client, django_assert_max_num_queries):
    make.a_site()
    make.a_page()
    one, many = full_story(1), full_story(20)
    client.get(one.get_absolute_url())

    with django_assert_max_num_queries(13) as of_one:
        client.get(one.get_absolute_url())
    with django_assert_max_num_queries(13) as of_many:
        client.get(many.get_absolute_url())

    assert len(of_one) == len(of_many)


def test_a_public_page_sets_no_cookie_and_may_be_kept(client):
    answer = client.get(make.an_edition().get_absolute_url())

    assert not answer.cookies
    assert "s-maxage=30" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")


def test_a_missing_picture_file_does_not_break_the_page(client):
    cover = make.a_picture()
    Image.objects.filter(pk=cover.pk).update(file="pictures/zhok.webp")

    assert client.get(make.an_edition(cover=cover).get_absolute_url()).status_code == 200


def test_a_story_without_a_cover_names_the_sites_picture_to_machines(client):
    text = client.get(make.an_edition().get_absolute_url()).text

    assert '"image":["http://localhost:8000/static/img/card.png"]' in text
