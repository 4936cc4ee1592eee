"""The light notation of the demo's texts, turned into the HTML that editors write.

A block ends at an empty line. `## heading`; `- ` and `1. ` lists; `> speaker-key: quotation` (an organisation's is
`> organization:key: …`); `! picture-key: caption`, several lines of them a gallery; a table is `|= caption`,
`|: head | head`, `| cell | cell` and `|* speakers` for a row a speaker. Inside a line: `[words](person:key)`,
`**strong**`, `{on:event-key}` for its day.
"""

import re
from html import escape

from news.models import coalition_day

from .cast import uid
from .clock import FOUNDED_ON, day_within_a_sentence

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
ON = re.compile(r"\{on:([a-z-]+)\}")
QUOTATION = re.compile(r"> (?:(organization|person):)?([a-z-]+): (.+)", re.DOTALL)


class Text:
    """One language of one text. `key` names it, so that translations of a quotation share their mark."""

    def __init__(self, language, key, cast, speakers=()):
        self.language, self.key, self.cast, self.speakers = language, key, cast, speakers
        self.quotations = 0

    def html(self, source):
        return "".join(self.block(block) for block in source.strip().split("\n\n"))

    def block(self, block):
        lines = block.split("\n")
        if block.startswith("## "):
            return f"<h2>{self.line(block[3:])}</h2>"
        if block.startswith("- "):
            return f"<ul>{self.items(lines)}</ul>"
        if block.startswith("1. "):
            return f"<ol>{self.items(lines)}</ol>"
        if block.startswith("> "):
            return self.quotation(block)
        if block.startswith("! "):
            return self.pictures(lines)
        if block.startswith("|"):
            return self.table(lines)
        return f"<p>{self.line(block)}</p>"

    def items(self, lines):
        return "".join(f"<li>{self.line(line.split(' ', 1)[1])}</li>" for line in lines)

    def line(self, text):
        text = ON.sub(self.day, escape(text.replace("\n", " "), quote=False))
        text = LINK.sub(lambda found: f'<a href="{self.address(found[2])}">{found[1]}</a>', text)
        return STRONG.sub(r"<strong>\1</strong>", text)

    def day(self, found):
        return day_within_a_sentence(coalition_day(self.cast.events[found[1]].start_at), self.language)

    def address(self, target):
        """person:key, organization:key, page:slug, events:, organizations:, mailto:…"""
        kind, _colon, key = target.partition(":")
        if kind == "person":
            return f"/{self.language}/{self.cast.people[key].path}"
        if kind == "organization":
            return f"/{self.language}/{self.cast.organizations[key].path}"
        if kind in ("page", "events", "organizations"):
            return f"/{self.language}/{key or kind}/"
        return target

    def quotation(self, block):
        kind, key, words = QUOTATION.fullmatch(block).groups()
        kind = kind or "person"
        speaker = (self.cast.people if kind == "person" else self.cast.organizations)[key]
        self.quotations += 1
        mark = uid("quotation", self.key, self.quotations)
        return (
            f'<figure class="quote" data-uid="{mark}" data-{kind}="{speaker.pk}"><blockquote><p>{self.line(words)}</p>'
            f"</blockquote><figcaption>{speaker.name_in(self.language)}</figcaption></figure>"
        )

    def pictures(self, lines):
        shown = "".join(self.picture(line) for line in lines)
        return f'<figure class="gallery">{shown}</figure>' if len(lines) > 1 else shown

    def picture(self, line):
        key, caption = line[2:].split(": ", 1)
        image = self.cast.pictures[key]
        described = escape(getattr(image, f"description_{self.language}"))
        return (
            f'<figure class="photo" data-image="{image.pk}"><img src="{image.file.url}" alt="{described}">'
            f"<figcaption>{self.line(caption)}</figcaption></figure>"
        )

    def table(self, lines):
        caption, head, *rows = lines
        body = "".join(row for line in rows for row in self.rows(line))
        cells = "".join(f'<th scope="col">{self.line(cell)}</th>' for cell in cells_of(head[2:]))
        return (
            f"<table><caption>{self.line(caption[2:].strip())}</caption><thead><tr>{cells}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def rows(self, line):
        if line.startswith("|*"):
            return [
                self.row(self.linked(person), person.label_on(FOUNDED_ON, self.language)) for person in self.speakers
            ]
        return [self.row(*cells_of(line[1:]))]

    def row(self, first, *others):
        cells = "".join(f"<td>{self.line(cell)}</td>" for cell in others)
        return f'<tr><th scope="row">{self.line(first)}</th>{cells}</tr>'

    def linked(self, person):
        return f"[{person.name_in(self.language)}](person:{person.slug})"


def cells_of(line):
    return [cell.strip() for cell in line.split("|")]
