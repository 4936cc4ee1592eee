"""What a member's desk cannot reach by crafted addresses and answers: rows of others, rights it was not given."""

import datetime as dt
import io

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Edition, Event, Image, Membership, Person
from tests import factories

from .posting import filled_in

SECRET = "Құпия-Сынақ"


@pytest.fixture
def foreign(db):
    """A draft of another desk, with everything beside it."""
    return factories.an_article(
        SECRET,
        desk=factories.an_organization("«Мысал» жастар ұйымы"),
        people=[factories.a_person()],
        organizations=[factories.an_organization()],
    )


def a_square():
    drawn = io.BytesIO()
    PIL.Image.new("RGB", (8, 8)).save(drawn, "webp")
    return ContentFile(drawn.getvalue())


def page_of(row, name="change"):
    return reverse(f"admin:news_{row._meta.model_name}_{name}", args=[row.pk])


def own_story(bulak, **fields):
    return factories.an_article("Біздікі", desk=bulak, **fields)


ADDRESSES = (
    "change/",
    "history/",
    "delete/",
    "publish/",
    "change/?_to_field=id",
    "change/?_to_field=version&_popup=1",
    "change/?_changelist_filters=shelf%3Dbin",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_of_a_foreign_draft_answers_with_a_word_of_it(desk_of_bulak, foreign, address):
    for ask in (desk_of_bulak.get, desk_of_bulak.post):
        response = ask(f"/admin/news/article/{foreign.pk}/{address}", follow=True)
        assert SECRET not in response.content.decode()
    foreign.refresh_from_db()
    assert (foreign.headline_kk, foreign.binned_at, foreign.editions.count()) == (SECRET, None, 0)


@pytest.mark.parametrize(
    "query",
    [
        "desk__id__exact={0.desk_id}",
        "q=Құпия",
        "shelf=drafts",
        "id__exact={0.pk}",
        "e=1",
        "created_by__password__startswith=p",
    ],
)
def test_no_filter_of_the_list_finds_a_foreign_draft(desk_of_bulak, foreign, query):
    response = desk_of_bulak.get(f"/admin/news/article/?{query.format(foreign)}", follow=True)
    assert SECRET not in response.content.decode()


@pytest.mark.parametrize(
    "noun", ["previewlink", "pressrelease", "revision", "correction", "quotation", "user", "membership"]
)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_rooms_that_a_desk_has_no_business_in_stay_shut(desk_of_bulak, noun, page):
    assert desk_of_bulak.get(reverse(f"admin:news_{noun}_{page}")).status_code == 403
    assert desk_of_bulak.post(reverse(f"admin:news_{noun}_{page}"), {}).status_code == 403


@pytest.mark.parametrize("act", ["move_to_bin", "take_out_of_bin", "delete_selected"])
def test_no_act_of_the_list_reaches_a_foreign_draft(desk_of_bulak, foreign, act):
    before = Article.objects.values().get()
    typed = {"action": act, "_selected_action": [foreign.pk], "select_across": "1", "post": "yes"}
    desk_of_bulak.post(reverse("admin:news_article_changelist"), typed)
    assert Article.objects.values().get() == before


def test_a_line_of_a_foreign_story_cannot_be_taken_over(desk_of_bulak, foreign, bulak):
    own, line = own_story(bulak), foreign.people.get()
    typed = filled_in(desk_of_bulak.get(page_of(own))) | {
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "1",
        "people-0-id": line.pk,
        "people-0-article": own.pk,
        "people-0-person": line.person_id,
        "people-0-relation": "about",
        "people-0-position": "9",
        "people-0-DELETE": "on",
    }
    desk_of_bulak.post(page_of(own), typed)
    line.refresh_from_db()
    assert (line.article, line.position) == (foreign, 0)


def test_rights_that_were_not_given_are_not_taken_by_posting_them(desk_of_bulak, foreign, bulak):
    own = own_story(bulak)
    typed = filled_in(desk_of_bulak.get(page_of(own))) | {
        "headline_kk": "Жаңа тақырып",
        "pinned_until": "2099-01-01T09:00",
        "home_position": "1",
        "published_at": "2020-01-01T09:00",
        "state_kk": "published",
        "created_by": "1",
        "_publish": "1",
    }
    response = desk_of_bulak.post(page_of(own), typed)
    own.refresh_from_db()
    assert own.headline_kk == "Жаңа тақырып"
    assert (own.pinned_until, own.home_position, own.state_kk) == (None, None, "draft")
    assert "publish" not in response.url
    assert not Edition.objects.exists()


def test_a_story_is_not_given_to_a_foreign_desk(desk_of_bulak, foreign, bulak):
    own = own_story(bulak)
    desk_of_bulak.post(page_of(own), filled_in(desk_of_bulak.get(page_of(own))) | {"desk": foreign.desk_id})
    own.refresh_from_db()
    assert own.desk == bulak


def test_an_unpublished_row_of_others_is_neither_chosen_nor_named(desk_of_bulak, bulak):
    hidden = factories.a_meeting(SECRET, live=False)
    person = factories.a_person(family=SECRET, live=False)
    own = own_story(bulak)
    typed = filled_in(desk_of_bulak.get(page_of(own))) | {
        "event": hidden.pk,
        "people-TOTAL_FORMS": "1",
        "people-0-person": person.pk,
        "people-0-relation": "spoke",
        "people-0-position": "0",
    }
    response = desk_of_bulak.post(page_of(own), typed)
    assert response.context["errors"]
    assert SECRET not in response.content.decode()
    own.refresh_from_db()
    assert (own.event, own.people.count()) == (None, 0)


def test_what_the_central_desk_tied_to_a_story_stays_and_is_not_named(desk_of_bulak, bulak):
    hidden, person = factories.a_meeting(SECRET, live=False), factories.a_person(family=SECRET, live=False)
    own = own_story(bulak, event=hidden, people=[person])
    page = desk_of_bulak.get(page_of(own))
    assert SECRET not in page.content.decode()
    desk_of_bulak.post(page_of(own), filled_in(page) | {"headline_kk": "Жаңа тақырып"})
    own.refresh_from_db()
    assert (own.headline_kk, own.event, own.people.get().person) == ("Жаңа тақырып", hidden, person)


def test_a_public_meeting_names_no_draft_about_it(desk_of_bulak, foreign):
    meeting = factories.a_meeting()
    meeting.coverage.add(foreign)
    page = desk_of_bulak.get(page_of(meeting))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_foreign_draft_is_not_tied_to_a_meeting_of_ones_own(desk_of_bulak, foreign, marat):
    meeting = factories.a_meeting(live=False, created_by=marat)
    typed = filled_in(desk_of_bulak.get(page_of(meeting))) | {"coverage": foreign.pk}
    response = desk_of_bulak.post(page_of(meeting), typed)
    assert SECRET not in response.content.decode()
    assert not Event.objects.get().coverage.exists()


def test_an_edition_tells_nothing_of_the_working_copy_behind_it(desk_of_bulak):
    story = factories.a_story("Жарияланған тақырып")
    Article.objects.filter(pk=story.pk).update(headline_kk=SECRET)
    page = desk_of_bulak.get(page_of(story.editions.get()))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_desk_writes_who_appears_in_its_story(desk_of_bulak, bulak):
    own, person = own_story(bulak), factories.a_person()
    typed = filled_in(desk_of_bulak.get(page_of(own))) | {
        "people-TOTAL_FORMS": "1",
        "people-0-person": person.pk,
        "people-0-relation": "spoke",
        "people-0-position": "0",
    }
    desk_of_bulak.post(page_of(own), typed)
    assert own.people.get().person == person


def test_a_desk_gives_roles_to_its_own_new_people_and_to_nobody_else(desk_of_bulak, bulak, marat):
    new, public = factories.a_person(live=False, created_by=marat), factories.a_person()
    line = {
        "held-TOTAL_FORMS": "1",
        "held-0-organization": bulak.pk,
        "held-0-role_kk": "Мүше",
        "held-0-position": "0",
        "held-0-start_date": "2019",
    }
    prefix = next(name for name in filled_in(desk_of_bulak.get(page_of(new))) if name.endswith("-TOTAL_FORMS"))
    line = {name.replace("held", prefix.removesuffix("-TOTAL_FORMS")): value for name, value in line.items()}
    desk_of_bulak.post(page_of(new), filled_in(desk_of_bulak.get(page_of(new))) | line)
    assert new.memberships.get().role_kk == "Мүше"
    assert desk_of_bulak.post(page_of(public), line).status_code == 403
    typed = {"person": public.pk, "organization": bulak.pk, "role_kk": "Төраға", "position": "0"}
    assert desk_of_bulak.post(reverse("admin:news_membership_add"), typed).status_code == 403
    assert Membership.objects.count() == 1


def test_a_picture_is_mended_by_who_brought_it_until_readers_see_it(desk_of_bulak, marat):
    picture = factories.a_picture()
    picture.file.storage.save(picture.file.name, a_square())
    assert desk_of_bulak.post(page_of(picture), {"description_kk": "Басқа"}).status_code == 403
    Image.objects.update(created_by=marat)
    typed = filled_in(desk_of_bulak.get(page_of(picture)))
    assert desk_of_bulak.post(page_of(picture), typed | {"description_kk": "Жиын"}).status_code == 302
    factories.a_story(cover=picture)
    assert desk_of_bulak.post(page_of(picture), typed | {"description_kk": "Басқа"}).status_code == 403
    assert Image.objects.get().description_kk == "Жиын"


def test_a_person_waiting_for_the_central_desk_is_not_made_public_by_the_desk(desk_of_bulak, marat):
    person = factories.a_person(live=False, created_by=marat)
    typed = filled_in(desk_of_bulak.get(page_of(person)))
    moment = (timezone.now() - dt.timedelta(days=1)).isoformat()
    desk_of_bulak.post(page_of(person), typed | {"published_at": moment, "_make_public": "1", "slug": "bastyk"})
    act = {"action": "make_public", "_selected_action": [person.pk]}
    desk_of_bulak.post(reverse("admin:news_person_changelist"), act)
    assert Person.objects.get().published_at is None
