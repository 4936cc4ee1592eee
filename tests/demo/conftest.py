"""The demo newsroom, loaded once for all tests that only look at it."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from news.demo import load_newsroom
from tests.factories import moment

LOADED_AT = moment(2026, 11, 23, 10)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """All in one process: loading the newsroom takes longer than looking at it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """What load_newsroom() told; the rows are there until the last test of the room has run."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield load_newsroom(at=LOADED_AT)
        transaction.set_rollback(True)


@pytest.fixture
def newsroom(loaded, db):
    """The demo newsroom; what a test changes in it is undone."""
    return loaded
