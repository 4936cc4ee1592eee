"""The pictures beside shared links: a quotation and who said it, or the headline of a story without a picture.

They are drawn when an edition is published, and by `manage.py make_cards`; never in a reader's request.
`Quotation.card` and `Edition.card` name the file, written after it, so that no page names one that is not. The name is
a digest of what is drawn: other words are another file, which caches may keep for a year, and what is drawn is not
drawn again.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

import PIL.Image
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import formats, translation

from news import renditions
from news.models import Edition, Image, Quotation, SiteProfile
from news.structured_data import absolute

from . import headlines
from .drawing import Words, drawn
from .headlines import Headline
from .lettering import NoSuchLetterError

__all__ = [
    "Outcome",
    "draw",
    "draw_missing_of",
    "of_picture",
    "of_quotation",
    "of_story",
    "remove_those_of",
    "standing",
    "stories",
]

DRAWN_AT_ONCE = 40
"""Quotations an editor waits for after publishing, at about 50 ms each; `manage.py make_cards` draws what is beyond."""

STYLE = "1"
"""Part of every name: with a new look all cards are drawn anew."""

log = logging.getLogger(__name__)


class Outcome(Enum):
    DRAWN = "drawn"
    KEPT = "kept"
    """The file was there already."""
    IMPOSSIBLE = "impossible"
    """The site's type lacks a letter of it: without that letter somebody would be misquoted."""
    FAILED = "failed"
    """The log tells why."""


class Plan(NamedTuple):
    """A card that may be drawn: the name of its file, and how to draw it."""

    name: str
    draw: Callable[[], PIL.Image.Image]


def of_story(story: Edition) -> dict[str, Any] | None:
    """The picture beside a shared link to the story: its cover, else its headline; None before one of them is made."""
    if card := of_picture(story.cover):
        return card
    return said_of(default_storage.url(story.card), story.headline) if story.card else None


def of_quotation(quotation: Quotation, *, description: str) -> dict[str, Any] | None:
    """The same of a quotation."""
    return said_of(default_storage.url(quotation.card), description) if quotation.card else None


def of_picture(image: Image | None, *, description: str = "") -> dict[str, Any] | None:
    """The same of a library picture."""
    address = renditions.card_url(image) if image and image.file else ""
    return said_of(address, description or image.description) if image and address else None


def said_of(url: str, description: str) -> dict[str, Any]:
    width, height = renditions.CARD
    return {"address": absolute(url), "width": width, "height": height, "description": description}


def standing() -> Any:
    """The quotations that have a page, or will have one, with their speakers."""
    rows = Quotation.objects.standing().filter(edition__gone_at=None)
    return rows.select_related("speaker_person__portrait", "speaker_organization__logo")


def stories() -> Any:
    """The editions that readers see, or will see, without a cover whose own card could stand beside their links."""
    rows = Edition.objects.standing().filter(Q(cover=None) | Q(cover__card=""))
    return rows.with_first_headings().defer("body", "documents", "signatories")


def draw_missing_of(article_key: int) -> None:
    """Draw the cards that a story and its first quotations lack. One that cannot be drawn hinders no other."""
    site = SiteProfile.objects.current()
    for story in stories().filter(article=article_key):
        draw(story, site)
    for quotation in standing().filter(edition__article=article_key, card="")[:DRAWN_AT_ONCE]:
        draw(quotation, site)


def remove_those_of(article_key: int, language: str) -> None:
    """Delete the cards of a text that was taken down for good, but for those that another story shows too."""
    editions = Edition.objects.filter(article=article_key, language=language)
    for rows in (editions, Quotation.objects.filter(edition__in=editions)):
        names = set(rows.exclude(card="").values_list("card", flat=True))
        rows.update(card="")
        for name in names - set(rows.model.objects.filter(card__in=names).values_list("card", flat=True)):
            default_storage.delete(name)


def draw(row: Quotation | Edition, site: SiteProfile) -> Outcome:
    """Draw the card where its file is not there yet, and name it in the row. Raises nothing: a card is a pleasantry."""
    try:
        name, outcome = drawn_file(plan_of(row, site))
    except NoSuchLetterError:
        name, outcome = "", Outcome.IMPOSSIBLE
    except Exception:
        log.exception("The card of %s %s could not be drawn.", row._meta.model_name, getattr(row, "uid", row.pk))
        return Outcome.FAILED
    if row.card != name:
        type(row).objects.filter(pk=row.pk).update(card=name)
        row.card = name
    return outcome


def drawn_file(plan: Plan) -> tuple[str, Outcome]:
    if default_storage.exists(plan.name):
        return plan.name, Outcome.KEPT
    buffer = io.BytesIO()
    plan.draw().save(buffer, "PNG")
    default_storage.save(plan.name, ContentFile(buffer.getvalue()))
    return plan.name, Outcome.DRAWN


def plan_of(row: Quotation | Edition, site: SiteProfile) -> Plan:
    if isinstance(row, Edition):
        headline = headline_of(row, site)
        return Plan(name_of("story", *headline), lambda: headlines.drawn(headline))
    words, picture = words_of(row, site), picture_of(row)
    face = (picture.file.name, picture.focal_x, picture.focal_y) if picture else ()
    return Plan(name_of(*words, *face), lambda: drawn(words, picture, is_face=row.speaker_person_id is not None))


def headline_of(story: Edition, site: SiteProfile) -> Headline:
    """Everything that is written on the card of a story, in its own language."""
    with translation.override(story.language):
        kicker = story.first_topic.topic.name if story.first_topic else story.get_kind_display()
        return Headline(
            language=story.language,
            text=story.headline,
            kicker=kicker[:1].upper() + kicker[1:],
            day=formats.date_format(story.day, "DATE_FORMAT"),
            site=site.site_name,
        )


def words_of(quotation: Quotation, site: SiteProfile) -> Words:
    """Everything that is written on the card, in the language of the edition."""
    with translation.override(quotation.language):
        return Words(
            language=quotation.language,
            text=quotation.text,
            speaker=quotation.speaker.name_in(quotation.language),
            role=quotation.label,
            day=formats.date_format(quotation.said_on, "DATE_FORMAT"),
            site=site.site_name,
        )


def picture_of(quotation: Quotation) -> Image | None:
    """The portrait or the logo of the speaker, if there is one."""
    person, organization = quotation.speaker_person, quotation.speaker_organization
    picture = person.portrait if person else organization.logo
    return picture if picture and picture.file else None


def name_of(*drawn_from: object) -> str:
    digest = hashlib.sha256("\x1f".join(map(str, (STYLE, *drawn_from))).encode("utf-8", "replace")).hexdigest()
    return f"cards/{digest[:2]}/{digest[:40]}.png"
