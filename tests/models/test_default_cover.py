"""The picture that stories of a desk get where they have none of their own."""

import pytest

from news.admin.standing import changed_words
from news.models import comparison
from news.models.composition import proof
from news.models.working_copy import stored
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def usual():
    return make.a_picture()


@pytest.fixture
def desk(usual):
    return make.an_organization(default_cover=usual)


def test_a_story_without_a_cover_goes_public_with_that_of_its_desk(desk, usual):
    assert make.an_edition(desk=desk).cover == usual


def test_its_own_cover_goes_before_that_of_the_desk(desk):
    own = make.a_picture()
    assert make.an_edition(desk=desk, cover=own).cover == own


def test_a_story_of_the_central_desk_or_of_a_desk_without_one_has_no_cover(desk):
    assert make.an_edition().cover is None
    assert make.an_edition(desk=make.an_organization()).cover is None


def test_a_preview_shows_it(desk, usual):
    assert proof(make.an_article(desk=desk), "kk").edition.cover == usual


def test_what_is_public_keeps_its_picture_when_the_desk_takes_another(desk, usual):
    edition = make.an_edition(desk=desk)
    desk.default_cover = make.a_picture()
    desk.save()
    edition.refresh_from_db()
    assert edition.cover == usual


def test_a_published_story_does_not_count_as_changed_for_it_and_does_once_the_desk_takes_another(desk):
    edition = make.an_edition(desk=desk)
    article = edition.article
    assert changed_words(article, edition) == []
    assert comparison.changes(stored(article), edition) == []
    desk.default_cover = make.a_picture()
    desk.save()
    article.refresh_from_db()
    assert changed_words(article, edition) == [comparison.LABELS["cover"]]
    assert [change.field for change in comparison.changes(stored(article), edition)] == ["cover"]


def test_it_is_told_where_it_is_not_described_in_the_language(desk, usual):
    article = make.an_article(desk=desk, languages=("kk", "ru"))
    assert article.what_blocks_publishing("kk") == []
    usual.description_ru = ""
    usual.save()
    article.refresh_from_db()
    assert article.what_blocks_publishing("kk") == []
    assert len(article.what_blocks_publishing("ru")) == 1
    usual.is_decorative = True
    usual.save()
    article.refresh_from_db()
    assert article.what_blocks_publishing("ru") == []
