"""Who saved a row while somebody had its form open, read from its saved versions or from the admin's log."""

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

from news.models import Revision
from news.models.bases import content_type_of

MOST_VERSIONS = 30
"""Saves that happen while one form is open."""


class Save(NamedTuple):
    by: str
    at: dt.datetime


class Meanwhile:
    """The newest saves of a row. Queries nothing until it is asked."""

    def __init__(self, row):
        self.row = row

    @cached_property
    def versions(self):
        return list(Revision.objects.of(self.row).select_related("author").order_by("-number")[:MOST_VERSIONS])

    def last_save(self, value_in):
        """Who gave the value its present state; `value_in` finds it in the columns of a saved version."""
        found = None
        for version in self.versions:
            if found and value_in(version.data) != value_in(found.data):
                break
            found = version
        return Save(name_of(found.author), found.created_at) if found else self.logged

    @cached_property
    def logged(self):
        """The newest line of the admin's log, for rows whose versions are not kept."""
        entries = LogEntry.objects.filter(content_type=content_type_of(self.row), object_id=str(self.row.pk))
        entry = entries.select_related("user").order_by("-action_time", "-pk").first()
        return Save(name_of(entry.user), entry.action_time) if entry else None

    def earlier(self, value_in, is_wanted):
        """The newest kept text of which `is_wanted` is true, or None."""
        texts = (value_in(version.data) for version in self.versions)
        return next((text for text in texts if isinstance(text, str) and is_wanted(text)), None)


def name_of(user):
    return user.get_full_name() or user.get_username() if user else gettext("somebody without an account")


class Place:
    """Where in a row a field stands: on the row itself, or in one of the lines beside it."""

    def __init__(self, row, meanwhile=None, prefix="", title=""):
        self.row, self.prefix, self.title = row, prefix, title
        self.meanwhile = meanwhile or Meanwhile(row)

    def label(self, name):
        return f"{capfirst(self.title)}: {self.row} — {name}" if self.title else name

    def value_in(self, columns, name):
        """The value of a column in a saved version; None where the version has no such line."""
        if not self.prefix:
            return columns.get(name)
        lines = (line for line in columns.get(self.prefix, ()) if line.get("id") == self.row.pk)
        return next(lines, {}).get(name)

    def last_save(self, name):
        return self.meanwhile.last_save(lambda columns: self.value_in(columns, name))

    def earlier(self, name, is_wanted):
        return self.meanwhile.earlier(lambda columns: self.value_in(columns, name), is_wanted)
