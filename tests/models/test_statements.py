"""Joint statements: who has signed, when, and what the signer was that day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from news.models import Article
from news.models.comparison import changes
from news.models.working_copy import stored
from tests.factories import a_person, a_role, a_user, an_article, an_organization, moment

pytestmark = pytest.mark.django_db
MONDAY = moment(2026, 3, 2)
SUNDAY = dt.date(2026, 3, 1)


@pytest.fixture
def statement(bulak):
    article = an_article("Мәлімдеме", kind="statement")
    article.signatories.create(organization=bulak, signed_on=SUNDAY)
    return article


def signed_by(statement, organization, **fields):
    return statement.signatories.create(**{"organization": organization, "signed_on": SUNDAY, **fields})


def look(article):
    with translation.override("en"):
        return Article.objects.get(pk=article.pk).what_to_look_at("kk")


def test_an_edition_keeps_the_names_and_the_role_of_the_day_of_signing(statement):
    mysal, signer = an_organization("«Мысал»"), a_person()
    a_role(signer, "Мысал хатшысы", mysal, start_date="2025", end_date="2026-03-01")
    a_role(signer, "Мысал төрайымы", mysal, start_date="2026-03-02")
    signed_by(statement, mysal, signer=signer)

    kept = statement.publish("kk", by=None, at=MONDAY).signatories[1]

    assert (kept["organization"], kept["name"]) == (mysal.pk, "«Мысал»")
    assert (kept["person"], kept["signer"], kept["label"]) == (signer.pk, "Айгүл Үлгібаева", "Мысал хатшысы")
    assert kept["signed_on"] == "2026-03-01"


def test_a_signers_post_in_an_organisation_that_readers_do_not_see_is_not_printed(statement):
    signer = a_person()
    a_role(signer, "Құпия кеңестің мүшесі", an_organization("«Құпия»", live=False))
    signed_by(statement, an_organization("«Мысал»"), signer=signer)

    assert statement.publish("kk", by=None, at=MONDAY).signatories[1]["label"] == ""


def test_signatories_stand_in_the_alphabet_where_editors_gave_them_no_place(statement):
    for name, place in (("«Ясы»", 0), ("«Әлем»", 0), ("«Алма»", 0), ("«Соңғы»", 5)):
        signed_by(statement, an_organization(name), position=place)

    names = [kept["name"] for kept in statement.publish("kk", by=None, at=MONDAY).signatories]

    assert [name.strip("«»")[:5] for name in names] == ["Алма", "Әлем", "Бұлақ", "Ясы", "Соңғы"]


def test_a_statement_is_linked_to_all_who_signed_it_and_to_nobody_twice(statement, bulak):
    mysal, signer = an_organization("«Мысал»"), a_person()
    signed_by(statement, mysal, signer=signer)
    statement.organizations.create(organization=bulak, relation="lead")

    edition = statement.publish("kk", by=None, at=MONDAY)

    links = [(link.organization, link.relation, link.label) for link in edition.organizations.all()]
    assert links == [(bulak, "lead", str(bulak)), (mysal, "supporting", "«Мысал»")]
    assert [link.person for link in edition.people.all()] == [signer]


def test_a_published_statement_differs_in_nothing_from_its_working_copy(statement):
    signed_by(statement, an_organization("«Әлем»"), signer=a_person())
    edition = statement.publish("kk", by=None, at=MONDAY)

    assert changes(stored(statement), edition) == []


def test_sixty_signatures_are_published_with_as_many_queries_as_one(bulak):
    def queries(number):
        article = an_article(f"Мәлімдеме {number}", kind="statement")
        for place in range(number):
            signed_by(article, an_organization(f"«Ұйым {number} {place}»"), signer=a_person(f"Айгүл {place}"))
        with CaptureQueriesContext(
            connection,
        ) as ran:
            article.publish("kk", by=None, at=MONDAY)
        return len(ran)

    assert queries(1) == queries(60)


# only a statement is signed


def test_another_kind_of_story_with_signatories_is_not_published_and_loses_none(statement):
    statement.kind = "news"
    statement.save()

    with translation.override("en"), pytest.raises(ValidationError, match="Only a statement is signed"):
        statement.publish("kk", by=None)

    assert statement.signatories.count() == 1
    statement.kind = "statement"
    statement.save()
    assert statement.publish("kk", by=None)


def test_the_sentence_leads_to_the_field(client, statement):
    statement.kind = "news"
    statement.save()
    client.force_login(a_user(roles=["editor"], language="en"))

    page = client.get(reverse("admin:news_article_publish", args=[statement.pk])).content.decode()

    assert f'{reverse("admin:news_article_change", args=[statement.pk])}#id_kind"' in page


def test_a_new_signature_is_of_today_unless_somebody_says_otherwise(client):
    client.force_login(a_user(roles=["editor"], language="en"))

    page = client.get(reverse("admin:news_article_add"))
    form = next(inline for inline in page.context["inline_admin_formsets"] if inline.formset.prefix == "signatories")

    assert form.formset.empty_form["signed_on"].value() == timezone.localdate()


# what to look at


def test_a_signer_who_held_nothing_there_that_day_is_told(statement):
    mysal, signer = an_organization("«Мысал»"), a_person()
    a_role(signer, "Мысал төрайымы", mysal, start_date="2026-03-02")
    signed_by(statement, mysal, signer=signer)

    (sentence,) = look(statement)

    assert "Айгүл Үлгібаева signs for «Мысал»" in sentence


@pytest.mark.parametrize("way", ["in it", "on its behalf"])
def test_a_signer_of_the_organisation_gives_no_cause(statement, way):
    mysal, signer = an_organization("«Мысал»"), a_person()
    other = an_organization("«Палата»")
    a_role(signer, "Төрайым", mysal if way == "in it" else other, on_behalf_of=None if way == "in it" else mysal)
    signed_by(statement, mysal, signer=signer)

    assert look(statement) == []
