"""The pictures beside shared quotations: real files, in the site's own type."""

import datetime as dt
import io
import uuid

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from news import cards
from news.cards import drawing, lettering
from news.models import Image, Quotation
from tests import factories as a

pytestmark = pytest.mark.django_db

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
WORDS = drawing.Words("kk", "Біз әр ауылға барамыз", "Айгүл Үлгібаева", "Төрайым", "2026 жылғы 1 қаңтар", "Жаңалықтар")


@pytest.fixture
def published(django_capture_on_commit_callbacks):
    """Publishes a story as an editor's request does: what follows the commit happens too. Returns its quotations."""

    def publish(body, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            story = a.a_story(body_kk=body, **fields)
        return list(Quotation.objects.filter(edition__article=story).order_by("position"))

    return publish


def picture_of(card):
    with default_storage.open(card) as file:
        picture = PIL.Image.open(file)
        picture.load()
    return picture


def a_portrait(colour="red"):
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (400, 500), colour).save(buffer, "JPEG")
    return Image.objects.create(file=ContentFile(buffer.getvalue(), name="үлгі.jpg"))


def ink_in(picture, box):
    """How many colours stand in a part of the card: one where it is empty."""
    return len(picture.crop(box).getcolors(maxcolors=100_000))


def test_publishing_draws_a_card_for_each_quotation(published):
    person = a.a_person()
    first, second = published(a.a_mark(person, "Бірінші сөз") + a.a_mark(person, "Екінші сөз"))
    assert first.card != second.card
    for quotation in (first, second):
        picture = picture_of(quotation.card)
        assert (picture.size, picture.format) == ((1200, 630), "PNG")
        assert ink_in(picture, (100, 56, 1128, 378)) > 10
        assert len(default_storage.open(quotation.card).read()) < 300_000


def test_the_same_words_are_drawn_once(published, monkeypatch):
    person = a.a_person()
    (first,) = published(a.a_mark(person, "Сөз"))
    monkeypatch.setattr(cards, "drawn", None)
    (again,) = published(a.a_mark(person, "Сөз"))
    assert again.card == first.card


def test_a_scheduled_edition_has_its_cards_before_its_moment_and_keeps_them_when_it_is_moved(
    published, aigerim, django_capture_on_commit_callbacks
):
    person, tomorrow = a.a_person(), timezone.now() + dt.timedelta(days=1)
    a.a_role(person, "Төраға", start_date=(tomorrow + dt.timedelta(days=3)).date().isoformat())
    (waiting,) = published(a.a_mark(person, "Ертеңгі сөз"), at=tomorrow)
    assert default_storage.exists(waiting.card)
    with django_capture_on_commit_callbacks(execute=True):
        waiting.edition.article.move("kk", by=aigerim, to=tomorrow + dt.timedelta(days=5))
    moved = Quotation.objects.get(edition=waiting.edition)
    assert moved.label == "Төраға"
    assert moved.card != waiting.card
    assert default_storage.exists(moved.card)


def test_what_is_taken_down_leaves_no_picture_but_one_that_another_story_shows(
    published, aigerim, django_capture_on_commit_callbacks
):
    person = a.a_person()
    (gone,) = published(a.a_mark(person, "Алынатын сөз"))
    (shared,) = published(a.a_mark(person, "Ортақ сөз"))
    published(a.a_mark(person, "Ортақ сөз"))
    for quotation in (gone, shared):
        with django_capture_on_commit_callbacks(execute=True):
            quotation.edition.article.take_down("kk", by=aigerim, reason="Сот шешімі.")
    assert not default_storage.exists(gone.card)
    assert default_storage.exists(shared.card)
    gone.refresh_from_db()
    assert gone.card == ""


def test_a_portrait_stands_on_the_card_and_a_lost_one_does_not_hinder_it(published):
    (shown,) = published(a.a_mark(a.a_person(portrait=a_portrait()), "Сөз"))
    red = picture_of(shown.card).getpixel((drawing.MARGIN + 58, drawing.FACE_TOP + 58))
    assert red[0] > 200 > red[1] + red[2]
    (bare,) = published(a.a_mark(a.a_person(portrait=a.a_picture()), "Сөз"))
    assert default_storage.exists(bare.card)


