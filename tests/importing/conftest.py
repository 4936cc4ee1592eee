"""Whoever brings tables in here reads English, so that a test can tell one sentence from another."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(kazakh):
    with translation.override("en"):
        yield
