"""Which sentences the source asks to be translated."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.template import TemplateSyntaxError
from django.utils.translation.template import templatize

# Folders of a project in which people's sentences stand, by the domain of the catalogue they belong to, with the
# endings of the files and Babel's reader for them.
SOURCES = {
    "django": (
        ("news", (".py",), "python"),
        ("coalition_site", (".py",), "python"),
        ("templates", (".html", ".txt", ".xml"), "template"),
        ("news/templates", (".html", ".txt", ".xml"), "template"),
    ),
    "djangojs": (("static/js", (".js", ".mjs"), "javascript"),),
}
DOMAINS = tuple(SOURCES)

# Django's names beside Babel's own; "c" marks the argument that is the context.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)


class UnreadableFileError(Exception):
    """A source, a catalogue or a table that is broken; the text says which file and why."""


def sentences(root: Path, domain: str) -> Catalog:
    """The sentences of one domain, without translations; each knows the files it stands in.

    Raises UnreadableFileError for a broken template or Python file.
    """
    found = Catalog(charset="utf-8")
    for folder, endings, reader in SOURCES[domain]:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in endings and path.is_file():
                _add_sentences(found, path, reader, path.relative_to(root).as_posix())
    return found


def _add_sentences(found: Catalog, path: Path, reader: str, name: str) -> None:
    try:
        for line, message, comments, context in _extracted(path, reader):
            found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    except (SyntaxError, TemplateSyntaxError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableFileError(f"{name} cannot be read: {error}") from error


def _extracted(path: Path, reader: str) -> list:
    source = path.read_bytes()
    if reader == "template":
        reader, source = "python", _template_as_python(source.decode("utf-8"))
    elif reader == "python":
        compile(source, path.name, "exec", dont_inherit=True)  # Babel passes over broken code without a word
    return list(extract(reader, BytesIO(source), KEYWORDS, COMMENT_TAGS))


def _template_as_python(template: str) -> bytes:
    """The template with its translation tags as gettext calls and every other letter blanked out.

    Django makes this for xgettext, which ignores the indentation that is left; Python's tokenizer does not.
    """
    lines = templatize(template).splitlines()
    return "\n".join(line.strip() for line in lines).encode("utf-8")
