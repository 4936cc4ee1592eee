"""The link dialog's list: pages of the site by name, in the language of the text, by the rights of who asks."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from tests import factories as make

pytestmark = pytest.mark.django_db

TOMORROW = timezone.now() + timezone.timedelta(days=1)


@pytest.fixture
def central(client, aigerim):
    client.force_login(aigerim)
    return client


def found(client, term, language="kk"):
    answer = client.get(reverse("admin:links_autocomplete"), {"term": term, "language": language})
    assert answer.status_code == 200
    return json.loads(answer.content)["results"]


def addresses(client, term, language="kk"):
    return {row["address"] for row in found(client, term, language)}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_row_is_addressed_in_the_language_of_the_text(central, language):
    rows = [
        make.a_person("Айгүл", "Ұлытауова"),
        make.an_organization("«Ұлытауова мектебі» бірлестігі"),
        make.a_meeting("Ұлытауовамен кездесу"),
        make.a_page("Ұлытауова туралы"),
        make.a_topic("Ұлытауова оқулары"),
        make.an_area("Ұлытауова ауылы"),
    ]
    assert addresses(central, "ұлытауова", language) == {
        f"/{language}/{row.get_absolute_url().removeprefix('/kk/')}" for row in rows
    }


def test_a_story_is_addressed_where_it_is_public(central):
    both = make.a_story("Ауылда жиын өтті", languages=("kk", "ru"))
    kazakh, russian = (both.editions.get(language=code).get_absolute_url() for code in ("kk", "ru"))
    assert addresses(central, "жиын", "kk") == {kazakh}
    assert addresses(central, "жиын", "ru") == {russian}


def test_a_story_that_lacks_the_language_is_linked_in_the_one_it_has(central):
    only = make.an_edition("Ауылда жиын өтті")
    (row,) = found(central, "жиын", "ru")
    assert (row["address"], row["language"]) == (only.get_absolute_url(), "kk")
    assert "Қазақша" in row["detail"]


def test_what_readers_cannot_open_yet_is_told_and_has_no_address(central):
    make.a_person("Айгүл", "Ұлытауова", live=False)
    make.an_organization("«Ұлытауова мектебі» бірлестігі", live=False)
    make.a_meeting("Ұлытауовамен кездесу", published_at=TOMORROW)
    make.a_page("Ұлытауова туралы", live=False)
    make.an_article("Ұлытауова сөйледі")
    make.a_story("Ұлытауова ертең сөйлейді", at=TOMORROW)
    rows = found(central, "ұлытауова")
    assert len(rows) == 6
    assert {row["address"] for row in rows} == {""}
    assert all(gettext("not public yet") in row["detail"] for row in rows)


def test_a_merged_entry_and_a_binned_draft_are_not_offered(central):
    make.a_person("Айгүл", "Ұлытауова", merged_into=make.a_person("Айгүл", "Сынақова"))
    make.an_article("Ұлытауова сөйледі", binned_at=timezone.now())
    assert found(central, "ұлытауова") == []


def test_a_desk_finds_what_is_public_and_its_own_and_nothing_else(desk_of_bulak, bulak, aigerim):
    public = make.an_edition("Ұлытау: ашық мақала")
    make.an_article("Ұлытау: біздің жоба", desk=bulak)
    make.an_article("Ұлытау: бөтен жоба", desk=make.an_organization("«Мысал» ұйымы"))
    make.an_article("Ұлытау: орталық жоба")
    make.a_person("Айгүл", "Ұлытауова", live=False, created_by=aigerim)
    make.a_page("Ұлытау туралы", live=False)
    rows = found(desk_of_bulak, "ұлытау")
    assert {row["text"] for row in rows} == {"Ұлытау: ашық мақала", "Ұлытау: біздің жоба"}
    assert addresses(desk_of_bulak, "ұлытау") == {public.get_absolute_url(), ""}


def test_without_a_word_nothing_is_listed(central):
    make.a_person()
    assert found(central, "") == found(central, "   ") == []


@pytest.mark.parametrize("query", ["term=а&language=de", "term=а", "term=а&language=", "language=kk%00"])
def test_a_language_that_the_newsroom_lacks_is_refused(central, query):
    assert central.get(f"{reverse('admin:links_autocomplete')}?{query}").status_code in (400, 404)


def test_odd_words_break_nothing(central):
    for term in ("%", "_", "\\", "'\"", "ә" * 3000, "<script>", "; DROP", "«»"):
        found(central, term)
    assert central.get(reverse("admin:links_autocomplete"), {"term": "\0", "language": "kk"}).status_code == 400


def test_readers_cannot_ask_and_nothing_can_be_posted(client, aigerim):
    address = reverse("admin:links_autocomplete")
    assert client.get(address, {"term": "а", "language": "kk"}).status_code == 302
    client.force_login(aigerim)
    assert client.post(address, {"term": "а", "language": "kk"}).status_code == 405


def test_the_list_costs_the_same_for_one_row_and_for_fifty(central):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            found(central, "ұлытау", "ru")
        return len(asked)

    def fill():
        make.a_person("Айгүл", "Ұлытауова")
        make.a_person("Айгүл", "Ұлытауова", live=False)
        make.an_organization("«Ұлытау» бірлестігі")
        make.a_meeting("Ұлытау жиыны")
        make.a_page("Ұлытау туралы")
        make.an_edition("Ұлытау: мақала")
        make.an_article("Ұлытау: жоба")

    fill()
    queries()
    one = queries()
    for _more in range(49):
        fill()
    assert queries() == one
    assert one <= 24
