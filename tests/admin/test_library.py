"""Pictures come into the library: by its page, by its script, one or forty at once, and are described together."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news import intake
from news.models import Image
from tests import factories

from .files import a_drawing, a_photo, jpeg
from .posting import filled_in

pytestmark = pytest.mark.django_db

UPLOAD, SEVERAL, DESCRIBE = (f"/admin/news/image/{page}/" for page in ("upload", "add-several", "describe"))


@pytest.fixture
def desk_of(client, aigerim):
    client.force_login(aigerim)
    return client


def sent(client, file):
    return client.post(UPLOAD, {"file": file})


def describing(pictures):
    return f"{DESCRIBE}?ids={','.join(str(picture.pk) for picture in pictures)}"


def pictures_of(user, number=2):
    bare = dict.fromkeys(("description_kk", "description_ru", "description_en"), "")
    return [factories.a_picture(created_by=user, **bare) for _one in range(number)]


# A file sent by a script


def test_a_photograph_is_in_the_library_with_who_brought_it_and_answers_with_its_card(
    desk_of, aigerim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(desk_of, a_photo("Ақмола кездесуі.jpg"))
    picture = Image.objects.get()
    card = answer.json()
    assert answer.status_code == 201
    assert (picture.created_by, picture.original_name) == (aigerim, "Ақмола кездесуі.jpg")
    assert (card["id"], card["width"], card["height"], card["is_known"]) == (picture.pk, 64, 48, False)
    assert card["page"] == reverse("admin:news_image_change", args=[picture.pk])
    assert picture.file.storage.exists(picture.file.name)


def test_a_file_that_the_store_has_lost_comes_back_with_the_same_bytes(desk_of, django_capture_on_commit_callbacks):
    content = jpeg()
    sent(desk_of, ContentFile(content, name="жиын.jpg"))
    picture = Image.objects.get()
    Image.objects.update(focal_x=20)
    picture.file.storage.delete(picture.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(desk_of, ContentFile(content, name="жиын.jpg"))
    picture.refresh_from_db()
    assert (answer.status_code, answer.json()["id"]) == (200, picture.pk)
    assert picture.file.storage.exists(picture.file.name)
    assert picture.renditions
    assert picture.focal_x == 20


@pytest.mark.django_db(transaction=True)
def test_a_store_that_does_not_answer_is_told_in_words_and_leaves_no_row(desk_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "gone"
    settings.MEDIA_ROOT.write_bytes(b"")  # a file where the folder was
    answer = sent(desk_of, a_photo())
    assert answer.status_code == 503
    assert answer.json()["error"]
    assert desk_of.post(SEVERAL, {"file": [a_photo(), a_photo()]}).status_code == 422
    assert not Image.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_drawing_that_can_carry_scripts_is_refused_in_the_language_of_the_editor(desk_of, aigerim, language):
    aigerim.language = language
    aigerim.save()
    answer = sent(desk_of, a_drawing())
    assert answer.status_code == 422
    assert "PNG" in answer.json()["error"]
    assert not Image.objects.exists()


def test_a_request_without_a_file_is_told_what_to_do(desk_of):
    answer = desk_of.post(UPLOAD)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert desk_of.get(UPLOAD).status_code == 405


def test_a_file_that_is_too_large_is_told_so_and_not_decoded(desk_of, monkeypatch):
    monkeypatch.setattr(intake.refusals, "MOST_BYTES", 100)
    monkeypatch.setattr(intake, "MOST_BYTES", 100)
    answer = sent(desk_of, a_photo())
    assert answer.status_code == 413
    assert answer.json()["error"]


def test_whoever_is_logged_out_meanwhile_is_told_so_and_where_to_log_in():
    answer = sent(Client(), a_photo())
    assert answer.status_code == 403
    assert answer.json()["login"] == reverse("admin:login")
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("contributor", True),
        ("reporter", True),
        ("translator", True),
        ("editor", True),
        ("registry keeper", True),
        (None, False),
    ],
)
def test_who_writes_brings_pictures(client, role, may):
    client.force_login(factories.a_user(roles=[role] if role else []))
    answer = sent(client, a_photo())
    assert answer.status_code == (201 if may else 403)
    assert Image.objects.count() == may
    assert client.get(SEVERAL).status_code == (200 if may else 403)
    assert may or answer.json()["error"]


def test_a_script_of_another_site_brings_nothing(aigerim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(aigerim)
    assert sent(client, a_photo()).status_code == 403
    assert not Image.objects.exists()


def test_the_same_file_is_kept_once(desk_of):
    content = jpeg()
    first = sent(desk_of, ContentFile(content, "бірінші.jpg"))
    second = sent(desk_of, ContentFile(content, "екінші.jpg"))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json() | {"is_known": True}
    assert Image.objects.count() == 1


def test_no_transaction_is_open_while_a_picture_is_decoded(desk_of, monkeypatch, transactional_db):
    seen = []
    decode = intake.pictures.opened
    monkeypatch.setattr(
        intake.pictures, "opened", lambda *given: seen.append(connection.in_atomic_block) or decode(*given)
    )
    desk_of.force_login(factories.an_editor_in_chief())
    assert sent(desk_of, a_photo()).status_code == 201
    form = reverse("admin:news_image_change", args=[Image.objects.get().pk])
    typed = filled_in(desk_of.get(form)) | {"file": a_photo()}
    assert desk_of.post(form, typed).status_code == 302
    assert seen == [False, False]


# Several, without a script


def test_forty_pictures_come_at_once_and_lead_to_the_page_that_describes_them(desk_of):
    answer = desk_of.post(SEVERAL, {"file": [a_photo() for _one in range(40)]})
    pictures = Image.objects.order_by("pk")
    assert len(pictures) == 40
    assert answer.status_code == 302
    assert answer.url == reverse("admin:news_image_describe", query={"ids": ",".join(str(one.pk) for one in pictures)})
    page = desk_of.get(answer.url).content.decode()
    assert page.count('class="describe__picture"') == 40


def test_what_is_refused_among_several_is_told_by_name(desk_of):
    page = desk_of.post(SEVERAL, {"file": [a_photo(), a_drawing("сызба.svg")]}, follow=True).content.decode()
    assert "«сызба.svg»" in page
    assert Image.objects.count() == 1
    only_refused = desk_of.post(SEVERAL, {"file": a_drawing("сызба.svg")})
    assert only_refused.status_code == 422
    assert "«сызба.svg»" in only_refused.content.decode()


def test_a_picture_that_was_there_already_is_told_with_its_place(desk_of):
    content = jpeg()
    sent(desk_of, ContentFile(content, "бірінші.jpg"))
    page = desk_of.post(SEVERAL, {"file": ContentFile(content, "екінші.jpg")}).content.decode()
    assert "«екінші.jpg»" in page
    assert reverse("admin:news_image_change", args=[Image.objects.get().pk]) in page


def test_an_empty_form_is_shown_again(desk_of):
    assert desk_of.post(SEVERAL).status_code == 200


def test_adding_from_the_list_leads_to_the_page_for_many_and_from_a_form_to_one(desk_of):
    one = reverse("admin:news_image_add")
    assert desk_of.get(one).url == SEVERAL
    assert desk_of.get(f"{one}?_popup=1").status_code == 200


# Described together


def test_common_words_go_to_the_ticked_pictures_and_own_words_to_each(desk_of, aigerim):
    one, other = pictures_of(aigerim)
    typed = filled_in(desk_of.get(describing([one, other])))
    typed |= {"all-credit_kk": "Сурет: Айгерім", "all-place": "Ақмола", "all-taken_on": "2026-02-13"}
    typed |= {f"picture-{one.pk}-description_kk": "Зал", f"picture-{other.pk}-is_decorative": "on"}
    del typed[f"picture-{other.pk}-takes_common"]
    assert desk_of.post(DESCRIBE, typed).status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.description_kk, one.credit_kk, one.place, str(one.taken_on)) == (
        "Зал",
        "Сурет: Айгерім",
        "Ақмола",
        "2026-02-13",
    )
    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert len(told) == 2  # what was written of each stands in its history
    assert (other.is_decorative, other.credit_kk, other.place, other.taken_on) == (True, "", "", None)


def test_a_picture_that_has_such_words_is_not_ticked_and_keeps_them(desk_of, aigerim):
    one, other = pictures_of(aigerim)
    Image.objects.filter(pk=other.pk).update(credit_kk="Сурет: Марат", description_kk="Көше")
    typed = filled_in(desk_of.get(describing([one, other])))
    assert f"picture-{other.pk}-takes_common" not in typed
    typed |= {"all-credit_kk": "Сурет: Айгерім", f"picture-{one.pk}-description_kk": "Зал"}
    desk_of.post(DESCRIBE, typed)
    assert Image.objects.get(pk=other.pk).credit_kk == "Сурет: Марат"
    desk_of.post(DESCRIBE, typed | {f"picture-{other.pk}-takes_common": "on"})
    assert Image.objects.get(pk=other.pk).credit_kk == "Сурет: Айгерім"


def test_a_picture_without_a_description_stays_on_the_page_with_what_was_typed(desk_of, aigerim):
    one, other = pictures_of(aigerim)
    typed = filled_in(desk_of.get(describing([one, other])))
    typed |= {f"picture-{one.pk}-description_ru": "Зал", f"picture-{other.pk}-caption_kk": "Көше бойында"}
    answer = desk_of.post(DESCRIBE, typed | {"all-place": "Ақмола"})
    assert answer.status_code == 200
    kept = filled_in(answer)
    assert kept["ids"] == str(other.pk)
    assert kept[f"picture-{other.pk}-caption_kk"] == "Көше бойында"
    assert kept["all-place"] == "Ақмола"
    assert f"picture-{one.pk}-description_ru" not in kept
    assert Image.objects.get(pk=one.pk).description_ru == "Зал"
    assert Image.objects.get(pk=other.pk).place == "Ақмола"
    assert desk_of.post(DESCRIBE, kept | {f"picture-{other.pk}-description_kk": "Көше"}).status_code == 302


def test_a_wrong_day_for_all_saves_nothing_and_forgets_nothing(desk_of, aigerim):
    pictures = pictures_of(aigerim)
    typed = filled_in(desk_of.get(describing(pictures)))
    typed |= {f"picture-{one.pk}-description_kk": "Зал" for one in pictures} | {"all-taken_on": "кеше"}
    kept = filled_in(desk_of.post(DESCRIBE, typed))
    assert [kept[f"picture-{one.pk}-description_kk"] for one in pictures] == ["Зал", "Зал"]
    assert not Image.objects.exclude(description_kk="").exists()


def test_what_a_colleague_wrote_meanwhile_is_shown_before_it_is_overwritten(desk_of, aigerim):
    (picture,) = pictures_of(aigerim, number=1)
    typed = filled_in(desk_of.get(describing([picture])))
    Image.objects.filter(pk=picture.pk).update(description_kk="Марат жазған", caption_ru="Марат")
    typed |= {f"picture-{picture.pk}-description_kk": "Айгерім жазған"}
    answer = desk_of.post(DESCRIBE, typed)
    assert "Марат жазған" in answer.content.decode()
    assert Image.objects.get().description_kk == "Марат жазған"
    assert desk_of.post(DESCRIBE, filled_in(answer)).status_code == 302
    assert (Image.objects.get().description_kk, Image.objects.get().caption_ru) == ("Айгерім жазған", "Марат")


def test_a_desk_describes_its_own_pictures_until_readers_see_them(desk_of_bulak, marat, aigerim):
    own, public = pictures_of(marat)
    (others,) = pictures_of(aigerim, number=1)
    Image.objects.filter(pk=public.pk).update(is_decorative=True)
    factories.a_story(cover=public)
    shown = filled_in(desk_of_bulak.get(describing([own, public, others])))
    assert shown["ids"] == str(own.pk)
    sly = shown | {"ids": f"{own.pk},{public.pk},{others.pk}", "all-place": "Ақмола"}
    sly |= {f"picture-{one.pk}-description_kk": "Зал" for one in (own, public, others)}
    sly |= {f"picture-{one.pk}-takes_common": "on" for one in (own, public, others)}
    assert desk_of_bulak.post(DESCRIBE, sly).status_code == 302
    assert [one.place for one in Image.objects.order_by("pk")] == ["Ақмола", "", ""]


@pytest.mark.parametrize("ids", ["", "joq", "0", "9" * 30, "1,,2,%00", ",".join(map(str, range(999)))])
def test_junk_in_the_address_describes_nothing(desk_of, ids):
    answer = desk_of.get(f"{DESCRIBE}?ids={ids}")
    assert answer.status_code == 200
    assert "describe__picture" not in answer.content.decode()


def test_describing_fifty_pictures_asks_as_much_as_describing_one(desk_of, aigerim):
    pictures = pictures_of(aigerim, number=50)

    def queries(some):
        with CaptureQueriesContext(connection) as found:
            desk_of.get(describing(some))
        return len(found)

    queries(pictures[:1])
    assert queries(pictures) == queries(pictures[:1]) <= 8


def test_whoever_may_not_change_pictures_describes_none(client):
    client.force_login(factories.a_user())
    assert client.get(f"{DESCRIBE}?ids=1").status_code == 403
