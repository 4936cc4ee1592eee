"""The press kit of a story: what a newspaper finds in the ZIP."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import gettext

from news import presskit
from news.models import Document, Edition, Image
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = make.moment(2026, 2, 13)


def a_photo_on_disk(content=b"\xff\xd8" + bytes(500), **fields):
    picture = make.a_picture(file=f"pictures/2026/02/dsc-{next(make.NUMBERS)}.jpg", size=len(content), **fields)
    picture.file.storage.save(picture.file.name, ContentFile(content))
    return picture


def opened(kit):
    return zipfile.ZipFile(io.BytesIO(b"".join(kit.written())))


def kit(story):
    return opened(presskit.kit_of(story.live_editions().first()))


def text(archive, name):
    """Of a file of the kit: read as an editor of texts would, with the line ends of Windows."""
    [path] = [path for path in archive.namelist() if path.endswith(f"/{name}")]
    raw = archive.read(path)
    assert raw.startswith("\ufeff".encode())
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def names(archive):
    return [path.partition("/")[2] for path in archive.namelist()]


def a_story(body="<p>Ауылда кездесу өтті.</p>", **fields):
    return make.a_story("Ауылда кездесу өтті", body_kk=body, at=DAY, **fields)


def test_a_kit_has_the_text_the_pictures_and_the_quotations_of_every_language():
    aigul = make.a_person("Айгүл", "Үлгібаева")
    make.a_role(aigul, "Үлгі партиясының төрайымы")
    cover = a_photo_on_disk(description_kk="Жиналыс залы", description_ru="Зал")
    body = "<p>Ауылда кездесу өтті.</p>" + make.a_mark(aigul, said_on="2026-02-12")
    story = a_story(body, languages=("kk", "ru"), body_ru="<p>Встреча.</p>" + make.a_mark(aigul), cover=cover)

    archive = kit(story)

    assert archive.testzip() is None
    assert archive.namelist() == [
        f"auylda-kezdesu-otti/{name}"
        for name in (
            "story-kk.txt",
            "quotations-kk.txt",
            "story-ru.txt",
            "quotations-ru.txt",
            "pictures/01-zhinalys-zaly.jpg",
            "pictures-kk.txt",
            "pictures-ru.txt",
        )
    ]
    assert archive.read("auylda-kezdesu-otti/pictures/01-zhinalys-zaly.jpg") == b"\xff\xd8" + bytes(500)
    assert "Встреча." in text(archive, "story-ru.txt")
    spoken = text(archive, "quotations-kk.txt")
    assert spoken.startswith(
        "«Біз әр ауылға барамыз»\n— Айгүл Үлгібаева, Үлгі партиясының төрайымы\nАйтылған күні: 2026 жылғы 12 ақпан"
    )
    assert "http://localhost:8000/kk/quotes/" in spoken
    assert "12 февраля" not in text(archive, "quotations-ru.txt")


def test_the_text_reads_as_an_agency_would_send_it():
    make.a_site(
        press_contact_kk="Әсел Үлгі, +7 700 000 00 00",
        press_email="press@ulgi.example",
        open_data_licence="https://ulgi.example/licence",
    )
    story = a_story(dateline_kk="Астана")
    story.corrections.create(language="kk", text="Күні дұрыс емес еді.", made_at=DAY)
    story.corrections.create(language="kk", text="Жасырын түзету.", made_at=make.moment(2999, 1, 1))

    told = text(kit(story), "story-kk.txt")

    assert told.startswith(
        "Ауылда кездесу өтті\n\nАстана, 2026 жылғы 13 ақпан\n\nҚысқаша.\n\nАуылда кездесу өтті.\n\nТүзету, "
    )
    assert "Күні дұрыс емес еді." in told
    assert "Жасырын" not in told
    assert f"http://localhost:8000{story.editions.get().get_absolute_url()}" in told
    assert "Әсел Үлгі, +7 700 000 00 00, press@ulgi.example" in told
    assert "https://ulgi.example/licence" in told
    assert "\xa0" not in told


def test_a_text_keeps_its_shape_without_markup():
    document = Document.objects.create(file="documents/2026/02/tartip.pdf", title_kk="Күн тәртібі", size=2048)
    picture = a_photo_on_disk(caption_kk="Зал толы болды", credit_kk="Ербол Мысал")
    body = (
        "<h2>Не шешілді</h2><p>Бірінші <strong>жол</strong>.<br>Екінші жол.</p>"
        "<ul><li><p>Бір</p><ol><li>Ішкі</li></ol></li><li>Екі</li></ul>"
        "<ol start=3><li>Үшінші</li><li>Төртінші</li></ol>"
        "<table><caption>Дауыс</caption><thead><tr><th>Аты</th><th>Саны</th></tr></thead>"
        "<tbody><tr><td>Иә</td><td>12</td></tr></tbody></table><hr>"
        "<blockquote><p>Дәйексіз сөз.</p></blockquote>"
        '<p><a href="/kk/about/">Біз туралы</a>, <a href="https://ulgi.example/">сырттағы</a> және '
        f'<a href="/media/x.pdf" data-document="{document.pk}">күн тәртібі</a> мен '
        '<a data-document="4000000" href="/y">жоғалған</a>.</p>' + make.a_photo(picture)
    )
    story = make.an_article()
    story.documents.add(document)
    story.publish("kk", by=None, at=DAY)
    story.editions.update(body=body)  # one document is gone, so that it could not be published any more

    told = text(kit(story), "story-kk.txt")

    assert (
        "Не шешілді\n\nБірінші жол.\nЕкінші жол.\n\n• Бір\n   1. Ішкі\n• Екі\n\n3. Үшінші\n4. Төртінші\n\n"
        "Дауыс\nАты | Саны\nИә | 12\n\n* * *\n\n    Дәйексіз сөз.\n\n"
        "Біз туралы, сырттағы (https://ulgi.example/) және "
        "күн тәртібі (http://localhost:8000/media/documents/2026/02/tartip.pdf) мен жоғалған.\n\n"
        "[pictures/01-suret-zhinalys-zaly.jpg] Зал толы болды (Ербол Мысал)\n"
    ) in told
    assert "Күн тәртібі (PDF, 2,0 КБ): http://localhost:8000/media/documents/2026/02/tartip.pdf" in told


def test_a_table_in_a_cell_becomes_the_words_of_the_cell():
    """Pages copied from a text editor are laid out with tables in tables, and with lists around them."""
    inner = "<table><tr><td>Ғани</td><td>12</td></tr></table>"
    story = a_story(f"<table><tr><td><ul><li>Қатысқандар {inner}</li></ul></td><td>Ақтау</td></tr></table><p>Соңы.</p>")
    assert "Қатысқандар Ғани 12 | Ақтау\n\nСоңы." in text(kit(story), "story-kk.txt")


def test_quotations_in_the_text_are_attributed_as_the_page_does():
    aigul = make.a_person("Айгүл", "Үлгібаева")
    make.a_role(aigul, "Үлгі төрайымы")
    story = a_story(f"<p>Кездесу.</p>{make.a_mark(aigul)}<p>Соңы.</p>")

    told = text(kit(story), "story-kk.txt")

    quoted = "«Біз әр ауылға барамыз»\n— Айгүл Үлгібаева, Үлгі төрайымы\nАйтылған күні: 2026 жылғы 13 ақпан"
    assert f"Кездесу.\n\n{quoted}" in told
    assert "\n\nСоңы.\n" in told


def test_a_gallery_is_told_picture_by_picture():
    one, two = (a_photo_on_disk(description_kk=words) for words in ("Бірінші", "Екінші"))
    photo = '<figure class="photo" data-image="{}"><img src="/media/x.jpg"><figcaption>{}</figcaption></figure>'
    gallery = f'<figure class="gallery">{photo.format(one.pk, "Басы")}{photo.format(two.pk, "Аяғы")}</figure>'

    archive = kit(a_story(f"<p>Кездесу.</p>{gallery}"))

    assert "[pictures/01-birinshi.jpg] Басы\n[pictures/02-ekinshi.jpg] Аяғы" in text(archive, "story-kk.txt")
    assert "Басы" in text(archive, "pictures-kk.txt")


def test_pictures_are_told_with_what_a_printer_of_them_needs():
    cover = a_photo_on_disk(
        description_kk="Зал", credit_kk="Ербол Мысал", rights="Тек баспасөзге", original_name="zhasyryn DSC.jpg"
    )
    story = a_story(cover=cover, cover_caption_kk="Мұқаба жазуы")

    told = text(kit(story), "pictures-kk.txt")

    assert told.splitlines()[0] == "pictures/01-zal.jpg"
    for words in ("Сипаттама: Зал", "Мұқаба жазуы", "Ербол Мысал", "Тек баспасөзге"):
        assert words in told
    assert "DSC" not in told


def test_a_picture_that_the_store_has_lost_is_told_and_the_rest_is_sent():
    lost = make.a_picture(description_kk="Жоғалған")
    there = a_photo_on_disk(description_kk="Бар")
    story = a_story(f"<p>Мәтін.</p>{make.a_photo(lost)}{make.a_photo(there)}")

    archive = kit(story)

    assert "pictures/02-bar.jpg" in names(archive)
    assert "pictures/01-zhogalgan.webp" not in names(archive)
    lines = text(archive, "pictures-kk.txt").splitlines()
    assert lines[0] == "pictures/01-zhogalgan.webp"
    assert lines[1] == gettext("The file could not be found. Ask the press office for it.")


def test_what_would_make_a_kit_too_large_is_told_with_its_address(monkeypatch):
    monkeypatch.setattr(presskit, "MOST_BYTES", 1000)
    pictures = [a_photo_on_disk(bytes(600), description_kk=words) for words in ("Бірінші", "Екінші")]
    pictures.append(a_photo_on_disk(bytes(300), description_kk="Үшінші"))
    story = a_story("<p>Мәтін.</p>" + "".join(map(make.a_photo, pictures)))

    archive = kit(story)

    assert [name for name in names(archive) if name.startswith("pictures/")] == [
        "pictures/01-birinshi.jpg",
        "pictures/03-ushinshi.jpg",
    ]
    assert f"http://localhost:8000{pictures[1].file.url}" in text(archive, "pictures-kk.txt")


def test_a_name_is_safe_whatever_a_picture_is_called():
    pictures = [
        a_photo_on_disk(description_kk="../../Құпия: «файл»?\\*", description_ru="", description_en=""),
        a_photo_on_disk(is_decorative=True, description_kk="", description_ru="", description_en=""),
    ]

    archive = kit(a_story("<p>Мәтін.</p>" + "".join(map(make.a_photo, pictures))))

    found = [name for name in names(archive) if name.startswith("pictures/")]
    assert found == ["pictures/01-kupiya-fail.jpg", "pictures/02-picture.jpg"]
    assert all(path.isascii() for path in archive.namelist())


def test_a_language_that_is_withdrawn_gives_its_notice_and_no_word_more(aigerim):
    cover = a_photo_on_disk()
    story = a_story("<p>Қате мәтін.</p>" + make.a_photo(cover), languages=("kk", "ru"), body_ru="<p>Текст.</p>")
    story.withdraw("kk", by=aigerim, notice="Деректер расталмады.")

    archive = kit(story)

    told = text(archive, "story-kk.txt")
    assert "Деректер расталмады." in told
    assert "Қате мәтін" not in told
    assert "Қысқаша" not in told
    assert "Текст." in text(archive, "story-ru.txt")
    assert not [name for name in names(archive) if name.startswith("pictures/")]


def test_what_waits_or_is_only_in_the_working_copy_is_not_in_the_kit(aigerim):
    story = a_story(languages=("kk", "ru"))
    hidden = a_photo_on_disk(description_kk="Жасырын сурет")
    story.body_kk, story.headline_kk = "<p>Жасырын мәтін.</p>" + make.a_photo(hidden), "Жасырын тақырып"
    story.headline_en, story.body_en = "Hidden", "<p>Hidden.</p>"
    story.cover = hidden
    story.save()
    story.publish("kk", by=aigerim, at=make.moment(2999, 1, 1))
    story.publish("en", by=aigerim, at=make.moment(2999, 1, 1))

    archive = kit(story)

    assert names(archive) == ["story-kk.txt", "story-ru.txt"]
    for name in names(archive):
        assert "Жасырын" not in text(archive, name)


def test_a_joint_statement_names_who_signed(aigerim):
    signer, organization = make.a_person("Айгүл", "Үлгібаева"), make.an_organization("«Бұлақ-Үлгі»")
    make.a_role(signer, "Үлгі төрайымы")
    story = make.an_article(kind="statement")
    story.signatories.create(organization=organization, signer=signer, signed_on="2026-02-12")
    story.publish("kk", by=None, at=DAY)

    assert "1. «Бұлақ-Үлгі» (Айгүл Үлгібаева, Үлгі төрайымы)" in text(kit(story), "story-kk.txt")


def test_a_story_older_than_what_a_zip_can_tell_has_a_kit_too():
    story = a_story("<p>Хат 1975 жылдың архивінен.</p>")
    day = DAY.replace(year=1975)
    story.editions.update(published_at=day, listed_at=day)
    assert "1975 жылдың архивінен" in text(kit(story), "story-kk.txt")


def test_a_kit_is_written_piece_by_piece(monkeypatch):
    large = 3_000_000
    story = a_story(cover=a_photo_on_disk(bytes(large)))

    pieces = list(presskit.kit_of(story.editions.get()).written())

    assert large < sum(map(len, pieces)) < large + 20_000
    assert max(map(len, pieces)) < 600_000


def test_a_kit_says_when_anything_in_it_changed():
    cover = a_photo_on_disk()
    edition = a_story(cover=cover).editions.get()
    first = presskit.kit_of(edition).etag
    assert presskit.kit_of(edition).etag == first

    Image.objects.filter(pk=cover.pk).update(credit_kk="Басқа автор")

    assert presskit.kit_of(edition).etag != first


@pytest.mark.parametrize(
    ("cover", "photo", "known"), [(500, 300, 800), (None, 300, 300), (500, None, 500), (0, 300, 0), (500, 0, 0)]
)
def test_the_size_is_told_where_it_is_known_of_every_picture(cover, photo, known, django_assert_num_queries):
    fields = {"cover": make.a_picture(size=cover)} if cover is not None else {}
    body = "<p>Мәтін.</p>" + (make.a_photo(make.a_picture(size=photo)) if photo is not None else "")
    a_story(body, **fields)

    with django_assert_num_queries(1):
        [edition] = presskit.with_bytes(Edition.objects.live().for_page())
        assert presskit.bytes_of(edition) == known


def test_a_cover_that_stands_in_the_text_too_counts_once():
    cover = make.a_picture(size=500)
    a_story("<p>Мәтін.</p>" + make.a_photo(cover), cover=cover)

    [edition] = presskit.with_bytes(Edition.objects.live().for_page())

    assert presskit.bytes_of(edition) == 500
