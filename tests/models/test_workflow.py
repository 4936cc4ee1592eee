"""From draft to the public and back: who may take which step, and what it leaves behind."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Act, Article, Edition, Revision
from news.models.workflow import TABLE
from news.signals import state_changed
from tests import factories

pytestmark = pytest.mark.django_db
State = Article.State


@pytest.fixture
def gulnar(db):
    """Editor: publishes every desk's stories, is no superuser."""
    rights = ("view_article", "change_article", "see_every_desk", "edit_every_desk", "publish_article")
    permissions = Permission.objects.filter(content_type__app_label="news", codename__in=rights)
    return factories.a_user("gulnar@ulgi.example", name="Гүлнәр Үлгі", permissions=permissions)


@pytest.fixture
def draft(marat, bulak):
    return factories.an_article(desk=bulak, created_by=marat)


def now(article):
    return Article.objects.get(pk=article.pk)


def acts_of(article):
    return list(Revision.objects.of(article).order_by("number").values_list("act", flat=True))


def test_a_contributor_submits_and_the_desk_publishes(draft, marat, gulnar):
    draft.submit("kk", by=marat, note="Ертең керек")
    assert (now(draft).state_kk, now(draft).submitted_by_kk) == (State.SUBMITTED, marat)
    draft.request_changes("kk", by=gulnar, note="Күнін жазыңыз")
    assert now(draft).state_kk == State.CHANGES_REQUESTED
    draft.submit("kk", by=marat)
    draft.publish("kk", by=gulnar)
    assert now(draft).state_kk == State.PUBLISHED
    assert acts_of(draft) == [Act.SUBMITTED, Act.CHANGES_REQUESTED, Act.SUBMITTED, Act.PUBLISHED]
    notes = Revision.objects.of(draft).exclude(note="").order_by("number")
    assert [(note.author, note.language, note.note) for note in notes] == [
        (marat, "kk", "Ертең керек"),
        (gulnar, "kk", "Күнін жазыңыз"),
    ]


def test_each_language_goes_its_own_way(draft, marat):
    draft.submit("kk", by=marat)
    assert (now(draft).state_kk, now(draft).state_ru) == (State.SUBMITTED, State.DRAFT)


def test_a_language_without_a_text_is_not_submitted(draft, marat):
    with pytest.raises(ValidationError):
        draft.submit("ru", by=marat)
    assert acts_of(draft) == []


def test_what_waits_already_is_not_submitted_twice(draft, marat):
    draft.submit("kk", by=marat)
    with pytest.raises(ValidationError):
        draft.submit("kk", by=marat)
    assert acts_of(draft) == [Act.SUBMITTED]


def test_changes_are_asked_for_in_words(draft, marat, gulnar):
    draft.submit("kk", by=marat)
    with pytest.raises(ValidationError):
        draft.request_changes("kk", by=gulnar, note="  ")
    assert now(draft).state_kk == State.SUBMITTED


def test_what_nobody_submitted_cannot_be_sent_back(draft, gulnar):
    with pytest.raises(ValidationError):
        draft.request_changes("kk", by=gulnar, note="Күні?")


def test_a_writer_takes_back_what_waits(draft, marat):
    draft.submit("kk", by=marat)
    draft.take_back("kk", by=marat)
    assert now(draft).state_kk == State.DRAFT


def test_a_change_of_a_public_story_that_is_taken_back_leaves_it_published(draft, marat, gulnar):
    draft.publish("kk", by=gulnar)
    draft.submit("kk", by=marat)
    draft.take_back("kk", by=marat)
    assert now(draft).state_kk == State.PUBLISHED


def test_nothing_is_done_with_a_story_in_the_bin(draft, marat):
    draft.move_to_bin(by=marat)
    with pytest.raises(ValidationError):
        draft.submit("kk", by=marat)
    assert draft.acts_open_to(marat, "kk") == []
    draft = now(draft)
    draft.take_out_of_bin(by=marat)
    assert acts_of(draft) == [Act.BINNED, Act.TAKEN_OUT]


def test_the_steps_open_to_a_writer_and_to_an_editor(draft, marat, gulnar):
    assert draft.acts_open_to(marat, "kk") == [Act.SUBMITTED]
    assert draft.acts_open_to(gulnar, "kk") == [Act.SUBMITTED, Act.PUBLISHED]
    assert draft.acts_open_to(gulnar, "ru") == [Act.PUBLISHED]
    draft.submit("kk", by=marat)
    assert draft.acts_open_to(marat, "kk") == [Act.TAKEN_BACK]
    assert draft.acts_open_to(gulnar, "kk") == [Act.TAKEN_BACK, Act.CHANGES_REQUESTED, Act.PUBLISHED]
    draft.publish("kk", by=gulnar)
    assert draft.acts_open_to(gulnar, "kk") == [Act.SUBMITTED, Act.PUBLISHED, Act.WITHDRAWN, Act.TAKEN_DOWN]
    draft.withdraw("kk", by=gulnar, notice="Ескірді")
    assert draft.acts_open_to(gulnar, "kk") == [Act.SUBMITTED, Act.PUBLISHED, Act.REINSTATED, Act.TAKEN_DOWN]


