"""The cast and the clock of all tests."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from . import factories


@pytest.fixture(autouse=True)
def kazakh():
    """The newsroom speaks Kazakh unless a test says otherwise."""
    with translation.override("kk"):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_static_names():
    """Static names need no collected manifest. For all tests at once: a request that a browser has left behind comes
    between two tests, and would make the store of the settings in force at that moment that of the next test."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": static}):
        yield


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """Files that a test stores vanish with the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def aigerim(db):
    """Editor-in-chief: sees and publishes everything."""
    return factories.an_editor_in_chief(email="aigerim@ulgi.example", name="Айгерім Үлгі")


@pytest.fixture
def bulak(db):
    """A member organisation with a desk of its own."""
    return factories.an_organization("«Бұлақ-Үлгі» қоғамдық бірлестігі")


@pytest.fixture
def marat(bulak):
    """Contributor of the desk of «Бұлақ-Үлгі»: writes, cannot publish."""
    return factories.a_user("marat@bulak.example", name="Марат Мысал", desks=[bulak])


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A slow hash protects real accounts; here it would only slow every test that makes one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
