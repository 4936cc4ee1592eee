"""The public history of a story, and what its page tells of changes, corrections and translations that lag behind."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from news import languages
from news.models import Correction, Edition
from tests import factories as make

from .asking import answers_to_junk, number_of_queries

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


def a_told_story(number_of_editions=3, *, codes=("kk",), **fields):
    """A story whose headline and text say the number of the edition."""
    article = make.an_article("Тақырып 1", languages=codes, slug_kk="taqyryp", **fields)
    for number in range(1, number_of_editions + 1):
        again(article, number, codes)
    return article


def again(article, number, codes=("kk",), **options):
    for code in codes:
        setattr(article, f"headline_{code}", f"Тақырып {number}")
        setattr(article, f"body_{code}", f"<p>Ауылда {number} кездесу өтті.</p><p>Өзгермеген жол.</p>")
    article.save()
    at = make.LONG_AGO + number * HOUR
    return [article.publish(code, by=None, **{"at": at, "note": f"Себеп {number}", **options}) for code in codes]


def call_off_and_wait(article, user):
    """Call off what is scheduled; its moment passes, and readers have not seen it."""
    article.call_off("kk", by=user)
    passed = make.LONG_AGO + 5 * HOUR
    article.editions.order_by("number").filter(superseded_at__gt=timezone.now()).update(
        published_at=passed, superseded_at=passed
    )


def live(article, code="kk"):
    return article.live_editions().get(language=code)


def history_of(client, article, code="kk", query=""):
    return client.get(f"{live(article, code).get_absolute_url()}history/{query}")


def page_of(client, article, code="kk"):
    return client.get(live(article, code).get_absolute_url()).text


# the history


def test_readers_see_what_changed_from_edition_to_edition(client):
    text = history_of(client, a_told_story(2)).text
    assert 'Тақырып <del><span class="vh">' in text
    assert "</span>1</del>" in text
    assert "</span>2</ins>" in text
    assert text.index("Себеп 2") < text.index("Себеп 1")
    assert "<p>Өзгермеген жол.</p>" in text


def test_an_edition_with_the_same_words_says_so(client):
    article = a_told_story(1)
    article.publish("kk", by=None, at=make.LONG_AGO + 9 * HOUR)
    page = history_of(client, article)
    assert page.text.count('class="changes__item"') == 2
    assert "<del><span" not in page.text


def test_what_readers_could_not_see_is_not_told(client, aigerim):
    article = a_told_story(1)
    again(article, 2, at=timezone.now() + HOUR, note="Жасырын жоспар")
    call_off_and_wait(article, aigerim)
    again(article, 3, at=timezone.now() + HOUR, note="Жасырын кесте")
    article.headline_kk = "Жасырын қолжазба"
    article.save()
    Correction.objects.create(article=article, language="kk", text="Жасырын түзету", made_at=timezone.now() + HOUR)

    text = history_of(client, article).text

    assert text.count('class="changes__item"') == 1
    assert "Жасырын" not in text
    assert "Тақырып 2" not in text


def test_what_was_taken_down_is_not_told_when_the_story_comes_back(client, aigerim):
    article = a_told_story(2)
    article.take_down("kk", by=aigerim, reason="Сот шешімі бойынша.")
    path = f"{article.editions.last().get_absolute_url()}history/"
    assert client.get(path).status_code == 410
    assert "Тақырып" not in client.get(path).text

    again(article, 3, at=timezone.now())
    text = history_of(client, article).text

    assert text.count('class="changes__item"') == 1
    assert "Себеп 2" not in text
    assert "Себеп 1" not in text
    assert "Тақырып 1" not in text


def test_no_name_of_an_account_stands_in_the_history(client, aigerim):
    article = make.a_story("Кездесу", by=aigerim)
    article.publish("kk", by=aigerim, at=make.LONG_AGO + HOUR, note="Күні түзетілді")
    assert aigerim.name not in history_of(client, article).text


def test_corrections_stand_with_the_edition_they_were_made_with(client):
    article = a_told_story(1)
    again(article, 2, correction="Күні қате еді.")
    text = history_of(client, article).text
    assert text.index("Себеп 2") < text.index("Күні қате еді.") < text.index("Себеп 1")


def test_the_history_of_a_withdrawn_story_stands_under_its_notice(client, aigerim):
    article = a_told_story(2)
    article.withdraw("kk", by=aigerim, notice="Дерек расталмады.")
    page = history_of(client, article)
    assert page.status_code == 200
    assert "Дерек расталмады." in page.text


def test_search_engines_are_led_to_what_the_story_says_now(client):
    assert '<meta name="robots" content="noindex">' in history_of(client, a_told_story(2)).text


def test_the_history_of_a_language_that_is_missing_says_which_there_are(client):
    article = a_told_story(2)
    page = client.get(f"{live(article).get_absolute_url().replace('/kk/', '/ru/', 1)}history/")
    assert page.status_code == 404
    assert live(article).get_absolute_url() in page.text


def test_the_history_moves_with_the_address(client):
    article = a_told_story(2)
    old = live(article).get_absolute_url()
    article.slug_kk = "zhana-meken"
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + 9 * HOUR)
    answer = client.get(f"{old}history/")
    assert (answer.status_code, answer.url) == (301, f"{live(article).get_absolute_url()}history/")


def test_a_long_history_has_pages(client):
    article = a_told_story(45)
    first, second = history_of(client, article), history_of(client, article, query="?before=26")
    third = history_of(client, article, query="?before=6")
    assert [page.text.count('class="changes__item"') for page in (first, second, third)] == [20, 20, 5]
    assert 'href="?before=26"' in first.text
    assert 'href="?before=6"' in second.text
    assert "?before=" not in third.text
    assert "Себеп 26" in first.text
    assert "Себеп 25" not in first.text
    assert "Себеп 25" in second.text


def test_as_many_queries_for_one_edition_as_for_fifty(client):
    make.a_site()
    make.a_page()
    one, fifty = a_told_story(1), a_told_story(50)
    client.get("/kk/")
    asked = [number_of_queries(client, f"{live(article).get_absolute_url()}history/") for article in (one, fifty)]
    assert asked[0] == asked[1] <= 8


def test_junk_in_the_query_string_is_the_first_page(client):
    assert answers_to_junk(client, f"{live(a_told_story(2)).get_absolute_url()}history/", "before") == {200}


@pytest.mark.parametrize("number", [0, 1])
def test_before_the_first_edition_there_is_no_page(client, number):
    assert history_of(client, a_told_story(2), query=f"?before={number}").status_code == 404


def test_a_long_text_is_compared_in_a_moment(client):
    article = make.an_article(body_kk="<p>Ауылда кездесу өтті, тұрғындар жиналды.</p>" * 1_000)
    article.publish("kk", by=None, at=make.LONG_AGO)
    article.body_kk = article.body_kk.replace("жиналды", "келді", 500)
    article.save()
    article.publish("kk", by=None, at=make.LONG_AGO + HOUR)
    begun = timezone.now()
    assert history_of(client, article).status_code == 200
    assert timezone.now() - begun < dt.timedelta(seconds=5)


# what the story's page tells


def test_the_page_leads_to_its_history_where_there_is_one(client):
    told, plain, corrected = a_told_story(2), make.a_story(), make.a_story("Түзетілген")
    Correction.objects.create(article=corrected, language="kk", text="Күні қате еді.")
    assert f"{live(told).get_absolute_url()}history/" in page_of(client, told)
    assert f"{live(corrected).get_absolute_url()}history/" in page_of(client, corrected)
    assert "history/" not in page_of(client, plain)


def test_a_called_off_edition_is_no_history(client, aigerim):
    article = make.a_story()
    article.publish("kk", by=aigerim, at=timezone.now() + HOUR)
    call_off_and_wait(article, aigerim)
    assert "history/" not in page_of(client, article)


def test_only_a_major_change_moves_the_date(client):
    article = a_told_story(1)
    again(article, 2, is_major=False)
    first, second = article.editions.order_by("number")
    assert f'"dateModified":"{first.published_at.astimezone(dt.UTC).isoformat()}"' in page_of(client, article)
    assert second.modified_at == first.published_at
    feed = client.get("/kk/news/feed.json").json()["items"][0]
    assert feed["date_modified"] == first.published_at.astimezone(dt.UTC).isoformat()

    again(article, 3)
    assert live(article).modified_at == make.LONG_AGO + 3 * HOUR
    assert f'"dateModified":"{live(article).modified_at.isoformat()}"' in page_of(client, article)


def test_a_correction_is_dated_for_readers_and_for_machines(client):
    article = a_told_story(1)
    again(article, 2, is_major=False, correction="Күні қате еді.")
    text = page_of(client, article)
    assert '<time datetime="2026-01-01">2026 жылғы 1\u00a0қаңтар</time>' in text
    assert '"correction":[{"@type":"CorrectionComment","text":"Күні қате еді."' in text


# translations


def a_translated_story():
    return a_told_story(1, codes=("kk", "ru"), original_language="kk")


def notice_in(text):
    return text.split("note--slim")[1].split("</section>")[0] if "note--slim" in text else ""


def test_a_translation_says_that_its_original_was_updated_later(client):
    article = a_translated_story()
    assert notice_in(page_of(client, article, "ru")) == ""
    again(article, 2)

    notice = notice_in(page_of(client, article, "ru"))

    assert f'href="{live(article).get_absolute_url()}"' in notice
    assert notice_in(page_of(client, article)) == ""


def test_a_minor_change_of_the_original_is_no_notice(client):
    article = a_translated_story()
    again(article, 2, is_major=False)
    assert notice_in(page_of(client, article, "ru")) == ""


def test_a_minor_change_after_a_major_one_leaves_the_notice(client):
    article = a_translated_story()
    again(article, 2)
    again(article, 3, is_major=False)
    with translation.override("ru"):
        notice = notice_in(page_of(client, article, "ru"))
    assert notice
    assert live(article).modified_at == make.LONG_AGO + 2 * HOUR


def test_a_translation_that_caught_up_has_no_notice(client, aigerim):
    article = a_translated_story()
    again(article, 2)
    article.follow_original("ru", by=aigerim)
    article.refresh_from_db()
    article.publish("ru", by=None, at=make.LONG_AGO + 5 * HOUR)
    assert notice_in(page_of(client, article, "ru")) == ""


def test_what_of_the_original_is_not_public_yet_is_no_notice(client):
    article = a_translated_story()
    again(article, 2, at=timezone.now() + HOUR)
    assert notice_in(page_of(client, article, "ru")) == ""


def test_a_translation_whose_original_is_not_public_has_no_notice(client):
    article = make.an_article(languages=languages.CODES)
    article.publish("ru", by=None, at=make.LONG_AGO)
    article.body_kk = "<p>Басқа мәтін.</p>"
    article.save()
    assert notice_in(page_of(client, article, "ru")) == ""


# taken down, and led elsewhere


def test_a_story_taken_down_leads_to_the_one_that_took_its_place(client, aigerim):
    old, new = a_told_story(1), make.a_story("Жаңа хабар")
    path = live(old).get_absolute_url()
    old.take_down("kk", by=aigerim, reason="", moved_to=new)
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (301, live(new).get_absolute_url())


def test_a_story_taken_down_leads_on_through_others_and_never_in_a_ring(client, aigerim):
    first, second, third = (make.a_story(f"Хабар {number}") for number in range(3))
    path = live(first).get_absolute_url()
    first.take_down("kk", by=aigerim, reason="Қосылды.", moved_to=second)
    second.take_down("kk", by=aigerim, reason="Қосылды.", moved_to=third)
    assert client.get(path).url == live(third).get_absolute_url()

    third.take_down("kk", by=aigerim, reason="Қосылды.", moved_to=first)
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Қосылды." in answer.text


def test_where_the_other_story_lacks_the_language_readers_are_told(client, aigerim):
    old, new = a_told_story(1), make.a_story("Новость", languages=("ru",))
    path = live(old).get_absolute_url()
    old.take_down("kk", by=aigerim, reason="", moved_to=new)
    page = client.get(path)
    assert page.status_code == 404
    assert live(new, "ru").get_absolute_url() in page.text


def test_where_the_other_story_is_a_draft_the_page_is_gone_and_names_nothing(client, aigerim):
    old, draft = a_told_story(1), make.an_article("Жасырын хабар")
    path = live(old).get_absolute_url()
    old.take_down("kk", by=aigerim, reason="Қайта жазылуда.", moved_to=draft)
    page = client.get(path)
    assert page.status_code == 410
    assert "Қайта жазылуда." in page.text
    assert "Жасырын" not in page.text


def test_what_lies_in_the_database_of_an_edition_is_not_changed_by_reading(client):
    article = a_told_story(2)
    before = list(Edition.objects.values())
    history_of(client, article)
    assert list(Edition.objects.values()) == before
