"""Who sits at the desk of a test, two editors, and the story that both have open."""

import pytest
from django.test import Client

from tests import factories

from .editors import Editor


@pytest.fixture
def two(db):
    """Айгерім and Марат, both at work on every desk."""

    def one(email, name):
        return Editor(Client(), factories.an_editor_in_chief(email=email, name=name, language="en"))

    return one("aigerim@ulgi.example", "Айгерім Үлгі"), one("marat@ulgi.example", "Марат Мысал")


@pytest.fixture
def story(db):
    return factories.an_article("Кездесу өтті", languages=("kk", "ru"))


@pytest.fixture
def desk(client, aigerim):
    """The editor-in-chief, who reads the newsroom in English."""
    aigerim.language = "en"
    aigerim.save()
    client.force_login(aigerim)
    return client


@pytest.fixture
def desk_of_bulak(client, marat):
    """A contributor of a member organisation."""
    marat.groups.set(factories.groups_of(["contributor"]))
    client.force_login(marat)
    return client
