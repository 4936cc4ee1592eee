"""The light notation in which the demo's texts are written."""

import datetime as dt

import pytest

from news.demo.cast import Cast
from news.demo.clock import Clock, day_within_a_sentence
from news.demo.markup import Text
from news.text import html
from tests.factories import a_meeting, a_person, a_picture, a_role, an_organization, moment

pytestmark = pytest.mark.django_db


def written(source, language="kk", **rows):
    return Text(language, "bulak", Cast(**rows), rows.get("people", {}).values()).html(source)


def test_paragraphs_headings_and_lists_become_html():
    source = "Бірінші <абзац>.\n\n## Тақырып\n\n- бір;\n- **екі**.\n\n1. алма\n2. алмұрт"

    assert written(source) == (
        "<p>Бірінші &lt;абзац&gt;.</p><h2>Тақырып</h2><ul><li>бір;</li><li><strong>екі</strong>.</li></ul>"
        "<ol><li>алма</li><li>алмұрт</li></ol>"
    )


def test_links_lead_to_pages_of_the_same_language():
    asan, bulak = a_person("Асан", "Үлгібаев", slug="asan"), an_organization(slug="bulak")
    source = "[Асан](person:asan), [Бұлақ](organization:bulak), [байланыс](page:contacts), [хат](mailto:a@ulgi.example)"

    text = written(source, "ru", people={"asan": asan}, organizations={"bulak": bulak})

    assert 'href="/ru/people/asan/"' in text
    assert 'href="/ru/organizations/bulak/"' in text
    assert 'href="/ru/contacts/"' in text
    assert 'href="mailto:a@ulgi.example"' in text


def test_a_quotation_keeps_its_mark_in_every_language():
    asan, bulak = a_person(), an_organization()
    source = "> asan: Біз келеміз.\n\n> organization:bulak: Біз де."
    rows = {"people": {"asan": asan}, "organizations": {"bulak": bulak}}

    kazakh, russian = (html.quote_marks(written(source, code, **rows)) for code in ("kk", "ru"))

    assert [(mark.person, mark.organization) for mark in kazakh] == [(asan.pk, None), (None, bulak.pk)]
    assert [mark.uid for mark in kazakh] == [mark.uid for mark in russian]
    assert kazakh[0].uid != kazakh[1].uid


def test_pictures_in_a_row_are_a_gallery_and_one_is_a_picture():
    road, hall = a_picture(), a_picture()
    rows = {"pictures": {"road": road, "hall": hall}}

    text = written("! road: Ауыл жолы.\n! hall: Зал.\n\n! hall: Жеке.", **rows)

    assert text.count('<figure class="gallery">') == 1
    assert html.image_ids(text) == [road.pk, hall.pk]
    assert text == html.clean(text)
    assert text.index("</figure></figure>") < text.index("Жеке.")


def test_a_table_of_speakers_tells_the_posts_of_the_founding_day():
    asan = a_person("Асан", "Үлгібаев", slug="asan")
    a_role(asan, "Үлгі төрағасы", end_date="2026-02-13")
    a_role(asan, "Мысал төрағасы", start_date="2026-02-14")

    text = written("|= Тізім\n|: Кім | Қызметі\n|* speakers\n| Басқа | 1", people={"asan": asan})

    assert "<caption>Тізім</caption>" in text
    assert 'people/asan/">Асан Үлгібаев</a></th><td>Үлгі төрағасы</td>' in text
    assert '<tr><th scope="row">Басқа</th><td>1</td></tr>' in text
    assert html.clean(text) == text


def test_a_picture_brings_its_description():
    picture = a_picture()

    text = written("! hall: Жиналыс", pictures={"hall": picture})

    assert html.image_ids(text) == [picture.pk]
    assert f'alt="{picture.description_kk}"' in text
    assert "<figcaption>Жиналыс</figcaption>" in text


def test_the_day_of_a_meeting_is_told_within_the_sentence():
    event = a_meeting(start_at=moment(2026, 11, 24, 0, 30))

    assert (
        written("Кездесу {on:zhezkazgan} өтеді.", events={"zhezkazgan": event}) == "<p>Кездесу 24 қарашада өтеді.</p>"
    )
    assert [day_within_a_sentence(dt.date(2026, 5, 9), code) for code in ("ru", "en")] == ["9 мая", "9 May"]


def test_a_key_that_nobody_has_is_a_mistake():
    with pytest.raises(KeyError):
        written("> nobody: Сөз.")


def test_days_count_from_the_day_of_loading_on_the_coalitions_clock():
    clock = Clock(moment(2026, 11, 23, 1))
    nine = dt.time(9)

    assert clock.moment({"at": dt.datetime(2026, 2, 14, 9, 30)}) == moment(2026, 2, 14, 9, 30)  # noqa: DTZ001
    assert clock.moment({"days_ago": 2, "time": nine}) == moment(2026, 11, 21, 9)
    assert clock.moment({"share": 0.5, "time": nine}) == moment(2026, 7, 5, 9)


def test_nothing_is_published_before_the_founding():
    clock = Clock(moment(2026, 2, 20))

    assert clock.moment({"days_ago": 30, "time": dt.time(9)}) == clock.founded_at == moment(2026, 2, 13, 16, 47)
