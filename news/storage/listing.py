"""What a store tells about a file that it holds."""

import datetime as dt
from typing import NamedTuple


class Stored(NamedTuple):
    name: str
    size: int
    """Bytes."""
    written_at: dt.datetime
