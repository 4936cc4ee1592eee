"""Static files as they are collected for readers."""

import pytest
from django.core.files.base import ContentFile

from coalition_site.static_files import CollectedStaticFiles


@pytest.fixture
def collected(tmp_path):
    """collected(name, text): what is sent of it."""
    store = CollectedStaticFiles(location=tmp_path, base_url="/static/")

    def sent(name, text):
        with store.open(store.save(name, ContentFile(text.encode()))) as file:
            return file.read().decode()

    return sent


def test_a_style_sheet_is_sent_without_its_comments(collected):
    written = "/* неге олай */\n@layer base {\n  a:hover > b { inline-size: calc(1rem + 2vw); }\n}\n"
    assert collected("css/site.css", written) == "@layer base{a:hover>b{inline-size:calc(1rem + 2vw)}}"


def test_the_copy_whose_name_tells_its_content_says_the_same(tmp_path):
    store = CollectedStaticFiles(location=tmp_path, base_url="/static/")
    store.save("css/site.css", ContentFile(b"/* why */ a { color: red; }"))
    named = {name: hashed for name, hashed, _done in store.post_process({"css/site.css": (store, "css/site.css")})}
    with store.open(named["css/site.css"]) as file:
        assert file.read() == b"a{color:red}"


def test_a_script_is_sent_as_it_is(collected):
    written = "/* licence */\nconst қала = 1\n"
    assert collected("js/site.js", written) == written


def test_a_style_sheet_of_others_keeps_its_licence(collected):
    written = "/* MIT */\n.select2 { color: red; }\n"
    assert collected("admin/css/vendor/select2/select2.css", written) == written
