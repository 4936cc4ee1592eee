"""A draft as readers would see it: for staff who are logged in, and for whoever was given a link.

A preview is a page: what publication would write is composed in memory and shown by the template of the public page.
Nothing is written, and nothing of it may be kept by caches, found by search engines or told to other sites.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages
from news.models import Article, PreviewLink, Revision, SiteProfile, preview_address, proof
from news.models.rights import may_look_at_stories

from .article import Parts, context_of, corrections_of, live_only
from .errors import front_pages
from .head import Head, Version, in_every_language, page

FOR_NOBODY_ELSE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    # The address is the key to the draft: the sites that the text links to must not learn it.
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Bar:
    """What stands above a preview. `link` is the outsider's; everything below it is told to staff only."""

    language: str
    version: Revision | None = None
    is_as_saved_once: bool = False
    link: PreviewLink | None = None
    versions: list = field(default_factory=list)
    form: str = ""
    share: str = ""
    blockers: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


@require_safe
def draft(request, key):
    """The story for staff, whatever its state: the stored text, or that of the saved version `?revision=`."""
    if not request.user.is_authenticated:
        return for_nobody_else(redirect_to_login(request.get_full_path()))
    user, code = request.user, get_language()
    article = story_for(user, key)
    revision = saved_version(user, article, request.GET.get("revision"))
    composed = proof(article, code, revision=revision)
    with translation.override(user.language):
        bar = bar_for_staff(user, article, composed, revision)
        shown = render_to_string("news/_preview_bar.html", {"bar": bar, "language": user.language})
    title = _("Preview: %(headline)s") % {"headline": composed.edition.headline or article}
    versions = [Version(other, preview_address(article, other, revision)) for other in languages.CODES]
    return show(request, composed, shown, title, versions)


@require_safe
def shared(request, signed):
    """The story for whoever was given the link, which opens one language of one story and nothing beside it.

    Links that expired, were revoked or altered, or never were, all answer alike.
    """
    link = PreviewLink.objects.find(signed, get_language())
    if link is None or not link.is_backed():
        return refused(request)
    if request.method == "GET":
        link.note_opening()
    composed = proof(link.article, link.language, revision=link.revision)
    bar = Bar(language=link.get_language_display(), link=link)
    shown = render_to_string("news/_preview_bar.html", {"bar": bar, "language": link.language})
    versions = [
        Version(link.language, request.path) if version.code == link.language else version for version in front_pages()
    ]
    # No headline in the title: it is what messengers show of a link, and keep.
    return show(request, composed, shown, _("Preview"), versions)


def refused(request):
    """One page for every link that opens nothing, so that nobody learns from it which drafts there are (404)."""
    head = Head(title=_("This link does not open a draft"), languages=in_every_language(request.path), is_indexed=False)
    return for_nobody_else(page(request, "news/preview_refused.html", head, status=404))


def story_for(user, key):
    """The story with that key. Raises Http404 for one that is not the user's to see."""
    article = Article.objects.visible_to(user).filter(pk=key).first()
    if article is None or not may_look_at_stories(user):
        raise Http404
    return article


def saved_version(user, article, asked):
    """The saved state with that number; None where none is asked for. Raises Http404 where there is none to see."""
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise Http404
    revision = Revision.objects.visible_to(user).of(article).filter(number=int(asked)).first()
    if revision is None:
        raise Http404
    return revision


def show(request, composed, bar, title, versions):
    """The page. The first query of the site profile is shared with the frame of the page."""
    edition = composed.edition
    parts = parts_of(composed)
    context = {
        **context_of(edition, parts, SiteProfile.objects.current()),
        "bar": bar,
        "is_empty": not (edition.headline or edition.body.strip()),
    }
    edition.headline = edition.headline or _("Story without a headline")
    head = Head(title=title, section="news", languages=versions, is_indexed=False)
    return for_nobody_else(page(request, "news/preview.html", head, context))


def parts_of(composed):
    """What the page shows beside the text, as it will be for readers: people without a public page are not listed."""
    edition = composed.edition
    edition.first_topic = next(iter(composed.topics), None)
    edition.first_area = next(iter(composed.areas), None)
    for quotation in composed.quotations:
        quotation.original_language = edition.article.original_language
    return Parts(
        topics=composed.topics,
        people=live_only(composed.people, "person"),
        organizations=live_only(composed.organizations, "organization"),
        bylines=composed.bylines,
        quotations=composed.quotations,
        corrections=corrections_of(edition),
    )


def bar_for_staff(user, article, composed, revision):
    """Six queries, and those of the blockers."""
    code = composed.edition.language
    form = reverse("admin:news_article_change", args=[article.pk])
    share = reverse("admin:news_article_share", args=[article.pk]) + f"?language={code}"
    may_share = user.has_perm("news.change_article") and article.is_editable_by(user) and not article.binned_at
    return Bar(
        language=dict(languages.LANGUAGES)[code],
        version=revision or Revision.objects.of(article).defer("data").latest(),
        is_as_saved_once=revision is not None,
        versions=[(other, name, preview_address(article, other, revision)) for other, name in languages.LANGUAGES],
        form=form,
        share=share + (f"&revision={revision.number}" if revision else "") if may_share else "",
        blockers=composed.edition.article.what_blocks_publishing(code),
        remarks=[*composed.gone, *not_public_yet(composed, user)],
    )


def not_public_yet(composed, user):
    """Sentences on what the draft names and readers will not be led to: only what `user` may see is named."""
    event = composed.edition.event
    named = {
        *(link.person for link in composed.people),
        *(link.organization for link in composed.organizations),
        *(byline.person or byline.organization for byline in composed.bylines),
        *(quotation.speaker for quotation in composed.quotations),
        event,
    }
    hidden = sorted((row for row in named if row and not row.is_live()), key=lambda row: (row._meta.model_name, row.pk))
    for model, rows in groupby(hidden, type):
        for row in model.objects.visible_to(user).filter(pk__in=[row.pk for row in rows]):
            yield _("Not public yet, so readers do not see a link: %(name)s") % {"name": row}


def for_nobody_else(response):
    """The answer, with what keeps it from caches, search engines and other sites."""
    for name, value in FOR_NOBODY_ELSE.items():
        response.headers[name] = value
    return response
