"""The JSON schemas of Popolo (tests/samples/popolo), and what they find wrong with a file of open data."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jsonschema import Draft3Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

SCHEMAS = Path(__file__).parent / "samples/popolo"
KINDS = {
    "persons": "person",
    "organizations": "organization",
    "memberships": "membership",
    "areas": "area",
    "events": "event",
}
checker = FormatChecker()


@checker.checks("uri")
def is_uri(value):
    """RFC 3986: a scheme, a host, and nothing beyond ASCII. Whether a text is wanted is not asked of a format."""
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return bool(parts.scheme and parts.netloc) and value.isascii() and not set(value) & set(' <>"{}|\\^`')


@cache
def validator_of(kind):
    known = Registry().with_resources(
        (schema["id"].rstrip("#"), Resource.from_contents(schema, default_specification=DRAFT3))
        for schema in (json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json"))
    )
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return Draft3Validator(schema, registry=known, format_checker=checker)


def faults_of(facts):
    """What the schemas find wrong with the file: sentences, none where it is valid."""
    return [
        f"{name}/{place}/{'/'.join(map(str, fault.path))}: {fault.message}"
        for name, kind in KINDS.items()
        for place, row in enumerate(facts[name])
        for fault in validator_of(kind).iter_errors(row)
    ]
