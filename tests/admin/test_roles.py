"""Roles: groups that a migration makes, what each may do, and that nobody gives a right which they have not."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from news.admin.roles import SAID_WHOLE, WORDS
from news.models import (
    Correction,
    Document,
    Edition,
    Membership,
    OldAddress,
    Organization,
    Person,
    PressRelease,
    PreviewLink,
    User,
)
from news.permissions import ROLES
from tests import factories

from .posting import filled_in

pytestmark = pytest.mark.django_db

making = importlib.import_module("news.migrations._roles")
EDITOR = {"editor": ["view_article", "publish_article"]}
DEFAULT = "default"


def rights_of(name):
    rows = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    return {codename if label == "news" else f"{label}.{codename}" for label, codename in rows}


def logged_in(client, *roles, **fields):
    user = factories.a_user(roles=roles, **fields)
    client.force_login(user)
    return user


# The groups


@pytest.mark.parametrize("role", ROLES)
def test_the_migrations_have_given_each_role_its_rights(role):
    assert rights_of(role) == set(ROLES[role])


def test_every_role_and_every_right_of_its_own_has_words():
    assert set(WORDS) == set(ROLES)
    own = Permission.objects.filter(content_type__app_label="news").exclude(
        codename__regex="^(add|change|delete|view)_"
    )
    assert set(own.values_list("codename", flat=True)) == set(SAID_WHOLE)


def test_a_group_that_was_there_before_stays_as_the_installation_made_it():
    Group.objects.get(name="editor").permissions.set(Permission.objects.filter(codename="view_topic"))
    making.make_groups(apps, DEFAULT, EDITOR)
    assert rights_of("editor") == {"view_topic"}


def test_a_later_release_adds_a_right_and_takes_none_away():
    Group.objects.get(name="editor").permissions.set(Permission.objects.filter(codename="view_topic"))
    making.give_rights(apps, DEFAULT, EDITOR)
    making.give_rights(apps, DEFAULT, EDITOR)
    assert rights_of("editor") == {"view_topic", "view_article", "publish_article"}


def test_a_role_that_was_renamed_or_deleted_is_not_made_anew_by_a_later_release():
    Group.objects.filter(name="editor").update(name="Бас редактор")
    making.give_rights(apps, DEFAULT, EDITOR)
    assert not Group.objects.filter(name="editor").exists()


def test_going_back_removes_a_role_only_while_nobody_uses_or_has_changed_it():
    roles = {name: ROLES[name] for name in ("contributor", "reporter", "editor")}
    factories.a_user(roles=["reporter"])
    Group.objects.get(name="editor").permissions.remove(Permission.objects.get(codename="publish_article"))
    making.remove_groups(apps, DEFAULT, roles)
    assert set(Group.objects.filter(name__in=roles).values_list("name", flat=True)) == {"reporter", "editor"}


def test_rights_are_made_where_a_fresh_database_has_none_yet():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    making.make_groups(apps, DEFAULT, ROLES)
    assert rights_of("administrator") == set(ROLES["administrator"])


# Who may do what


def test_only_an_editor_publishes():
    may = {role for role in ROLES if factories.a_user(roles=[role]).has_perm("news.publish_article")}
    assert may == {"editor", "administrator"}


def test_only_a_registry_keeper_makes_people_public(client):
    for role in ROLES:
        person = factories.a_person(live=False)
        logged_in(client, role)
        client.post(page_of(person), {**filled_in_by_chief(person), "_make_public": "1"})
        act = {"action": "make_public", "_selected_action": [person.pk]}
        client.post(reverse("admin:news_person_changelist"), act)
        person.refresh_from_db()
        assert person.is_live() == (role in {"registry keeper", "administrator"}), role


def filled_in_by_chief(row):
    """The form's fields as somebody sees them who may do everything."""
    client = Client()
    client.force_login(factories.an_editor_in_chief())
    return filled_in(client.get(page_of(row)))