def test_a_foreign_desk_has_no_step_to_take(draft):
    stranger = factories.a_user("bota@mysal.example", desks=[factories.an_organization("«Мысал» одағы")])
    assert draft.acts_open_to(stranger, "kk") == []


def test_only_those_who_publish_have_the_steps_of_publication():
    public = {
        Act.PUBLISHED,
        Act.CHANGES_REQUESTED,
        Act.MOVED,
        Act.CALLED_OFF,
        Act.WITHDRAWN,
        Act.REINSTATED,
        Act.TAKEN_DOWN,
    }
    assert {step.act for step in TABLE if step.who == "publisher"} == public


def test_every_act_is_told_once_in_the_transaction(draft, marat, gulnar):
    told = []

    def hear(sender, article, revision, **kwargs):
        told.append((article.pk, revision.act, revision.language))

    state_changed.connect(hear)
    try:
        draft.submit("kk", by=marat)
        draft.publish("kk", by=gulnar)
        draft.withdraw("kk", by=gulnar, notice="Ескірді")
    finally:
        state_changed.disconnect(hear)
    assert told == [(draft.pk, act, "kk") for act in (Act.SUBMITTED, Act.PUBLISHED, Act.WITHDRAWN)]


# two pairs of eyes


@pytest.fixture
def two_pairs(settings):
    settings.TWO_PAIRS_OF_EYES = True


@pytest.mark.usefixtures("two_pairs")
def test_who_submitted_may_not_publish(draft, gulnar):
    draft.submit("kk", by=gulnar)
    with pytest.raises(ValidationError):
        draft.publish("kk", by=gulnar)
    assert not Edition.objects.exists()


@pytest.mark.usefixtures("two_pairs")
def test_what_nobody_submitted_is_not_published(draft, gulnar):
    with pytest.raises(ValidationError):
        draft.publish("kk", by=gulnar)


@pytest.mark.usefixtures("two_pairs")
def test_the_second_pair_of_eyes_publishes(draft, marat, gulnar):
    draft.submit("kk", by=marat)
    draft.publish("kk", by=gulnar)
    assert not Revision.objects.of(draft).latest().is_override


@pytest.mark.usefixtures("two_pairs")
def test_a_superuser_who_overrides_leaves_a_mark(draft, aigerim):
    draft.submit("kk", by=aigerim)
    draft.publish("kk", by=aigerim, override=True)
    assert Revision.objects.of(draft).latest().is_override


@pytest.mark.usefixtures("two_pairs")
def test_nobody_else_can_override(draft, gulnar):
    draft.submit("kk", by=gulnar)
    with pytest.raises(ValidationError):
        draft.publish("kk", by=gulnar, override=True)


@pytest.mark.usefixtures("two_pairs")
def test_an_override_that_was_not_needed_leaves_no_mark(draft, marat, aigerim):
    draft.submit("kk", by=marat)
    draft.publish("kk", by=aigerim, override=True)
    assert not Revision.objects.of(draft).latest().is_override


def test_one_pair_of_eyes_is_enough_where_the_setting_says_so(draft, gulnar):
    draft.submit("kk", by=gulnar)
    draft.publish("kk", by=gulnar)
    assert Edition.objects.live().count() == 1


# publication keeps what it came from


def test_an_edition_knows_the_saved_state_it_was_published_from(draft, gulnar):
    edition = draft.publish("kk", by=gulnar)
    assert edition.revision.data["headline_kk"] == edition.headline
    assert edition.words == now(draft).words_kk == 1


def test_a_scheduled_publication_is_called_so_in_the_history(draft, gulnar):
    draft.publish("kk", by=gulnar, at=timezone.now() + dt.timedelta(days=1))
    assert acts_of(draft) == [Act.SCHEDULED]


def test_a_correction_is_public_from_the_moment_of_its_edition(draft, gulnar):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    draft.publish("kk", by=gulnar, at=factories.LONG_AGO)
    draft.publish("kk", by=gulnar, at=tomorrow, correction="Күні қате жазылған еді.")
    assert not draft.corrections.live().exists()
    assert draft.corrections.live(tomorrow).get().language == "kk"


def test_a_refused_publication_leaves_no_line_in_the_history(draft, gulnar):
    with pytest.raises(ValidationError):
        draft.publish("ru", by=gulnar)
    assert acts_of(draft) == []
