"""How a file is given to readers."""

import pytest

from news.storage.serving import disposition_of, type_of


@pytest.mark.parametrize(
    ("name", "kind", "disposition"),
    [
        ("pictures/2026/11/zhinalys-0123456789-640.avif", "image/avif", "inline"),
        ("pictures/2026/11/ZHINALYS.JPG", "image/jpeg", "inline"),
        ("documents/2026/11/esep-0123456789.pdf", "application/pdf", 'attachment; filename="esep.pdf"'),
        ("documents/күн тәртібі.svg", "application/octet-stream", "attachment; filename*=utf-8''"),
        ("documents/esep", "application/octet-stream", 'attachment; filename="esep"'),
    ],
)
def test_pictures_are_shown_and_all_else_is_saved(name, kind, disposition):
    assert type_of(name) == kind
    assert disposition_of(name).startswith(disposition)
