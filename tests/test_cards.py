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

from news import cards, renditions
from news.cards import drawing, headlines, lettering
from news.models import Edition, Image, Quotation
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
    assert "Quotations: nothing to draw." in capsys.readouterr().out


HEADLINE = headlines.Headline("kk", "Ауылда кездесу өтті", "Өңірлер", "2026 жылғы 1 қаңтар", "Жаңалықтар")


@pytest.fixture
def told(publish_anew):
    """Publishes a story without quotations; returns its editions, the newest last."""

    def publish(headline="Ауылда кездесу өтті", **fields):
        article = a.an_article(headline, **fields)
        return publish_anew(article)

    return publish


@pytest.fixture
def publish_anew(django_capture_on_commit_callbacks):
    def publish(article, at=None):
        with django_capture_on_commit_callbacks(execute=True):
            article.publish("kk", by=None, at=at)
        return list(article.editions.order_by("number"))

    return publish


def test_publishing_draws_the_headline_of_a_story_without_a_picture(told):
    (edition,) = told("Ауылда кездесу өтті", topics=[a.a_topic()])
    picture = picture_of(edition.card)
    assert (picture.size, picture.format) == ((1200, 630), "PNG")
    assert ink_in(picture, (72, 60, 1128, 506)) > 10
    assert ink_in(picture, (72, 540, 500, 580)) > 10
    assert len(default_storage.open(edition.card).read()) < 300_000


def test_a_story_with_a_cover_has_the_cover_instead_unless_its_copies_could_not_be_made(told):
    cover = a_portrait()
    cover.is_decorative = True
    cover.save()
    renditions.make(cover)
    (edition,) = told(cover=cover)
    assert edition.card == ""
    (without_copies,) = told(cover=a.a_picture())
    assert default_storage.exists(without_copies.card)


def test_another_headline_day_or_name_of_the_site_is_another_file(told, publish_anew):
    a.a_site()
    (first,) = told("Ескі тақырып")
    article = first.article
    article.headline_kk = "Жаңа тақырып"
    article.save()
    first, second = publish_anew(article)
    assert first.card != second.card
    assert default_storage.exists(first.card)
    day_later = second.listed_at + dt.timedelta(days=1)
    site = cards.SiteProfile.objects.get()
    names = {
        second.card,
        cards.plan_of(Edition(headline="Жаңа тақырып", language="kk", listed_at=day_later), site).name,
    }
    site.site_name_kk = "Басқа атау"
    names.add(cards.plan_of(second, site).name)
    assert len(names) == 3


def test_a_moved_edition_says_its_new_day_on_its_card(told, aigerim, publish_anew, django_capture_on_commit_callbacks):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    (waiting,) = publish_anew(a.an_article(), at=tomorrow)
    with django_capture_on_commit_callbacks(execute=True):
        waiting.article.move("kk", by=aigerim, to=tomorrow + dt.timedelta(days=5))
    moved = Edition.objects.standing().get()
    assert moved.card != waiting.card
    assert default_storage.exists(moved.card)


def test_a_story_taken_down_leaves_no_card_and_the_command_draws_none(
    told, publish_anew, aigerim, capsys, django_capture_on_commit_callbacks
):
    (first,) = told("Алынатын тақырып")
    article = first.article
    article.headline_kk = "Алынатын екінші тақырып"
    article.save()
    editions = publish_anew(article)
    with django_capture_on_commit_callbacks(execute=True):
        article.take_down("kk", by=aigerim, reason="Сот шешімі.")
    assert not any(default_storage.exists(edition.card) for edition in editions)
    call_command("make_cards")
    assert "Stories: nothing to draw." in capsys.readouterr().out
    assert not Edition.objects.exclude(card="").exists()


def test_the_command_leaves_out_the_quotations_of_what_was_taken_down(
    published, aigerim, capsys, django_capture_on_commit_callbacks
):
    (quotation,) = published(a.a_mark(a.a_person(), "Алынатын сөз"))
    with django_capture_on_commit_callbacks(execute=True):
        quotation.edition.article.take_down("kk", by=aigerim, reason="Сот шешімі.")
    call_command("make_cards")
    assert "Quotations: nothing to draw." in capsys.readouterr().out


def test_the_command_draws_headlines_that_are_missing_and_asks_as_often_for_many(
    told, capsys, django_assert_max_num_queries
):
    told("Бірінші")
    Edition.objects.update(card="")
    call_command("make_cards")
    assert "Stories: 1 kept." in capsys.readouterr().out
    with django_assert_max_num_queries(6) as of_one:
        call_command("make_cards")
    for number in range(5):
        told(f"Хабар {number}", topics=[a.a_topic(f"Тақырып {number}")])
    with django_assert_max_num_queries(6) as of_six:
        call_command("make_cards")
    assert len(of_one) == len(of_six)
    assert "Stories: 6 kept." in capsys.readouterr().out


@pytest.mark.parametrize("headline", ["你好，世界", "Кездесу 🦅"])
def test_a_headline_with_letters_that_the_type_lacks_has_no_card(told, headline):
    (edition,) = told(headline, slug_kk="kezdesu")
    assert edition.card == ""


def test_a_long_headline_is_set_smaller_and_one_beyond_all_measure_is_cut_at_a_word():
    def set_in(text):
        return headlines.set_headline(HEADLINE._replace(text=text))

    usual = "Ұлы дала төсіндегі ауылдардың бәріне жол керек "
    assert set_in("Иә")[0] > set_in(usual * 2)[0] > set_in(usual * 5)[0]
    for times in (1, 2, 5, 30):
        size, lines = set_in(usual * times)
        assert len(lines) * size * headlines.LEADING <= headlines.BOTTOM - headlines.TOP - headlines.KICKER_HEIGHT
    assert lines[-1].endswith("…")
    assert lines[-1].removesuffix("…").split()[-1] in usual.split()
    assert " ".join(set_in(usual * 5)[1]) == (usual * 5).strip()


def test_no_word_of_a_headline_is_left_alone_on_the_last_line_and_none_is_broken_for_that():
    text = "Бес партия және қоғамдық ұйымдар коалицияға бірікті"
    lines = headlines.set_headline(HEADLINE._replace(text=text))[1]
    assert len(lines[-1].split()) > 1
    long_word = "Ы" * 14
    assert lettering.balanced(f"{long_word} қысқасөз", lettering.SERIF_BOLD["kk"], 16) == [long_word, "қысқасөз"]


@pytest.mark.parametrize("face", lettering.SERIF_BOLD.values())
def test_every_kazakh_letter_is_in_the_type_of_headlines(face):
    letters = KAZAKH + "АаЯяЁё «»“”—–…№₸%0123456789 \u00a0\u2011 AZaz’"
    assert all(lettering.has(lettering.file_with(face, letter), letter) for letter in letters)
