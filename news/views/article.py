"""A story's own page, and what its address answers when the story is elsewhere, in other languages only, or gone."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import cards, languages, presskit, prose
from news.models import Article, Edition, EditionTopic, OldAddress, SiteProfile, address_of_story
from news.structured_data import absolute, breadcrumbs, news_article

from .article_list import feeds, period_of
from .errors import gone
from .head import Head, Version, page
from .statement import day_of_all, not_only_signed, signatures_of
from .then_and_now import tell_names_of_today, tell_roles_of_today

RELATED_STORIES = 3

MISSING = {
    "kk": gettext_lazy("Not available in Kazakh yet"),
    "ru": gettext_lazy("Not available in Russian yet"),
    "en": gettext_lazy("Not available in English yet"),
}


@require_safe
def article(request, year, month, day, slug):
    date = date_of(year, month, day)
    live = Edition.objects.live().for_page().in_language(get_language()).on_day(date)
    story = presskit.with_bytes(live.filter(slug=slug)).first()
    if story is None:
        return elsewhere(request, date, slug)
    return show(request, story, SiteProfile.objects.current())


def date_of(year, month, day):
    """The day of an address; 404 for one that does not exist, or that no story can have."""
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
    period_of(year, month)
    return date


@dataclass(frozen=True)
class Parts:
    """What a story's page shows beside its text: of an edition that readers see, or of one composed for a preview."""

    topics: list
    people: list
    organizations: list
    bylines: list
    quotations: list
    corrections: list = field(default_factory=list)


def parts_of(story):
    """Of an edition in the database. Six queries, and one where quotations are marked in it."""
    return Parts(
        topics=list(story.topics.select_related("topic")),
        people=live_only(story.people.select_related("person__portrait"), "person"),
        organizations=live_only(
            story.organizations.select_related("organization__area", "organization__logo"), "organization"
        ),
        bylines=list(story.bylines.select_related("person", "organization")),
        quotations=list(story.quotations.for_cards()) if "data-uid" in story.body else [],
        corrections=corrections_of(story),
    )


def corrections_of(story):
    return list(story.article.corrections.live().filter(language=story.language))


def show(request, story, site):
    """The page of a live edition. Thirteen queries with everything it may have."""
    parts = parts_of(story)
    others = story.article.live_editions().only("language", "slug", "listed_at", "modified_at").with_history()
    editions = {edition.language: edition for edition in others}
    versions = versions_of(story, editions)
    context = {
        **context_of(story, parts, site),
        "others": [(version, MISSING[version.code]) for version in versions if not version.is_current],
        "address": absolute(story.get_absolute_url()),
        "history": history_address(story) if has_history(story, parts, editions) else "",
        "behind": original_ahead_of(story, editions),
        "kit": "" if story.is_withdrawn() else kit_address(story),
        "kit_bytes": presskit.bytes_of(story),
    }
    return page(request, "news/article.html", head_for(story, site, versions, parts), context)


def context_of(story, parts, site):
    """What the template shows of a story, be it public or a draft. Three queries, and one where pictures are in it."""
    people, organizations = not_only_signed(story, parts.people, parts.organizations)
    signatures = signatures_of(story, parts.people, parts.organizations)
    tell_roles_of_today([*people, *parts.quotations], story.day)
    tell_names_of_today(organizations)
    return {
        **vars(parts),
        "people": people,
        "organizations": organizations,
        "signatures": signatures,
        "signed_on": day_of_all(signatures),
        "story": story,
        "site": site,
        "body": prose.render(story.body, story.language, quotations=parts.quotations),
        "authors": [row for row in parts.bylines if row.role == "author"],
        "related": related_to(story, parts.topics),
        "was_changed": story.modified_at > story.listed_at,
    }


def live_only(links, name):
    """The links whose person or organisation has a public page."""
    return [link for link in links if getattr(link, name).is_live()]


def versions_of(story, editions, address=Edition.get_absolute_url):
    """The page in every language: that of the edition, or the address that says that it is not in that language."""
    return [
        Version(code, address(editions[code]))
        if code in editions
        else Version(code, address_of_story(code, story.day, story.slug), exists=False)
        for code in languages.CODES
    ]


def history_address(story):
    return f"{story.get_absolute_url()}history/"


def kit_address(story):
    return f"{story.get_absolute_url()}press-kit.zip"


def has_history(story, parts, editions):
    """Whether readers would learn something from the page of what changed."""
    return bool(parts.corrections) or (story.language in editions and editions[story.language].had_another)