def page_of(row, name="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def test_an_editor_mends_a_proposal_of_their_own_and_no_public_person(client):
    editor = logged_in(client, "editor")
    own, public = factories.a_person(live=False, created_by=editor), factories.a_person()
    assert client.post(page_of(own), filled_in(client.get(page_of(own)))).status_code == 302
    assert client.post(page_of(public), {}).status_code == 403


def test_a_registry_keeper_sees_every_story_and_writes_in_none(client, bulak):
    logged_in(client, "registry keeper")
    for story in (factories.an_article("Біздікі"), factories.an_article("Бұлақтікі", desk=bulak)):
        page = client.get(page_of(story))
        assert page.status_code == 200
        assert client.post(page_of(story), {"headline_kk": "Басқа"}).status_code == 403


@pytest.mark.parametrize(
    ("role", "writes"), [("reporter", False), ("translator", True), ("editor", True), ("administrator", True)]
)
def test_a_reporter_leaves_the_stories_of_members_alone(client, bulak, role, writes):
    logged_in(client, role)
    foreign, central = factories.an_article("Бұлақтікі", desk=bulak), factories.an_article("Орталықтікі")
    assert client.post(page_of(central), filled_in(client.get(page_of(central)))).status_code == 302
    typed = filled_in_by_chief(foreign) | {"headline_kk": "Жаңа тақырып"}
    assert client.post(page_of(foreign), typed).status_code == (302 if writes else 403)


@pytest.mark.parametrize("act", ["move_to_bin", "take_out_of_bin"])
def test_a_reporter_moves_no_story_of_a_member_by_ticking_it_in_the_list(client, bulak, act):
    logged_in(client, "reporter")
    foreign, central = factories.an_article("Бұлақтікі", desk=bulak), factories.an_article("Орталықтікі")
    if act == "take_out_of_bin":
        for story in (foreign, central):
            story.move_to_bin()
    shelf = reverse("admin:news_article_changelist") + ("?shelf=bin" if act == "take_out_of_bin" else "")
    before = foreign.binned_at
    answer = client.post(shelf, {"action": act, "_selected_action": [foreign.pk, central.pk]}, follow=True)
    foreign.refresh_from_db()
    central.refresh_from_db()
    assert foreign.binned_at == before
    assert (central.binned_at is None) == (act == "take_out_of_bin")
    assert next(str(message).partition(":")[0] for message in answer.context["messages"]) == "Бұлақтікі"


def test_a_translator_mends_the_words_of_pictures_that_others_brought(client):
    logged_in(client, "translator")
    assert "description_ru" in filled_in(client.get(page_of(factories.a_picture())))


# What belongs to a story


@pytest.fixture
def papers(bulak):
    """What lies with a draft of the central desk, by table."""
    story = factories.an_article("Орталықтікі")
    return [
        PreviewLink.objects.create(article=story, language="kk", expires_at=timezone.now() + dt.timedelta(days=1)),
        PressRelease.objects.create(article=story, text="Баспасөз хабары"),
        Correction.objects.create(article=story, language="kk", text="Күні қате."),
    ]


def test_papers_of_a_story_are_seen_by_who_sees_the_story_also_where_it_has_no_desk(papers, marat):
    loose = PressRelease.objects.create(text="Хабар")
    for paper in papers:
        rows = type(paper).objects
        assert not rows.visible_to(marat).exists()
        assert not rows.editable_by(marat).exists()
    papers[0].article.created_by = marat
    papers[0].article.save(update_fields=["created_by"])
    for paper in papers:
        assert list(type(paper).objects.visible_to(marat)) == [paper]
        assert list(type(paper).objects.editable_by(marat)) == [paper]
    reporter = factories.a_user(roles=["reporter"])
    assert loose in PressRelease.objects.visible_to(reporter)
    assert loose in PressRelease.objects.editable_by(reporter)


def test_a_scheduled_story_without_a_desk_is_seen_by_who_began_it(marat):
    story = factories.an_article(created_by=marat)
    story.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    assert Edition.objects.visible_to(marat).count() == 1
    assert not Edition.objects.visible_to(factories.a_user()).exists()


def test_a_reporter_revokes_no_link_to_the_draft_of_a_member(client, bulak):
    logged_in(client, "reporter")
    link = PreviewLink.objects.create(
        article=factories.an_article(desk=bulak), language="kk", expires_at=timezone.now() + dt.timedelta(days=1)
    )
    assert client.get(page_of(link)).status_code == 200
    assert client.post(page_of(link), {"revoked_at": "2026-01-01T09:00"}).status_code == 403


def test_roles_of_hidden_people_are_hidden_and_mended_with_them(marat, bulak):
    hidden = factories.a_role(factories.a_person(live=False), organization=bulak)
    of_hidden = factories.a_role(factories.a_person(), organization=factories.an_organization(live=False))
    public = factories.a_role(factories.a_person(), organization=bulak)
    own = factories.a_role(factories.a_person(live=False, created_by=marat), organization=bulak)
    assert set(Membership.objects.visible_to(marat)) == {public, own}
    assert set(Membership.objects.editable_by(marat)) == {own}
    keeper = factories.a_user(roles=["registry keeper"])
    assert Membership.objects.visible_to(keeper).count() == Membership.objects.editable_by(keeper).count() == 4
    assert {hidden, of_hidden} <= set(Membership.objects.editable_by(keeper))
    keeper.is_active = False
    assert not Membership.objects.editable_by(keeper).exists()


def test_is_editable_by_says_of_a_row_what_editable_by_says_of_the_table(marat):
    rows = [factories.a_person(live=live, created_by=by) for live in (True, False) for by in (marat, None)]
    rows.append(factories.a_person(live=False, created_by=marat, published_at=timezone.now() + dt.timedelta(days=1)))
    for user in (marat, factories.a_user(roles=["registry keeper"]), factories.a_user(is_active=False)):
        assert {row for row in rows if row.is_editable_by(user)} == set(Person.objects.editable_by(user))


def test_who_brings_a_file_is_kept_and_may_mend_its_words(client):
    marat = logged_in(client, "contributor")
    typed = filled_in(client.get("/admin/news/document/add/")) | {"title_kk": "Хаттама"}
    client.post("/admin/news/document/add/", typed | {"file": SimpleUploadedFile("hattama.txt", b"Hattama")})
    document = Document.objects.get()
    assert document.created_by == marat
    assert client.post(page_of(document), filled_in(client.get(page_of(document)))).status_code == 302
    logged_in(client, "contributor")
    assert client.post(page_of(document), {"title_kk": "Басқа"}).status_code == 403


# Nothing once published is deleted


def test_a_person_whose_moment_was_cleared_was_public_all_the_same(client):
    logged_in(client, "registry keeper")
    person = factories.a_person()
    person.published_at = None
    person.save()
    assert OldAddress.objects.of(person).exists()
    assert client.post(page_of(person, "delete"), {"post": "yes"}).status_code == 403
    with pytest.raises(ValidationError):
        person.delete()
    with pytest.raises(ValidationError):
        Person.objects.all().delete()
    assert Person.objects.exists()


def test_a_proposal_that_nothing_hangs_on_goes(client):
    logged_in(client, "registry keeper")
    person = factories.a_person(live=False)
    client.post(page_of(person, "delete"), {"post": "yes"})
    assert not Person.objects.exists()


def test_roles_are_not_swept_away_with_whoever_holds_them(client):
    logged_in(client, "registry keeper")
    person, organization = factories.a_person(live=False), factories.an_organization(live=False)
    factories.a_role(person, organization=organization)
    for row in (person, organization):
        answer = client.post(page_of(row, "delete"), {"post": "yes"}, follow=True)
        assert [str(message) for message in answer.context["messages"]] == row.what_blocks_deleting() != []
    with pytest.raises(ProtectedError):
        Model.delete(person)
    assert Membership.objects.count() == 1


def test_an_organisation_that_has_a_desk_stays(bulak, marat):
    Organization.objects.filter(pk=bulak.pk).update(published_at=None)
    OldAddress.objects.all().delete()
    bulak.refresh_from_db()
    with pytest.raises(ValidationError):
        bulak.delete()


def test_an_edition_that_readers_saw_is_not_deleted_by_any_hand():
    edition = factories.an_edition()
    with pytest.raises(ValidationError):
        edition.delete()
    with pytest.raises(ValidationError):
        Edition.objects.all().delete()
    Edition.objects.update(superseded_at=edition.published_at)
    Edition.objects.get().delete()
    assert not Edition.objects.exists()


# Who gives rights


def test_an_administrator_gives_no_role_that_may_do_more(client):
    admin = logged_in(client, "administrator")
    strong = Group.objects.create(name="Күшті топ")
    strong.permissions.set(Permission.objects.filter(codename="delete_user"))
    offered = client.get(reverse("admin:news_user_add")).context["adminform"].form.fields["groups"].queryset
    assert set(offered.values_list("name", flat=True)) == set(ROLES)
    account = factories.a_user("asel@ulgi.example", roles=["reporter"])
    typed = filled_in(client.get(page_of(account))) | {"groups": [strong.pk], "is_superuser": "on"}
    client.post(page_of(account), typed)
    account.refresh_from_db()
    assert (account.is_superuser, account.groups.filter(pk=strong.pk).exists()) == (False, False)
    assert admin.roles_to_give().count() == len(ROLES)


@pytest.mark.parametrize("page", ["change", "password", "off-board", "invitation", "bring-back"])
def test_an_administrator_touches_nobody_who_may_do_more(client, page):
    logged_in(client, "administrator")
    strong = factories.a_user("kushti@ulgi.example", permissions=Permission.objects.filter(codename="delete_user"))
    gone = factories.a_user(is_superuser=True, is_active=False)
    before = User.objects.filter(pk__in=[strong.pk, gone.pk]).order_by("pk").values()
    before = list(before)
    for account in (strong, gone, factories.an_editor_in_chief()):
        typed = {
            "name": "Басқа",
            "email": "basqa@ulgi.example",
            "password1": "бұлақ-басы-77",
            "password2": "бұлақ-басы-77",
        }
        assert client.post(f"/admin/news/user/{account.pk}/{page}/", typed).status_code == 403
    assert list(User.objects.filter(pk__in=[strong.pk, gone.pk]).order_by("pk").values()) == before


def test_an_administrator_changes_no_group_that_may_do_more_and_gives_none_of_its_rights(client):
    logged_in(client, "administrator")
    strong = Group.objects.create(name="Күшті топ")
    strong.permissions.set(Permission.objects.filter(codename="delete_user"))
    assert client.post(page_of(strong), {"name": "x"}).status_code == 403
    weak = Group.objects.create(name="Әлсіз топ")
    forbidden = Permission.objects.get(codename="delete_user")
    client.post(page_of(weak), {"name": weak.name, "permissions": [forbidden.pk]})
    assert not weak.permissions.exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_others_keep_no_accounts(client, role):
    logged_in(client, role)
    for address in ("/admin/news/user/", "/admin/news/user/add/", "/admin/auth/group/"):
        assert client.get(address).status_code == 403


# What roles are called


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_role_is_named_and_told_in_the_language_of_the_reader(client, language):
    logged_in(client, "administrator", language=language)
    group = Group.objects.get(name="registry keeper")
    account = factories.a_user(roles=["registry keeper"])
    with translation.override(language):
        name, sentence = map(str, WORDS["registry keeper"])
    for address in ("/admin/auth/group/", page_of(account)):
        page = client.get(address).content.decode()
        assert name in page
        assert sentence in page
    assert name in client.get(page_of(group)).content.decode()
    assert name in client.get("/admin/news/user/").content.decode()
