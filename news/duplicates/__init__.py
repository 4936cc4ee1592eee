"""Entries of the registry that are there twice: found while one is typed, and made one."""

from .matching import Alike, likely
from .merging import Plan, merge, plan_of, refusals

__all__ = ["Alike", "Plan", "likely", "merge", "plan_of", "refusals"]
