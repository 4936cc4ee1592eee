"""What an editor sees of a language before readers do: what stops it, what to look at, what would change."""

from dataclasses import dataclass, field

from django.utils import timezone

from news import languages
from news.models import Edition, comparison, preview_address, rescheduling
from news.models.readiness import blocked_fields
from news.models.working_copy import stored

from .standing import step_of


@dataclass
class Checklist:
    """One language on the page “Publish…”. `number` is that of its newest edition, 0 where it has none."""

    code: str
    name: str
    headline: str
    state: str
    number: int
    live: Edition | None
    scheduled: Edition | None
    gone: Edition | None
    blockers: list = field(default_factory=list)
    stops: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    preview: str = ""

    @property
    def is_withdrawn(self):
        return bool(self.live and self.live.is_withdrawn())

    @property
    def is_news(self):
        """Whether publishing would tell readers anything that they do not see and are not about to see."""
        return not self.blockers and not self.scheduled and bool(self.changes or not self.live)


def checklists(article, user, form_address):
    """A Checklist of each language. The same number of queries whatever stands beside the story."""
    now, newest = timezone.now(), newest_editions(article)  # the numbers first: what is published after them is unseen
    ahead = list(rescheduling.ahead(article, now).select_related("cover", "event"))
    copy, found = stored(article), rescheduling.standings(ahead)
    for code, name in languages.LANGUAGES:
        live = next((one for one in ahead if one.language == code and one.published_at <= now), None)
        scheduled = [one for one in ahead if one.language == code and one.published_at > now]
        last = newest.get(code)
        yield Checklist(
            code=code,
            name=name,
            headline=getattr(article, f"headline_{code}"),
            state=step_of(article, code, rescheduling.foremost(found[code]))[1],
            number=last.number if last else 0,
            live=live,
            scheduled=max(scheduled, key=lambda edition: edition.published_at, default=None),
            gone=last if last and last.gone_at and last.gone_at <= now else None,
            blockers=linked_blockers(article, code, form_address),
            stops=article.what_stops(code, user) if getattr(article, f"headline_{code}") else [],
            warnings=article.what_to_look_at(code),
            changes=comparison.changes(copy, live) if live else [],
            preview=preview_address(article, code) if article.is_complete_in(code) else "",
        )


def linked_blockers(article, code, form_address):
    """[(sentence, address of the field on the story's form)] of what stops the language."""
    return [(sentence, f"{form_address}#{anchor(name, code)}") for name, sentence in blocked_fields(article, code)]


def anchor(name, code):
    """The id of a field on the story's form."""
    return f"id_{name}" if name in ("cover", "kind") else f"id_{name}_{code}"


def newest_editions(article):
    """{language: its edition of the highest number}. One query."""
    rows = article.editions.order_by("number").defer("body", "documents", "signatories")
    return {edition.language: edition for edition in rows}
