"""The pictures beside shared links to quotations: the words, who said them, in which role, and when.

They are drawn when an edition is published, and by `manage.py make_cards`; never in a reader's request.
`Quotation.card` names the file, written after it, so that no page names one that is not. The name is a digest of what
is drawn: other words are another file, which caches may keep for a year, and what is drawn is not drawn again.
"""

from __future__ import annotations

import hashlib
import io
import logging
from enum import Enum
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import formats, translation

from news.models import Image, Quotation, SiteProfile

from .drawing import Words, drawn
from .lettering import NoSuchLetterError

__all__ = ["Outcome", "draw", "draw_missing_of", "remove_those_of", "standing"]

DRAWN_AT_ONCE = 40
"""Cards an editor waits for after publishing, at about 50 ms each; `manage.py make_cards` draws what is beyond."""

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


def standing() -> Any:
    """The quotations that have a page, or will have one, with their speakers."""
    rows = Quotation.objects.standing()
    return rows.select_related("speaker_person__portrait", "speaker_organization__logo")


def draw_missing_of(article_key: int) -> None:
    """Draw the cards that a story lacks: the first forty. One that cannot be drawn hinders no other."""
    site = SiteProfile.objects.current()
    for quotation in standing().filter(edition__article=article_key, card="")[:DRAWN_AT_ONCE]:
        draw(quotation, site)


def remove_those_of(article_key: int, language: str) -> None:
    """Delete the cards of a text that was taken down for good, but for those that another story shows too."""
    rows = Quotation.objects.filter(edition__article=article_key, edition__language=language).exclude(card="")
    names = set(rows.values_list("card", flat=True))
    rows.update(card="")
    for name in names - set(Quotation.objects.filter(card__in=names).values_list("card", flat=True)):
        default_storage.delete(name)


def draw(quotation: Quotation, site: SiteProfile) -> Outcome:
    """Draw the card where its file is not there yet, and name it in the row. Raises nothing: a card is a pleasantry."""
    try:
        name, outcome = drawn_file(quotation, site)
    except NoSuchLetterError:
        name, outcome = "", Outcome.IMPOSSIBLE
    except Exception:
        log.exception("The card of quotation %s could not be drawn.", quotation.uid)
        return Outcome.FAILED
    if quotation.card != name:
        Quotation.objects.filter(pk=quotation.pk).update(card=name)
        quotation.card = name
    return outcome


def drawn_file(quotation: Quotation, site: SiteProfile) -> tuple[str, Outcome]:
    words, picture = words_of(quotation, site), picture_of(quotation)
    name = name_of(words, picture)
    if default_storage.exists(name):
        return name, Outcome.KEPT
    buffer = io.BytesIO()
    drawn(words, picture, is_face=quotation.speaker_person_id is not None).save(buffer, "PNG")
    default_storage.save(name, ContentFile(buffer.getvalue()))
    return name, Outcome.DRAWN


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


def name_of(words: Words, picture: Image | None) -> str:
    face = (picture.file.name, picture.focal_x, picture.focal_y) if picture else ()
    digest = hashlib.sha256("\x1f".join(map(str, (STYLE, *words, *face))).encode("utf-8", "replace")).hexdigest()
    return f"cards/{digest[:2]}/{digest[:40]}.png"
