"""What a story's form says of each language: how far it is, what was said last, which steps are open."""

from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from news import languages
from news.models import Act, Revision
from news.models.rescheduling import PUBLIC, foremost, standings

from .act_forms import FORMS
from .standing import changed_words, step_of

TOLD = frozenset(
    {
        Act.SUBMITTED,
        Act.TAKEN_BACK,
        Act.CHANGES_REQUESTED,
        Act.PUBLISHED,
        Act.SCHEDULED,
        Act.MOVED,
        Act.CALLED_OFF,
        Act.WITHDRAWN,
        Act.REINSTATED,
        Act.TAKEN_DOWN,
    }
)
SAVED_FIRST = (Act.SUBMITTED, Act.FOLLOWED)
"""Acts that concern what is being typed: their buttons stand in the save bar, and save."""

DANGEROUS = (Act.WITHDRAWN, Act.TAKEN_DOWN)


@dataclass
class Card:
    """One language. `told` is the last step that was taken with it; `steps` and `rare` are forms with addresses."""

    code: str
    name: str
    state: str
    state_name: str
    told: Revision | None
    readers: str
    scheduled_for: object
    behind: int
    steps: list
    rare: list


def cards(article, open_acts, editions):
    """A Card of each language that there is anything of. One query."""
    last, found = last_steps(article), standings(editions)
    for code, name in languages.LANGUAGES:
        if not (has_words(article, code) or found[code] or code in last):
            continue
        moments = [one.published_at for one in editions if one.language == code and one.published_at > timezone.now()]
        readers = seen_by_readers(article, code, found[code], editions)
        state, state_name = step_of(article, code, readers)
        steps = [step_to(article, act, code) for act in open_acts[code] if act in FORMS and act not in SAVED_FIRST]
        yield Card(
            code=code,
            name=name,
            state=state,
            state_name=state_name,
            told=last.get(code),
            readers=readers,
            scheduled_for=max(moments, default=None),
            behind=article.changes_behind(code),
            steps=[step for step in steps if step["act"] not in DANGEROUS],
            rare=[step for step in steps if step["act"] in DANGEROUS],
        )


def last_steps(article):
    """{language: the Revision of the last step}. One query."""
    steps = Revision.objects.of(article).filter(act__in=TOLD).exclude(language="")
    newest = steps.order_by().values("language").annotate(last=Max("number")).values("last")
    rows = Revision.objects.of(article).filter(number__in=newest).select_related("author").defer("data")
    return {revision.language: revision for revision in rows}


def has_words(article, code):
    return any(getattr(article, f"{name}_{code}") for name in ("headline", "body", "summary"))


def step_to(article, act, code):
    address = reverse("admin:news_article_act", args=[article.pk, act]) + f"?language={code}"
    return {"act": act, "title": FORMS[act].title, "address": address}


def seen_by_readers(article, code, found, editions):
    """In one word: "withdrawn", "behind", "public", "scheduled" or nothing."""
    word = foremost(found)
    if word != PUBLIC:
        return word
    now = timezone.now()
    live = next(one for one in editions if one.language == code and one.published_at <= now)
    return "behind" if changed_words(article, live) else word
