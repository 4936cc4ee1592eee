"""A draft as readers would see it: for staff, and for whoever was given a link."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from news import languages
from news.models import Correction, Document, Edition, EditionPerson, PreviewLink, Quotation, Revision, preview_address
from news.permissions import ROLES
from tests import factories as make

from .asking import number_of_queries

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<article.*</article>", re.DOTALL)
FOR_READERS_ONLY = re.compile(
    r'<section class="share.*?</section>|<div class="print-only">.*?</div>'
    r'|<div>\s*<p class="versions__head">.*?</ul>\s*</div>',
    re.DOTALL,
)


def of_the_story(page):
    """The page without what only a public one has, and without the seconds that pass between two readings."""
    without_seconds = re.sub(r'datetime="[^"]*"', "", FOR_READERS_ONLY.sub(" ", page))
    return " ".join(without_seconds.split())


@pytest.fixture
def desk(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def desk_of_bulak(client, marat):
    codes = ROLES["contributor"]
    marat.user_permissions.set(Permission.objects.filter(content_type__app_label="news", codename__in=codes))
    client.force_login(marat)
    return client


def a_link(article, by, *, language="kk", days=7, **fields):
    expires_at = timezone.now() + dt.timedelta(days=days)
    return PreviewLink.objects.create(
        article=article, language=language, created_by=by, **{"expires_at": expires_at, **fields}
    )


def a_full_draft(number_of_rows=1):
    """A draft with everything that a page may have, so many of each."""
    people = [make.a_person(f"Айгүл {n}") for n in range(number_of_rows)]
    for person in people:
        make.a_role(person, "Үлгі кеңесінің төрағасы")
    cover = make.a_picture()
    article = make.an_article(
        "Ауылда кездесу өтті",
        people=people,
        organizations=[make.an_organization(f"«Бұлақ-Үлгі {n}»") for n in range(number_of_rows)],
        topics=[make.a_topic(f"Тақырып {next(make.NUMBERS)}") for _ in range(number_of_rows)],
        areas=[make.an_area(f"Өңір {next(make.NUMBERS)}") for _ in range(number_of_rows)],
        cover=cover,
        event=make.a_meeting(),
        kind="statement",
    )
    for place, person in enumerate(people):
        article.bylines.create(person=person, position=place)
    article.signatories.create(organization=make.an_organization("«Мысал» қоры"), signed_on="2026-02-13")
    article.documents.set([Document.objects.create(title_kk="Хаттама", file="documents/hattama.pdf", size=1)])
    article.body_kk = "<p>Кездесу өтті.</p>" + "".join(map(make.a_mark, people)) + make.a_photo(cover)
    article.save()
    return article


def page_of(client, article, language="kk", **query):
    return client.get(f"/{language}/preview/{article.pk}/", query)


# what it shows


def test_a_preview_shows_what_publication_would_write(desk, client):
    article = a_full_draft(2)

    before = MAIN.search(page_of(desk, article).text)[0]
    client.logout()
    public = MAIN.search(client.get(article.publish("kk", by=None).get_absolute_url()).text)[0]

    assert of_the_story(before) == of_the_story(public)


def test_a_preview_writes_nothing(desk):
    article = a_full_draft()
    page_of(desk, article)
    assert [table.objects.count() for table in (Edition, EditionPerson, Quotation)] == [0, 0, 0]


def test_a_saved_version_is_shown_as_it_was(desk, aigerim):
    person = make.a_person("Айгүл")
    article = make.an_article("Ескі тақырып", people=[person])
    Revision.objects.record(article, by=aigerim)
    article.people.all().delete()
    article.headline_kk = "Жаңа тақырып"
    article.save()
    Revision.objects.record(article, by=aigerim)

    old, new = page_of(desk, article, revision=1).text, page_of(desk, article).text

    assert "Ескі тақырып" in old
    assert person.get_absolute_url() in old
    assert "Жаңа тақырып" in new
    assert person.get_absolute_url() not in new


def test_what_is_gone_since_a_saved_version_is_left_out_and_told(desk, aigerim):
    person, topic = make.a_person("Айгүл", live=False), make.a_topic("Өңірлер")
    cover = make.a_picture()
    article = make.an_article(people=[person], topics=[topic], cover=cover)
    article.body_kk = "<p>Кездесу.</p>" + make.a_mark(person, "Біз барамыз")
    article.save()
    Revision.objects.record(article, by=aigerim)
    article.people.all().delete()
    article.topics.clear()
    article.cover = None
    article.save()
    for row in (person, topic, cover):
        row.delete()

    page = page_of(desk, article, revision=1)

    assert page.status_code == 200
    assert "Біз барамыз" in page.text
    assert page.text.split('class="preview__remarks"')[1].split("</ul>")[0].count("<li>") == 3


@pytest.mark.parametrize("language", languages.CODES)
def test_each_language_has_a_preview(desk, language):
    article = make.an_article("Кездесу өтті", languages=languages.CODES)
    page = page_of(desk, article, language)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


def test_a_language_without_a_word_says_so(desk):
    page = page_of(desk, make.an_article(languages=("kk",)), "en")
    assert page.status_code == 200
    assert "<article" not in page.text
    assert page.text.count("<h1>") == 1


def test_a_story_that_is_not_finished_is_shown_all_the_same(desk):
    article = make.an_article(headline_kk="", summary_kk="", body_kk="<p>Әзірге осы ғана.</p>")
    article.headline_kk = ""
    article.save()
    assert "Әзірге осы ғана." in page_of(desk, article).text


def test_the_bar_tells_staff_what_readers_will_not_see(desk):
    hidden = make.a_person("Құпия", "Мысалов", live=False)
    article = make.an_article(people=[hidden], cover=make.a_picture(description_kk=""))

    text = page_of(desk, article).text
    bar, page = text.split("</aside>", 1)

    assert "Құпия Мысалов" in bar
    assert "Құпия Мысалов" not in page
    assert 'class="preview__more"' in bar


def test_the_bar_is_in_the_language_of_whoever_looks(client):
    user = make.an_editor_in_chief(language="ru")
    client.force_login(user)
    bar = page_of(client, make.an_article()).text.split("<aside", 1)[1].split("</aside>")[0]
    assert 'lang="ru"' in bar


def test_a_desk_is_told_no_name_that_it_may_not_see(desk_of_bulak, bulak):
    article = make.an_article(desk=bulak, people=[make.a_person("Құпия", live=False)])
    assert "Құпия" not in page_of(desk_of_bulak, article).text


def test_corrections_that_readers_have_stand_in_a_preview(desk):
    article = make.a_story()
    Correction.objects.create(article=article, language="kk", text="Күні түзетілді.")
    assert "Күні түзетілді." in page_of(desk, article).text


def test_the_same_number_of_queries_for_one_row_and_for_twenty(desk, aigerim):
    make.a_site()
    one, many = a_full_draft(1), a_full_draft(20)
    for article in (one, many):
        Revision.objects.record(article, by=aigerim)
    number_of_queries(desk, f"/kk/preview/{one.pk}/")

    assert number_of_queries(desk, f"/kk/preview/{one.pk}/") == number_of_queries(desk, f"/kk/preview/{many.pk}/")
    assert number_of_queries(desk, f"/kk/preview/{one.pk}/?revision=1") == number_of_queries(
        desk, f"/kk/preview/{many.pk}/?revision=1"
    )


# for staff


def test_a_preview_asks_for_the_log_in(client):
    answer = client.get(f"/kk/preview/{make.an_article().pk}/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (302, "no-store")
    assert answer.url.startswith("/admin/login/?next=/kk/preview/")


def test_a_desk_previews_its_own_stories_only(desk_of_bulak, bulak):
    own = make.an_article("Біздікі", desk=bulak)
    other = make.an_article("Басқанікі", desk=make.an_organization("«Мысал» ұйымы"))
    Revision.objects.record(other, by=None)

    assert page_of(desk_of_bulak, own).status_code == 200
    for query in ({}, {"revision": 1}):
        answer = page_of(desk_of_bulak, other, **query)
        assert answer.status_code == 404
        assert "Басқанікі" not in answer.text


def test_an_account_without_a_right_to_stories_sees_no_draft(client):
    client.force_login(make.a_user())
    assert page_of(client, make.an_article()).status_code == 404


def test_a_version_of_another_story_is_not_found(desk, aigerim):
    other = make.an_article()
    Revision.objects.record(other, by=aigerim)
    article = make.an_article()
    assert page_of(desk, article, revision=1).status_code == 404


@pytest.mark.parametrize("asked", ["", "0", "-1", "абв", "٣", "9" * 30, "\x00", "1;1"])
def test_a_version_that_never_was_is_not_found(desk, asked):
    assert page_of(desk, make.an_article(), revision=asked).status_code == 404


def test_a_number_that_no_story_can_have_is_not_found(desk):
    assert desk.get(f"/kk/preview/{'9' * 40}/").status_code == 404


# for outsiders


def test_a_link_opens_without_an_account(client, aigerim):
    article = make.an_article("Ауылда кездесу өтеді")
    page = client.get(a_link(article, aigerim).get_absolute_url())
    assert page.status_code == 200
    assert "Ауылда кездесу өтеді" in page.text
    assert not page.cookies


def test_a_link_to_the_newest_text_follows_what_is_saved(client, aigerim):
    article = make.an_article("Ескі тақырып")
    link = a_link(article, aigerim)
    article.headline_kk = "Жаңа тақырып"
    article.save()
    assert "Жаңа тақырып" in client.get(link.get_absolute_url()).text


def test_a_link_to_a_version_stays_with_it(client, aigerim):
    article = make.an_article("Ескі тақырып")
    link = a_link(article, aigerim, revision=Revision.objects.record(article, by=aigerim))
    article.headline_kk = "Жаңа тақырып"
    article.save()

    text = client.get(link.get_absolute_url()).text

    assert "Ескі тақырып" in text
    assert "Жаңа тақырып" not in text


def test_the_bar_tells_an_outsider_nothing_of_the_newsroom(client, aigerim):
    hidden = make.a_person("Құпия", live=False)
    article = make.an_article(people=[hidden], cover=make.a_picture(description_kk=""))
    Revision.objects.record(article, by=aigerim)
    text = client.get(a_link(article, aigerim).get_absolute_url()).text
    assert "Құпия" not in text
    assert "/admin/" not in text
    assert "/preview/" not in text.replace(text.split('class="langs"')[1].split("</ul>")[0], "")
    assert aigerim.name not in text


SHUT = {
    "expired": lambda link: PreviewLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1)),
    "revoked": lambda link: link.revoke(),
    "in the bin": lambda link: link.article.move_to_bin(),
    "account closed": lambda link: type(link.created_by).objects.update(is_active=False),
    "account deleted": lambda link: PreviewLink.objects.update(created_by=None),
    "link deleted": lambda link: link.delete(),
}


@pytest.mark.parametrize("reason", SHUT)
def test_a_link_that_ended_shows_one_page_that_says_what_to_do(client, aigerim, reason):
    link = a_link(make.an_article("Ауылда кездесу өтеді"), aigerim)
    address = link.get_absolute_url()
    unknown = client.get(address.replace(link.token, "x" * len(link.token)))
    SHUT[reason](link)

    page = client.get(address)

    assert page.status_code == 404
    assert "Ауылда" not in page.text
    assert page.text.replace(address.split("/link/")[1], "") == unknown.text.replace(
        unknown.request["PATH_INFO"].split("/link/")[1], ""
    )


def test_a_link_ends_when_the_story_is_taken_to_another_desk(client, marat, bulak):
    marat.groups.set(make.groups_of(["contributor"]))
    article = make.an_article(desk=bulak)
    link = a_link(article, marat)
    assert client.get(link.get_absolute_url()).status_code == 200
    article.desk = make.an_organization("«Мысал» ұйымы")
    article.save()
    assert client.get(link.get_absolute_url()).status_code == 404


def test_a_link_ends_when_whoever_made_it_has_no_role_any_more(client, marat, bulak):
    marat.groups.set(make.groups_of(["contributor"]))
    address = a_link(make.an_article(desk=bulak), marat).get_absolute_url()
    assert client.get(address).status_code == 200
    marat.groups.clear()
    assert client.get(address).status_code == 404


def test_an_altered_link_is_refused_without_asking_the_database(client, aigerim, django_assert_num_queries):
    address = a_link(make.an_article(), aigerim).get_absolute_url()
    altered = [address[:-2] + "x/", address.replace(".", ""), address.replace("link/", "link/x"), "/kk/preview/link/./"]
    with django_assert_num_queries(0):
        found = [PreviewLink.objects.find(path.split("/link/")[1].rstrip("/"), "kk") for path in altered]
    assert found == [None] * 4
    assert {client.get(path).status_code for path in altered} == {404}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_link_opens_no_other_language(client, aigerim, language):
    article = make.an_article("Ауылда кездесу", languages=languages.CODES)
    address = a_link(article, aigerim).get_absolute_url().replace("/kk/", f"/{language}/", 1)
    page = client.get(address)
    assert page.status_code == 404
    assert "Ауылда" not in page.text


def test_a_link_opens_no_other_version(client, aigerim):
    article = make.an_article("Ескі тақырып")
    Revision.objects.record(article, by=aigerim)
    article.headline_kk = "Жаңа тақырып"
    article.save()
    assert "Ескі тақырып" not in client.get(a_link(article, aigerim).get_absolute_url() + "?revision=1").text


def test_openings_are_counted_once_a_minute(client, aigerim):
    link = a_link(make.an_article(), aigerim)
    for _ in range(3):
        client.get(link.get_absolute_url())
    client.head(link.get_absolute_url())
    link.refresh_from_db()
    assert (link.opened_count, link.opened_at is None) == (1, False)

    link.note_opening(at=timezone.now() + dt.timedelta(minutes=2))
    link.refresh_from_db()
    assert link.opened_count == 2


def test_a_link_that_is_opened_again_writes_nothing(client, aigerim, django_assert_num_queries):
    link = a_link(make.an_article(), aigerim)
    client.get(link.get_absolute_url())
    link.refresh_from_db()
    with django_assert_num_queries(0):
        link.note_opening()


# kept from everybody else


def hidden_pages(article, user):
    link = a_link(article, user)
    return [f"/kk/preview/{article.pk}/", link.get_absolute_url(), "/kk/preview/link/x.y/"]


def test_no_cache_and_no_search_engine_keeps_a_draft_and_no_other_site_learns_its_address(desk, aigerim):
    for path in hidden_pages(make.an_article(), aigerim):
        headers = desk.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in headers


def test_the_head_of_a_preview_names_it_to_nobody(desk, aigerim):
    article = make.an_article("Ауылда кездесу өтеді")
    for path in hidden_pages(article, aigerim):
        head = desk.get(path).text.split("</head>")[0]
        assert '<meta name="robots" content="noindex">' in head
        for sign in ("og:", "canonical", 'rel="alternate"', "ld+json", "twitter:"):
            assert sign not in head
    link = a_link(article, aigerim)
    assert "Ауылда" not in desk.get(link.get_absolute_url()).text.split("</head>")[0]


def test_no_map_of_the_site_names_a_preview(client, aigerim):
    a_link(make.a_story(), aigerim)
    for path in ("/sitemap.xml", "/sitemap-stories-0.xml", "/news-sitemap.xml", "/kk/news/feed.xml", "/kk/"):
        assert "preview" not in client.get(path).text


def test_the_preview_of_a_published_story_is_the_working_copy(desk):
    article = make.a_story("Жарияланған тақырып")
    article.headline_kk = "Әлі жарияланбаған тақырып"
    article.save()
    text = page_of(desk, article).text
    assert "Әлі жарияланбаған тақырып" in text
    assert preview_address(article, "ru") == f"/ru/preview/{article.pk}/"
