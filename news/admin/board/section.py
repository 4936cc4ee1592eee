"""The shape of the first page: sections of a few rows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Value
from django.urls import reverse

ROWS_IN_A_SECTION = 5
ROWS_FETCHED = ROWS_IN_A_SECTION + 1
"""One more than is shown tells that there are more."""


class Row(NamedTuple):
    """A line: where it leads, what there is to know, and the first words of what a colleague wrote about it.

    `act` is the words and the address of what can be done about it at once.
    """

    text: str
    address: str
    detail: str = ""
    note: str = ""
    act: tuple = ()


@dataclass
class Section:
    """`is_mine` where the user is the one it waits for; `all_url` is empty where the rows have no list of their own."""

    title: str
    rows: list
    has_more: bool
    all_url: str = ""
    is_mine: bool = False


def section(title, rows, *, all_url="", is_mine=False):
    """A section of the first of these rows; fetch ROWS_FETCHED of them."""
    return Section(title, rows[:ROWS_IN_A_SECTION], len(rows) > ROWS_IN_A_SECTION, all_url, is_mine)


def address_of(model, key):
    return reverse(f"admin:news_{model._meta.model_name}_change", args=[key])


def list_of(model, query=""):
    return reverse(f"admin:news_{model._meta.model_name}_changelist") + query


def may_see(site, request, model):
    return site.get_model_admin(model).has_view_or_change_permission(request)


def together(rows, **found):
    """{name: rows} of several bounded querysets of one table, with the columns that `rows` loads. One query.

    An OR of the conditions would be slower: each of them has an index of its own, in whose order it can stop early.
    """
    rows = rows.order_by()
    first, *others = (
        rows.filter(pk__in=bounded.values("pk")).annotate(found_as=Value(name)) for name, bounded in found.items()
    )
    sorted_rows = defaultdict(list)
    for row in first.union(*others, all=True):
        sorted_rows[row.found_as].append(row)
    return sorted_rows
