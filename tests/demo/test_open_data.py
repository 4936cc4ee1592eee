"""The open data of the demo newsroom."""

import json

import pytest

from tests.popolo import KINDS, faults_of

pytestmark = pytest.mark.usefixtures("newsroom")


def test_the_whole_registry_of_the_demo_is_valid_popolo(client):
    facts = json.loads(client.get("/data/popolo.json").content)
    assert all(len(facts[name]) > 10 for name in KINDS)
    assert faults_of(facts) == []
