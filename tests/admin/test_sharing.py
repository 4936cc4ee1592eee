"""The page “Share a draft”: who may make links, for what and how long, and how they end."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from news.models import PreviewLink, Revision
from news.permissions import ROLES
from tests import factories
from tests.views.asking import number_of_queries

from .posting import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, aigerim):
    client.force_login(aigerim)
    return client


def as_role(client, user, role):
    codes = [code.split(".")[-1] for code in ROLES[role]]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    return client


def page_of(article):
    return reverse("admin:news_article_share", args=[article.pk])


def chosen(**fields):
    return {"language": "kk", "text": "newest", "days": "7", **fields}


def a_link(article, by, **fields):
    expires_at = timezone.now() + dt.timedelta(days=7)
    return PreviewLink.objects.create(
        article=article, language="kk", created_by=by, **{"expires_at": expires_at, **fields}
    )


def test_an_editor_makes_a_link_and_whoever_has_it_reads_the_draft(desk, aigerim):
    article = factories.an_article("Ауылда кездесу өтеді")

    page = desk.post(page_of(article), chosen(), follow=True)
    link = PreviewLink.objects.get()
    desk.logout()

    assert (link.article, link.created_by, link.revision) == (article, aigerim, None)
    assert f'value="http://localhost:8000{link.get_absolute_url()}"' in page.text
    assert "Ауылда кездесу өтеді" in desk.get(link.get_absolute_url()).text


@pytest.mark.parametrize("days", [1, 3, 7, 30])
def test_a_link_opens_for_as_long_as_was_chosen(desk, days):
    article = factories.an_article()
    desk.post(page_of(article), chosen(days=days))
    left = PreviewLink.objects.get().expires_at - timezone.now()
    assert dt.timedelta(days=days, minutes=-1) < left <= dt.timedelta(days=days)


@pytest.mark.parametrize(
    "wrong", [{"days": "365"}, {"days": ""}, {"language": "ru"}, {"language": "de"}, {"text": "x"}, {"text": "version"}]
)
def test_what_the_page_does_not_offer_is_refused(desk, wrong):
    answer = desk.post(page_of(factories.an_article(languages=("kk",))), chosen(**wrong))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not PreviewLink.objects.exists()


def test_a_link_may_hold_on_to_a_version(desk, aigerim):
    article = factories.an_article()
    first, _second = (Revision.objects.record(article, by=aigerim) for _ in range(2))
    page = f"{page_of(article)}?revision=1"
    typed = filled_in(desk.get(page))
    assert typed["text"] == "version"
    desk.post(page, typed)
    assert PreviewLink.objects.get().revision == first


def test_a_revoked_link_opens_nothing(desk, aigerim):
    link = a_link(factories.an_article("Ауылда кездесу"), aigerim)
    page = desk.post(page_of(link.article), {"revoke": link.pk}, follow=True)
    assert page.status_code == 200
    answer = desk.get(link.get_absolute_url())
    assert answer.status_code == 404
    assert "Ауылда" not in answer.text


def test_a_link_of_another_story_is_not_revoked_from_here(desk, aigerim):
    link = a_link(factories.an_article(), aigerim)
    assert desk.post(page_of(factories.an_article()), {"revoke": link.pk}).status_code == 404
    link.refresh_from_db()
    assert link.is_usable()


@pytest.mark.parametrize("key", ["", "абв", "-1", "9" * 40, "\x00"])
def test_junk_revokes_nothing(desk, key):
    assert desk.post(page_of(factories.an_article()), {"revoke": key}).status_code == 404


def test_a_contributor_shares_the_stories_of_its_own_desk(client, marat, bulak):
    article = factories.an_article(desk=bulak)
    as_role(client, marat, "contributor").post(page_of(article), chosen())
    link = PreviewLink.objects.get()
    client.logout()
    assert client.get(link.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("role", ["contributor", "registry keeper"])
def test_who_may_not_write_in_a_story_does_not_share_it(client, marat, role):
    article = factories.an_article("Басқанікі", desk=factories.an_organization("«Мысал» ұйымы"))
    as_role(client, marat, role)
    for answer in (client.get(page_of(article)), client.post(page_of(article), chosen(), follow=True)):
        assert 'name="days"' not in answer.text
    assert not PreviewLink.objects.exists()


def test_a_reporter_shares_no_story_of_a_members_desk(client, marat):
    article = factories.an_article(desk=factories.an_organization("«Мысал» ұйымы"))
    marat.desks.clear()
    assert as_role(client, marat, "reporter").post(page_of(article), chosen()).status_code == 403
    assert not PreviewLink.objects.exists()


def test_a_story_in_the_bin_is_not_shared(desk):
    article = factories.an_article(binned_at=timezone.now())
    assert desk.post(page_of(article), chosen()).status_code == 302
    assert not PreviewLink.objects.exists()


def test_a_story_without_a_word_has_nothing_to_share(desk):
    page = desk.get(page_of(factories.an_article(languages=())))
    assert page.status_code == 200
    assert 'name="days"' not in page.text


def test_the_list_tells_who_made_a_link_and_how_often_it_was_opened(desk, aigerim):
    link = a_link(factories.an_article(), aigerim, opened_count=3, opened_at=timezone.now())
    a_link(link.article, aigerim, expires_at=timezone.now() - dt.timedelta(days=1))
    text = desk.get(page_of(link.article)).text
    assert text.count(aigerim.name) >= 2
    assert text.count("data-over") == 1
    assert text.count('name="revoke"') == 1


def test_as_many_queries_for_one_link_as_for_fifty(desk, aigerim):
    one, many = factories.an_article(), factories.an_article()
    for article, number in ((one, 1), (many, 50)):
        for _ in range(number):
            a_link(article, factories.a_user(), revision=Revision.objects.record(article, by=aigerim))
    number_of_queries(desk, page_of(one))
    assert number_of_queries(desk, page_of(one)) == number_of_queries(desk, page_of(many))


def test_the_form_of_a_story_leads_to_its_previews_and_to_sharing(desk):
    article = factories.an_article()
    text = desk.get(reverse("admin:news_article_change", args=[article.pk])).text
    for code in ("kk", "ru", "en"):
        assert f'href="/{code}/preview/{article.pk}/"' in text
    assert f'href="{page_of(article)}"' in text


def test_links_of_all_stories_are_revoked_from_their_list(desk, aigerim):
    links = [a_link(factories.an_article(), aigerim) for _ in range(2)]
    changelist = reverse("admin:news_previewlink_changelist")
    assert desk.get(changelist).status_code == 200
    desk.post(changelist, {"action": "revoke", "_selected_action": [link.pk for link in links]})
    assert not PreviewLink.objects.usable().exists()


def test_a_reporter_revokes_no_link_of_a_story_that_is_not_theirs_to_write(client, marat, aigerim):
    link = a_link(factories.an_article(desk=factories.an_organization("«Мысал» ұйымы")), aigerim)
    marat.desks.clear()
    as_role(client, marat, "reporter").post(
        reverse("admin:news_previewlink_changelist"), {"action": "revoke", "_selected_action": [link.pk]}
    )
    link.refresh_from_db()
    assert link.is_usable()


def test_a_link_is_looked_at_and_not_typed_over(desk, aigerim):
    link = a_link(factories.an_article(), aigerim)
    page = reverse("admin:news_previewlink_change", args=[link.pk])
    assert desk.get(page).status_code == 200
    assert desk.post(page, {"expires_at": "2099-01-01T09:00"}).status_code == 403
