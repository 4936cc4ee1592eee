"""What the people of a newsroom may do: the names of the rights, and the roles that bundle them."""

SEE_EVERY_DESK = "news.see_every_desk"
"""Central desk: sees and edits the stories of every desk; makes people, organisations, meetings and pages public."""

PUBLISH_ARTICLE = "news.publish_article"
"""May make stories public, now or at a moment to come."""

WRITES = ("add", "change", "view")

ROLES = {
    "contributor": (
        *(
            f"{act}_{noun}"
            for act in WRITES
            for noun in ("article", "person", "organization", "event", "image", "document")
        ),
        "view_area",
        "view_topic",
        "view_edition",
    ),
    "editor": (
        "see_every_desk",
        *(
            f"{act}_{noun}"
            for act in WRITES
            for noun in (
                *("article", "person", "organization", "membership", "event", "image", "document"),
                *("area", "topic", "page", "correction", "previewlink", "pressrelease"),
            )
        ),
        *(f"view_{noun}" for noun in ("edition", "quotation", "oldaddress", "revision", "siteprofile")),
    ),
    "publisher": ("publish_article",),
}
"""Rights of each role, as codenames of this app. A publisher is an editor with one right more."""


def is_central(user):
    """Whether the user works for the central desk, not for a member's own."""
    return user.has_perm(SEE_EVERY_DESK)
