"""What the people of a newsroom may do: the roles, and the rights that each bundles."""

from news.models.rights import EDIT_EVERY_DESK, KEEP_ACCOUNTS, KEEP_REGISTRY, PUBLISH_ARTICLE, SEE_EVERY_DESK

__all__ = [
    "EDIT_EVERY_DESK",
    "KEEP_ACCOUNTS",
    "KEEP_REGISTRY",
    "PUBLISH_ARTICLE",
    "ROLES",
    "SEE_EVERY_DESK",
    "is_central",
]

WRITES = ("add", "change", "view")
KEEPS = (*WRITES, "delete")

REGISTRY = ("person", "organization", "event")
LIBRARY = ("image", "document")
FILED_UNDER = ("area", "topic")


def rights(acts, *nouns):
    """Code names of permissions, such as change_person."""
    return [f"{act}_{noun}" for noun in nouns for act in acts]


PROPOSES = [*rights(WRITES, "article", *REGISTRY, *LIBRARY), *rights(["view"], *FILED_UNDER, "edition")]
"""Writes stories; adds people, organisations and meetings, which wait for the registry keeper."""

LOOKS = ["see_every_desk", *rights(["view"], "membership", "page", "quotation", "correction", "revision")]
"""Sees what every desk works on."""

SHARES = rights(WRITES, "previewlink", "pressrelease")

EDITS = ["edit_every_desk", "publish_article", *rights(WRITES, "correction"), *rights(["view"], "oldaddress")]

REGISTERS = [
    "keep_registry",
    *rights(KEEPS, *REGISTRY, "membership", "page"),
    *rights(WRITES, *FILED_UNDER, *LIBRARY),
    *rights(["view"], "article", "edition", "oldaddress"),
]

ADMINISTERS = [
    *rights(WRITES, "user", "siteprofile"),
    *(f"auth.{right}" for right in rights(WRITES, "group")),
    *rights(KEEPS, "article", *LIBRARY),
]

ROLES = {
    "contributor": PROPOSES,
    "reporter": [*PROPOSES, *LOOKS, *SHARES],
    "translator": [*PROPOSES, *LOOKS, *SHARES, "edit_every_desk"],
    "editor": [*PROPOSES, *LOOKS, *SHARES, *EDITS],
    "registry keeper": [*LOOKS, *REGISTERS],
    "administrator": [*PROPOSES, *LOOKS, *SHARES, *EDITS, *REGISTERS, *ADMINISTERS],
}
"""Rights of each role, as code names of this app, or with another app's name in front.

A migration makes the groups. A right that a later release adds here needs a migration of its own
(`news/migrations/_roles.py`); a test tells when it is forgotten.
"""


def is_central(user):
    """Whether the user works for the central desk, not for a member's own: who sees everything, not who edits it."""
    return user.has_perm(SEE_EVERY_DESK)
