"""The address without a language."""

import pytest


@pytest.mark.parametrize(
    ("header", "language"),
    [("ru-RU,ru;q=0.9", "ru"), ("en", "en"), ("kk", "kk"), ("de", "kk"), ("", "kk"), ("qq;;;,,q=1", "kk")],
)
def test_a_reader_is_led_to_their_language_or_to_kazakh(client, header, language):
    response = client.get("/", headers={"accept-language": header} if header else {})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")


def test_the_way_to_a_language_is_kept_in_no_shared_cache(client):
    response = client.get("/")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Accept-Language" in response.headers["Vary"]
    assert not response.cookies
