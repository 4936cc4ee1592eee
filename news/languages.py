"""The languages of the newsroom, in the order in which they stand on every screen.

Adding one is a migration: every translated column (`headline_kk` …) is a real column of its table.
`docs/architecture.md` tells the steps.
"""

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))

CODES = tuple(code for code, _name in LANGUAGES)

SHORT_NAMES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}
"""What the language switch of a phone has room for."""


def each(field):
    """The columns of a translated field: each("name") is ("name_kk", "name_ru", "name_en")."""
    return tuple(f"{field}_{code}" for code in CODES)
