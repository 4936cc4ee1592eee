"""Logs an administrator in and prints what .ci/judge needs to look at the newsroom: the session cookie, then the paths
of one screen of every kind that editors use, on one line each.

    DATA_DIR=/the/site's/data .ci/editor_pages.py

Run with the environment of the site. Rows are the newest of each table, so that no number is written down here.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition_site.settings")

import django

django.setup()

from django.conf import settings
from django.db.models import Exists, OuterRef

from bench.throwaway import session_of
from news.models import Article, Edition, Image, Person, Revision, User

SCREENS = ("", "home/", "week/", "translations/", "account/")
LISTS = ("article", "user")


def main():
    administrator = User.objects.filter(is_superuser=True, is_active=True).first()
    print(f"{settings.SESSION_COOKIE_NAME}={session_of(administrator)}")
    print(*[f"/admin/{path}" for path in paths(administrator)])


def paths(administrator):
    public = Article.objects.filter(Exists(Edition.objects.live().filter(article=OuterRef("pk")))).latest("pk")
    draft = Article.objects.exclude(Exists(Edition.objects.filter(article=OuterRef("pk")))).latest("pk")
    version = Revision.objects.of(public).latest().number
    story = f"news/article/{public.pk}"
    yield from SCREENS
    yield from (f"news/{noun}/" for noun in LISTS)
    yield from (f"news/article/{article.pk}/change/" for article in (public, draft))
    yield from (f"{story}/{page}/" for page in ("publish", "share", "history", f"history/{version}", "translate/ru"))
    yield from registry()
    for model in (Person, Image):
        yield f"news/{model._meta.model_name}/{model.objects.latest('pk').pk}/change/"
    yield from ("news/image/", "news/image/add-several/", f"news/image/describe/?ids={Image.objects.latest('pk').pk}")
    yield f"news/user/{administrator.pk}/change/"
    yield "news/user/add/"


def registry():
    """A form that asks “is it one of these?”, a merge, published labels, and tables in and out."""
    person, other = Person.objects.live().order_by("pk")[:2]
    yield "news/person/add/"
    yield f"news/person/{person.pk}/labels/"
    yield f"news/person/{person.pk}/merge/?with={other.pk}"
    yield "spreadsheets/person/"


if __name__ == "__main__":
    main()
