"""Where catalogues stand and how they are read and written, so that two versions differ only in their sentences."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from news.languages import CODES

from .extraction import DOMAINS, UnreadableFileError

SOURCE_LANGUAGE = "en"
TRANSLATIONS = tuple(code for code in CODES if code != SOURCE_LANGUAGE)

# Strings of Django and the libraries that their own catalogues leave untranslated. They stand apart, because no
# source of ours says them: next to our own they would look obsolete.
STOCK = "stock"

# Word for word as in Django's catalogues: Django joins only catalogues whose rule is the same, and its JavaScript
# catalogue knows a single rule for all of them.
PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": (
        "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
        "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);"
    ),
}


REMARK = "# Write translations here; `manage.py messages` keeps the rest in step with the source."


@dataclass(frozen=True)
class Place:
    """One catalogue on disk: the .po file people write and the compiled .mo file beside it."""

    root: Path
    folder: str
    language: str
    domain: str

    @property
    def po(self) -> Path:
        return self.root / self.folder / self.language / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")

    @property
    def is_stock(self) -> bool:
        return self.folder.endswith(STOCK)

    def __str__(self) -> str:
        return self.po.relative_to(self.root).as_posix()


def places(root: Path) -> Iterator[Place]:
    """Every catalogue of the project, and those of the stock that exist."""
    for language in TRANSLATIONS:
        for domain in DOMAINS:
            yield Place(root, "locale", language, domain)
            stock = Place(root, f"locale/{STOCK}", language, domain)
            if stock.po.exists() or stock.mo.exists():
                yield stock


class QuietCatalog(Catalog):
    """A catalogue whose header has no dates and no names, so that a file changes only when a sentence does."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, header_comment=REMARK, charset="utf-8", fuzzy=False)
        self.header = "".join(
            f"{name}: {value}\n"
            for name, value in (
                ("Language", language),
                ("MIME-Version", "1.0"),
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Transfer-Encoding", "8bit"),
                ("Plural-Forms", PLURAL_FORMS[language]),
            )
        )
        self.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]

    def __iter__(self) -> Iterator[Message]:
        _header, *messages = super().__iter__()
        yield Message("", self.header)
        yield from messages


def read(place: Place) -> Catalog:
    """The catalogue as it stands on disk, empty when there is none. Raises UnreadableFileError for a broken one."""
    if not place.po.exists():
        return QuietCatalog(place.language)
    try:
        with place.po.open("rb") as file:
            return read_po(file, locale=place.language, charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise UnreadableFileError(f"{place} cannot be read: {error}") from error


def write(place: Place, catalog: Catalog) -> None:
    """Write the .po file, and the .mo file unless it already says the same (versions of Babel differ in bytes)."""
    place.po.parent.mkdir(parents=True, exist_ok=True)
    with place.po.open("wb") as file:
        write_po(file, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    if not is_compiled(place, catalog):
        place.mo.write_bytes(_compiled(place, catalog))


def is_compiled(place: Place, catalog: Catalog) -> bool:
    """Whether the .mo file on disk says what the catalogue says."""
    try:
        return _contents(place.mo.read_bytes()) == _contents(_compiled(place, catalog))
    except (OSError, ValueError, struct.error):
        return False


def messages(catalog: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def is_finished(message: Message) -> bool:
    """Whether every form of the message has a translation that somebody stands by."""
    return not message.fuzzy and all(forms(message))


def originals(message: Message) -> tuple[str, ...]:
    """The sentence as the source says it: one, or singular and plural."""
    return tuple(message.id) if message.pluralizable else (message.id,)


def forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def _compiled(place: Place, catalog: Catalog) -> bytes:
    """The .mo file: finished messages only, for a half-translated one would hide its original behind an empty text."""
    finished = QuietCatalog(place.language)
    for message in messages(catalog):
        if is_finished(message):
            finished.add(message.id, message.string, context=message.context)
    file = BytesIO()
    write_mo(file, finished)
    return file.getvalue()


def _contents(compiled: bytes) -> tuple[str, dict]:
    catalog = read_mo(BytesIO(compiled))
    said = {(message.context, *originals(message)): forms(message) for message in messages(catalog)}
    return catalog.plural_forms, said
