"""How dates and numbers are written and typed in each language (FORMAT_MODULE_PATH).

The letters are those of Django's `date` filter; Cyrillic ones need no backslash, since only Latin letters stand for a
part of the date. The first input format is the one in which a form shows a value: it has the seconds, because saving
a form must not round what it was not asked to change.
"""
