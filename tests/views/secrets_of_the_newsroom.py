"""A newsroom in which something is hidden in every way there is, all of it bearing one word.

Drafts, stories that are scheduled, called off or taken down, people, organisations, meetings and pages that no one has
approved; each hangs on something public.
"""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from news import languages
from news.models import Document, Edition, Event, PressRelease, PreviewLink, Revision
from news.models.edition import coalition_day, edition_path
from tests import factories as make

HIDDEN = ("жасырын", "zhasyryn")
"""In every word and address of what is hidden."""

ALL = languages.CODES


def in_all(field, text):
    return dict.fromkeys(languages.each(field), text)


def a_newsroom_with_secrets():
    """What is public, with every kind of hidden thing hanging on it."""
    now = timezone.now()
    people = SimpleNamespace(public=make.a_person("Айгүл", "Үлгібаева"))
    organizations = SimpleNamespace(public=make.an_organization("«Бұлақ-Үлгі» бірлестігі"))
    topic, area = make.a_topic("Өңірлер"), make.an_area("Ұлытау облысы")
    coalition = make.an_organization("Үлгі коалициясы", classification="coalition")
    make.a_role(organizations.public, "Мүше", coalition, start_date="2026")
    make.a_site(coalition=coalition, email="ulgi@ulgi.example")
    editor = make.an_editor_in_chief(email="zhasyryn@ulgi.example", name="Жасырын Редактор")
    cast = SimpleNamespace(
        now=now, topic=topic, area=area, coalition=coalition, editor=editor, tomorrow=now + dt.timedelta(days=1)
    )
    cast.person, cast.organization = people.public, organizations.public
    cast.hidden_people = hidden_people(cast)
    cast.hidden_organizations = hidden_organizations(cast)
    cast.event, cast.hidden_events = meetings(cast)
    cast.page, cast.hidden_pages = pages(cast)
    cast.story, cast.hidden_paths = stories(cast)
    return cast


def hidden_people(cast):
    name = {"given": "Жасырын", "family": "Бүркеулі"}
    hidden = [
        make.a_person(**name, live=False),
        make.a_person(**name, published_at=cast.tomorrow),
        make.a_person(**name, merged_into=cast.person),
    ]
    for person in hidden:
        make.a_role(person, "Жасырын төраға", cast.organization)
        make.a_role(person, "Жасырын өкіл", cast.coalition, on_behalf_of=cast.organization)
    return hidden


def hidden_organizations(cast):
    name = "Жасырын бүркеулі ұйым"
    hidden = [
        make.an_organization(name, live=False, area=cast.area),
        make.an_organization(name, published_at=cast.tomorrow, classification="party", parent=cast.organization),
        make.an_organization(name, merged_into=cast.organization, superseded_by=cast.organization),
    ]
    for organization in hidden:
        make.a_role(organization, "Жасырын мүше", cast.coalition)
        make.a_role(cast.organization, "Жасырын одақтың мүшесі", organization)
        make.a_role(cast.person, "Жасырын ұйымның төрағасы", organization)
        make.a_role(cast.person, "Жасырын ұйымның өкілі", organization, on_behalf_of=cast.organization)
    cast.organization.parent, cast.organization.superseded_by = hidden[0], hidden[1]
    cast.organization.save()
    return hidden


def meetings(cast):
    public = make.a_meeting("Ауылдағы кездесу", start_at=cast.now, area=cast.area)
    hidden = [
        make.a_meeting("Жасырын бүркеулі кездесу", start_at=cast.tomorrow, area=cast.area, live=False),
        make.a_meeting("Жасырын бүркеулі жиын", start_at=cast.now, area=cast.area, published_at=cast.tomorrow),
        make.a_meeting("Жасырын бүркеулі басқосу", start_at=cast.now - dt.timedelta(days=1), live=False),
    ]
    for event in (public, *hidden):
        event.organizers.set([cast.organization, *cast.hidden_organizations])
        event.speakers.set([cast.person, *cast.hidden_people])
    return public, hidden


