"""Beside the words of a story's day stands what is true today, where that is something else."""

from django.utils import timezone

from news.models import Quotation
from news.models.membership import careers_of, role_since


def tell_roles_of_today(rows, day=None):
    """Give each row `role_now`: what the person it names is today, empty where that has not changed since its day.

    `rows` are people of editions first published on `day`, and quotations, which have days of their own. One query,
    none where nobody is named.
    """
    today = timezone.localdate()
    named = [(row, *named_by(row, day)) for row in rows]
    careers = careers_of(key for _row, key, _day in named if key)
    for row, key, then in named:
        role = role_since(then, careers.get(key, ()), row.language, today=today)
        row.role_now = "" if role == row.label else role


def named_by(row, day):
    """(the person's key, the day whose role the row prints)."""
    return (row.speaker_person_id, row.said_on) if isinstance(row, Quotation) else (row.person_id, day)


def tell_names_of_today(links):
    """Give organisations of a story `printed`, where that is not their name today, and `name_now` where they had it.

    A former name is one of the registry's `other_names`; other printed words are a label that an editor chose.
    """
    for link in links:
        name = link.organization.name_in(link.language)
        link.printed = link.label if link.label != name else ""
        link.name_now = name if link.printed in link.organization.other_names else ""
