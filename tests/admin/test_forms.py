"""Every form of the newsroom opens, in each of its languages, and forgets nothing that was typed."""

import pytest
from django.contrib import admin
from django.urls import reverse

from news.models import Article, OldAddress, Person, Revision, SiteProfile
from news.models.revision import Act
from tests import factories

from .posting import filled_in
from .rows import MAKERS, ONLY_LOOKED_AT

LANGUAGES = ["kk", "ru", "en"]
ADDED_BY_HAND = [name for name in MAKERS if name not in ONLY_LOOKED_AT]


def address_of(name, page, *args):
    app = "auth" if name == "group" else "news"
    return reverse(f"admin:{app}_{name}_{page}", args=args)


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_and_form_opens_in_every_language(desk_of, aigerim, language):
    aigerim.language = language
    aigerim.save()
    factories.a_site()
    for make in MAKERS.values():
        make()
    for model in admin.site._registry:
        name = model._meta.model_name
        row = model._default_manager.order_by("-pk").first()
        pages = [address_of(name, "changelist"), address_of(name, "change", row.pk)]
        pages += [address_of(name, "add")] if name in ADDED_BY_HAND else []
        for page in pages:
            response = desk_of.get(page, follow=True)
            assert response.status_code == 200, page
            assert f'<html lang="{language}"' in response.content.decode(), page


