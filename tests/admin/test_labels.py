"""The page “Published labels”: who may look, who may print anew, and what is printed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Edition
from tests import factories as make

from .posting import filled_in

pytestmark = pytest.mark.django_db
MONDAY = make.moment(2026, 3, 2)


@pytest.fixture
def aigul():
    return make.a_person()


@pytest.fixture
def role(aigul):
    return make.a_role(aigul, "Үлгі төрайымыы", start_date="2024")


@pytest.fixture
def article(aigul, role):
    return make.a_story("Жиын өтті", people=[aigul], at=MONDAY)


@pytest.fixture
def corrected(article, role):
    """The story prints a role whose slip the registry keeper has mended since."""
    role.role_kk = "Үлгі төрайымы"
    role.save()
    return article


@pytest.fixture
def editor(client):
    user = make.a_user(roles=["editor"], language="en")
    client.force_login(user)
    return user


def address(row):
    return reverse(f"admin:news_{row._meta.model_name}_labels", args=[row.pk])


def labels_now(article):
    edition = Edition.objects.live().get(article=article)
    return [link.label for link in edition.people.all()]


def sent_back(client, row, *articles, **typed):
    page = client.get(address(row))
    return client.post(address(row), {**filled_in(page), "story": [f"{one.pk}-kk" for one in articles], **typed})


def said(answer, client):
    return client.get(answer["Location"]).content.decode() if answer.status_code == 302 else answer.content.decode()


# who


@pytest.mark.parametrize(
    ("name", "sees", "prints"),
    [
        ("contributor", 403, 403),
        ("reporter", 403, 403),
        ("translator", 403, 403),
        ("editor", 200, 302),
        ("registry keeper", 200, 403),
        ("administrator", 200, 302),
    ],
)
def test_whoever_publishes_prints_anew_and_whoever_keeps_the_registry_looks(
    client, aigul, corrected, name, sees, prints
):
    client.force_login(make.a_user(roles=[name]))

    page = client.get(address(aigul))
    answer = client.post(address(aigul), {**(filled_in(page) if sees == 200 else {}), "story": f"{corrected.pk}-kk"})

    assert (page.status_code, answer.status_code) == (sees, prints)


@pytest.mark.usefixtures("editor")
def test_nobody_looks_at_somebody_who_is_not_there(client):
    assert client.get(reverse("admin:news_person_labels", args=[987])).status_code == 404
    assert client.get(reverse("admin:news_organization_labels", args=["joq"])).status_code == 404


def test_the_desk_of_a_member_that_publishes_prints_its_own_stories_only(client, aigul, corrected, bulak):
    own = make.a_story("Бұлақтың жиыны", people=[aigul], at=MONDAY, desk=bulak)
    own.editions.get().people.update(label="Үлгі төрайымыы")
    rights = make.a_user(roles=["editor"]).groups.get().permissions
    desk_rights = rights.exclude(codename__in=["see_every_desk", "edit_every_desk"])
    client.force_login(make.a_user(permissions=desk_rights, desks=[bulak], language="en"))

    page = client.get(address(aigul)).content.decode()
    answer = client.post(address(aigul), {"story": [f"{corrected.pk}-kk"]})

    assert "Бұлақтың жиыны" in page
    assert "Жиын өтті" not in page
    assert "You may not change this entry" in said(answer, client)
    assert labels_now(corrected) == ["Үлгі төрайымыы"]


# what


@pytest.mark.usefixtures("editor")
def test_the_page_shows_what_is_printed_and_what_would_be(client, aigul, corrected):
    page = client.get(address(aigul)).content.decode()

    assert reverse("admin:news_article_change", args=[corrected.pk]) in page
    assert "Role on 2\xa0March 2026" in page or "Role on 2 March 2026" in page
    assert '<span lang="kk">Үлгі төрайымыы</span>' in page
    assert "</span>төрайымы</ins>" in page


@pytest.mark.usefixtures("editor")
def test_a_registry_that_says_what_is_printed_has_nothing_to_show(client, aigul, article):
    page = client.get(address(aigul)).content.decode()

    assert "Everything that is published prints the names and roles of the registry." in page
    assert 'type="submit" class="default"' not in page


def test_the_ticked_ones_are_printed_anew_and_the_others_stay(client, aigul, role, corrected, editor):
    other = make.a_story("Екінші жиын", people=[aigul], at=MONDAY)
    other.editions.get().people.update(label="Үлгі төрайымыы")

    answer = sent_back(client, aigul, corrected, note_kk="Қызметі түзетілді")

    assert "1 text is printed with the labels of the registry now." in said(answer, client)
    assert (labels_now(corrected), labels_now(other)) == (["Үлгі төрайымы"], ["Үлгі төрайымыы"])
    edition = Edition.objects.live().get(article=corrected)
    assert (edition.published_by, edition.change_note) == (editor, "Қызметі түзетілді")


@pytest.mark.usefixtures("editor")
def test_readers_are_told_in_their_own_language_unless_the_editor_says_otherwise(client, aigul, corrected):
    page = client.get(address(aigul))
    note = filled_in(page)["note_kk"]
    sent_back(client, aigul, corrected)

    assert note
    assert Edition.objects.live().get(article=corrected).change_note == note
    assert "note_ru" not in filled_in(page)


@pytest.mark.usefixtures("editor")
def test_without_a_tick_nothing_is_printed(client, aigul, corrected):
    answer = sent_back(client, aigul)

    assert "Tick at least one story." in said(answer, client)
    assert corrected.editions.count() == 1


@pytest.mark.usefixtures("editor")
def test_what_changed_after_the_page_was_opened_is_not_printed(client, aigul, role, corrected):
    page = filled_in(client.get(address(aigul)))
    role.role_kk = "Үлгі төрағасы"
    role.save()

    answer = client.post(address(aigul), {**page, "story": f"{corrected.pk}-kk"})

    assert "Жиын өтті · Қазақша: This was changed after you opened the page" in said(answer, client)
    assert labels_now(corrected) == ["Үлгі төрайымыы"]


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("key", ["", "joq", "1-de", "987-kk", "9" * 30 + "-kk", "1-kk\0", "-1-kk"])
def test_a_forged_tick_prints_nothing(client, aigul, corrected, key):
    answer = client.post(address(aigul), {"story": key, f"seen_{key}": "x"})

    assert answer.status_code in (200, 302)
    assert corrected.editions.count() == 1


@pytest.mark.usefixtures("editor")
def test_a_note_that_is_too_long_keeps_what_was_ticked(client, aigul, corrected):
    answer = sent_back(client, aigul, corrected, note_kk="ұ" * 251)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert filled_in(answer)["story"] == f"{corrected.pk}-kk"
    assert corrected.editions.count() == 1


@pytest.mark.usefixtures("editor")
def test_hostile_labels_are_shown_as_text(client, aigul, article):
    article.editions.get().people.update(label="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client.get(address(aigul)).content.decode()


@pytest.mark.usefixtures("editor")
def test_the_page_costs_as_many_queries_for_one_story_as_for_twenty(
    client, aigul, corrected, django_assert_max_num_queries
):
    client.get(address(aigul))
    with django_assert_max_num_queries(24) as of_one:
        client.get(address(aigul))
    for number in range(20):
        story = make.a_story(f"Жиын {number}", people=[aigul], at=MONDAY)
        story.editions.get().people.update(label="Қате")
    with django_assert_max_num_queries(24) as of_many:
        client.get(address(aigul))

    assert len(of_one) == len(of_many)


# the way there


@pytest.fixture
def keeper(client):
    user = make.a_user(roles=["administrator"], language="en")
    client.force_login(user)
    return user


def saved(client, row, **typed):
    form = reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])
    answer = client.post(form, {**filled_in(client.get(form)), "_continue": "1", **typed})
    assert answer.status_code == 302
    return client.get(answer["Location"]).content.decode()


OTHERWISE = "1 published text prints a name or a role otherwise"


@pytest.mark.usefixtures("keeper")
def test_whoever_corrects_a_role_is_told_what_was_printed(client, aigul, article):
    page = saved(client, aigul, **{"memberships-0-role_kk": "Үлгі төрайымы"})

    assert OTHERWISE in page
    assert f'href="{address(aigul)}"' in page


@pytest.mark.usefixtures("keeper")
def test_whoever_corrects_a_role_on_its_own_form_is_told_as_well(client, aigul, article, role):
    assert OTHERWISE in saved(client, role, role_kk="Үлгі төрайымы")


@pytest.mark.usefixtures("keeper")
def test_whoever_corrects_the_name_of_an_organisation_is_told(client, bulak):
    make.a_story(organizations=[bulak], at=MONDAY)

    assert OTHERWISE in saved(client, bulak, name_kk="«Бұлақ» қоғамдық бірлестігі")


@pytest.mark.usefixtures("keeper")
def test_a_role_that_ends_today_says_nothing_of_old_stories(client, aigul, article):
    page = saved(client, aigul, **{"memberships-0-end_date": timezone.localdate().isoformat()})

    assert OTHERWISE not in page


@pytest.mark.usefixtures("keeper")
def test_the_forms_lead_to_the_page(client, aigul, role, bulak):
    for row, of in ((aigul, aigul), (role, aigul), (bulak, bulak)):
        form = reverse(f"admin:news_{row._meta.model_name}_change", args=[row.pk])
        assert f'href="{address(of)}"' in client.get(form).content.decode()
