"""The texts of a press kit: the story as an agency would send it, and its quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation

from news.models import Document, Edition, Quotation, SiteProfile
from news.structured_data import absolute
from news.text import html
from news.text.reading import text_of
from news.text.tags import Token

from .pictures import Picture
from .plaintext import figures_in, plain_text, tidy


@dataclass(frozen=True)
class Telling:
    """What the texts of all languages are told from. `documents` and `pictures` are by key."""

    site: SiteProfile
    quotations: list[Quotation]
    corrections: list[Any]
    documents: dict[int, Document]
    pictures: dict[int, Picture]

    def story(self, edition: Edition) -> str:
        with translation.override(edition.language):
            context = {
                "story": edition,
                "site": self.site,
                "body": self.body(edition),
                "authors": [row for row in edition.bylines.all() if row.role == "author"],
                "others": [row for row in edition.bylines.all() if row.role != "author"],
                "corrections": [row for row in self.corrections if row.language == edition.language],
                "documents": [
                    {**kept, "address": absolute(default_storage.url(kept["file"]))} for kept in edition.documents
                ],
                "address": absolute(edition.get_absolute_url()),
            }
            return tidy(render_to_string("news/kit/story.txt", context))

    def spoken(self, edition: Edition) -> str:
        """The quotations of an edition in their order; empty where there is none."""
        rows = [row for row in self.quotations if row.edition_id == edition.pk]
        if not rows:
            return ""
        with translation.override(edition.language):
            told = [self.quoted(row, absolute(row.get_absolute_url()) if row.has_page() else "") for row in rows]
            return tidy("\n\n".join(told))

    def quoted(self, row: Quotation, address: str = "") -> str:
        text = html.in_quotation_marks(row.text, row.language)
        return render_to_string("news/kit/quotation.txt", {"row": row, "text": text, "address": address}).strip()

    def body(self, edition: Edition) -> str:
        rows = {str(row.uid): row for row in self.quotations if row.edition_id == edition.pk}

        def figure(attributes: dict[str, str], pieces: list[Token]) -> str:
            if row := rows.get(attributes.get("data-uid", "")):
                return self.quoted(row)
            if attributes.get("class") == "gallery":
                return "\n".join(filter(None, (self.pictured(*each) for each in figures_in(pieces))))
            return self.pictured(attributes, pieces)

        return plain_text(edition.body, figure=figure, link=self.after_link)

    def pictured(self, attributes: dict[str, str], pieces: list[Token]) -> str:
        """Where a picture stands in the text; of a figure of another kind its words."""
        words = text_of(pieces)
        picture = self.pictures.get(int(attributes.get("data-image") or 0))
        if picture is None:
            return words
        credit = picture.image.credit and f"({picture.image.credit})"
        return " ".join(filter(None, (f"[{picture.name}]", words or picture.image.caption, credit)))

    def after_link(self, link: Token) -> str:
        """The address, in brackets, of a document or of another site; pages of this one would only be in the way."""
        attributes = link.attributes()
        if key := attributes.get("data-document"):
            document = self.documents.get(int(key))
            return f" ({absolute(document.file.url)})" if document else ""
        address = attributes.get("href", "")
        return f" ({address})" if address.startswith("http") else ""
