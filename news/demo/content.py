"""Reads the demo's texts: TOML files in `content/`, one table a row, the words of each language under its code."""

import tomllib
from pathlib import Path

from news import languages

HERE = Path(__file__).parent
CONTENT = HERE / "content"
PICTURES = HERE / "pictures"


def table(name):
    """The tables of content/<name>.toml by their keys."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def folder(name):
    """{name of the file without its ending: its tables} for every file of content/<name>/, in alphabetical order."""
    return {path.stem: table(f"{name}/{path.stem}") for path in sorted((CONTENT / name).glob("*.toml"))}


def in_each_language(name, words):
    """Columns of a translated field: in_each_language("name", {"kk": "Алматы"}) is {"name_kk": "Алматы"}."""
    return {f"{name}_{code}": words[code] for code in languages.CODES if code in words}
