"""Looking for words in what readers see. `search()` is the door; what is behind it may change."""

from .query import LONGEST_QUERY, TYPES, Found, Hit, search

__all__ = ["LONGEST_QUERY", "TYPES", "Found", "Hit", "search"]
