"""The form round the text editor: long texts pass or come back whole, and nothing is fetched before it is needed."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse

from news.models import Article, Document
from news.models.bases import LONGEST_TEXT
from news.text import html
from tests import factories

from .posting import filled_in

pytestmark = pytest.mark.django_db

PARAGRAPH = "<p>" + "Үлгі мәтін. " * 100 + "</p>"


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def test_three_long_texts_are_sent_as_they_are_and_saved_together(desk_of):
    """Letter for letter: percent signs would make six of each Kazakh letter, and the answer too large to be read."""
    story = factories.an_article()
    address = reverse("admin:news_article_change", args=[story.pk])
    page = desk_of.get(address)
    body = PARAGRAPH * (LONGEST_TEXT // len(PARAGRAPH))

    answer = desk_of.post(address, filled_in(page) | {f"body_{code}": body for code in ("kk", "ru", "en")})

    assert 'enctype="multipart/form-data"' in page.text
    assert answer.status_code == 302
    story = Article.objects.get()
    assert {html.words(getattr(story, f"body_{code}")) for code in ("kk", "ru", "en")} == {html.words(body)}


def test_a_text_too_long_to_be_saved_comes_back_whole_with_a_sentence(desk_of):
    address = reverse("admin:news_article_add")
    body = PARAGRAPH * (LONGEST_TEXT // len(PARAGRAPH) + 1)

    answer = desk_of.post(address, filled_in(desk_of.get(address)) | {"headline_kk": "Жиын", "body_kk": body})

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["body_kk"]
    assert body in unescape(answer.text)
    assert Article.objects.count() == 0


def test_the_editor_knows_the_limits_of_the_site(desk_of):
    page = desk_of.get(reverse("admin:news_article_add"))
    field = page.context["adminform"].form["body_kk"]
    config = json.loads(
        field.field.widget.get_context("body_kk", "", {})["widget"]["attrs"]["data-django-prose-editor-configurable"]
    )

    assert config["extensions"]["CleanPaste"] == {"longest": LONGEST_TEXT, "mostTags": html.MOST_TAGS}


def test_dialogs_are_not_fetched_before_they_are_opened(desk_of):
    page = desk_of.get(reverse("admin:news_article_add")).text
    preloaded = [line for line in page.splitlines() if "modulepreload" in line]

    assert preloaded
    assert not any("ask-" in line for line in preloaded)


def test_a_desk_cannot_put_another_file_behind_the_links_to_its_document(client, marat):
    """Texts lead to the file as it is today, and nobody would approve the new one."""
    marat.groups.add(Group.objects.get(name="contributor"))
    client.force_login(marat)
    document = Document.objects.create(
        file=ContentFile(b"%PDF-1.7 %%EOF", "khattama.pdf"), title_kk="Хаттама", created_by=marat
    )
    address = reverse("admin:news_document_change", args=[document.pk])
    page = client.get(address)
    typed = filled_in(page) | {"title_kk": "Жиын хаттамасы", "file": ContentFile(b"a;b", "basqa.csv")}

    client.post(address, typed)

    after = Document.objects.get()
    assert (after.title_kk, after.file.name, after.size) == ("Жиын хаттамасы", document.file.name, 14)