def original_ahead_of(story, editions):
    """The original's live edition where this translation does not follow it any more, else None."""
    original = editions.get(story.article.original_language)
    return original if original and story.is_behind(original) else None


def related_to(story, topics):
    """The newest other stories of the first topic. One query."""
    if not topics:
        return []
    links = EditionTopic.objects.filter(topic=topics[0].topic).in_language(story.language).listed().newest_first()
    newest = links.exclude(edition__article=story.article_id).values("edition")[:RELATED_STORIES]
    return list(Edition.objects.for_cards().filter(pk__in=newest).newest_first())


def head_for(story, site, versions, parts):
    card = cards.of_story(story)
    return Head(
        title=story.headline,
        description=story.summary,
        author=", ".join(row.label for row in parts.bylines if row.role == "author") or site.press_office,
        section="news",
        languages=versions,
        address=absolute(story.get_absolute_url()),
        kind="article",
        picture=card,
        feeds=feeds(),
        structured_data=[
            news_article(story, site, card=card and card["address"], **vars(parts)),
            breadcrumbs((_("News"), reverse("news:news")), (story.headline, story.get_absolute_url())),
        ],
        is_indexed=not story.is_withdrawn(),
    )


def elsewhere(request, date, slug, *, address=Edition.get_absolute_url):
    """No live edition answers here. Lead to where the story is now, say which languages it has, or that it is gone.

    `address` is that of the page asked for: the story's own, or its history.
    """
    story = article_once_at(date, slug)
    if story is None:
        raise Http404
    language = get_language()
    found = {edition.language: edition for edition in story.live_editions().for_page()}
    if language in found:
        return HttpResponsePermanentRedirect(address(found[language]))
    if taken_down := story.editions_in(language).taken_down().first():
        return taken_away(request, taken_down, date, slug)
    if found:
        return not_translated(request, in_order(found), date, slug)
    if taken_down := Edition.objects.filter(article=story).taken_down().first():
        return taken_away(request, taken_down, date, slug)
    raise Http404


def in_order(editions):
    return [editions[code] for code in languages.CODES if code in editions]


def taken_away(request, taken_down, date, slug):
    """Lead on to the story that took its place, if it has one that readers see; else say that the page is gone."""
    language = get_language()
    found = {edition.language: edition for edition in successors(taken_down).for_page()}
    if language in found:
        return HttpResponsePermanentRedirect(found[language].get_absolute_url())
    if found:
        return not_translated(request, in_order(found), date, slug)
    return gone(request, reason=taken_down.gone_reason if taken_down.language == language else "")


def successors(taken_down):
    """The live editions of the story that a taken-down one leads to, also where that was taken down in its turn.

    Two queries a step; a ring of stories ends where it began.
    """
    passed = {taken_down.article_id}
    step = taken_down
    while step and step.gone_to_id and step.gone_to_id not in passed:
        passed.add(step.gone_to_id)
        editions = Edition.objects.live().filter(article=step.gone_to_id)
        if editions.exists():
            return editions
        next_steps = Edition.objects.filter(article=step.gone_to_id).taken_down()
        step = next_steps.order_by(F("gone_to").asc(nulls_last=True)).first()
    return Edition.objects.none()


def article_once_at(date, slug):
    """The story that had this day and slug in any language, or None: addresses are never given to another story.

    The reader's own language goes before the others; a slug alone, on another day, leads to the newest that has it.
    """
    paths = {f"{code}/news/{date:%Y/%m/%d}/{slug}/": code for code in languages.CODES}
    claimed = {paths[row.path]: row.object_id for row in OldAddress.objects.filter(path__in=paths)}
    if claimed:
        code = min(claimed, key=lambda code: (code != get_language(), languages.CODES.index(code)))
        return Article.objects.filter(pk=claimed[code]).first()
    namesakes = Edition.objects.live().in_language(get_language()).filter(slug=slug)
    edition = namesakes.select_related("article").newest_first().first()
    return edition.article if edition else None


def not_translated(request, editions, date, slug):
    """404, because this language has no such page; a page, because the reader can be helped."""
    found = {edition.language: edition.get_absolute_url() for edition in editions}
    head = Head(
        # Translators: name your own language, not English.
        title=_("This article is not available in English yet"),
        section="news",
        languages=[
            Version(code, found.get(code) or address_of_story(code, date, slug), exists=code in found)
            for code in languages.CODES
        ],
        is_indexed=False,
    )
    names = dict(languages.LANGUAGES)
    context = {"story": editions[0], "others": [(names[edition.language], edition) for edition in editions]}
    return page(request, "news/article_not_translated.html", head, context, status=404)
