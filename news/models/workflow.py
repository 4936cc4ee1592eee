"""The way of a story from draft to the public and back, language by language: who may take which step, and when."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.signals import state_changed
from news.text import html

from . import rescheduling
from .bases import translated
from .publication import write_edition
from .rescheduling import PUBLIC, SCHEDULED, WITHDRAWN, standing, standings
from .revision import Act, Revision, lock
from .rights import PUBLISH_ARTICLE

WRITER, PUBLISHER = "writer", "publisher"

WORDS = ("headline", "summary", "body", "dateline", "cover_caption")
"""What a translator translates."""

WORD_COLUMNS = frozenset(column for name in WORDS for column in languages.each(name))
EMPTY = ("",) * len(WORDS)


class State(models.TextChoices):
    """How far one language of the working copy is. What readers see is told by the editions, not by this."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CHANGES_REQUESTED = "changes", _("changes requested")
    PUBLISHED = "published", _("published")


ANY = frozenset(State)
IN_WORK = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED})


class Step(NamedTuple):
    """A row of the table: the act, the states it starts from, where it leads (None: where it was) and who may do it.

    `out` is what readers have to see of the language, or be about to see, for the act to make sense (None: no matter).
    """

    act: Act
    states: frozenset
    to: State | None
    who: str
    out: frozenset | None = None


TABLE = (
    Step(Act.SUBMITTED, IN_WORK, State.SUBMITTED, WRITER),
    Step(Act.TAKEN_BACK, frozenset({State.SUBMITTED}), State.DRAFT, WRITER),
    Step(Act.CHANGES_REQUESTED, frozenset({State.SUBMITTED}), State.CHANGES_REQUESTED, PUBLISHER),
    Step(Act.PUBLISHED, ANY, State.PUBLISHED, PUBLISHER),
    Step(Act.MOVED, ANY, None, PUBLISHER, frozenset({SCHEDULED})),
    Step(Act.CALLED_OFF, ANY, State.DRAFT, PUBLISHER, frozenset({SCHEDULED})),
    Step(Act.WITHDRAWN, ANY, None, PUBLISHER, frozenset({PUBLIC})),
    Step(Act.REINSTATED, ANY, None, PUBLISHER, frozenset({WITHDRAWN})),
    Step(Act.TAKEN_DOWN, ANY, State.DRAFT, PUBLISHER, frozenset({PUBLIC, WITHDRAWN})),
    Step(Act.FOLLOWED, ANY, None, WRITER),
)
STEPS = {step.act: step for step in TABLE}

LIES_IN_THE_BIN = _("The story lies in the bin. Take it out first.")
NOT_NOW = {
    Act.SUBMITTED: _("This language waits for an editor already."),
    Act.TAKEN_BACK: _("This language does not wait for an editor any more."),
    Act.CHANGES_REQUESTED: _("This language does not wait for an editor any more."),
    Act.MOVED: _("Nothing is scheduled in this language any more."),
    Act.CALLED_OFF: _("Nothing is scheduled in this language any more."),
    Act.WITHDRAWN: _("Readers do not see this language as a current story."),
    Act.REINSTATED: _("This language is not withdrawn."),
    Act.TAKEN_DOWN: _("Readers do not see this language."),
}
"""Why an act cannot be done, most often because somebody else was quicker."""


SET_BY_ACTS = tuple(column for name in ("state", "submitted_by", "based_on") for column in languages.each(name))
"""A save of a whole story leaves these as the database has them, so that a form opened before an act, such as
publishing, does not undo it. An act saves its own column: `save(update_fields=["state_kk"])`."""


