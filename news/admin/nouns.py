"""All nouns of the newsroom: importing this registers them. `news.apps` does so when every table is known."""

from . import (  # noqa: F401
    address,
    area,
    article,
    correction,
    document,
    edition,
    event,
    image,
    membership,
    organization,
    page,
    person,
    press_release,
    preview_link,
    quotation,
    revision,
    roles,
    signs,
    site_profile,
    user,
)
