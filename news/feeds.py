"""Feeds: the newest stories of everything, a topic, a region, a person or an organisation, as Atom and as JSON Feed."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from news import pagecache, renditions
from news.models import (
    Area,
    Edition,
    EditionArea,
    EditionOrganization,
    EditionPerson,
    EditionTopic,
    OldAddress,
    Organization,
    Person,
    SiteProfile,
    Topic,
)
from news.structured_data import absolute
from news.text.invisible import without_invisible

NEWEST = 30
MEDIA_RSS = "http://search.yahoo.com/mrss/"

SUBJECTS = {
    "topic": (Topic.objects.all, EditionTopic),
    "area": (Area.objects.all, EditionArea),
    "person": (Person.objects.live, EditionPerson),
    "organization": (Organization.objects.live, EditionOrganization),
}


class Atom(Atom1Feed):
    """With what an entry shows as HTML, and its picture (Media RSS) for readers that show lists of pictures."""

    def root_attributes(self):
        return {**super().root_attributes(), "xmlns:media": MEDIA_RSS}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
        if picture := item["picture"]:
            size = {name: str(picture[name]) for name in ("width", "height")}
            handler.startElement("media:content", {"url": picture["address"], "medium": "image", **size})
            handler.addQuickElement("media:description", without_invisible(picture["description"]), {"type": "plain"})
            handler.endElement("media:content")


@require_safe
def atom(request, of=None, slug=None):
    """RFC 4287. A story's id is its address, which never moves."""
    site, subject = SiteProfile.objects.current(), subject_of(of, slug)
    if subject and subject.slug != slug:
        return at_its_present_address(request, subject)
    feed = Atom(
        title=without_invisible(title_of(site, subject)),
        link=absolute(home_of(subject)),
        description=without_invisible(site.tagline),
        language=get_language(),
        feed_url=absolute(request.path),
        author_name=without_invisible(site.press_office or site.site_name),
    )
    for story in newest_stories(of, subject):
        feed.add_item(
            title=without_invisible(story.headline),
            link=absolute(story.get_absolute_url()),
            unique_id=absolute(story.get_absolute_url()),
            description=without_invisible(story.summary),
            pubdate=story.listed_at,
            updateddate=story.modified_at,
            categories=[without_invisible(story.first_topic.topic.name)] if story.first_topic else [],
            content=content_of(story),
            picture=picture_of(story),
        )
    return pagecache.keep(HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"))


@require_safe
def json_feed(request, of=None, slug=None):
    """JSON Feed 1.1."""
    site, subject = SiteProfile.objects.current(), subject_of(of, slug)
    if subject and subject.slug != slug:
        return at_its_present_address(request, subject)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(site, subject),
        "home_page_url": absolute(home_of(subject)),
        "feed_url": absolute(request.path),
        "language": get_language(),
        "authors": [{"name": site.press_office or site.site_name}],
        "items": [item(story) for story in newest_stories(of, subject)],
    }
    response = JsonResponse(feed, json_dumps_params={"ensure_ascii": False}, content_type="application/feed+json")
    return pagecache.keep(response)


def item(story):
    address, picture = absolute(story.get_absolute_url()), picture_of(story)
    facts = {
        "id": address,
        "url": address,
        "title": story.headline,
        "content_text": story.summary or story.headline,
        "content_html": content_of(story),
        "language": story.language,
        "date_published": story.listed_at.isoformat(),
        "date_modified": story.modified_at.isoformat(),
        "image": picture and picture["address"],
        "tags": [story.first_topic.topic.name] if story.first_topic else None,
    }
    return {name: value for name, value in facts.items() if value}


def content_of(story):
    """What feed readers show of a story: its picture with the caption, and the summary. HTML."""
    return without_invisible(
        render_to_string("news/_entry.html", {"story": story, "picture": picture_of(story)})
    ).strip()


def picture_of(story):
    """The cover as a JPEG, which every feed reader can show; None without, or before its copies are made."""
    cover = story.cover
    address = renditions.jpeg_url(cover) if cover and cover.file else ""
    if not address:
        return None
    width = min(cover.width, renditions.JPEG_WIDTH)
    height = max(1, round(cover.height * width / cover.width))
    return {"address": absolute(address), "width": width, "height": height, "description": cover.description}


def subject_of(of, slug):
    """The row whose stories are asked for, None for everything; 404 where there is no such row for readers.

    Where the slug is one of a merged or renamed row, the row that it leads to now.
    """
    if not of:
        return None
    row = OldAddress.objects.row_asked_for(SUBJECTS[of][0](), slug)
    if row is None:
        raise Http404
    return row


def at_its_present_address(request, subject):
    """For good (301), so that feed readers subscribe anew by themselves."""
    return HttpResponsePermanentRedirect(reverse(request.resolver_match.view_name, args=[subject.slug]))


def newest_stories(of, subject):
    """Stories of the subject in the reader's language, the newest first. Two queries at most."""
    editions = Edition.objects.for_cards()
    if subject is None:
        return editions.in_language(get_language()).listed().newest_first()[:NEWEST]
    links = SUBJECTS[of][1].objects.filter(**{of: subject}).in_language(get_language()).listed().newest_first()
    return editions.filter(pk__in=list(links.values_list("edition", flat=True)[:NEWEST])).newest_first()


def title_of(site, subject):
    return f"{site.site_name}: {subject.name}" if subject else site.site_name


def home_of(subject):
    return subject.get_absolute_url() if subject else reverse("news:news")