def test_an_organisation_speaks_beside_its_logo(published):
    (quotation,) = published(a.a_mark(a.an_organization(logo=a_portrait()), "Ұйым сөзі"))
    picture = picture_of(quotation.card)
    assert picture.getpixel((drawing.MARGIN + 12, drawing.FACE_TOP + 58)) == (255, 255, 255)


def test_a_failure_in_drawing_hinders_nothing_and_is_logged(published, monkeypatch, caplog):
    monkeypatch.setitem(lettering.SERIF, "kk", lettering.Face(("no-such-font",)))
    (quotation,) = published(a.a_mark(a.a_person(), "Сөз"))
    assert quotation.card == ""
    assert str(quotation.uid) in caplog.text


@pytest.mark.parametrize("text", ["你好，世界", "Сөз 🦅", "مرحبا"])
def test_a_text_with_letters_that_the_type_lacks_is_not_misquoted(published, text):
    (quotation,) = published(a.a_mark(a.a_person(), text))
    assert quotation.card == ""


@pytest.mark.parametrize("face", [*lettering.SERIF.values(), lettering.INTERFACE, lettering.INTERFACE_BOLD])
def test_every_kazakh_and_russian_letter_and_sign_is_in_the_type(face):
    letters = KAZAKH + "АаЯяЁё «»“”—–…№₸%0123456789 \u00a0\u2011 AZaz’"
    for letter in letters:
        assert lettering.has(lettering.file_with(face, letter), letter), letter
    shapes = [bytes(lettering.font(lettering.file_with(face, letter), 80, 400).getmask(letter)) for letter in KAZAKH]
    assert len(set(shapes)) == len(KAZAKH)


def test_a_short_quotation_is_set_larger_than_a_long_one_and_a_longer_one_is_cut_at_a_word():
    def set_in(text):
        return drawing.set_quotation(WORDS._replace(text=text))

    long = "Ұлы дала төсіндегі ауылдардың бәріне жол керек. "
    assert set_in("Иә.")[0] > set_in(long * 3)[0] > set_in(long * 30)[0]
    size, lines = set_in(long * 30)
    assert len(lines) * size * drawing.LEADING <= drawing.QUOTE_BOTTOM - drawing.QUOTE_TOP
    assert lines[-1].endswith("…»")
    assert lines[-1].removesuffix("…»").split()[-1] in long
    assert set_in(long)[1][-1].endswith("керек.»")


def test_no_line_is_wider_than_its_room():
    text = "https://example.kz/" + "ұ" * 400
    for line in lettering.lines_of(text, lettering.INTERFACE, 12):
        assert lettering.width_of(line, lettering.INTERFACE) <= 12


def test_the_marks_are_those_of_the_language():
    assert drawing.set_quotation(WORDS)[1][0].startswith("«")
    assert drawing.set_quotation(WORDS._replace(language="en", text="Yes"))[1] == ["“Yes”"]


def test_the_command_draws_what_is_missing_and_what_has_changed_and_nothing_twice(published, capsys):
    person = a.a_person()
    (quotation,) = published(a.a_mark(person, "Сөз"))
    drawn_once = quotation.card
    Quotation.objects.update(card="")
    call_command("make_cards")
    assert "1 kept" in capsys.readouterr().out
    person.family_name_kk = "Мысалова"
    person.save()
    call_command("make_cards")
    assert "1 drawn" in capsys.readouterr().out
    quotation.refresh_from_db()
    assert quotation.card != drawn_once


def test_the_command_leaves_out_quotations_that_have_no_page(published, aigerim, capsys):
    (quotation,) = published(a.a_mark(a.a_person(), "Ескі сөз", uid=uuid.uuid4()))
    story = quotation.edition.article
    story.body_kk = "<p>Жаңа мәтін.</p>"
    story.save()
    story.publish("kk", by=aigerim)
    call_command("make_cards")
    assert "no quotations" in capsys.readouterr().out
