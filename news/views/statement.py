"""Who has signed a joint statement, as its page shows it."""

import datetime as dt
from dataclasses import dataclass

from news.models import Organization, Person


@dataclass(frozen=True)
class Signature:
    """What the edition keeps of a signature, with the pages to which its names lead (None where there is none)."""

    kept: dict
    organization: Organization | None
    signer: Person | None


def signatures_of(story, people, organizations):
    """The signatures in the order of the edition. No query: whoever signed stands among the links of the edition."""
    by_person = {link.person_id: link.person for link in people}
    by_organization = {link.organization_id: link.organization for link in organizations}
    return [
        Signature(kept, by_organization.get(kept["organization"]), by_person.get(kept.get("person")))
        for kept in story.signatories
    ]


def day_of_all(signatures):
    """The day on which all signed; None where they signed on several."""
    days = {signature.kept["signed_on"] for signature in signatures}
    return dt.date.fromisoformat(days.pop()) if len(days) == 1 else None


def not_only_signed(story, people, organizations):
    """Those beside the story who do not stand under it already: (people, organisations)."""
    signers = {kept.get("person") for kept in story.signatories}
    signed = {kept["organization"] for kept in story.signatories}
    return (
        [link for link in people if link.person_id not in signers or link.relation != "mentioned"],
        [link for link in organizations if link.organization_id not in signed],
    )
