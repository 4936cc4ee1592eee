"""What has been made so far, by the keys that the texts of the demo use."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

NAMESPACE = UUID("5f0f9f0a-9d0c-5c8e-8a43-0e8a1d6b2f57")
"""Names of the demo are drawn from here, so that two newsrooms loaded from it have the same ones."""


def uid(*names):
    """The UUID of something the demo names, always the same."""
    return uuid5(NAMESPACE, "/".join(map(str, names)))


@dataclass
class Cast:
    """Rows by key. A key that is not there is a mistake in content/ and raises KeyError."""

    staff: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    pictures: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    organizations: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    stories: dict = field(default_factory=dict)

    def people_of(self, keys):
        return [self.people[key] for key in keys]

    def organizations_of(self, keys):
        return [self.organizations[key] for key in keys]
