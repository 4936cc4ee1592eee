"""Hostile and pasted HTML -> a body. nh3 decides what may stay; what is done before it keeps its time bounded."""

import re
from html import escape, unescape

import nh3

from .allowlist import ATTRIBUTES, LINK_SCHEMES, TAGS, allowed_value
from .galleries import in_order
from .invisible import has_ink, without_invisible
from .rebuilding import BOXES, RENAMED, rebuilt
from .tags import VOID

# fmt: off
# Their text is not prose: code, forms, drawings, and what browsers show only when something else fails.
WITHOUT_THEIR_TEXT = frozenset({
    "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object", "applet", "audio",
    "video", "canvas", "svg", "math", "textarea", "select", "datalist", "button", "title",
})
# fmt: on

# Parsing costs the square of the depth, of the tags and of one tag's attributes. No article is near these.
LONGEST_TAG = 50_000
MOST_TAGS = 20_000
DEEPEST_PASTE = 500
# Each round simplifies; tens of thousands of random pastes settled in three.
MOST_ROUNDS = 12

# Browsers re-open these in every later paragraph, a thousandfold when each has its own attributes.
_REOPENED = frozenset({"b", "i", "em", "strong", "s", "strike"})
_REOPENED_UNKNOWN = frozenset({"big", "code", "font", "nobr", "small", "tt", "u"})
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|400)", re.IGNORECASE)
_RAW_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*+)([^<>]*+)(>?)")
_TAG_OR_BREAK = re.compile(r"<[^<>]*>")
_NEVER_NESTED = VOID | {"p", "li", "dd", "dt", "input", "meta", "link", "col", "wbr", "area", "base", "embed"}

_sanitiser = nh3.Cleaner(
    tags=set(TAGS | BOXES | RENAMED.keys()),
    clean_content_tags=set(WITHOUT_THEIR_TEXT),
    # Without "*" nh3 lets lang and title stand on every tag.
    attributes={"*": set(), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    attribute_filter=allowed_value,
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """Any text as the HTML of a body: safe to show, of one shape, the words kept. Never raises.

    `clean(clean(x)) == clean(x)`. What is too deep or too large to be an article becomes plain paragraphs.
    """
    before = html
    for _ in range(MOST_ROUNDS):
        # A parser may read its own output differently; what is stored is read the same way every time.
        after = _round(before)
        if after == before:
            return after
        before = after
    return _round(_flat(before))


def _round(pasted: str) -> str:
    return in_order(rebuilt(without_invisible(_sanitiser.clean(_bounded(without_invisible(pasted))))))


def _bounded(pasted: str) -> str:
    calm = _RAW_TAG.sub(_calm_tag, pasted)
    return _flat(calm) if _is_too_much(calm) else calm


def _calm_tag(tag: re.Match[str]) -> str:
    slash, name, attributes, end = tag[1], tag[2].lower(), tag[3], tag[4]
    if name in _REOPENED_UNKNOWN:
        name = "span"
    elif name in _REOPENED and attributes:
        name = "span" if not end or _NOT_BOLD.search(attributes) else name
        attributes = ""
    if len(attributes) > LONGEST_TAG:
        attributes = ""
    return f"<{slash}{name}{attributes}{end}"


def _is_too_much(pasted: str) -> bool:
    if pasted.count("<") <= DEEPEST_PASTE:
        return False
    tags = _RAW_TAG.findall(pasted)
    if sum(not slash for slash, *_ in tags) > MOST_TAGS:
        return True
    open_now: dict[str, int] = {}
    depth = 0
    for slash, name, _attributes, _end in tags:
        if name in _NEVER_NESTED:
            continue
        step = -min(1, open_now.get(name, 0)) if slash else 1
        open_now[name] = open_now.get(name, 0) + step
        depth += step
        if depth > DEEPEST_PASTE:
            return True
    return False


def _flat(pasted: str) -> str:
    """Every word, no markup: a paragraph for each line of text."""
    lines = _TAG_OR_BREAK.sub("\n", pasted).split("\n")
    text = (escape(unescape(line), quote=False) for line in lines if has_ink(line))
    return "".join(f"<p>{line}</p>" for line in text)
