"""The register of quotations: who said what, in which role on that day, and where it is printed."""

from functools import cached_property
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import cards, languages
from news.models import (
    Edition,
    EditionTopic,
    Membership,
    OldAddress,
    Organization,
    Person,
    Quotation,
    Topic,
    address_of_quotation,
)
from news.structured_data import absolute, breadcrumbs, quotation_page
from news.text import html

from .article_list import NEWEST_LOOKED_THROUGH, named, newest_of, with_query
from .asked import days_asked, words_asked, year_asked
from .errors import gone
from .head import Head, Version, head_of, page
from .paging import slice_of

QUOTATIONS_ON_A_PAGE = 12
SPEAKERS_OFFERED = 100
"""Among more nobody finds a name in a list: the form has a line to write it in then."""

NAMESAKES_TOLD_APART = 20
MORE_BY_THE_SPEAKER = 3
WORDS_IN_A_TITLE = 70
WORDS_IN_A_DESCRIPTION = 200


class SpeakerField:
    """A field of the form that asks for a person or an organisation: a list of rows, or a line to write a name in.

    What is asked for may be an address, also the old one of a merged entry, or a name in any language.
    One query; five more at most where that is not among the rows.
    """

    def __init__(self, speakers, asked, language):
        rows = list(speakers.in_order(language)[: SPEAKERS_OFFERED + 1])
        self.asked, self.namesakes = asked, []
        self.is_written = len(rows) > SPEAKERS_OFFERED
        self.rows = [] if self.is_written else rows
        self.chosen = named(rows, asked) or (self.looked_up(speakers.model) if asked else None)
        if self.chosen and not self.is_written and self.chosen not in rows:
            self.rows.append(self.chosen)

    def looked_up(self, model):
        """The row asked for; None where there is none, or several of that name: then they are `namesakes`."""
        live = model.objects.live()
        if row := OldAddress.objects.row_asked_for(live, self.asked):
            return row
        found = list(live.named_like(self.asked).order_by("pk")[:NAMESAKES_TOLD_APART])
        self.namesakes = found if len(found) > 1 else []
        return found[0] if len(found) == 1 else None

    @property
    def written(self):
        """What stands in the line: the name, also where a link asked by address."""
        return self.chosen.name if self.chosen else self.asked

    @property
    def is_unknown(self):
        return bool(self.asked and not self.chosen and not self.namesakes)


class Filters:
    """What the form above the register asks for. A query for the topics beside those of its two fields of speakers."""

    def __init__(self, asked, language):
        self.person = SpeakerField(people_quoted(language), words_asked(asked, "person"), language)
        self.organization = SpeakerField(organizations_quoted(language), words_asked(asked, "organization"), language)
        self.topics = list(Topic.objects.all())
        self.topic = named(self.topics, words_asked(asked, "topic"))
        self.days = days_asked(asked, year_asked(asked))  # links of old say a year

    @cached_property
    def chosen(self):
        """{name: what stands in the query string}, without what is empty or makes no sense."""
        given = {
            "person": self.person.chosen and self.person.chosen.slug,
            "organization": self.organization.chosen and self.organization.chosen.slug,
            "topic": self.topic and self.topic.slug,
            "from": self.days.first and self.days.first.isoformat(),
            "to": self.days.last and self.days.last.isoformat(),
        }
        return {name: value for name, value in given.items() if value}

    @property
    def query(self):
        return urlencode(self.chosen)

    @property
    def names(self):
        """The chosen rows by their names, for the title."""
        rows = (self.person.chosen, self.organization.chosen, self.topic)
        return [row.name for row in rows if row]

    @property
    def looked_through(self):
        """How many of the newest are searched: all those of one person are read from an index, others are walked."""
        return NEWEST_LOOKED_THROUGH if self.chosen.keys() - {"person"} else None

    def applied_to(self, rows):
        """The quotations in question. One query where they are looked for."""
        if self.person.chosen:
            rows = rows.filter(speaker_person=self.person.chosen)
        if self.looked_through:
            rows = newest_of(rows).said_between(self.days.first, self.days.last)
        if self.organization.chosen:
            rows = rows.of_organization(self.organization.chosen)
        return rows.also_linked_to(EditionTopic, topic=self.topic) if self.topic else rows

    @property
    def has_hints(self):
        """Whether something was asked that is not, or not yet, in the list below."""
        fields = (self.person, self.organization)
        return bool(self.days.hints) or any(field.namesakes or field.is_unknown for field in fields)

    @property
    def is_one_subject(self):
        """Whether search engines are shown the list: everything, or one speaker or topic; no days, no mixture."""
        return len(self.chosen) < 2 and not self.chosen.keys() & {"from", "to"}


