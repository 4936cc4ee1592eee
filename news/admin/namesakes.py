"""What tells people and organisations of one name apart where an editor chooses among them."""

from collections import Counter

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from news.models import Person
from news.models.composition import labels_on


def tell_apart(rows):
    """Give each row a `detail` of the same table: post of today, or kind and region; its address where that is not
    enough. One query, however many rows.
    """
    said = roles_of(rows) if rows and isinstance(rows[0], Person) else kinds_of(rows)
    twins = Counter((str(row), said[row.pk]) for row in rows)
    for row in rows:
        words = [said[row.pk], "" if row.is_live() else gettext("not public yet")]
        is_one_of_two = twins[str(row), said[row.pk]] > 1
        row.detail = " · ".join(filter(None, [*words, row.slug if is_one_of_two else ""]))


def roles_of(people):
    labels = labels_on(timezone.localdate(), [person.pk for person in people], get_language())
    return {person.pk: labels.get(person.pk, "") for person in people}


def kinds_of(organizations):
    prefetch_related_objects(organizations, "area")
    return {
        row.pk: " · ".join(filter(None, [capfirst(row.get_classification_display()), str(row.area or "")]))
        for row in organizations
    }
