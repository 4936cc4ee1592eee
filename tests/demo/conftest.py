"""The demo newsroom, loaded once for all tests that only look at it."""

import pytest
from django.db import transaction
from django.test import override_settings

from news.demo import load_newsroom
from tests.factories import moment

LOADED_AT = moment(2026, 11, 23, 10)


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
