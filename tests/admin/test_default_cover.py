"""The cover of a desk's stories, in the forms of the newsroom."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client, aigerim):
    client.force_login(aigerim)
    return client


def test_an_organisation_has_a_field_for_it_with_the_crops_of_a_cover(chief):
    picture = make.a_picture()
    page = chief.get(f"/admin/news/organization/{make.an_organization(default_cover=picture).pk}/change/").text
    field = page.partition('<select name="default_cover"')[2].partition("</select>")[0]
    assert "data-picture-card=" in field
    assert f'value="{picture.pk}" selected' in field


def test_the_form_of_a_story_says_that_an_empty_cover_is_filled_and_asks_nothing_for_it(
    chief, django_assert_max_num_queries
):
    plain, filled = make.an_organization(), make.an_organization(default_cover=make.a_picture())
    pages, queries = [], []
    for fields in ({"desk": plain}, {"desk": filled}, {"desk": filled, "cover": make.a_picture()}):
        article = make.an_article(**fields)
        with django_assert_max_num_queries(15) as asked:
            pages.append(chief.get(f"/admin/news/article/{article.pk}/change/").text)
        queries.append(len(asked))
    assert ["id_cover_helptext" in page for page in pages] == [False, True, False]
    assert queries[0] == queries[1]


def test_a_desk_that_keeps_no_registry_cannot_change_it(client, marat, bulak):
    client.force_login(marat)
    picture = make.a_picture()
    client.post(f"/admin/news/organization/{bulak.pk}/change/", {"default_cover": picture.pk})
    bulak.refresh_from_db()
    assert bulak.default_cover is None