def people_quoted(language):
    """Asks for a quotation of each, one step in an index: for Exists() PostgreSQL joins all quotations there are."""
    spoken = Quotation.objects.in_language(language).listed().filter(speaker_person=OuterRef("pk"))
    return having(Person.objects.live(), spoken.newest_first()).defer(*Person.biography.fields)


def organizations_quoted(language):
    """Those that speak for themselves, and those in which, or on whose behalf, people held a post when they spoke.

    Asked from the posts to the quotations, step by step, so that no database walks all quotations for each of them.
    """
    listed = Quotation.objects.in_language(language).listed().newest_first()
    held = {"said_on__gte": OuterRef("first_day"), "said_on__lte": OuterRef("last_day")}
    posts = Membership.objects.filter(Q(organization=OuterRef("pk")) | Q(on_behalf_of=OuterRef("pk")))
    posts = having(posts, listed.filter(speaker_person=OuterRef("person"), **held)).order_by()
    itself = listed.filter(speaker_organization=OuterRef("pk"))
    rows = Organization.objects.live().alias(itself=first_of(itself), posts=first_of(posts))
    return rows.filter(Q(itself__isnull=False) | Q(posts__isnull=False)).defer(*Organization.description.fields)


def having(rows, others):
    """The rows for which there is one of the others."""
    return rows.alias(first_of_others=first_of(others)).filter(first_of_others__isnull=False)


def first_of(rows):
    return Subquery(rows.values("pk")[:1])


@require_safe
def quotation_list(request):
    """Seven queries at most beside those of every page."""
    language = get_language()
    filters = Filters(request.GET, language)
    rows = filters.applied_to(Quotation.objects.in_language(language)).listed().for_page()
    part = slice_of(rows, request.GET, size=QUOTATIONS_ON_A_PAGE)
    title, path = _("Quotes"), reverse("news:quotes")
    context = {
        "title": title,
        "filters": filters,
        "quotations": part.rows,
        "newer": with_query(path, filters.query, part.newer) if part.newer else "",
        "older": with_query(path, filters.query, part.older) if part.older else "",
    }
    head = head_of(
        with_query(path, filters.query),
        title=" · ".join([title, *filters.names]),
        description=_("Who said it, when, and in what role."),
        section="quotes",
        structured_data=[breadcrumbs((title, path))],
        is_indexed=part.is_first and bool(part.rows) and filters.is_one_subject,
    )
    return page(request, "news/quotation_list.html", head, context)


@require_safe
def quotation(request, uid):
    """A quotation's own page, as its newest story in the reader's language prints it."""
    printed = list(Quotation.objects.filter(uid=uid).listed().for_page().newest_first())
    rows = {}
    for row in printed:
        rows.setdefault(row.language, row)
    if get_language() not in rows:
        return elsewhere(request, uid, rows)
    return show(request, rows, [row for row in printed if row.language == get_language()])


