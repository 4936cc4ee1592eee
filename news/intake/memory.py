"""Memory that the C library keeps for itself after large pictures, in each thread of a worker: it is asked for it."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator


@contextlib.contextmanager
def given_back() -> Iterator[None]:
    """What was kept goes back to the system before and after: about 100 MB after a few photographs."""
    give_back()
    try:
        yield
    finally:
        give_back()


def give_back() -> None:
    """Does nothing where the C library is not that of GNU."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
