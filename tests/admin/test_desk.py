"""A member's desk sees and edits its own, in lists, forms and autocomplete alike."""

import pytest
from django.urls import reverse

from news.models import Article, Person
from tests import factories

from .posting import filled_in


def choices(client, model, field, term=""):
    query = {"app_label": "news", "model_name": model, "field_name": field, "term": term}
    return {row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]}


def test_the_list_shows_the_desk_its_own_stories(desk_of_bulak, bulak):
    own = factories.an_article("Біздікі", desk=bulak)
    factories.an_article("Басқанікі", desk=factories.an_organization("«Мысал» жастар ұйымы"))
    factories.a_story("Орталықтікі")
    assert list(desk_of_bulak.get(reverse("admin:news_article_changelist")).context["cl"].result_list) == [own]


@pytest.mark.parametrize("page", ["change", "publish", "history", "delete"])
def test_the_pages_of_another_desks_story_do_not_open(desk_of_bulak, page):
    other = factories.an_article(desk=factories.an_organization("«Мысал» жастар ұйымы"))
    response = desk_of_bulak.get(reverse(f"admin:news_article_{page}", args=[other.pk]))
    assert response.status_code in (302, 403, 404)
    assert other.headline_kk not in response.content.decode()


def test_autocomplete_offers_no_story_of_another_desk(desk_of_bulak, bulak):
    factories.an_article("Біздікі", desk=bulak)
    factories.an_article("Басқанікі", desk=factories.an_organization("«Мысал» жастар ұйымы"))
    assert choices(desk_of_bulak, "event", "coverage") == {"Біздікі"}


def test_autocomplete_finds_people_in_any_case_and_offers_no_unpublished_ones_of_others(desk_of_bulak):
    factories.a_person(given="Бекзат", family="Қошанов-Үлгі")
    factories.a_person(given="Жасырын", family="Қошанов-Үлгі", live=False)
    assert choices(desk_of_bulak, "articleperson", "person", "қОШАНОВ") == {"Бекзат Қошанов-Үлгі"}


def test_a_merged_person_is_offered_to_nobody(client, aigerim):
    kept = factories.a_person(given="Бекзат")
    factories.a_person(given="Бекзат қосарланған", merged_into=kept)
    client.force_login(aigerim)
    assert choices(client, "articleperson", "person") == {"Бекзат Үлгібаева"}


def test_a_new_story_belongs_to_the_desk(desk_of_bulak, bulak, marat):
    add = reverse("admin:news_article_add")
    desk_of_bulak.post(add, filled_in(desk_of_bulak.get(add)) | {"headline_kk": "Ауылда жиын өтті"})
    story = Article.objects.get()
    assert (story.desk, story.created_by) == (bulak, marat)


def test_a_story_cannot_be_filed_for_a_desk_of_others(desk_of_bulak):
    other = factories.an_organization("«Мысал» жастар ұйымы")
    add = reverse("admin:news_article_add")
    response = desk_of_bulak.post(add, filled_in(desk_of_bulak.get(add)) | {"headline_kk": "Жиын", "desk": other.pk})
    assert response.context["errors"]
    assert not Article.objects.exists()


def test_a_new_person_waits_for_the_central_desk(desk_of_bulak, marat):
    add = reverse("admin:news_person_add")
    typed = filled_in(desk_of_bulak.get(add)) | {"family_name_kk": "Мысалова", "published_at": "2026-01-01T09:00"}
    desk_of_bulak.post(add, typed | {"_make_public": "1"})
    person = Person.objects.get()
    assert (person.published_at, person.created_by) == (None, marat)


def test_a_public_person_is_only_looked_at(desk_of_bulak):
    person = factories.a_person()
    page = reverse("admin:news_person_change", args=[person.pk])
    assert desk_of_bulak.get(page).status_code == 200
    assert desk_of_bulak.post(page, {"family_name_kk": "Басқаша"}).status_code == 403


def test_the_board_shows_the_desk_nothing_of_others(desk_of_bulak, marat, bulak):
    factories.an_article("Біздікі", desk=bulak, created_by=marat)
    factories.an_article("Басқанікі", desk=factories.an_organization("«Мысал» жастар ұйымы"), state_kk="submitted")
    factories.a_person(given="Жасырын", live=False)
    page = desk_of_bulak.get(reverse("admin:index")).content.decode()
    assert "Біздікі" in page
    assert "Басқанікі" not in page
    assert "Жасырын" not in page


def test_a_reporter_looks_at_the_story_of_a_member_and_does_not_write_in_it(client, bulak):
    client.force_login(factories.a_user(roles=["reporter"]))
    theirs, ours = factories.an_article("Басқанікі", desk=bulak), factories.an_article("Біздікі")
    for story, is_open in ((theirs, False), (ours, True)):
        page = reverse("admin:news_article_change", args=[story.pk])
        opened = client.get(page)
        assert (opened.status_code, 'name="_continue"' in opened.content.decode()) == (200, is_open)
        client.post(page, filled_in(opened) | {"headline_kk": "Қайта жазылды"})
        story.refresh_from_db()
        assert (story.headline_kk == "Қайта жазылды") is is_open
