"""Odd answers and addresses: a sentence for the editor, everything typed still there, never a broken page."""

import pytest
from django.contrib import admin
from django.urls import reverse

from news.models import Article, Person
from tests import factories

from .posting import filled_in
from .rows import MAKERS, ONLY_LOOKED_AT

NUL = "Жи\x00ын"


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def address_of(name, page, *args):
    app = "auth" if name == "group" else "news"
    return reverse(f"admin:{app}_{name}_{page}", args=args)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "я" * 5000,
        "p=-1",
        "p=9999999",
        "o=99.-x",
        "kind__exact=%00",
        "shelf=%00",
        "id__exact=" + "9" * 30,
        "created_by=" + "9" * 30,
        "created_by__in=1,-" + "9" * 30,
        "all=",
    ],
)
@pytest.mark.parametrize("name", ["article", "person", "event", "image"])
def test_no_query_breaks_a_list(desk_of, name, query):
    MAKERS[name]()
    assert desk_of.get(f"{address_of(name, 'changelist')}?{query}", follow=True).status_code in (200, 400)


@pytest.mark.parametrize("key", ["0", "-1", "9" * 30, "abc", "_00", "%00", "1/../2", "ә"])
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_no_number_breaks_a_page(desk_of, key, page):
    assert desk_of.get(f"/admin/news/article/{key}/{page}/", follow=True).status_code in (200, 403, 404)


def test_no_number_breaks_the_publish_page(desk_of):
    for key in ("9" * 30, "abc", "_00"):
        assert desk_of.get(f"/admin/news/article/{key}/publish/").status_code == 404


@pytest.mark.parametrize("query", ["term=%00", "page=x", "page=99999", "term=" + "ә" * 3000])
def test_no_query_breaks_the_choice_of_a_person(desk_of, query):
    factories.a_person()
    about = "app_label=news&model_name=articleperson&field_name=person"
    assert desk_of.get(f"{reverse('admin:autocomplete')}?{about}&{query}").status_code in (200, 400, 404)


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ONLY_LOOKED_AT])
def test_a_character_that_no_database_keeps_is_refused_in_every_field(desk_of, name):
    row = MAKERS[name]()
    page = address_of(name, "change", row.pk)
    opened = desk_of.get(page)
    untouchable = ("csrfmiddlewaretoken", "_popup")
    typed = {
        field: value if "FORMS" in field or field in untouchable or field.endswith(("-id", "-article")) else NUL
        for field, value in filled_in(opened).items()
    }
    assert desk_of.post(page, typed).status_code == 200
    assert "\x00" not in repr(type(row)._base_manager.filter(pk=row.pk).values().get())


