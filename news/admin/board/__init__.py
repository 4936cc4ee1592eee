"""What needs doing, for the first page: what waits for whoever looks, and then what the desk should know of."""

from . import registry, stories

PARTS = (
    stories.waiting_for_others_or_me,
    registry.waiting_people,
    registry.waiting_organizations,
    stories.scheduled,
    stories.translations,
    registry.meetings,
    stories.my_drafts,
    registry.undescribed_pictures,
)
"""Each gives its sections with one bounded query, in the order in which they stand on the page."""


def sections(site, request):
    """The sections that have something in them, those that wait for the user first. At most eight queries."""
    found = [section for part in PARTS for section in part(site, request) if section.rows]
    return sorted(found, key=lambda section: not section.is_mine)
