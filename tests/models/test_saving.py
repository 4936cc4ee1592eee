"""What a save fills in by itself is never left behind, however little of the row is saved."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.utils import timezone

from news.models import Article, Document, Event, Membership, Person
from tests.factories import a_meeting, a_person, a_role, an_article, an_organization, moment

pytestmark = pytest.mark.django_db


def test_a_person_renamed_by_an_import_moves_in_the_alphabet():
    person = a_person("Айгүл", "Үлгібаева")
    Person.objects.update_or_create(pk=person.pk, defaults={"family_name_kk": "Әлібекова"})
    assert Person.objects.get(pk=person.pk).sort_key_kk < a_person("Айгүл", "Байбекова").sort_key_kk


def test_a_role_that_an_import_ends_is_over():
    role = a_role(a_person(), start_date="2019")
    Membership.objects.update_or_create(pk=role.pk, defaults={"end_date": "2020"})
    assert not Membership.objects.on(dt.date(2021, 1, 1)).exists()


def test_a_meeting_of_which_only_the_hour_is_saved_is_a_moved_meeting():
    event = a_meeting(start_at=moment(2026, 3, 3, 15))
    event.start_at = moment(2026, 3, 4, 15)
    event.save(update_fields=["start_at"])
    event.refresh_from_db()
    assert (event.sequence, event.previous_start_at) == (1, moment(2026, 3, 3, 15))


def test_every_save_of_a_story_counts_as_a_version():
    article = an_article()
    article.headline_kk = "Жаңа тақырып"
    article.save(update_fields=["headline_kk"])
    article.refresh_from_db()
    assert article.version == 2


def test_a_form_opened_before_the_story_was_published_does_not_undo_it(aigerim):
    article, opened_before = an_article(), Article.objects.get()
    article.publish("kk", by=aigerim)
    opened_before.summary_kk = "Жаңа түйін."
    opened_before.save()
    article = Article.objects.get()
    assert (article.state_kk, article.summary_kk) == ("published", "Жаңа түйін.")


def test_a_state_is_saved_by_its_name():
    article = an_article()
    article.state_kk = Article.State.SUBMITTED
    article.save(update_fields=["state_kk"])
    assert Article.objects.get().state_kk == "submitted"


def test_a_meeting_moved_before_anyone_saw_it_has_no_time_before():
    event = a_meeting(published_at=timezone.now() + dt.timedelta(days=1))
    event.start_at = moment(2026, 3, 5)
    event.save()
    assert Event.objects.get().previous_start_at is None


def test_a_document_whose_file_is_lost_can_still_be_mended():
    document = Document.objects.create(file="documents/joq.pdf")
    document.title_kk = "Хаттама"
    document.save()
    assert Document.objects.get().title_kk == "Хаттама"


def test_a_form_refuses_a_role_that_ends_before_it_begins():
    form = modelform_factory(Membership, fields=["person", "organization", "start_date", "end_date"])(
        {"person": a_person().pk, "organization": an_organization().pk, "start_date": "2020", "end_date": "2019-12"}
    )
    assert list(form.errors) == ["end_date"]


def test_a_form_refuses_a_source_that_speaks_after_the_end():
    role = Membership(person=a_person(), attested_on=dt.date(2026, 2, 13), end_date="2025")
    with pytest.raises(ValidationError):
        role.full_clean()
