"""A story begun from a meeting: its form opens with what that knows; nothing is saved before the writer saves."""

from django.urls import reverse

from news import languages
from news.models import ArticleOrganization, ArticlePerson, Event, Kind
from news.models.appearance import OrganizationRelation, PersonRelation

from .typed import is_key


def story_address(meeting):
    """Of the form of a new story about the meeting."""
    return reverse("admin:news_article_add", query={"event": meeting.pk})


class BegunStories:
    """The admin of stories, for a form that is asked for with ?event=<key>. Whoever may not see the meeting gets a
    blank one."""

    def get_changeform_initial_data(self, request):
        given = super().get_changeform_initial_data(request)
        meeting = meeting_asked_for(request)
        return {**given, **words_about(meeting), **facts_of(meeting)} if meeting else given

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        meeting = meeting_asked_for(request) if request.method == "GET" and not obj.pk else None
        lines = LINES.get(inline.model) if meeting else None
        return {**kwargs, "initial": lines(meeting, request.user)} if lines else kwargs


def meeting_asked_for(request):
    """The meeting of the address, None where there is none that the user may see. One query a request."""
    if not hasattr(request, "_begun_from"):
        key = request.GET.get("event", "")
        rows = Event.objects.visible_to(request.user).select_related("area")
        request._begun_from = rows.filter(pk=key).first() if is_key(key) else None
    return request._begun_from


def words_about(meeting):
    """In each language that the meeting has: its name as a suggestion for the headline, and the place."""
    for_headline = zip(languages.each("headline"), languages.each("name"), strict=True)
    words = {column: getattr(meeting, name) for column, name in for_headline}
    return words | {
        f"dateline_{code}": place_of(meeting, code) for code in languages.CODES if words[f"headline_{code}"]
    }


def place_of(meeting, language):
    """The town: a city filed as region, else the first part of the address that has no number, else the region.

    A guess at where the town stands in an address; the writer sees it and puts it right.
    """
    region = getattr(meeting.area, f"name_{language}") if meeting.area else ""
    if meeting.area and meeting.area.classification == meeting.area.Classification.CITY:
        return region
    parts = [part.strip() for part in getattr(meeting, f"address_{language}").split(",")]
    without_number = (part for part in parts if part and not any(map(str.isdigit, part)))
    return next(without_number, region)


def facts_of(meeting):
    return {
        "kind": Kind.NEWS if meeting.is_past() else Kind.ANNOUNCEMENT,
        "areas": [meeting.area] if meeting.area else [],
    }


def lines_of_people(meeting, user):
    speakers = meeting.speakers.visible_to(user).order_by("pk")
    return [{"person": row, "relation": PersonRelation.SPOKE, "position": place} for place, row in enumerate(speakers)]


def lines_of_organizations(meeting, user):
    organizers = meeting.organizers.visible_to(user).order_by("pk")
    lead = OrganizationRelation.LEAD
    return [{"organization": row, "relation": lead, "position": place} for place, row in enumerate(organizers)]


LINES = {ArticlePerson: lines_of_people, ArticleOrganization: lines_of_organizations}
