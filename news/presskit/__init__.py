"""The press kit of a story: one ZIP with its text in each language, its pictures with their credits, its quotations.

Everything in it stands on public pages; of a language that has been withdrawn only the notice is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, F, Min, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from news import languages
from news.models import Document, Edition, Quotation, SiteProfile, Use
from news.text import html, slugs

from .archive import Archive
from .pictures import LeftOut, Picture, credits_of, pictures_of
from .telling import Telling

__all__ = ["MOST_BYTES", "Kit", "bytes_of", "kit_of", "with_bytes"]

MOST_BYTES = 200 * 1024 * 1024
"""Of pictures in one kit; those beyond are told with their addresses."""

LONGEST_NAME = 60
"""Of the folder: some systems still take no more than 260 letters for a whole path."""


@dataclass(frozen=True)
class Kit:
    """`texts` are {name: text}. The pictures are read while the kit is written."""

    name: str
    editions: list[Edition]
    texts: dict[str, str]
    pictures: list[Picture]

    @property
    def etag(self) -> str:
        """Changes with every word and every picture. Weak: whether the store has lost a picture is not asked for it."""
        known = [*self.texts.items(), *self.credits({}).items(), *(each.image.file.name for each in self.pictures)]
        return f'W/"{hashlib.blake2s(repr(known).encode("utf-8", "replace"), digest_size=16).hexdigest()}"'

    def credits(self, left_out: dict[str, LeftOut]) -> dict[str, str]:
        """{name: text} of the lists of pictures, one for each language."""
        codes = [edition.language for edition in self.editions] if self.pictures else []
        return {f"pictures-{code}.txt": credits_of(self.pictures, code, left_out) for code in codes}

    def written(self) -> Iterator[bytes]:
        """The pieces of the ZIP. No query."""
        archive = Archive(self.name, timezone.localtime(max(edition.published_at for edition in self.editions)))
        for name, text in self.texts.items():
            yield archive.text(name, text)
        left_out: dict[str, LeftOut] = {}
        room = MOST_BYTES
        for picture in self.pictures:
            found = picture.opened(room)
            if isinstance(found, LeftOut):
                left_out[picture.name] = found
                continue
            size, pieces = found
            room -= size
            yield from archive.picture(picture.name, pieces)
        for name, text in self.credits(left_out).items():
            yield archive.text(name, text)
        yield archive.end()


def kit_of(story: Edition) -> Kit:
    """The kit of a story that readers see, by any of its live editions. Seven queries at most, whatever is in it."""
    found = Edition.objects.live().filter(article=story.article_id).select_related("cover").prefetch_related("bylines")
    by_language = {edition.language: edition for edition in found}
    editions = [by_language[code] for code in languages.CODES if code in by_language]
    shown = [edition for edition in editions if not edition.is_withdrawn()]
    pictures = pictures_of(shown)
    telling = Telling(
        site=SiteProfile.objects.current(),
        quotations=quotations_of(shown),
        corrections=list(story.article.corrections.live()),
        documents=documents_in(shown),
        pictures={picture.image.pk: picture for picture in pictures},
    )
    name = slugs.slugify(story.slug, max_length=LONGEST_NAME) or "story"
    return Kit(name, editions, told(telling, editions), pictures)


def told(telling: Telling, editions: list[Edition]) -> dict[str, str]:
    texts = {}
    for edition in editions:
        texts[f"story-{edition.language}.txt"] = telling.story(edition)
        if spoken := telling.spoken(edition):
            texts[f"quotations-{edition.language}.txt"] = spoken
    return texts


def quotations_of(editions: list[Edition]) -> list[Quotation]:
    keys = [edition.pk for edition in editions if "data-uid" in edition.body]
    return list(Quotation.objects.filter(edition__in=keys).for_cards()) if keys else []


def documents_in(editions: list[Edition]) -> dict[int, Document]:
    """Those that the texts lead to."""
    keys = {link.document for edition in editions for link in html.document_links(edition.body)}
    return Document.objects.in_bulk(keys) if keys else {}


def with_bytes(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """With `picture_bytes`: of the pictures in the text beside the cover; None where there are none, 0 where the size
    of one is not known. No further query."""
    uses = Use.objects.filter(holder=Use.Holder.EDITION, holder_key=OuterRef("pk"), image__isnull=False).order_by()
    sizes = uses.exclude(image=Coalesce(OuterRef("cover"), 0)).values("holder")
    known = sizes.annotate(least=Min("image__size"), all=Sum("image__size"))
    whole = Case(When(least__gt=0, then=F("all")), default=0)
    return editions.annotate(picture_bytes=Subquery(known.annotate(whole=whole).values("whole")))


def bytes_of(story: Edition) -> int:
    """About how large the kit of an edition `with_bytes()` is; 0 where that is not known without reading files."""
    sizes = [story.cover.size] if story.cover else []
    sizes += [] if story.picture_bytes is None else [story.picture_bytes]
    return sum(sizes) if all(sizes) else 0
