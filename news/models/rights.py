"""The rights that rows ask for, by name. Who has them stands in `news/permissions.py`."""

SEE_EVERY_DESK = "news.see_every_desk"
"""Central desk: sees the stories of every desk, and people, organisations and meetings that are not public yet."""

EDIT_EVERY_DESK = "news.edit_every_desk"
"""Writes in the stories of every desk."""

PUBLISH_ARTICLE = "news.publish_article"
"""May make stories public, now or at a moment to come; says what leads the home page."""

KEEP_REGISTRY = "news.keep_registry"
"""Edits people, organisations, meetings and pages whoever added them, and makes them public."""

KEEP_ACCOUNTS = "news.change_user"
"""Invites people, gives them roles and desks, sees them off."""


def may_look_at_stories(user):
    """Whether the user's roles open drafts at all; `visible_to` says which ones. Two queries at most."""
    return user.has_perm("news.view_article") or user.has_perm("news.change_article")
