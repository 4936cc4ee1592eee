"""A row of every table that the admin lists, each with neighbours of its own, so that a query a row would show."""

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from news.models import Correction, Document, PressRelease, PreviewLink, Revision
from tests import factories


def article():
    return factories.an_article(
        languages=("kk", "ru"),
        desk=factories.an_organization(),
        cover=factories.a_picture(),
        people=[factories.a_person()],
        created_by=factories.a_user(),
    )


def edition():
    return factories.an_edition(by=factories.a_user())


def correction():
    return Correction.objects.create(article=article(), language="kk", text="Күні қате жазылған еді.")


def press_release():
    return PressRelease.objects.create(text="Баспасөз хабары: ауылда кездесу өтті.", article=article())


def preview_link():
    return PreviewLink.objects.create(article=article(), language="kk", expires_at=timezone.now())


def topic():
    return factories.a_topic(parent=factories.a_topic("Қоғам"))


def area():
    return factories.an_area("Бұлақ ауданы", parent=factories.an_area())


def membership():
    return factories.a_role(factories.a_person(), organization=factories.an_organization(), area=factories.an_area())


def person():
    return factories.a_person(portrait=factories.a_picture())


def organization():
    return factories.an_organization(area=factories.an_area(), logo=factories.a_picture())


def quotation():
    mark = factories.a_mark(factories.a_person())
    story = factories.a_story(body_kk=f"<p>Кездесу.</p>{mark}")
    return story.editions.get().quotations.get()


def event():
    return factories.a_meeting(area=factories.an_area())


def document():
    return Document.objects.create(
        title_kk="Кездесу хаттамасы", file=ContentFile(b"%PDF-1.7 %%EOF", name="hattama.pdf")
    )


def old_address():
    return factories.a_person(family="Мысалова").name


def revision():
    return Revision.objects.record(factories.a_person(), by=factories.a_user())


def group():
    return Group.objects.create(name=f"Редакторлар {Group.objects.count()}")


MAKERS = {
    "article": article,
    "edition": edition,
    "correction": correction,
    "pressrelease": press_release,
    "previewlink": preview_link,
    "topic": topic,
    "area": area,
    "person": person,
    "organization": organization,
    "membership": membership,
    "quotation": quotation,
    "event": event,
    "image": factories.a_picture,
    "document": document,
    "page": factories.a_page,
    "oldaddress": old_address,
    "revision": revision,
    "user": factories.a_user,
    "group": group,
}
"""By the name of the model. The site profile is one row and has no list."""

ONLY_LOOKED_AT = ("edition", "quotation", "oldaddress", "previewlink", "revision")
"""What the newsroom writes itself, or on pages of its own: no form of it saves anything."""