def test_a_character_that_no_database_keeps_is_refused_in_a_list_of_names(desk_of):
    person = factories.a_person()
    page = address_of("person", "change", person.pk)
    answer = desk_of.post(page, filled_in(desk_of.get(page)) | {"other_names": NUL, "links": NUL})
    assert set(answer.context["adminform"].form.errors) == {"other_names", "links"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline_kk", "Ұ" * 5000),
        ("body_kk", "<p>" + "мәтін " * 200_000 + "</p>"),
        ("slug_kk", "ә" * 500),
        ("pinned_until", "0001-01-01T00:00"),
        ("pinned_until", "9999-12-31T23:59"),
        ("home_position", "9" * 30),
        ("kind", "жоқ"),
        ("cover", "9" * 30),
        ("topics", "жоқ"),
        ("topics", "9" * 30),
        ("people-TOTAL_FORMS", "x"),
        ("people-TOTAL_FORMS", "501"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(desk_of, field, value):
    page = address_of("article", "add")
    typed = filled_in(desk_of.get(page)) | {"headline_ru": "Собрание в ауле", field: value}
    answer = desk_of.post(page, typed)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert answer.context["errors"]
        assert filled_in(answer)["headline_ru"] == "Собрание в ауле"
    else:
        assert Article.objects.get().headline_ru == "Собрание в ауле"


def test_a_text_of_five_thousand_nested_tags_is_cleaned_or_refused(desk_of):
    page = address_of("article", "add")
    deep = "<blockquote>" * 5000 + "терең" + "</blockquote>" * 5000
    answer = desk_of.post(page, filled_in(desk_of.get(page)) | {"body_kk": deep})
    assert answer.status_code in (200, 302)


def test_a_line_that_somebody_else_has_deleted_meanwhile_does_not_hold_up_the_story(desk_of):
    story = factories.an_article(people=[factories.a_person(), factories.a_person()])
    page = address_of("article", "change", story.pk)
    typed = filled_in(desk_of.get(page)) | {"headline_kk": "Жаңа тақырып"}
    story.people.first().delete()
    answer = desk_of.post(page, typed)
    if answer.status_code == 200:
        typed = filled_in(answer)
        assert typed["headline_kk"] == "Жаңа тақырып"
        answer = desk_of.post(page, typed)
    assert answer.status_code == 302
    story.refresh_from_db()
    assert story.headline_kk == "Жаңа тақырып"


def test_a_person_who_was_deleted_meanwhile_is_told_and_the_story_kept(desk_of):
    waiting = factories.a_person(live=False)
    page = address_of("article", "add")
    typed = filled_in(desk_of.get(page)) | {
        "headline_kk": "Жиын",
        "people-TOTAL_FORMS": "1",
        "people-0-person": waiting.pk,
        "people-0-relation": "spoke",
        "people-0-position": "0",
    }
    Person.objects.all().delete()
    answer = desk_of.post(page, typed)
    assert answer.context["errors"]
    assert filled_in(answer)["headline_kk"] == "Жиын"


def test_a_statement_signed_by_two_hundred_organisations_can_be_saved(desk_of):
    story = factories.an_article()
    for place in range(200):
        story.signatories.create(organization=factories.an_organization(), signed_on="2026-02-13", position=place)
    page = address_of("article", "change", story.pk)
    typed = filled_in(desk_of.get(page)) | {"headline_kk": "Жаңа тақырып"}
    assert desk_of.post(page, typed).status_code == 302
    story.refresh_from_db()
    assert story.headline_kk == "Жаңа тақырып"


@pytest.mark.parametrize("selected", ["x", "9" * 30, "%00", "\x00"])
def test_an_act_on_rows_that_do_not_exist_does_nothing(desk_of, selected):
    factories.an_article()
    typed = {"action": "move_to_bin", "_selected_action": [selected]}
    assert desk_of.post(address_of("article", "changelist"), typed, follow=True).status_code in (200, 400)
    assert not Article.objects.exclude(binned_at=None).exists()
    assert admin.site.is_registered(Article)


@pytest.mark.parametrize("key", ["9" * 30, "x", "\x00"])
def test_no_key_breaks_the_choice_of_roles_and_of_rights(desk_of, key):
    for page, typed in (
        (reverse("admin:news_user_add"), {"email": "zhana@ulgi.example", "name": "Ұлжан Үлгі", "groups": [key]}),
        (reverse("admin:auth_group_add"), {"name": "Жаңа рөл", "permissions": [key]}),
    ):
        answer = desk_of.post(page, {**filled_in(desk_of.get(page)), **typed})
        assert answer.status_code in (200, 302)


@pytest.mark.parametrize("key", ["9" * 30, "x", "\x00"])
def test_no_key_breaks_the_page_that_takes_a_story_down(desk_of, key):
    story = factories.a_story()
    page = reverse("admin:news_article_act", args=[story.pk, "taken-down"])
    answer = desk_of.post(page, {"languages": ["kk"], "note_kk": "Қате", "moved_to": key})
    assert answer.status_code == 200
    assert story.live_editions().exists()


def test_a_line_that_was_never_there_and_names_nobody_breaks_no_form(desk_of):
    story = factories.an_article()
    page = address_of("article", "change", story.pk)
    lines = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "1", "people-0-id": "9" * 18}
    typed = {**filled_in(desk_of.get(page)), **lines, "people-0-person": "9" * 40}
    assert desk_of.post(page, typed).status_code == 200
    assert not story.people.exists()