class Workflow(models.Model):
    """The part of a story that acts change. A save of its form leaves these columns as the database has them."""

    state = translated(models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT, editable=False))
    submitted_by = translated(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
        )
    )
    words = translated(models.PositiveIntegerField(default=0, editable=False))
    follows = translated(models.PositiveIntegerField(null=True, blank=True, editable=False))
    based_on = translated(
        models.ForeignKey("Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    )

    State = State

    class Meta:
        abstract = True

    # who may do what now

    def acts_open_to(self, user, language):
        """The acts that `user` may do with that language now, in the order of the table. Two queries."""
        return self.open_acts(user)[language]

    def open_acts(self, user, editions=None, *, may_write=None):
        """{language: `acts_open_to` it}. Two queries; fewer where the editions `ahead` or the right are known."""
        may_write = self.is_editable_by(user) if may_write is None else may_write
        if self.binned_at or not may_write:
            return {code: [] for code in languages.CODES}
        roles = {WRITER, PUBLISHER} if user.has_perm(PUBLISH_ARTICLE) else {WRITER}
        steps = [step for step in TABLE if step.who in roles]
        found = standings(rescheduling.ahead(self, timezone.now()).defer("body") if editions is None else editions)
        return {code: [step.act for step in steps if self.is_open(step, code, found[code])] for code in found}

    def is_open(self, step, language, out):
        if step.act == Act.SUBMITTED and not self.is_complete_in(language):
            return False
        if step.act == Act.FOLLOWED and not self.changes_behind(language):
            return False
        return getattr(self, f"state_{language}") in step.states and (step.out is None or bool(step.out & out))

    def what_stops(self, language, by):
        """Why that person may not publish the language, beside its blockers: sentences, none where they may.

        The rule of two pairs of eyes (settings.TWO_PAIRS_OF_EYES). Whoever has no account, such as an import, is free.
        """
        if not settings.TWO_PAIRS_OF_EYES or by is None:
            return []
        submitter = getattr(self, f"submitted_by_{language}_id")
        if getattr(self, f"state_{language}") != State.SUBMITTED or submitter is None:
            return [
                gettext("Two pairs of eyes: this language has to be submitted first, and then published by another.")
            ]
        if submitter == by.pk:
            return [gettext("Two pairs of eyes: you submitted this language, so somebody else publishes it.")]
        return []

    # the acts

    def submit(self, language, *, by, note=""):
        """Hand the language to the editors. Raises ValidationError where it is not complete, or waits already."""
        if not self.is_complete_in(language):
            raise ValidationError(gettext("Write a headline and a text in this language before you submit it."))
        return self.take_step(Act.SUBMITTED, language, by=by, note=note, submitted_by=by)

    def take_back(self, language, *, by):
        """Stop waiting for an editor: there is something to mend."""
        return self.take_step(Act.TAKEN_BACK, language, by=by)

    def request_changes(self, language, *, by, note):
        """Send the language back to its writer. The note says what to change; without one it is refused."""
        if not note.strip():
            raise ValidationError(gettext("Say what has to be changed."))
        return self.take_step(Act.CHANGES_REQUESTED, language, by=by, note=note)

    def publish(self, language, *, by, at=None, note="", is_major=True, correction="", override=False):
        """Write an Edition of the stored working copy in that language, public from `at` (now by default) on.

        The edition before it is superseded at that moment; one scheduled for that moment or later is called off.
        `correction` is a public note of what was wrong, shown from the same moment. `override` lets a superuser pass
        the rule of two pairs of eyes, which marks the history.
        Raises ValidationError with the sentences of `what_blocks_publishing` and `what_stops`, or where `at` would
        rewrite the past.
        """
        with transaction.atomic():
            article = self.locked()
            at = at or timezone.now()  # now is after the wait for the lock, so behind whoever published meanwhile
            act = Act.SCHEDULED if at > timezone.now() else Act.PUBLISHED
            stops = article.what_stops(language, by)
            may_pass = override and by is not None and by.is_superuser
            if sentences := [*article.what_blocks_publishing(language), *([] if may_pass else stops)]:
                raise ValidationError(sentences)
            revision = article.note_act(act, language, by=by, note=note, is_override=bool(stops))
            edition = write_edition(article, language, by=by, at=at, note=note, is_major=is_major, revision=revision)
            if correction.strip():
                article.corrections.create(language=language, text=correction.strip(), made_at=at)
            self.set_columns(article, {f"state_{language}": State.PUBLISHED})
            state_changed.send(sender=type(self), article=article, revision=revision)
        return edition

    def withdraw(self, language, *, by, notice, at=None):
        """Take the language out of all lists; at its address it stays readable under the notice, which is required."""
        if not notice.strip():
            raise ValidationError(gettext("Write the notice that readers see above the story."))
        with transaction.atomic():
            revision = self.take_step(Act.WITHDRAWN, language, by=by, note=notice)
            rescheduling.withdraw(self, language, at=at or revision.created_at, notice=notice.strip())
        return revision

    def reinstate(self, language, *, by):
        """Undo a withdrawal."""
        with transaction.atomic():
            revision = self.take_step(Act.REINSTATED, language, by=by)
            rescheduling.reinstate(self, language)
        return revision

    def take_down(self, language, *, by, reason, moved_to=None, at=None):
        """Answer the language's address with 410 and the reason, or lead on to another story. Nothing is deleted."""
        if not reason.strip() and moved_to is None:
            raise ValidationError(gettext("Say why the page is gone: readers of old links see it."))
        if moved_to is not None and moved_to.pk == self.pk:
            raise ValidationError(gettext("A story cannot lead to itself."))
        with transaction.atomic():
            revision = self.take_step(Act.TAKEN_DOWN, language, by=by, note=reason)
            moment = at or revision.created_at
            rescheduling.take_down(self, language, at=moment, reason=reason.strip(), moved_to=moved_to)
        return revision

    def call_off(self, language, *, by):
        """Unschedule: what was to become public does not, and what readers see now stays."""
        with transaction.atomic():
            revision = self.take_step(Act.CALLED_OFF, language, by=by)
            rescheduling.call_off(self, language)
            if standing(self, language):
                self.set_columns(self, {f"state_{language}": State.PUBLISHED})
        return revision

    def move(self, language, *, by, to):
        """Schedule what waits for its moment for another one, still to come, as it stands."""
        if to <= timezone.now():
            raise ValidationError(gettext("This moment is past. Choose one to come, or “Now”."))
        with transaction.atomic():
            revision = self.take_step(Act.MOVED, language, by=by)
            rescheduling.move(self, language, to=to)
        return revision

    def follow_original(self, language, *, by):
        """Say that the translation says what the original says now."""
        original = self.original_language
        if language == original:
            raise ValidationError(gettext("This language is the original."))
        with transaction.atomic():
            article = self.locked()
            self.set_columns(article, {f"follows_{language}": getattr(article, f"words_{original}")})
            return article.note_act(Act.FOLLOWED, language, by=by)

    # what acts have in common

    def take_step(self, act, language, *, by, note="", **columns):
        """Do one act of the table: its new state and columns, a line in the history, the signal. Returns the Revision.

        Raises ValidationError where the story is not in a state for it any more.
        """
        step = STEPS[act]
        with transaction.atomic():
            article = self.locked()
            if not article.is_open(step, language, standing(article, language)):
                raise ValidationError(NOT_NOW[act])
            changed = {f"{name}_{language}": value for name, value in columns.items()}
            if step.to:
                changed[f"state_{language}"] = article.state_at_rest(step, language)
            self.set_columns(article, changed)
            revision = article.note_act(act, language, by=by, note=note)
            state_changed.send(sender=type(self), article=article, revision=revision)
        return revision

    def state_at_rest(self, step, language):
        """Where a step leads: a draft that is taken back stays “published” as long as readers see the language."""
        was_taken_back = step.act == Act.TAKEN_BACK
        is_out = was_taken_back and standing(self, language)
        return State.PUBLISHED if is_out else step.to

    def locked(self):
        """The stored working copy, locked until the transaction ends. Raises ValidationError for one in the bin."""
        article = lock(self)
        if article is None or article.binned_at:
            raise ValidationError(LIES_IN_THE_BIN)
        return article

    def note_act(self, act, language, *, by, note="", is_override=False):
        objects = Revision.objects
        return objects.record(self, by=by, act=act, language=language, note=note, is_override=is_override)

    def set_columns(self, article, columns):
        """Write columns of the stored row, and of the two copies of it at hand."""
        if columns:
            type(self)._base_manager.filter(pk=self.pk).update(**columns)
        for name, value in columns.items():
            setattr(article, name, value)
            setattr(self, name, value)

    # translations

    def changes_behind(self, language):
        """How many times the original's words changed since this translation followed them; 0 for the original."""
        follows = getattr(self, f"follows_{language}")
        if language == self.original_language or follows is None:
            return 0
        return max(0, getattr(self, f"words_{self.original_language}") - follows)

    def recorded_as(self, revision):
        """Remember which saved state the translations follow that are up with the original now."""
        up_to_date = [
            f"based_on_{code}"
            for code in languages.CODES
            if getattr(self, f"follows_{code}") is not None and not self.changes_behind(code)
        ]
        self.set_columns(self, dict.fromkeys(up_to_date, revision))

    def count_words_changed(self, before):
        """Raise the counter of each language whose words differ from the stored row's, and keep translations marked.

        A translation follows the original as it stands when it is first written, and goes on following it when both are
        changed in one save.
        """
        changed = {
            code for code in languages.CODES if self.words_in(code) != (before.words_in(code) if before else EMPTY)
        }
        original = self.original_language
        for code in languages.CODES:
            counted = getattr(before, f"words_{code}") if before else 0
            setattr(self, f"words_{code}", counted + (code in changed))
        for code in languages.CODES:
            setattr(self, f"follows_{code}", self.followed(code, before, changed, getattr(self, f"words_{original}")))

    def followed(self, code, before, changed, newest):
        """The original's count that a translation follows after a save; None for the original and for no text."""
        if code == self.original_language or self.words_in(code) == EMPTY:
            return None
        follows = getattr(before, f"follows_{code}") if before else None
        if follows is None or before.original_language != self.original_language:
            return newest
        both = {code, self.original_language} <= changed
        return newest if both and not before.changes_behind(code) else follows

    def words_in(self, code):
        """What a translator translates of that language."""
        texts = {name: (getattr(self, f"{name}_{code}") or "").strip() for name in WORDS}
        return tuple({**texts, "body": html.clean(texts["body"])}.values())
