"""Two entries each of which something of every table points at."""

from news.models import Organization, Person, Signatory
from tests import factories as make


def two_people():
    """(duplicate, kept): each stands in a story, is quoted, holds a role, signs, writes, speaks at a meeting."""
    duplicate = make.a_person("Ерсултан", "Улгибеков")
    kept = make.a_person("Ерсұлтан", "Үлгібеков")
    house = make.an_organization("Үлгі палатасы")
    for person in (duplicate, kept):
        everything_of_a_person(person, house)
    Person.objects.create(given_name_kk="Е.", family_name_kk="Үлгібеков", merged_into=duplicate)
    return duplicate, kept


def everything_of_a_person(person, house):
    make.a_role(person, f"Қызметі: {person}", house, start_date="2020")
    article = make.an_article(people=[person], kind="statement")
    article.body_kk = f"<p>Кездесу өтті.</p>{make.a_mark(person)}"
    article.save()
    article.bylines.create(person=person)
    Signatory.objects.create(article=article, organization=house, signer=person, signed_on="2026-01-05")
    article.publish("kk", by=None, at=make.LONG_AGO)
    make.a_meeting(f"Кездесу: {person}").speakers.add(person)


def two_organizations():
    """(duplicate, kept): each has everything that can point at an organisation."""
    duplicate = make.an_organization("«Булак-Улги» қоғамдық бірлестігі")
    kept = make.an_organization("«Бұлақ-Үлгі» қоғамдық бірлестігі")
    coalition = make.an_organization("Үлгі коалициясы")
    for organization in (duplicate, kept):
        everything_of_an_organization(organization, coalition)
    make.a_site(coalition=duplicate)
    Organization.objects.create(name_kk="Бұлақ", classification="union", merged_into=duplicate)
    return duplicate, kept


def everything_of_an_organization(organization, coalition):
    make.a_role(organization, f"мүше: {organization}", coalition, start_date="2020")
    make.a_role(make.a_person(), f"төраға: {organization}", organization, start_date="2020")
    make.a_role(make.a_person(), f"депутат: {organization}", coalition, on_behalf_of=organization)
    article = make.an_article(organizations=[organization], desk=organization, kind="statement")
    article.body_kk = f"<p>Мәлімдеме.</p>{make.a_mark(organization)}"
    article.save()
    article.bylines.create(organization=organization)
    Signatory.objects.create(article=article, organization=organization, signed_on="2026-01-05")
    article.publish("kk", by=None, at=make.LONG_AGO)
    make.a_meeting(f"Кездесу: {organization}").organizers.add(organization)
    make.an_organization(f"Бөлімше: {organization}", parent=organization)
    make.an_organization(f"Бұрынғы: {organization}", superseded_by=organization)
    make.a_user(desks=[organization])