def pages(cast):
    hidden = [
        make.a_page("Жасырын бет", slug="zhasyryn-bet", live=False, in_menu=True),
        make.a_page("Жасырын ереже", slug="zhasyryn-ereje", published_at=cast.tomorrow, in_menu=True),
    ]
    return make.a_page("Біз туралы", slug="about", in_menu=True), hidden


def stories(cast):
    """The public story, and {language: path} of what never was or no longer is public."""
    shown = {
        "languages": ALL,
        "people": [cast.person, *cast.hidden_people],
        "organizations": [cast.organization, *cast.hidden_organizations],
        "topics": [cast.topic],
        "areas": [cast.area],
        "event": cast.event,
    }
    public = make.a_story("Ауылда кездесу өтті", at=cast.now - dt.timedelta(hours=1), by=cast.editor, **shown)
    spoken = in_all("body", make.a_mark(cast.person, "Ашық сөз"))
    cast.spoken = make.a_story("Ауылда тағы кездесу өтті", at=cast.now - dt.timedelta(hours=2), **shown, **spoken)
    hidden = {
        "pinned_until": cast.tomorrow,
        "created_by": cast.editor,
        **shown,
        **in_all("slug", "zhasyryn"),
        **in_all("cover_caption", "Жасырын сурет"),
    }
    draft = cast.draft = draft_of(cast, hidden)
    submitted = make.an_article("Жасырын ұсынылған", **hidden, **in_all("state", "submitted"))
    scheduled = make.a_story("Жасырын жоспар", at=cast.tomorrow, by=cast.editor, **with_quotation(cast, hidden))
    gone = make.a_story("Жасырын, алынған", at=cast.now - dt.timedelta(hours=3), **with_quotation(cast, hidden))
    Edition.objects.filter(article=gone).update(gone_at=cast.now)
    Event.coverage.through.objects.bulk_create(
        Event.coverage.through(event=cast.event, article=article)
        for article in (public, draft, submitted, scheduled, gone)
    )
    for code in ALL:
        public.corrections.create(language=code, text="Жасырын түзету", made_at=cast.tomorrow)
    rewrite_behind_the_scenes(public, cast)
    paths = [
        edition_path(code, coalition_day(at), slug)
        for code in ALL
        for at in (cast.now, cast.tomorrow, cast.now - dt.timedelta(hours=3))
        for slug in ("zhasyryn", "zhasyryn-2", "zhasyryn-3")
    ]
    return public, paths


def draft_of(cast, fields):
    draft = make.an_article("Жасырын мақала", **fields)
    draft.documents.add(Document.objects.create(file="documents/zhasyryn.pdf", **in_all("title", "Жасырын құжат")))
    cast.link = PreviewLink.objects.create(article=draft, language="kk", expires_at=cast.tomorrow)
    PressRelease.objects.create(article=draft, text="Жасырын баспасөз хабары")
    Revision.objects.record(draft, by=cast.editor, note="Жасырын ескертпе")
    return draft


def with_quotation(cast, fields):
    body = make.a_mark(cast.person, "Жасырын сөз")
    return {
        **fields,
        "cover": make.a_picture(file="pictures/zhasyryn.webp"),
        **in_all("dateline", "Жасырын жер"),
        **in_all("body", body),
    }


def rewrite_behind_the_scenes(article, cast):
    """An edition that is called off, and a working copy that says other things than its live page."""
    before = {name: getattr(article, name) for name in languages.each("headline")}
    for name in before:
        setattr(article, name, "Жасырын жаңа тақырып")
    article.save()
    for code in ALL:
        article.publish(code, by=cast.editor, at=cast.tomorrow, note="Жасырын себеп")
    for name, headline in before.items():
        setattr(article, name, headline)
    article.save()
    for code in ALL:
        article.publish(code, by=cast.editor)
    for name in before:
        setattr(article, name, "Жасырын қолжазба")
    article.event = cast.hidden_events[0]
    article.save()
