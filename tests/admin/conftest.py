"""Two editors and the story that both have open."""

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
