"""How far each language of a story is, for editors: dots in lists, words on forms."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models.comparison import LABELS
from news.models.workflow import WORDS, State

STATES = {
    "empty": _("nothing yet"),
    "started": _("in work"),
    "complete": _("complete"),
    "submitted": _("submitted"),
    "changes": _("changes requested"),
    "published": _("published"),
    "scheduled": _("scheduled"),
    "withdrawn": _("withdrawn from readers"),
}

WAITING = ("submitted", "changes")
"""States in which somebody is waited for: they are told before what readers see."""

COMPARED = {name: LABELS[name] for name in WORDS}


def changed_words(article, edition):
    """The names of what the working copy says otherwise than the edition that readers see."""
    code = edition.language
    changed = [
        name
        for field, name in COMPARED.items()
        if getattr(article, f"{field}_{code}").strip() != getattr(edition, field).strip()
    ]
    return [*changed, *([LABELS["cover"]] if article.shown_cover_id != edition.cover_id else [])]


def step_of(article, code, readers):
    """(state, its name) of one language. What is published is told by what readers see of it: "published" beside
    a story that goes out tomorrow would be untrue today. `readers` as `cards.seen_by_readers` says it."""
    state = getattr(article, f"state_{code}")
    if state == State.PUBLISHED and readers in ("scheduled", "withdrawn"):
        return readers, STATES[readers]
    return state, getattr(article, f"get_state_{code}_display")()


def is_behind(code):
    """`Article.changes_behind(code)` as a condition: the original says something that this translation does not yet."""
    found = Q()
    for original in languages.CODES:
        if original != code:
            found |= Q(**{"original_language": original, f"follows_{code}__lt": F(f"words_{original}")})
    return found


def state_dots(article):
    """Wants `editions_ahead` (public or scheduled editions) and `has_text_kk` … on the row."""
    now = timezone.now()
    editions = {}
    for edition in sorted(article.editions_ahead, key=lambda edition: edition.published_at, reverse=True):
        editions[edition.language] = edition
    dots = ((state, STATES[state], code) for code, state in states(article, editions, now))
    inner = format_html_join("", '<span title="{1}"><span class="state" data-state="{0}"></span>{2}</span>', dots)
    words = ", ".join(f"{code}: {STATES[state]}" for code, state in states(article, editions, now))
    return format_html('<span class="states" role="img" aria-label="{}">{}</span>', words, inner)


def states(article, editions, now):
    for code in languages.CODES:
        yield code, state_of(article, code, editions.get(code), now)


def state_of(article, code, edition, now):
    if edition and edition.is_withdrawn(now):
        return "withdrawn"
    if (state := getattr(article, f"state_{code}")) in WAITING:
        return state
    if edition and edition.is_live(now):
        return "published"
    if edition and edition.published_at > now:
        return "scheduled"
    parts = [getattr(article, f"headline_{code}"), getattr(article, f"has_text_{code}")]
    return "complete" if all(parts) else "started" if any(parts) else "empty"
