"""What the pages say to machines: schema.org statements as plain dicts, printed by the template tag `json_ld`."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from news.models import Event, Organization

CONTEXT = "https://schema.org"

ORGANIZATION_TYPES = {
    Organization.Classification.PARTY: "PoliticalParty",
    Organization.Classification.ASSOCIATION: "NGO",
    Organization.Classification.UNION: "WorkersUnion",
    Organization.Classification.YOUTH: "NGO",
    Organization.Classification.RESEARCH: "ResearchOrganization",
    Organization.Classification.STATE: "GovernmentOrganization",
    Organization.Classification.COMPANY: "Corporation",
    Organization.Classification.MEDIA: "NewsMediaOrganization",
}
"""The others are plain Organizations."""

EVENT_STATES = {
    Event.Status.TENTATIVE: "EventScheduled",
    Event.Status.CONFIRMED: "EventScheduled",
    Event.Status.POSTPONED: "EventRescheduled",
    Event.Status.CANCELLED: "EventCancelled",
}


def absolute(path):
    """A path of this site as a full address. `settings.SITE_URL`, not the request's host, which a client chooses."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def said(facts):
    """The facts without the empty ones: schema.org has no word for “unknown”."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def statement(facts):
    return {"@context": CONTEXT, **said(facts)}


def breadcrumbs(*steps):
    """The way from the home page to this one. `steps` are (name, path)."""
    steps = ((_("Home"), reverse("news:home")), *steps)
    return statement(
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": str(name), "item": absolute(path)}
                for number, (name, path) in enumerate(steps, start=1)
            ],
        }
    )


def website(site, language):
    return statement(
        {
            "@type": "WebSite",
            "name": site.site_name,
            "url": absolute(reverse("news:home")),
            "inLanguage": language,
            "publisher": publisher(site),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(reverse("news:search")) + "?q={search_term_string}",
                },
            },
        }
    )


def publisher(site):
    """Whose site it is, with a logo: the coalition's own, else the site's mark."""
    coalition = site.coalition
    named = named_organization(coalition) if coalition else {"@type": "Organization", "name": site.site_name}
    logo = picture(coalition.logo if coalition else None) or absolute(static("img/icon.svg"))
    return {**named, "logo": {"@type": "ImageObject", "url": logo}}


def named_person(person, label=""):
    """A person where another thing is spoken of: bare name, page, and the role of that day."""
    path = person.get_absolute_url() if person.is_live() else ""
    return said({"@type": "Person", "name": person.name, "jobTitle": label, "url": absolute(path) if path else ""})


def named_organization(organization):
    path = organization.get_absolute_url() if organization.is_live() else ""
    kind = ORGANIZATION_TYPES.get(organization.classification, "Organization")
    return said({"@type": kind, "name": organization.name, "url": absolute(path) if path else ""})


def news_article(
    story, site, *, card=None, people=(), organizations=(), bylines=(), topics=(), corrections=(), quotations=()
):
    """NewsArticle. The rows are the edition's links as its page has fetched them; nothing is queried here.

    `card` is the address of the 1200 × 630 picture beside shared links, in another ratio than the cover; None before
    there is one.
    """
    address = absolute(story.get_absolute_url())
    about = [named_person(link.person, link.label) for link in people if link.relation == "about"]
    mentions = [named_person(link.person, link.label) for link in people if link.relation != "about"]
    return statement(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": address,
            "url": address,
            "headline": story.headline,
            "description": story.summary,
            "inLanguage": story.language,
            "datePublished": story.listed_at.isoformat(),
            "dateModified": story.modified_at.isoformat(),
            "dateline": story.dateline,
            "image": [*filter(None, [photograph(story.cover, story.cover_caption), card])] or [site_card()],
            "author": [author(byline) for byline in bylines if byline.role == "author"] or office(site),
            "translator": [author(byline) for byline in bylines if byline.role == "translator"],
            "publisher": publisher(site),
            "articleSection": [link.topic.name for link in topics],
            "about": [{"@type": "Thing", "name": link.topic.name} for link in topics] + about,
            "mentions": mentions + [named_organization(link.organization) for link in organizations],
            "contentLocation": place(story.first_area.area) if story.first_area else None,
            "correction": [correction(row) for row in corrections],
            "hasPart": [quotation(row) for row in quotations],
            "isAccessibleForFree": True,
        }
    )


def author(byline):
    """Who wrote it: the bare name, without an office, and whether a person or an organisation bears it."""
    target = byline.person or byline.organization
    kind = "Organization" if byline.organization_id else "Person"
    return said(
        {
            "@type": kind,
            "name": byline.label,
            "url": absolute(target.get_absolute_url()) if target and target.is_live() else "",
        }
    )


def office(site):
    """The press office, which signs stories that name no author."""
    return [said({"@type": "Organization", "name": site.press_office or site.site_name})]


def correction(row):
    return {"@type": "CorrectionComment", "text": row.text, "datePublished": row.made_at.isoformat()}


def quotation(row):
    speaker = row.speaker_person
    creator = named_person(speaker, row.label) if speaker else named_organization(row.speaker_organization)
    return said(
        {
            "@type": "Quotation",
            "identifier": str(row.uid),
            "text": row.text,
            "creator": creator,
            "dateCreated": row.said_on.isoformat(),
            "url": absolute(row.get_absolute_url()) if row.has_page() else "",
        }
    )


def quotation_page(row, versions):
    """A quotation's own page. `versions` are its rows in every language that has it, by language."""
    story = row.edition
    original = versions.get(row.original_language, row)
    others = [other for language, other in versions.items() if language != row.language]
    return statement(
        {
            **quotation(row),
            "inLanguage": row.language,
            "isPartOf": {
                "@type": "NewsArticle",
                "headline": story.headline,
                "url": absolute(story.get_absolute_url()),
                "datePublished": story.listed_at.isoformat(),
            },
            "translationOfWork": in_language(original) if original is not row else None,
            "workTranslation": [in_language(other) for other in others] if original is row else [],
        }
    )


