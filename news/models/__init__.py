"""The tables of the newsroom and their rules, a file a noun."""

from .address import OldAddress
from .appearance import (
    ArticleOrganization,
    ArticlePerson,
    Byline,
    BylineRole,
    Correction,
    OrganizationRelation,
    PersonRelation,
    Signatory,
)
from .area import Area, Topic
from .article import Article
from .composition import proof
from .edition import (
    Edition,
    EditionArea,
    EditionByline,
    EditionOrganization,
    EditionPerson,
    EditionTopic,
    address_of_story,
    coalition_day,
    live_condition,
)
from .event import Event
from .image import Document, Image
from .kinds import Kind
from .membership import Membership
from .opening import Opening
from .organization import Organization
from .page import Page
from .person import Person
from .places import As, Place, Places
from .press_release import PressRelease
from .preview_link import PreviewLink, preview_address
from .quotation import Quotation, address_of_quotation
from .revision import Act, Revision
from .site import SiteProfile
from .spreadsheet import Spreadsheet
from .use import Use
from .user import User

__all__ = [
    "Act",
    "Area",
    "Article",
    "ArticleOrganization",
    "ArticlePerson",
    "As",
    "Byline",
    "BylineRole",
    "Correction",
    "Document",
    "Edition",
    "EditionArea",
    "EditionByline",
    "EditionOrganization",
    "EditionPerson",
    "EditionTopic",
    "Event",
    "Image",
    "Kind",
    "Membership",
    "OldAddress",
    "Opening",
    "Organization",
    "OrganizationRelation",
    "Page",
    "Person",
    "PersonRelation",
    "Place",
    "Places",
    "PressRelease",
    "PreviewLink",
    "Quotation",
    "Revision",
    "Signatory",
    "SiteProfile",
    "Spreadsheet",
    "Topic",
    "Use",
    "User",
    "address_of_quotation",
    "address_of_story",
    "coalition_day",
    "live_condition",
    "preview_address",
    "proof",
]
