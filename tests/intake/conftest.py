"""Refusals are told apart by their English words."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(kazakh):
    with translation.override("en"):
        yield
