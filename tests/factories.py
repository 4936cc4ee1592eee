"""Rows for tests, named as the newsroom speaks. Every person and organisation here is plainly fictional."""

import datetime as dt
import itertools
import uuid
from importlib import import_module
from zoneinfo import ZoneInfo

from django.apps import apps
from django.contrib.auth.models import Group

from news.models import (
    Area,
    Article,
    Event,
    Image,
    Membership,
    Organization,
    Page,
    Person,
    SiteProfile,
    Topic,
    User,
)
from news.permissions import ROLES

ALMATY = ZoneInfo("Asia/Almaty")
LONG_AGO = dt.datetime(2026, 1, 1, 9, 0, tzinfo=ALMATY)
NUMBERS = itertools.count(1)


def moment(year, month, day, hour=12, minute=0):
    """A moment on the clock of the coalition."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def a_user(email=None, *, desks=(), permissions=(), roles=(), **fields):
    user = User.objects.create_user(
        email or f"staff{next(NUMBERS)}@ulgi.example",
        "қыран-құс-2026",
        **{"name": "Әсел Үлгі", "is_staff": True, **fields},
    )
    user.desks.set(desks)
    user.user_permissions.set(permissions)
    user.groups.set(groups_of(roles))
    return user


def groups_of(roles):
    """The groups of the migration; made anew where a test before has emptied the database."""
    if roles and not Group.objects.exists():
        import_module("news.migrations._roles").make_groups(apps, "default", ROLES)
    return Group.objects.filter(name__in=roles)


def an_editor_in_chief(**fields):
    return a_user(is_superuser=True, **fields)


def a_person(given="Айгүл", family="Үлгібаева", *, live=True, **fields):
    names = {f"given_name_{code}": given for code in ("kk", "ru", "en")}
    names |= {f"family_name_{code}": family for code in ("kk", "ru", "en")}
    return Person.objects.create(**{**names, "published_at": LONG_AGO if live else None, **fields})


def an_organization(name="«Бұлақ-Үлгі» қоғамдық бірлестігі", *, live=True, **fields):
    names = {f"name_{code}": name for code in ("kk", "ru", "en")}
    defaults = {"classification": Organization.Classification.ASSOCIATION, "published_at": LONG_AGO if live else None}
    return Organization.objects.create(**{**names, **defaults, **fields})


def a_role(holder, role="Үлгі төрайымы", organization=None, **fields):
    """A membership of a person or of an organisation."""
    side = "person" if isinstance(holder, Person) else "member_organization"
    roles = {f"role_{code}": role for code in ("kk", "ru", "en")}
    return Membership.objects.create(**{side: holder, "organization": organization, **roles, **fields})


def an_area(name="Ұлытау облысы", **fields):
    return Area.objects.create(**{f"name_{code}": name for code in ("kk", "ru", "en")}, **fields)


def a_topic(name="Өңірлер", **fields):
    return Topic.objects.create(**{f"name_{code}": name for code in ("kk", "ru", "en")}, **fields)


def a_picture(**fields):
    described = {f"description_{code}": "Сурет: жиналыс залы" for code in ("kk", "ru", "en")}
    size = {"width": 1280, "height": 853}
    return Image.objects.create(**{"file": f"pictures/ulgi-{next(NUMBERS)}.webp", **size, **described, **fields})


def a_meeting(name="Ауыл тұрғындарымен кездесу", *, live=True, **fields):
    names = {f"name_{code}": name for code in ("kk", "ru", "en")}
    defaults = {"start_at": moment(2026, 3, 3, 15), "published_at": LONG_AGO if live else None}
    return Event.objects.create(**{**names, **defaults, **fields})


def a_page(title="Біз туралы", *, live=True, **fields):
    titles = {f"title_{code}": title for code in ("kk", "ru", "en")}
    bodies = {f"body_{code}": "<p>Үлгі мәтін.</p>" for code in ("kk", "ru", "en")}
    return Page.objects.create(**{**titles, **bodies, "published_at": LONG_AGO if live else None, **fields})


def a_site(**fields):
    names = {f"site_name_{code}": "Үлгі жаңалықтары" for code in ("kk", "ru", "en")}
    return SiteProfile.objects.create(**{**names, **fields})


def an_article(
    headline="Кездесу өтті", *, languages=("kk",), people=(), organizations=(), topics=(), areas=(), **fields
):
    """A working copy that is complete in the given languages."""
    words = {}
    for code in languages:
        words |= {
            f"headline_{code}": headline,
            f"summary_{code}": "Қысқаша.",
            f"body_{code}": "<p>Ауылда кездесу өтті.</p>",
        }
    article = Article.objects.create(**{**words, **fields})
    for place, person in enumerate(people):
        article.people.create(person=person, relation="spoke", position=place)
    for place, organization in enumerate(organizations):
        article.organizations.create(organization=organization, position=place)
    article.topics.set(topics)
    article.areas.set(areas)
    return article


def a_story(headline="Кездесу өтті", *, languages=("kk",), at=LONG_AGO, by=None, **fields):
    """A story published in the given languages; returns the article."""
    article = an_article(headline, languages=languages, **fields)
    for code in languages:
        article.publish(code, by=by, at=at)
    return article


def an_edition(headline="Кездесу өтті", *, language="kk", **fields):
    """A live edition of a new story in one language."""
    return a_story(headline, languages=(language,), **fields).editions.get()


def a_mark(speaker, text="Біз әр ауылға барамыз", *, uid=None, said_on=None):
    """A marked quotation as it stands in a body."""
    kind = "person" if isinstance(speaker, Person) else "organization"
    day = f' data-said-on="{said_on}"' if said_on else ""
    return (
        f'<figure class="quote" data-uid="{uid or uuid.uuid4()}" data-{kind}="{speaker.pk}"{day}>'
        f"<blockquote><p>«{text}»</p></blockquote><figcaption>{speaker}</figcaption></figure>"
    )


def a_photo(picture):
    """A library picture as it stands in a body."""
    return f'<figure class="photo" data-image="{picture.pk}"><img src="/media/ulgi.webp" alt="Үлгі"></figure>'
