"""Whose site the demo is: profile, static pages, and two accounts that nobody can log in to."""

from django.contrib.auth.models import Group

from news.models import Page, SiteProfile, User

from .content import folder, in_each_language, table
from .markup import Text

ORDER_OF_PAGES = ("about", "contacts", "accessibility", "privacy", "corrections")


def make_staff(cast):
    """Accounts without a password: one of the press desk, one of a member's desk."""
    for key, told in table("site")["staff"].items():
        user = User.objects.filter(email__iexact=told["email"]).first() or User.objects.create_user(
            told["email"], name=told["name"], language=told["language"], is_staff=True
        )
        user.groups.set(Group.objects.filter(name=told["role"]))
        cast.staff[key] = user


def open_desks(cast):
    """Let each account write for its desk, and note it as the desk's own."""
    for key, told in table("site")["staff"].items():
        if "desk" in told:
            cast.staff[key].desks.add(cast.organizations[told["desk"]])
            cast.staff[told["desk"]] = cast.staff[key]


def make_house(cast, clock):
    told = table("site")
    profile = SiteProfile.objects.current()
    profile.coalition = cast.organizations[told["coalition"]]
    profile.is_demo = True
    for name in ("email", "phone", "press_email", "open_data_licence"):
        setattr(profile, name, told[name])
    for name in ("site_name", "tagline", "address", "press_contact", "press_office"):
        for column, words in in_each_language(name, told[name]).items():
            setattr(profile, column, words)
    profile.save()
    make_pages(cast, clock)


def make_pages(cast, clock):
    pages = folder("pages")
    for position, key in enumerate(ORDER_OF_PAGES):
        told = pages[key]
        languages = {code: words for code, words in told.items() if isinstance(words, dict)}
        Page.objects.create(
            slug=key,
            in_menu=told.get("in_menu", False),
            position=position,
            published_at=min(clock.now, clock.founded_at),
            **in_each_language("title", {code: words["title"] for code, words in languages.items()}),
            **in_each_language("intro", {code: words["intro"] for code, words in languages.items()}),
            **in_each_language(
                "body", {code: Text(code, key, cast).html(words["body"]) for code, words in languages.items()}
            ),
        )
