"""The message catalogues: sentences are found in the source, kept in .po files, checked and compiled to .mo files.

Babel does the reading and writing, so that a fresh machine needs no GNU gettext. It is a development requirement:
only `manage.py messages` comes here, never the running site, which reads the compiled .mo files.
"""

from .checking import faults
from .extraction import DOMAINS, UnreadableFileError, sentences
from .files import Place, is_finished, messages, places, read, write
from .translations import fill, unreadable_rows
from .updating import renew

__all__ = [
    "DOMAINS",
    "Place",
    "UnreadableFileError",
    "faults",
    "fill",
    "is_finished",
    "messages",
    "places",
    "read",
    "renew",
    "sentences",
    "unreadable_rows",
    "write",
]
