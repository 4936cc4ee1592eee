"""The same questions for every public page."""

from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext

JUNK = [
    "\x00",
    "'\"><script>",
    "9" * 400,
    "-1",
    "абв",
    "0" * 20,
    "1-1",
    "%",
    "🦅" * 60,
    "a" * 100_000,
    "[]",
    "1970-01-01",
]
"""What nobody means, and everybody's crawler sends."""


def number_of_queries(client, path):
    """How many queries one reading of the page takes; the page must be there."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200, path
    return len(queries)


def answers_to_junk(client, path, *names):
    """The status codes of the page under every junk value of every parameter."""
    return {client.get(f"{path}?{name}={quote(value)}").status_code for name in names for value in JUNK}


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return response.content.decode()


def where_to(client, path):
    """(status, address) of an answer that leads elsewhere."""
    response = client.get(path)
    return response.status_code, response.headers.get("Location")
