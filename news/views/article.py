"""A story's own page, and what its address answers when the story is elsewhere, in other languages only, or gone."""

import datetime as dt

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages, prose
from news.models import Article, Edition, EditionTopic, OldAddress, SiteProfile, address_of_story
from news.structured_data import absolute, breadcrumbs, news_article

from .article_list import feeds, period_of
from .errors import gone
from .head import Head, Version, page, picture_of

RELATED_STORIES = 3

MISSING = {
    "kk": gettext_lazy("Not available in Kazakh yet"),
    "ru": gettext_lazy("Not available in Russian yet"),
    "en": gettext_lazy("Not available in English yet"),
}


@require_safe
def article(request, year, month, day, slug):
    date = date_of(year, month, day)
    story = Edition.objects.live().for_page().in_language(get_language()).on_day(date).filter(slug=slug).first()
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


def show(request, story, site):
    """The page of a live edition. Twelve queries with everything it may have."""
    topics = list(story.topics.select_related("topic"))
    quotations = list(story.quotations.for_cards()) if "data-uid" in story.body else []
    links = {
        "topics": topics,
        "people": live_only(story.people.select_related("person__portrait"), "person"),
        "organizations": live_only(
            story.organizations.select_related("organization__area", "organization__logo"), "organization"
        ),
        "bylines": list(story.bylines.select_related("person", "organization")),
        "corrections": list(story.article.corrections.live().filter(language=story.language)),
        "quotations": quotations,
    }
    versions = versions_of(story)
    context = {
        **links,
        "story": story,
        "site": site,
        "body": prose.render(story.body, story.language, quotations=quotations),
        "authors": [row for row in links["bylines"] if row.role == "author"],
        "others": [(version, MISSING[version.code]) for version in versions if not version.is_current],
        "address": absolute(story.get_absolute_url()),
        "related": related_to(story, topics),
        "was_changed": story.modified_at > story.listed_at,
    }
    return page(request, "news/article.html", head_for(story, site, versions, links), context)


def live_only(links, name):
    """The links whose person or organisation has a public page."""
    return [link for link in links if getattr(link, name).is_live()]


def versions_of(story):
    """The story in every language: its page, or the address that says that it is not in that language. One query."""
    live = story.article.live_editions().only("language", "slug", "listed_at")
    found = {edition.language: edition for edition in live}
    return [
        Version(code, found[code].get_absolute_url())
        if code in found
        else Version(code, address_of_story(code, story.day, story.slug), exists=False)
        for code in languages.CODES
    ]


def related_to(story, topics):
    """The newest other stories of the first topic. One query."""
    if not topics:
        return []
    links = EditionTopic.objects.filter(topic=topics[0].topic).in_language(story.language).listed().newest_first()
    newest = links.exclude(edition=story).values("edition")[:RELATED_STORIES]
    return list(Edition.objects.for_cards().filter(pk__in=newest).newest_first())


def head_for(story, site, versions, links):
    return Head(
        title=story.headline,
        description=story.summary,
        author=", ".join(row.label for row in links["bylines"] if row.role == "author") or site.press_office,
        section="news",
        languages=versions,
        address=absolute(story.get_absolute_url()),
        kind="article",
        picture=picture_of(story.cover),
        feeds=feeds(),
        structured_data=[
            news_article(story, site, **links),
            breadcrumbs((_("News"), reverse("news:news")), (story.headline, story.get_absolute_url())),
        ],
        is_indexed=not story.is_withdrawn(),
    )


def elsewhere(request, date, slug):
    """No live edition answers here. Lead to where the story is now, say which languages it has, or that it is gone."""
    story = article_once_at(date, slug)
    if story is None:
        raise Http404
    language = get_language()
    found = {edition.language: edition for edition in story.live_editions().for_page()}
    if language in found:
        return HttpResponsePermanentRedirect(found[language].get_absolute_url())
    if taken_down := story.editions_in(language).taken_down().first():
        return gone(request, reason=taken_down.gone_reason)
    if found:
        return not_translated(request, [found[code] for code in languages.CODES if code in found], date, slug)
    if taken_down := Edition.objects.filter(article=story).taken_down().first():
        return gone(request, reason=taken_down.gone_reason if taken_down.language == language else "")
    raise Http404


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
