"""A story's public history: what readers could see of it, from when on, and what changed between."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import Edition
from news.structured_data import absolute
from news.text.diff import changed_passages

from .article import corrections_of, date_of, elsewhere, history_address, versions_of
from .head import Head, page

EDITIONS_ON_A_PAGE = 20

COMPARED = {
    "headline": gettext_lazy("headline"),
    "summary": gettext_lazy("summary"),
    "body": gettext_lazy("text"),
    "dateline": gettext_lazy("dateline"),
    "cover_caption": gettext_lazy("caption of the cover"),
}
SHOWN = (
    "article",
    "language",
    "number",
    "published_at",
    "superseded_at",
    "is_major",
    "change_note",
    "cover",
    *COMPARED,
)
"""What the page needs of an edition. Not who published it: accounts are nobody's business."""


@dataclass(frozen=True)
class Step:
    """An edition beside the one before it, which is None for the first."""

    edition: Edition
    before: Edition | None
    corrections: list

    @cached_property
    def changes(self):
        """[(name, passages)] of what reads otherwise than before, in the order of the page."""
        if self.before is None:
            return []
        pairs = ((name, getattr(self.before, field), getattr(self.edition, field)) for field, name in COMPARED.items())
        return [(name, changed_passages(was, now)) for name, was, now in pairs if was != now]

    @property
    def has_another_cover(self):
        return self.before is not None and self.before.cover_id != self.edition.cover_id


@require_safe
def history(request, year, month, day, slug):
    """Eight queries, however many editions there are. Newest first; older ones by the number of an edition."""
    date = date_of(year, month, day)
    live = Edition.objects.live().for_page().in_language(get_language()).on_day(date)
    story = live.filter(slug=slug).first()
    if story is None:
        return elsewhere(request, date, slug, address=history_address)
    steps, older = steps_of(story, request.GET.get("before", ""))
    crumbs = [(_("News"), reverse("news:news")), (story.headline, story.get_absolute_url())]
    context = {"story": story, "steps": steps, "older": f"?{older}" if older else "", "crumbs": crumbs}
    return page(request, "news/article_history.html", head_for(story), context)


def steps_of(story, asked):
    """One page of the history, and the query string of the page after it (empty at the end). Three queries.

    `asked` is the number of an edition: the page begins with the one before it. Raises Http404 where there is none.
    """
    editions = told_of(story).only(*SHOWN).order_by("-number")
    if asked.isascii() and asked.isdecimal() and len(asked) < 10:
        editions = editions.filter(number__lt=int(asked))
    rows = list(editions[: EDITIONS_ON_A_PAGE + 1])
    if not rows:
        raise Http404
    notes = corrections_of(story)
    steps = [
        Step(edition, before, [note for note in notes if was_made_with(note, edition)])
        for edition, before in zip(rows, [*rows[1:], None], strict=True)
    ][:EDITIONS_ON_A_PAGE]
    return steps, f"before={rows[EDITIONS_ON_A_PAGE - 1].number}" if len(rows) > EDITIONS_ON_A_PAGE else ""


def told_of(story):
    """The editions that the history tells of: those that readers could open, since the language was last taken down.

    What was taken down is not shown again because the story came back, nor is what it said before that.
    """
    editions = story.article.editions_in(story.language).seen()
    gone = editions.filter(gone_at__lte=timezone.now()).aggregate(last=Max("number"))["last"]
    return editions.filter(number__gt=gone or 0)


def was_made_with(note, edition):
    """Whether the correction was made while readers saw that edition, or together with it."""
    ends = edition.superseded_at
    return edition.published_at <= note.made_at and (ends is None or note.made_at < ends)


def head_for(story):
    live = story.article.live_editions().only("language", "slug", "listed_at")
    return Head(
        title=_("What changed: %(headline)s") % {"headline": story.headline},
        section="news",
        languages=versions_of(story, {edition.language: edition for edition in live}, history_address),
        address=absolute(history_address(story)),
        # Whoever searches is to find what the story says now, not the words that were put right.
        is_indexed=False,
    )
