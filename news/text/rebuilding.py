"""What the sanitiser lets through, in the shape of a body: our headings, paragraphs instead of boxes, nothing empty."""

from dataclasses import dataclass, field
from itertools import dropwhile

from .allowlist import TAGS
from .invisible import has_ink
from .tags import INLINE, VOID, tokens

# fmt: off
RENAMED = {
    "b": "strong", "i": "em", "strike": "s", "del": "s",
    # The page has its own h1, and a body has two levels below it.
    "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3",
}
# Boxes of a pasted page. Their text becomes paragraphs, otherwise the last word of one meets the first of the next.
BOXES = frozenset({
    "div", "section", "article", "main", "header", "footer", "nav", "aside", "address", "center", "details",
    "summary", "dl", "dt", "dd", "fieldset", "form", "hgroup", "pre", "menu", "dir",
})
# fmt: on
HEADINGS = frozenset({"h2", "h3"})
KEPT_WHEN_EMPTY = frozenset({"td", "th", "tr", "thead", "tbody"})
# A list in a cell in a quotation and still room; browsers themselves stop at 512.
DEEPEST = 24


@dataclass(slots=True)
class _Element:
    name: str
    start: int = 0
    shown: bool = False
    implied: bool = False
    keeps: bool = False
    has_blocks: bool = False
    has_content: bool = False

    @property
    def is_block(self) -> bool:
        return self.name not in INLINE


@dataclass(slots=True)
class _Rebuilding:
    out: list[str] = field(default_factory=list)
    open: list[_Element] = field(default_factory=lambda: [_Element("")])

    def text(self, escaped: str) -> None:
        visible = not _is_blank(escaped)
        if visible:
            self._begin_paragraph_in_a_box()
        self.out.append(escaped)
        self.open[-1].has_content |= visible

    def start(self, name: str, attributes: str) -> None:
        name = self._name_here(RENAMED.get(name, name))
        if name in INLINE:
            self._begin_paragraph_in_a_box()
        else:
            self._end_implied_paragraph()
        if name in VOID:
            self._void(name, attributes)
        else:
            self._enter(name, attributes)

    def end(self) -> None:
        self._end_implied_paragraph()
        self._leave()

    def _name_here(self, name: str) -> str:
        """A list item without a list and a caption without a figure would close what the page has open around them."""
        parent = next((element.name for element in reversed(self.open) if element.shown), "")
        if name == "li" and parent not in ("ul", "ol"):
            return "p"
        if name == "figcaption" and parent != "figure":
            return "p"
        return name

    def _begin_paragraph_in_a_box(self) -> None:
        if self.open[-1].name in BOXES and not self._inside(HEADINGS):
            self._enter("p", "")
            self.open[-1].implied = True

    def _end_implied_paragraph(self) -> None:
        if self.open[-1].implied:
            self._leave()

    def _void(self, name: str, attributes: str) -> None:
        if name == "img" and ' src="' not in attributes:
            return
        self.out.append(f"<{name}{attributes}>")
        self.open[-1].has_content |= name != "br"
        self.open[-1].has_blocks |= name == "hr"

    def _enter(self, name: str, attributes: str) -> None:
        element = _Element(name, start=len(self.out), shown=self._is_shown(name, attributes))
        element.keeps = name in KEPT_WHEN_EMPTY or (name == "figure" and " data-" in attributes)
        if element.shown:
            self.out.append(f"<{name}{attributes}>")
        elif element.is_block:
            self._keep_words_apart()
        self.open.append(element)

    def _is_shown(self, name: str, attributes: str) -> bool:
        if name not in TAGS or len(self.open) > DEEPEST:
            return False
        if name in INLINE:
            return bool(attributes or name not in ("a", "span")) and not self._inside({name})
        return not self._inside(HEADINGS)

    def _inside(self, names: frozenset[str] | set[str]) -> bool:
        return any(element.name in names for element in self.open if element.shown)

    def _leave(self) -> None:
        element, parent = self.open.pop(), self.open[-1]
        parent.has_blocks |= element.has_blocks or element.is_block
        parent.has_content |= element.has_content
        if not element.shown:
            if element.is_block:
                self._keep_words_apart()
        elif not element.has_content and not element.keeps:
            self._drop(element)
        elif element.has_blocks and element.name in INLINE - {"a"}:
            # Documents copied from the web come wrapped in one <b> that means nothing.
            self.out[element.start] = ""
        else:
            if element.is_block and self.out[-1] == " ":
                self.out.pop()
            self.out.append(f"</{element.name}>")
            parent.has_content |= element.name == "figure"

    def _drop(self, element: _Element) -> None:
        """An element without content: a block goes with the blanks in it, an inline one leaves them."""
        if element.is_block:
            del self.out[element.start :]
            self._keep_words_apart()
        else:
            self.out[element.start] = ""

    def _keep_words_apart(self) -> None:
        if self.out and self.out[-1] and not self.out[-1].endswith((" ", "\n", ">")):
            self.out.append(" ")


def rebuilt(sanitised: str) -> str:
    """The body made of sanitised HTML (see `TAGS`). No word is lost or joined to its neighbour."""
    body = _Rebuilding()
    for token in tokens(sanitised):
        if not token.name:
            body.text(token.text)
        elif token.closes:
            body.end()
        else:
            body.start(token.name, token.text)
    pieces = list(dropwhile(_is_blank, body.out))
    while pieces and _is_blank(pieces[-1]):
        pieces.pop()
    return "".join(pieces).strip()


def _is_blank(piece: str) -> bool:
    return piece == "<br>" or not has_ink(piece.replace("&nbsp;", " "))
