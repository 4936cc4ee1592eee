"""What the tests of histories have in common: rows saved as a form saves them, and what a page says of them."""

import re

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from news.models import Revision
from news.permissions import ROLES
from tests import factories

SECRET = "Құпия-Сынақ"

FOUND, REFUSED, MISSING = 200, 403, 404


def a_member_of_staff(role, **fields):
    rights = [right.rpartition(".")[2] for right in ROLES[role]]
    permissions = Permission.objects.filter(content_type__app_label__in=["news", "auth"], codename__in=rights)
    return factories.a_user(permissions=permissions, **fields)


def desk_of(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(row, name="history", *numbers):
    return reverse(f"admin:news_{row._meta.model_name}_{name}", args=[row.pk, *numbers])


def saved(row, by=None, **columns):
    """The row changed and kept, as a save of its form does."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return Revision.objects.record(row, by=by)


def a_story_of_three_versions(by, **fields):
    article = factories.an_article("Жиын өтті", **fields)
    saved(article, by)
    saved(article, by, headline_kk="Жиын ауылда өтті")
    saved(article, by, headline_kk="Жиын қалада өтті", summary_kk="Басқаша.")
    return article


def words_of(response):
    """What the page says, without markup and with single spaces."""
    page = response.content.decode()
    page = page[page.index('<div id="content-main"') :]
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def changes_on(response):
    return {
        (section.code, str(change.label)): (change.old, change.new)
        for section in response.context["sections"]
        for change in section.changes
    }
