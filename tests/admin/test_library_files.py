"""What is in the library: found again, mended, replaced, and not deleted while anything uses it."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import Document, Image
from tests import factories

from .files import a_drawing, a_minute, a_photo
from .posting import filled_in

pytestmark = pytest.mark.django_db

PICTURES, DOCUMENTS = (reverse(f"admin:news_{noun}_changelist") for noun in ("image", "document"))


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def picture(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = Image(file=a_photo("зал.jpg"), description_kk="Жиын залы", focal_x=20, focal_y=30)
        picture.save()
    return picture


@pytest.fixture
def document():
    return Document.objects.create(file=a_minute(), title_kk="Хаттама")


def page_of(row, page="change"):
    return reverse(f"admin:news_{row._meta.model_name}_{page}", args=[row.pk])


def listed(client, **query):
    page = client.get(PICTURES, query)
    return [shown["picture"] for shown in page.context["pictures"]]


def queries_for(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# The list


def test_the_grid_shows_small_copies_and_never_the_file_itself(desk_of, picture):
    page = desk_of.get(PICTURES).content.decode()
    assert picture.file.name.removesuffix(".jpg") + "-64.webp" in page
    assert picture.file.url not in page


def test_a_picture_without_copies_has_words_in_its_place(desk_of):
    picture = factories.a_picture()
    page = desk_of.get(PICTURES).content.decode()
    assert 'class="small__none"' in page
    assert picture.file.url not in page


@pytest.mark.parametrize("asked", ["өзен", "Сырым", "Ақтау", "DSC_0042"])
def test_a_picture_is_found_by_what_is_known_of_it(desk_of, asked):
    found = factories.a_picture(
        caption_ru="Өзен жағасы", credit_kk="Фото: Сырым", place="Ақтау", original_name="DSC_0042.jpg"
    )
    factories.a_picture()
    assert listed(desk_of, q=asked) == [found]


def test_the_list_is_narrowed_down_to_what_needs_work(desk_of, aigerim, marat, bulak):
    bare = factories.a_picture(description_ru="")
    mine = factories.a_picture(created_by=aigerim)
    cover = factories.a_picture(created_by=marat)
    factories.a_story(cover=cover)
    Image.objects.filter(pk=bare.pk).update(created_at=factories.moment(2024, 5, 1))
    assert listed(desk_of, described="no") == [bare]
    assert listed(desk_of, **{"from": "me"}) == [mine]
    assert listed(desk_of, used="no") == [mine, bare]
    assert listed(desk_of, year="2024") == [bare]
    assert listed(desk_of, year=str(timezone.localtime().year)) == [cover, mine]
    aigerim.desks.set([bulak])
    assert listed(desk_of, **{"from": "desk"}) == [cover, mine]


@pytest.mark.parametrize(
    "query", ["?from=joq", "?from=desk", "?used=joq", "?year=joq", "?year=99999", "?described=joq"]
)
def test_junk_in_a_filter_is_no_error(desk_of, query):
    factories.a_picture()
    assert desk_of.get(PICTURES + query).status_code in (200, 302)


def test_the_list_leads_to_describing_what_nobody_has_described(desk_of_bulak, marat):
    words = dict.fromkeys(("description_kk", "description_ru", "description_en"), "")
    own = factories.a_picture(created_by=marat, **words)
    factories.a_picture(**words)
    factories.a_picture(created_by=marat)
    page = desk_of_bulak.get(PICTURES)
    assert page.context["to_describe"] == reverse("admin:news_image_describe", query={"ids": own.pk})


@pytest.mark.parametrize("make", ["pictures", "documents"])
def test_a_list_of_the_library_asks_as_much_for_fifty_as_for_one(desk_of_bulak, marat, make):
    words = dict.fromkeys(("description_kk", "description_ru", "description_en"), "")

    def one():
        if make == "pictures":
            return factories.a_picture(created_by=marat, **words)
        return Document.objects.create(file="documents/a.pdf", size=1, created_by=marat)

    address = PICTURES if make == "pictures" else DOCUMENTS
    one()
    queries_for(desk_of_bulak, address)
    for_one = queries_for(desk_of_bulak, address)
    for _more in range(49):
        one()
    assert queries_for(desk_of_bulak, address) == for_one <= 11


def test_the_list_of_documents_tells_which_are_used(desk_of, document):
    story = factories.an_article()
    assert [row.is_unused for row in desk_of.get(DOCUMENTS).context["cl"].result_list] == [True]
    story.documents.add(document)
    assert [row.is_unused for row in desk_of.get(DOCUMENTS).context["cl"].result_list] == [False]


# The form


def test_the_form_tells_what_came_and_where_it_is_used(desk_of, picture):
    story = factories.a_story("Ақмоладағы жиын", cover=picture, languages=("kk",))
    page = desk_of.get(page_of(picture)).content.decode()
    assert "64 × 48" in page
    assert "зал.jpg" in page
    assert f'href="{page_of(story)}"' in page
    assert story.editions.get().get_absolute_url() in page


def test_a_desk_is_told_of_the_drafts_of_others_by_their_number_only(desk_of_bulak, picture, marat):
    Image.objects.update(created_by=marat)
    factories.an_article("Құпия жоба", cover=picture)
    page = desk_of_bulak.get(page_of(picture))
    assert "Құпия жоба" not in page.content.decode()
    assert page.context["other_places"] == 1


def test_the_form_costs_the_same_however_often_the_picture_is_used(desk_of, picture):
    def used(times):
        for _one in range(times):
            factories.an_article(cover=picture)

    used(1)
    queries_for(desk_of, page_of(picture))
    for_one = queries_for(desk_of, page_of(picture))
    used(49)
    assert queries_for(desk_of, page_of(picture)) == for_one


def test_a_new_file_takes_the_place_of_the_old_with_its_words_and_uses(
    desk_of, picture, django_capture_on_commit_callbacks
):
    story = factories.a_story(cover=picture)
    typed = filled_in(desk_of.get(page_of(picture)))
    typed |= {"file": a_photo("жаңа.jpg", size=(80, 40)), "focal_x": "70", "focal_y": "10"}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk_of.post(page_of(picture), typed).status_code == 302
    after = Image.objects.get()
    assert after.file.name != picture.file.name
    assert (after.original_name, after.width, after.height) == ("жаңа.jpg", 80, 40)
    assert (after.focal_x, after.focal_y, after.description_kk) == (70, 10, "Жиын залы")
    assert after.renditions == [80]
    assert story.editions.get().cover == after


def test_what_cannot_take_its_place_is_told_beside_the_field(desk_of, picture):
    typed = filled_in(desk_of.get(page_of(picture))) | {"file": a_drawing(), "description_kk": "Басқа"}
    answer = desk_of.post(page_of(picture), typed)
    assert answer.context["errors"]
    assert "PNG" in str(answer.context["adminform"].form.errors["file"])
    assert filled_in(answer)["description_kk"] == "Басқа"
    assert Image.objects.get().file.name == picture.file.name


def test_a_desk_mends_the_words_of_its_own_until_readers_see_them_in_a_text(desk_of_bulak, picture, marat):
    assert desk_of_bulak.post(page_of(picture), {"description_kk": "Басқа"}).status_code == 403
    Image.objects.update(created_by=marat)
    typed = filled_in(desk_of_bulak.get(page_of(picture)))
    story = factories.an_article()
    story.body_kk += factories.a_photo(picture)
    story.save()
    assert desk_of_bulak.post(page_of(picture), typed | {"description_kk": "Жоба"}).status_code == 302
    story.publish("kk", by=None)
    assert desk_of_bulak.post(page_of(picture), typed | {"description_kk": "Басқа"}).status_code == 403
    assert 'data-picture-url="' in desk_of_bulak.get(page_of(picture)).content.decode()
    assert Image.objects.get().description_kk == "Жоба"


def test_a_desk_mends_the_title_of_its_document_until_a_story_offers_it(desk_of_bulak, document, marat):
    Document.objects.update(created_by=marat)
    typed = filled_in(desk_of_bulak.get(page_of(document)))
    assert desk_of_bulak.post(page_of(document), typed | {"title_kk": "Жиын хаттамасы"}).status_code == 302
    story = factories.an_article()
    story.documents.add(document)
    story.publish("kk", by=None)
    assert desk_of_bulak.post(page_of(document), typed | {"title_kk": "Басқа"}).status_code == 403


# Deleting


def test_a_picture_in_use_is_not_deleted_and_the_page_lists_where_it_is(desk_of, picture):
    story = factories.a_story("Ақмоладағы жиын", cover=picture)
    page = desk_of.get(page_of(picture, "delete")).content.decode()
    assert f'href="{page_of(story)}"' in page
    assert '<form method="post">' not in page.partition('id="content-main"')[2]
    assert desk_of.post(page_of(picture, "delete"), {"post": "yes"}).status_code == 200
    assert Image.objects.exists()


def test_a_picture_in_a_text_is_not_deleted(desk_of, picture):
    page = factories.a_page()
    page.body_kk += factories.a_photo(picture)
    page.save()
    assert page_of(page) in desk_of.post(page_of(picture, "delete"), {"post": "yes"}).content.decode()
    assert Image.objects.exists()


def test_a_document_that_a_story_carries_is_not_deleted(desk_of, document):
    story = factories.an_article("Жиын жобасы")
    story.documents.add(document)
    page = desk_of.post(page_of(document, "delete"), {"post": "yes"}).content.decode()
    assert page_of(story) in page
    assert Document.objects.exists()


def test_what_nothing_uses_is_deleted(desk_of, picture, document):
    for row in (picture, document):
        assert desk_of.get(page_of(row, "delete")).status_code == 200
        assert desk_of.post(page_of(row, "delete"), {"post": "yes"}).status_code == 302
    assert not Image.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "registry keeper"])
def test_only_administrators_delete(client, picture, role):
    user = factories.a_user(roles=[role])
    Image.objects.update(created_by=user)
    client.force_login(user)
    assert client.get(page_of(picture, "delete")).status_code == 403
    assert client.post(page_of(picture, "delete"), {"post": "yes"}).status_code == 403
    assert Image.objects.exists()


# Documents


def test_a_document_that_is_none_is_refused_where_it_was_chosen(desk_of):
    address = reverse("admin:news_document_add")
    typed = filled_in(desk_of.get(address)) | {"file": ContentFile(b"<html>", "hattama.pdf"), "title_kk": "Хаттама"}
    answer = desk_of.post(address, typed)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["file"]
    assert filled_in(answer)["title_kk"] == "Хаттама"
    assert desk_of.post(address, typed | {"file": a_minute()}).status_code == 302
    assert Document.objects.get().original_name == "hattama.pdf"