def in_language(row):
    """A quotation where it is named as the original or a translation of another."""
    return {"@type": "Quotation", "url": absolute(row.get_absolute_url()), "text": row.text, "inLanguage": row.language}


def place(area):
    return {"@type": "AdministrativeArea", "name": area.name}


def profile(person, memberships):
    """ProfilePage of a person, with every role from–to. `memberships` with their organisations."""
    address = absolute(person.get_absolute_url())
    return statement(
        {
            "@type": "ProfilePage",
            "url": address,
            "mainEntity": said(
                {
                    "@type": "Person",
                    "name": person.name,
                    "url": address,
                    "description": person.summary,
                    "alternateName": list(person.other_names),
                    "sameAs": list(person.links),
                    "image": picture(person.portrait),
                    "memberOf": [role(membership) for membership in memberships if membership.organization],
                    "hasOccupation": [
                        {"@type": "Occupation", "name": membership.role}
                        for membership in memberships
                        if not membership.organization
                    ],
                }
            ),
        }
    )


def role(membership):
    return said(
        {
            "@type": "OrganizationRole",
            "roleName": membership.role,
            "startDate": membership.start_date,
            "endDate": membership.end_date,
            "memberOf": named_organization(membership.organization),
        }
    )


def organization(organization, member_of=()):
    """An organisation's own page; `member_of` are the organisations it belongs to."""
    return statement(
        {
            **named_organization(organization),
            "url": absolute(organization.get_absolute_url()),
            "description": organization.summary,
            "alternateName": [*filter(None, [organization.abbreviation]), *organization.other_names],
            "logo": picture(organization.logo),
            "sameAs": organization.website,
            "email": organization.email,
            "telephone": organization.phone,
            "foundingDate": organization.founding_date and organization.founding_date.isoformat(),
            "dissolutionDate": organization.dissolution_date and organization.dissolution_date.isoformat(),
            "location": place(organization.area) if organization.area else None,
            "memberOf": [named_organization(other) for other in member_of],
        }
    )


def site_card():
    """The address of the picture beside a shared link where the page has none of its own."""
    return absolute(static("img/card.png"))


def picture(image):
    return absolute(image.file.url) if image and image.file else ""


def photograph(image, caption=""):
    """ImageObject of a library picture, None without one. Who made it and who may use it is said where it is known."""
    if not picture(image):
        return None
    is_licence = image.rights.startswith(("https://", "http://"))
    return said(
        {
            "@type": "ImageObject",
            "url": picture(image),
            "width": f"{image.width} px",
            "height": f"{image.height} px",
            "caption": caption or image.caption or image.description,
            "creditText": image.credit,
            "license": image.rights if is_licence else "",
            "copyrightNotice": "" if is_licence else image.rights,
        }
    )


def event(event, *, organizers=(), speakers=()):
    """A meeting with its state; a moved one says when it would have been."""
    return statement(
        {
            "@type": "Event",
            "name": event.name,
            "url": absolute(event.get_absolute_url()),
            "startDate": event.start_at.isoformat(),
            "endDate": event.end_at and event.end_at.isoformat(),
            "previousStartDate": event.previous_start_at and event.previous_start_at.isoformat(),
            "eventStatus": f"{CONTEXT}/{state(event)}",
            "eventAttendanceMode": f"{CONTEXT}/{attendance(event)}",
            "location": locations(event),
            "organizer": [named_organization(row) for row in organizers],
            "performer": [named_person(row) for row in speakers],
            "isAccessibleForFree": True,
        }
    )


def state(event):
    """schema.org tells a meeting moved to a new day from one whose new day is not known yet."""
    if event.status == Event.Status.POSTPONED and event.previous_start_at is None:
        return "EventPostponed"
    return EVENT_STATES[event.status]


def attendance(event):
    if not event.online_url:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.venue else "OnlineEventAttendanceMode"


def locations(event):
    found = []
    if event.venue or event.area:
        address = ", ".join(filter(None, [event.address, event.area.name if event.area else ""]))
        found.append(said({"@type": "Place", "name": event.venue or event.area.name, "address": address}))
    if event.online_url:
        found.append({"@type": "VirtualLocation", "url": event.online_url})
    return found