@pytest.mark.parametrize("name", ONLY_LOOKED_AT)
def test_what_the_newsroom_writes_itself_is_only_looked_at(desk_of, name):
    MAKERS[name]()
    model = next(model for model in admin.site._registry if model._meta.model_name == name)
    row = model._default_manager.order_by("-pk").first()
    assert desk_of.get(address_of(name, "add")).status_code == 403
    assert desk_of.post(address_of(name, "change", row.pk), {}).status_code == 403
    assert desk_of.post(address_of(name, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_the_site_profile_is_one_row_and_opens_at_once(desk_of):
    profile = factories.a_site()
    response = desk_of.get(address_of("siteprofile", "changelist"))
    assert response.url == address_of("siteprofile", "change", profile.pk)
    assert desk_of.get(address_of("siteprofile", "add")).status_code == 403
    SiteProfile.objects.all().delete()
    assert desk_of.get(address_of("siteprofile", "changelist")).url == address_of("siteprofile", "add")


def test_an_error_keeps_everything_that_was_typed(desk_of):
    person = factories.a_person()
    page = desk_of.get(address_of("article", "add"))
    typed = filled_in(page) | {
        "headline_kk": "Ауылда жиын өтті",
        "body_kk": "<p>Ұзақ жазылған <strong>мәтін</strong>.</p>",
        "home_position": "жоғары",
        "people-TOTAL_FORMS": "1",
        "people-0-person": person.pk,
        "people-0-relation": "spoke",
        "people-0-printed_label_kk": "Ауыл ақсақалы",
        "people-0-position": "3",
    }
    response = desk_of.post(address_of("article", "add"), typed)
    kept = filled_in(response)
    assert response.status_code == 200
    assert not Article.objects.exists()
    assert {name: kept[name] for name in typed if name != "csrfmiddlewaretoken"} == {
        name: str(value) for name, value in typed.items() if name != "csrfmiddlewaretoken"
    }


def test_a_mistake_in_a_line_beside_the_story_keeps_the_story(desk_of):
    person = factories.a_person()
    typed = filled_in(desk_of.get(address_of("article", "add"))) | {
        "headline_ru": "Собрание в ауле",
        "people-TOTAL_FORMS": "2",
        "people-0-person": person.pk,
        "people-0-relation": "spoke",
        "people-0-position": "0",
        "people-1-person": person.pk,
        "people-1-relation": "about",
        "people-1-position": "1",
    }
    response = desk_of.post(address_of("article", "add"), typed)
    kept = filled_in(response)
    assert response.status_code == 200
    assert kept["headline_ru"] == "Собрание в ауле"
    assert kept["people-1-person"] == str(person.pk)


def test_hostile_markup_is_cleaned_on_the_way_in(desk_of):
    typed = filled_in(desk_of.get(address_of("article", "add"))) | {
        "headline_kk": "Ауылда\n жиын",
        "body_kk": '<p onclick="x()">Мәтін<script>alert(1)</script></p>',
    }
    desk_of.post(address_of("article", "add"), typed)
    story = Article.objects.get()
    assert story.headline_kk == "Ауылда жиын"
    assert story.body_kk == "<p>Мәтін</p>"


def test_saving_keeps_a_version_and_an_idle_save_none(desk_of):
    person = factories.a_person()
    page = address_of("person", "change", person.pk)
    typed = filled_in(desk_of.get(page))
    desk_of.post(page, typed)
    assert not Revision.objects.of(person).exists()
    desk_of.post(page, typed | {"summary_kk": "Ауыл мұғалімі."})
    before, saved = Revision.objects.of(person).order_by("number")
    assert before.act == Act.BASELINE
    assert saved.data["summary_kk"] == "Ауыл мұғалімі."


def test_a_list_of_names_is_written_a_line_each(desk_of):
    person = factories.a_person(other_names=["Айгүл У."])
    page = address_of("person", "change", person.pk)
    typed = filled_in(desk_of.get(page))
    assert typed["other_names"] == "Айгүл У."
    desk_of.post(page, typed | {"other_names": "Айгүл У.\n\n  Улгибаева  "})
    assert Person.objects.get().other_names == ["Айгүл У.", "Улгибаева"]


def test_a_link_that_is_no_address_is_refused_with_a_sentence(desk_of):
    person = factories.a_person()
    page = address_of("person", "change", person.pk)
    response = desk_of.post(page, filled_in(desk_of.get(page)) | {"links": "javascript:alert(1)"})
    assert response.status_code == 200
    assert response.context["errors"]
    assert Person.objects.get().links == []


def test_every_relation_is_found_by_typing_and_none_is_a_list_of_three_hundred(desk_of):
    for _row in range(30):
        factories.an_organization()
    for name in ("article", "person", "organization", "membership", "event"):
        page = desk_of.get(address_of(name, "add")).content.decode()
        assert page.count("<option") < 60, name


def test_an_address_once_public_stays_with_its_row(desk_of):
    person = factories.a_person(live=False)
    page = address_of("person", "change", person.pk)
    desk_of.post(page, filled_in(desk_of.get(page)) | {"_make_public": "1"})
    person.refresh_from_db()
    assert person.is_live()
    assert OldAddress.objects.of(person).get().path == person.path


def test_what_was_public_once_is_not_deleted(desk_of):
    public, waiting = factories.a_person(), factories.a_person(live=False)
    assert desk_of.post(address_of("person", "delete", public.pk), {"post": "yes"}).status_code == 403
    desk_of.post(address_of("person", "delete", waiting.pk), {"post": "yes"})
    assert list(Person.objects.all()) == [public]


def test_several_rows_are_made_public_at_once(desk_of):
    waiting = [factories.a_person(live=False) for _row in range(2)]
    typed = {"action": "make_public", "_selected_action": [person.pk for person in waiting]}
    desk_of.post(address_of("person", "changelist"), typed)
    assert Person.objects.live().count() == 2


def test_a_form_asks_for_no_more_than_it_shows(desk_of, django_assert_max_num_queries):
    story = factories.a_story(people=[factories.a_person()], organizations=[factories.an_organization()])
    page = address_of("article", "change", story.pk)
    desk_of.get(page)
    with django_assert_max_num_queries(15):
        desk_of.get(page)


@pytest.mark.parametrize("registered", [3, 300])
def test_a_story_with_thirteen_people_opens_as_fast_as_one_with_none(
    desk_of, django_assert_max_num_queries, registered
):
    people = [factories.a_person() for _row in range(13)]
    Person.objects.bulk_create(Person(given_name_kk="Үлгі", slug=f"ulgi-{row}") for row in range(registered))
    story = factories.a_story(
        people=people,
        organizations=[factories.an_organization() for _row in range(5)],
        topics=[factories.a_topic()],
        areas=[factories.an_area()],
        cover=factories.a_picture(),
        event=factories.a_meeting(),
        desk=factories.an_organization(),
    )
    story.bylines.create(person=people[0])
    story.signatories.create(organization=factories.an_organization(), signed_on="2026-02-13")
    page = address_of("article", "change", story.pk)
    desk_of.get(page)
    with django_assert_max_num_queries(15) as queries:
        opened = desk_of.get(page).content.decode()
    assert len(queries) > 0
    assert opened.count("Айгүл Үлгібаева</option>") == 14