def show(request, rows, printed):
    """Three queries beside those of every page and that of its rows. `rows` are those of the languages that have it,
    `printed` those of all its stories in the reader's, the newest first."""
    row = printed[0]
    title, section = title_of(row), (_("Quotes"), reverse("news:quotes"))
    versions = versions_of(row.uid, rows)
    context = {
        "title": title,
        "quotation": row,
        "topics": [link.topic for link in row.edition.topics.select_related("topic")],
        "others": [version for version in versions if version.exists and not version.is_current],
        "original": rows.get(row.original_language) if row.translated_from else None,
        "also_in": [other.edition for other in printed[1:]],
        "more": more_by_speaker_of(row),
        "all_of_speaker": with_query(section[1], query_for(row)),
        "crumbs": [section],
        "address": absolute(row.get_absolute_url()),
    }
    head = Head(
        title=title,
        description=html.excerpt(html.in_quotation_marks(row.text, row.language), WORDS_IN_A_DESCRIPTION),
        section="quotes",
        languages=versions,
        address=context["address"],
        kind="article",
        picture=cards.of_quotation(row, description=title),
        structured_data=[quotation_page(row, rows), breadcrumbs(section, (title, row.get_absolute_url()))],
    )
    return page(request, "news/quotation.html", head, context)


def title_of(row):
    """Айгүл Үлгібаева: «Біз әр ауылға барамыз»"""
    return f"{row.speaker.name}: {html.in_quotation_marks(html.excerpt(row.text, WORDS_IN_A_TITLE), row.language)}"


def versions_of(uid, rows):
    return [Version(code, address_of_quotation(code, uid), exists=code in rows) for code in languages.CODES]


def more_by_speaker_of(row):
    """The newest other quotations of the speaker. One query."""
    rows = Quotation.objects.in_language(row.language).listed().for_cards().exclude(uid=row.uid)
    return rows.filter(**speaker_of(row)).newest_first()[:MORE_BY_THE_SPEAKER]


def speaker_of(row):
    return {"speaker_person": row.speaker_person_id, "speaker_organization": row.speaker_organization_id}


def query_for(row):
    """The register's query string for the speaker; empty for one who has no page."""
    name = "person" if row.speaker_person_id else "organization"
    return urlencode({name: row.speaker.slug}) if row.speaker.is_live() else ""


def elsewhere(request, uid, rows):
    """No page in this language: say which languages have it, that it is in no text any more, or that there is none.

    Two queries, and one where the story has been taken down.
    """
    once = (
        Quotation.objects.filter(uid=uid).seen().select_related("edition__article").order_by("-edition__published_at")
    )
    own = once.in_language(get_language()).first()
    if own:
        return no_longer(request, own, rows)
    if rows:
        return not_translated(request, uid, rows)
    if once.exists():
        return gone(request)
    raise Http404


def no_longer(request, own, rows):
    """410. The words are not shown: the newsroom has taken them out, or the whole story."""
    stories = Edition.objects.filter(article=own.edition.article_id).in_language(own.language)
    story = stories.live().first()
    if story is None:
        taken_down = stories.taken_down().first()
        return gone(request, reason=taken_down.gone_reason if taken_down else "")
    withdrawn = story.is_withdrawn()
    title = _("The story with this quote has been withdrawn") if withdrawn else _("This quote is no longer in the text")
    head = Head(title=title, section="quotes", languages=versions_of(own.uid, rows), is_indexed=False)
    context = {"story": story, "others": in_order(rows)}
    return page(request, "news/quotation_gone.html", head, context, status=410)


def not_translated(request, uid, rows):
    """404, because this language has no such page; a page, because the reader can be helped."""
    # Translators: name your own language, not English.
    title = _("This quote is not available in English yet")
    head = Head(title=title, section="quotes", languages=versions_of(uid, rows), is_indexed=False)
    return page(request, "news/quotation_not_translated.html", head, {"others": in_order(rows)}, status=404)


def in_order(rows):
    """[(name of the language, the quotation in it)]"""
    return [(name, rows[code]) for code, name in languages.LANGUAGES if code in rows]
