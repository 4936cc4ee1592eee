"""A published text as HTML: clean, its quotations attributed, its pictures described, its documents at hand.

Pages, feeds, previews and press kits all show texts through here.
"""

from html import escape
from html.parser import HTMLParser

from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.models import Document, Image
from news.text import html

GALLERY_SIZES = {
    1: "(min-width: 44rem) 40rem, 92vw",
    2: "(min-width: 44rem) 20rem, 46vw",
    3: "(min-width: 44rem) 13rem, (min-width: 27rem) 31vw, 46vw",
    4: "(min-width: 44rem) 20rem, 46vw",
}
"""How wide a picture of a gallery is shown, by how many there are; of more than four as of three (css/site.css)."""


class Html(str):
    """HTML that render() has cleaned and written: what the template filter `prose` shows as it stands."""

    __slots__ = ()


def body_of(edition):
    """The text of an edition. Three queries at most: quotations with their speakers, pictures, documents."""
    quotations = edition.quotations.for_cards() if "data-uid" in edition.body else ()
    return render(edition.body, edition.language, quotations=quotations)


def render(body, language=None, *, quotations=()):
    """Safe HTML of a text in that language (the active one by default).

    One query where it has library pictures, one where it leads to documents. `quotations` are the rows of the marked
    quotations; a mark without a row stays as its writer typed it.
    """
    body = html.clean(body)
    rows = {str(row.uid): row for row in quotations}
    writer = Writer(language or get_language(), rows, pictures_in(body), documents_in(body))
    writer.feed(body)
    writer.close()
    return Html("".join(writer.parts))


def sections(body):
    """(id, heading) of the second-level headings of a text, in their order; render() gives them these ids."""
    return [(f"part-{number}", text) for number, text in enumerate(headings(html.clean(body)), start=1)]


def pictures_in(body):
    return Image.objects.in_bulk(html.image_ids(body)) if "data-image" in body else {}


def documents_in(body):
    if "data-document" not in body:
        return {}
    return Document.objects.in_bulk({link.document for link in html.document_links(body)})


class Writer(HTMLParser):
    """Copies clean HTML to `parts` and puts our own parts in the place of quotations, pictures, videos and tables.

    A link to a document leads to where its file lies today; where the document is gone, the words stand alone.
    """

    def __init__(self, language, quotations, images, documents):
        super().__init__(convert_charrefs=False)
        self.language, self.quotations, self.images, self.documents = language, quotations, images, documents
        self.parts = []
        self.set_aside = self.end_of_link = self.gallery = None
        self.depth = self.tables = self.headings = 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("class") == "gallery" and self.set_aside is None:
            self.gallery = []
            return
        if self.set_aside and self.set_aside[0] == tag:
            self.depth += 1
        elif tag in ("figure", "table") and self.set_aside is None:
            self.set_aside, self.depth = (tag, attributes, len(self.parts)), 1
        text = self.get_starttag_text()
        if tag == "h2":
            self.headings += 1
            text = f'<h2 id="part-{self.headings}">'
        if tag == "a":
            text, self.end_of_link = self.link(text, number_in(attributes.get("data-document")))
        self.parts.append(text)

    def handle_startendtag(self, tag, attrs):
        self.parts.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        if tag == "figure" and self.set_aside is None and self.gallery is not None:
            self.parts.append(gallery(self.gallery))
            self.gallery = None
            return
        self.parts.append(self.end_of_link if tag == "a" else f"</{tag}>")
        if not self.set_aside or self.set_aside[0] != tag:
            return
        self.depth -= 1
        if self.depth == 0:
            _tag, attributes, start = self.set_aside
            self.set_aside = None
            inner = "".join(self.parts[start:])
            self.parts[start:] = [self.whole(tag, attributes, inner)]

    def handle_data(self, data):
        self.parts.append(html.typo(data, self.language))

    def handle_entityref(self, name):
        self.parts.append(f"&{name};")

    def handle_charref(self, name):
        self.parts.append(f"&#{name};")

    def link(self, written, key):
        """The beginning and the end of a link: as written, or those of the document with that key."""
        if key is None:
            return written, "</a>"
        if key not in self.documents:
            return "", ""
        document = self.documents[key]
        facts = ", ".join(filter(None, (document.format, filesizeformat(document.size) if document.size else "")))
        end = f' <span class="file__facts">({escape(facts)})</span></a>' if facts else "</a>"
        return f'<a class="file" href="{escape(document.file.url)}">', end

    def whole(self, tag, attributes, written):
        """What stands in the place of a table or figure; a picture of a gallery waits for the others."""
        if tag == "table":
            return self.table(written)
        if self.gallery is None:
            return self.figure(attributes, written)
        image = self.images.get(number_in(attributes.get("data-image")))
        self.gallery.append({"image": image, "caption": caption(image, written)})
        return ""

    def figure(self, attributes, written):
        if row := self.quotations.get(attributes.get("data-uid")):
            return render_to_string("news/_quote.html", {"quotation": row, "permalink": row.has_page()})
        if image := self.images.get(number_in(attributes.get("data-image"))):
            return render_to_string("news/_photo.html", {"image": image, "caption": caption(image, written)})
        if attributes.get("class") == "video" and (videos := html.video_links(written)):
            return render_to_string("news/_video.html", {"video": videos[0]})
        return written

    def table(self, written):
        """A box that scrolls sideways on a phone and can be reached by keyboard, named by the caption."""
        self.tables += 1
        name = f"table-{self.tables}"
        if "<caption>" in written:
            label = f'aria-labelledby="{name}"'
            written = written.replace("<caption>", f'<caption id="{name}">', 1)
        else:
            spoken = _("Table %(number)s") % {"number": self.tables}
            label = f'aria-label="{escape(spoken)}"'
        return f'<div class="table" role="region" {label} tabindex="0">{written}</div>'


def caption(image, written):
    """As the writer put it under the picture, else as the library has it."""
    return html.plain(written).strip() or (image.caption if image else "")


def gallery(pictures):
    """Of a picture that is not in the library any more the caption stays, and nothing where it has none.

    A credit that all of them share is said once, below them.
    """
    shown = [picture for picture in pictures if picture["image"] or picture["caption"]]
    if not shown:
        return ""
    makers = [picture["image"].credit if picture["image"] else "" for picture in shown]
    of_all = makers[0] if len(shown) > 1 and len(set(makers)) == 1 else ""
    context = {
        "pictures": [row | {"credit": "" if of_all else maker} for row, maker in zip(shown, makers, strict=True)],
        "credit": of_all,
        "sizes": GALLERY_SIZES.get(len(shown), GALLERY_SIZES[3]),
    }
    return render_to_string("news/_gallery.html", context)


def number_in(value):
    """The primary key that an attribute holds, None where there is no such attribute."""
    return int(value) if value else None


class Headings(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.is_inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "h2":
            self.is_inside = True
            self.found.append("")

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "h2"

    def handle_data(self, data):
        if self.is_inside:
            self.found[-1] += data


def headings(body):
    reader = Headings()
    reader.feed(body)
    reader.close()
    return [text.strip() for text in reader.found]
