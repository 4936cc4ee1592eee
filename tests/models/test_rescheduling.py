"""What becomes of an edition after it was written."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Edition, EditionPerson, OldAddress
from news.models.rescheduling import PUBLIC, SCHEDULED, WITHDRAWN, standing
from news.signals import edition_withdrawn
from tests.factories import LONG_AGO, a_mark, a_person, a_role, an_article, moment

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def headline(article, at=None):
    edition = Edition.objects.live(at).filter(article=article, language="kk").first()
    return edition and edition.headline


@pytest.fixture
def soon():
    return timezone.now() + DAY


@pytest.fixture
def scheduled(aigerim, soon):
    """A story that becomes public for the first time tomorrow."""
    article = an_article("Жиын болады")
    article.publish("kk", by=aigerim, at=soon)
    return article


@pytest.fixture
def to_be_corrected(aigerim, soon):
    """A public story whose correction becomes public tomorrow."""
    article = an_article("Жиын өтті")
    article.publish("kk", by=aigerim, at=LONG_AGO)
    article.headline_kk = "Жиын өтпеді"
    article.save()
    article.publish("kk", by=aigerim, at=soon, correction="Жиын өтпеген еді.")
    return article


def test_what_readers_see_and_will_see_is_told_apart(scheduled, to_be_corrected, aigerim):
    assert standing(scheduled, "kk") == {SCHEDULED}
    assert standing(to_be_corrected, "kk") == {PUBLIC, SCHEDULED}
    assert standing(to_be_corrected, "ru") == set()
    to_be_corrected.withdraw("kk", by=aigerim, notice="Ескірді")
    assert standing(to_be_corrected, "kk") == {WITHDRAWN}


def test_a_publication_called_off_never_happens(scheduled, aigerim, soon):
    scheduled.call_off("kk", by=aigerim)
    assert headline(scheduled, soon + DAY) is None
    scheduled.refresh_from_db()
    assert scheduled.state_kk == "draft"


def test_a_correction_called_off_leaves_what_readers_see(to_be_corrected, aigerim, soon):
    to_be_corrected.call_off("kk", by=aigerim)
    assert headline(to_be_corrected, soon + DAY) == "Жиын өтті"
    assert not to_be_corrected.corrections.exists()
    to_be_corrected.refresh_from_db()
    assert to_be_corrected.state_kk == "published"


def test_nothing_scheduled_cannot_be_called_off(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=LONG_AGO)
    with pytest.raises(ValidationError):
        article.call_off("kk", by=aigerim)
    assert headline(article) == "Кездесу өтті"


def test_a_publication_is_moved(to_be_corrected, aigerim, soon):
    later = soon + 2 * DAY
    to_be_corrected.move("kk", by=aigerim, to=later)
    assert headline(to_be_corrected, later - dt.timedelta(seconds=1)) == "Жиын өтті"
    assert headline(to_be_corrected, later) == "Жиын өтпеді"
    assert to_be_corrected.corrections.get().made_at == later


def test_a_moved_first_publication_takes_the_address_and_the_labels_of_its_new_day(aigerim):
    person = a_person()
    a_role(person, "Үлгі төрайымы", end_date="2099-12-31")
    a_role(person, "Үлгі төрағасының орынбасары", start_date="2100-01-01")
    article = an_article(people=[person], body_kk=f"<p>Жиын.</p>{a_mark(person)}")
    article.publish("kk", by=aigerim, at=moment(2099, 12, 30))
    article.move("kk", by=aigerim, to=moment(2100, 1, 2))

    edition = article.editions.get()
    assert "2100/01/02" in edition.path
    assert OldAddress.objects.filter(path=edition.path).exists()
    link = EditionPerson.objects.get()
    assert (link.label, link.listed_at) == ("Үлгі төрағасының орынбасары", moment(2100, 1, 2))
    quotation = edition.quotations.get()
    assert (quotation.said_on, quotation.label) == (dt.date(2100, 1, 2), "Үлгі төрағасының орынбасары")


def test_a_printed_label_moves_unchanged(aigerim):
    article = an_article(people=[a_person()])
    article.people.update(printed_label_kk="Ауыл ақсақалы")
    article.publish("kk", by=aigerim, at=moment(2099, 12, 30))
    article.move("kk", by=aigerim, to=moment(2100, 1, 2))
    assert EditionPerson.objects.get().label == "Ауыл ақсақалы"


def test_no_publication_is_moved_into_the_past(scheduled, aigerim, soon):
    with pytest.raises(ValidationError):
        scheduled.move("kk", by=aigerim, to=timezone.now() - DAY)
    assert headline(scheduled, soon) == "Жиын болады"


def test_no_publication_is_moved_before_another_that_is_scheduled(to_be_corrected, aigerim, soon):
    to_be_corrected.headline_kk = "Жиын ертең"
    to_be_corrected.save()
    to_be_corrected.publish("kk", by=aigerim, at=soon + 3 * DAY)
    with pytest.raises(ValidationError):
        to_be_corrected.move("kk", by=aigerim, to=soon)
    assert headline(to_be_corrected, soon) == "Жиын өтпеді"


def test_a_withdrawn_story_stays_at_its_address_under_a_notice(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=LONG_AGO)
    article.withdraw("kk", by=aigerim, notice=" Мәлімдеме күшін жойды. ")
    edition = Edition.objects.live().get()
    assert (edition.is_withdrawn(), edition.withdrawal_notice) == (True, "Мәлімдеме күшін жойды.")
    assert not Edition.objects.listed().exists()
    article.reinstate("kk", by=aigerim)
    assert Edition.objects.listed().get().withdrawal_notice == ""


def test_a_withdrawal_without_a_notice_is_refused(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=LONG_AGO)
    with pytest.raises(ValidationError):
        article.withdraw("kk", by=aigerim, notice=" ")
    assert Edition.objects.listed().exists()


def test_a_withdrawn_story_does_not_come_back_by_a_correction_scheduled_before(to_be_corrected, aigerim, soon):
    to_be_corrected.withdraw("kk", by=aigerim, notice="Ескірді")
    assert not Edition.objects.listed(soon + DAY).exists()
    assert headline(to_be_corrected, soon + DAY) == "Жиын өтті"


def test_a_story_taken_down_is_gone_and_can_be_published_anew(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=LONG_AGO)
    article.take_down("kk", by=aigerim, reason="Қате жарияланды")
    assert headline(article) is None
    assert Edition.objects.taken_down().get().gone_reason == "Қате жарияланды"
    article.refresh_from_db()
    assert article.state_kk == "draft"
    article.publish("kk", by=aigerim)
    assert headline(article) == "Кездесу өтті"


def test_a_story_taken_down_needs_a_reason_or_another_story(aigerim):
    article, other = an_article(), an_article("Басқа жиын")
    article.publish("kk", by=aigerim, at=LONG_AGO)
    with pytest.raises(ValidationError):
        article.take_down("kk", by=aigerim, reason="")
    with pytest.raises(ValidationError):
        article.take_down("kk", by=aigerim, reason="", moved_to=article)
    article.take_down("kk", by=aigerim, reason="", moved_to=other)
    assert Edition.objects.get().gone_to == other


def test_who_listens_hears_of_each_edition_that_is_withdrawn(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=LONG_AGO)
    heard = []
    listen = lambda sender, edition, **kwargs: heard.append(edition.withdrawal_notice)  # noqa: E731
    edition_withdrawn.connect(listen)
    try:
        article.withdraw("kk", by=aigerim, notice="Ескірді")
    finally:
        edition_withdrawn.disconnect(listen)
    assert heard == ["Ескірді"]
