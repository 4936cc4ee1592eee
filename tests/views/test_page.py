"""Static pages: published ones only, clean, with a table of contents."""

import pytest

from news.models import Page
from tests import factories as a

from .asking import answers_to_junk, number_of_queries, text_of, where_to

pytestmark = pytest.mark.django_db


def test_a_page_is_shown_with_its_introduction_and_contents(client):
    page = a.a_page("Біз туралы", intro_kk="Бұл сайт кімдікі.", body_kk="<h2>Мақсат</h2><p>Мәтін.</p><h2>Байланыс</h2>")
    text = text_of(client, f"/kk/{page.slug}/")
    assert "Бұл сайт кімдікі." in text
    for number, heading in ((1, "Мақсат"), (2, "Байланыс")):
        assert f'<a href="#part-{number}">{heading}</a>' in text
        assert f'<h2 id="part-{number}">{heading}</h2>' in text


def test_a_page_without_headings_has_no_table_of_contents(client):
    assert 'class="toc"' not in text_of(client, f"/kk/{a.a_page().slug}/")


def test_an_unpublished_page_is_not_found(client):
    assert client.get(f"/kk/{a.a_page(live=False).slug}/").status_code == 404


def test_what_was_written_past_the_editor_is_clean_when_it_is_shown(client):
    page = a.a_page()
    Page.objects.filter(pk=page.pk).update(title_kk="<b>Атауы</b>")
    with_script = '<p onclick="x()">Мәтін</p><script>alert(1)</script>'
    Page.objects.bulk_update([Page(pk=page.pk, body_kk=with_script)], ["body_kk"])
    text = text_of(client, f"/kk/{page.slug}/")
    assert "onclick" not in text
    assert "alert(1)" not in text
    assert "<b>Атауы</b>" not in text


def test_an_address_a_page_once_had_leads_to_the_present_one(client):
    page = a.a_page(slug="burynghy")
    page.slug = "kazirgi"
    page.save()
    assert where_to(client, "/ru/burynghy/") == (301, "/ru/kazirgi/")


def test_a_page_never_takes_the_place_of_a_section(client):
    a.a_page("Жалған тізім", slug="people")
    assert "Жалған тізім" not in text_of(client, "/kk/people/").split('<main id="main"')[1].split("</main>")[0]


def test_the_page_is_marked_in_the_menu(client):
    page = a.a_page(in_menu=True)
    assert f'href="/kk/{page.slug}/" aria-current="page"' in text_of(client, f"/kk/{page.slug}/")


def test_a_page_takes_few_queries_however_many_pages_there_are(client):
    page = a.a_page()
    one = number_of_queries(client, f"/kk/{page.slug}/")
    for number in range(49):
        a.a_page(f"Бет {number}", in_menu=True)
    assert number_of_queries(client, f"/kk/{page.slug}/") == one <= 4


def test_junk_in_the_query_string_gives_a_page(client):
    assert answers_to_junk(client, f"/kk/{a.a_page().slug}/", "q", "page") == {200}
