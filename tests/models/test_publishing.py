"""How stories reach readers."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from news.models import Edition, EditionArea, EditionPerson, EditionTopic, OldAddress
from news.signals import edition_published
from tests.factories import (
    a_mark,
    a_meeting,
    a_person,
    a_picture,
    a_role,
    a_story,
    a_topic,
    an_area,
    an_article,
    an_organization,
    moment,
)

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = moment(2026, 3, 2), moment(2026, 3, 3), moment(2026, 3, 4)


def headline_at(article, at, language="kk"):
    edition = Edition.objects.live(at).filter(article=article, language=language).first()
    return edition and edition.headline


def retitle(article, headline, language="kk"):
    setattr(article, f"headline_{language}", headline)
    article.save()


def test_saving_a_live_story_changes_nothing_for_readers(aigerim):
    article = a_story("Кездесу өтті", at=MONDAY)
    retitle(article, "Кездесу болмады")
    assert headline_at(article, TUESDAY) == "Кездесу өтті"


def test_each_language_goes_out_by_itself(aigerim):
    article = an_article(languages=("kk", "ru"))
    article.publish("kk", by=aigerim, at=MONDAY)
    assert [edition.language for edition in article.live_editions(TUESDAY)] == ["kk"]


def test_a_story_scheduled_for_nine_is_live_at_nine_and_not_a_moment_before(aigerim):
    article = an_article()
    nine = moment(2026, 3, 2, 9)
    article.publish("kk", by=aigerim, at=nine)
    assert headline_at(article, nine - dt.timedelta(microseconds=1)) is None
    assert headline_at(article, nine) == "Кездесу өтті"


def test_a_new_edition_supersedes_the_one_before_at_its_own_moment(aigerim):
    article = a_story("Бірінші", at=MONDAY)
    retitle(article, "Екінші")
    article.publish("kk", by=aigerim, at=WEDNESDAY)
    assert headline_at(article, TUESDAY) == "Бірінші"
    assert headline_at(article, WEDNESDAY) == "Екінші"
    assert Edition.objects.live(WEDNESDAY).count() == 1


def test_publishing_now_calls_off_what_was_scheduled_for_later(aigerim):
    soon = timezone.now() + dt.timedelta(days=1)
    article = a_story("Бірінші", at=MONDAY)
    retitle(article, "Ертеңгі")
    article.publish("kk", by=aigerim, at=soon)
    retitle(article, "Қазіргі")
    article.publish("kk", by=aigerim)
    assert headline_at(article, timezone.now()) == "Қазіргі"
    assert headline_at(article, soon + dt.timedelta(hours=1)) == "Қазіргі"


def test_a_later_edition_can_be_scheduled_behind_one_that_is_scheduled(aigerim):
    tomorrow, the_day_after = (timezone.now() + dt.timedelta(days=days) for days in (1, 2))
    article = an_article("Бірінші")
    article.publish("kk", by=aigerim, at=tomorrow)
    retitle(article, "Екінші")
    article.publish("kk", by=aigerim, at=the_day_after)
    assert headline_at(article, tomorrow) == "Бірінші"
    assert headline_at(article, the_day_after) == "Екінші"


def test_the_past_is_not_rewritten(aigerim):
    article = a_story(at=TUESDAY)
    with pytest.raises(ValidationError):
        article.publish("kk", by=aigerim, at=MONDAY)


def test_a_moment_that_readers_have_seen_is_not_published_twice(aigerim):
    article = a_story(at=MONDAY)
    with pytest.raises(ValidationError):
        article.publish("kk", by=aigerim, at=MONDAY)


def test_what_was_taken_down_is_history_too(aigerim):
    article = a_story("Бірінші", at=MONDAY)
    article.publish("kk", by=aigerim, at=WEDNESDAY)
    Edition.objects.filter(article=article, number=2).update(gone_at=timezone.now())
    with pytest.raises(ValidationError):
        article.publish("kk", by=aigerim, at=TUESDAY)
    assert headline_at(article, WEDNESDAY) == "Бірінші"


def test_a_story_taken_down_is_gone_although_its_next_edition_is_scheduled(aigerim):
    article = a_story(at=MONDAY)
    article.publish("kk", by=aigerim, at=timezone.now() + dt.timedelta(days=1))
    Edition.objects.filter(article=article, number=1).update(gone_at=TUESDAY)
    assert [edition.number for edition in Edition.objects.taken_down()] == [1]


def test_the_meeting_of_a_live_story_is_not_changed_by_a_save():
    meeting, other = a_meeting(), a_meeting("Басқа кездесу")
    article = a_story(event=meeting, at=MONDAY)
    article.event = other
    article.save()
    assert article.editions.get().event == meeting


def test_a_role_in_an_organisation_that_nobody_has_approved_is_not_printed():
    person = a_person()
    a_role(person, "Ғалым")
    a_role(person, "Жасырын ұйымның төрағасы", an_organization(live=False))
    assert a_story(people=[person], at=MONDAY).editions.get().people.get().label == "Ғалым"


def test_a_correction_keeps_the_day_in_the_address(aigerim):
    article = a_story(at=MONDAY)
    first = article.editions.get()
    article.publish("kk", by=aigerim, at=WEDNESDAY)
    second = article.editions.order_by("number").last()
    assert second.get_absolute_url() == first.get_absolute_url() == "/kk/news/2026/03/02/kezdesu-otti/"


def test_an_edition_called_off_before_its_time_does_not_fix_the_day(aigerim):
    article = an_article()
    article.publish("kk", by=aigerim, at=timezone.now() + dt.timedelta(days=9))
    now = timezone.now()
    assert article.publish("kk", by=aigerim, at=now).listed_at == now


def test_the_day_in_the_address_is_the_coalitions_day():
    late_evening_in_london = dt.datetime(2026, 3, 2, 20, 30, tzinfo=dt.UTC)
    assert "/2026/03/03/" in a_story(at=late_evening_in_london).editions.get().get_absolute_url()


def test_only_a_major_change_moves_the_date_of_the_last_change(aigerim):
    article = a_story(at=MONDAY)
    minor = article.publish("kk", by=aigerim, at=TUESDAY, is_major=False)
    assert minor.modified_at == MONDAY
    assert article.publish("kk", by=aigerim, at=WEDNESDAY).modified_at == WEDNESDAY


def test_two_stories_of_one_headline_and_day_get_two_addresses():
    urls = {a_story(at=MONDAY).editions.get().get_absolute_url() for _ in range(3)}
    assert len(urls) == 3


def test_an_address_belongs_to_its_first_page_for_ever(aigerim):
    first = a_story(at=MONDAY)
    first.slug_kk = "basqa-mekenjai"
    first.save()
    first.publish("kk", by=aigerim, at=TUESDAY)
    second = a_story(at=MONDAY)
    assert second.editions.get().slug == "kezdesu-otti-2"
    assert OldAddress.objects.get(path="kk/news/2026/03/02/kezdesu-otti/").target == first


def test_the_database_refuses_a_second_current_edition():
    edition = a_story().editions.get()
    edition.pk, edition.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)


def test_the_state_of_a_language_tells_that_it_is_published(aigerim):
    article = a_story(languages=("kk",))
    article.refresh_from_db()
    assert (article.state_kk, article.state_ru) == ("published", "draft")


def test_above_listens_to_publication_inside_the_transaction(aigerim):
    heard = []

    def listen(sender, edition, **kwargs):
        heard.append((edition.headline, transaction.get_connection().in_atomic_block, edition.people.count()))

    edition_published.connect(listen)
    try:
        a_story("Естілді", people=[a_person()])
    finally:
        edition_published.disconnect(listen)
    assert heard == [("Естілді", True, 1)]


# What goes out with the text


def test_the_label_is_the_post_of_the_storys_day(aigerim):
    person = a_person()
    a_role(person, "Үлгі хатшысы", start_date="2024", end_date="2026-03-02")
    a_role(person, "Үлгі төрайымы", start_date="2026-03-03")
    article = a_story(people=[person], at=MONDAY)
    assert article.editions.get().people.get().label == "Үлгі хатшысы"


def test_a_correction_weeks_later_still_prints_the_post_of_the_storys_day(aigerim):
    person = a_person()
    a_role(person, "Үлгі хатшысы", start_date="2024", end_date="2026-03-02")
    a_role(person, "Үлгі төрайымы", start_date="2026-03-03")
    article = a_story(people=[person], at=MONDAY)
    edition = article.publish("kk", by=aigerim, at=moment(2026, 4, 1))
    assert edition.people.get().label == "Үлгі хатшысы"


def test_a_later_change_of_post_does_not_rewrite_an_old_story():
    person = a_person()
    role = a_role(person, "Үлгі хатшысы", start_date="2024")
    article = a_story(people=[person], at=MONDAY)
    role.end_date, role.role_kk = "2026-02", "Бұрынғы хатшы"
    role.save()
    assert article.editions.get().people.get().label == "Үлгі хатшысы"


def test_somebody_with_two_posts_is_printed_with_both_in_order():
    person = a_person()
    a_role(person, "Үлгі кеңесінің басшысы", position=2)
    a_role(person, "Мысал палатасының төрағасы", position=1)
    label = a_story(people=[person]).editions.get().people.get().label
    assert label == "Мысал палатасының төрағасы, Үлгі кеңесінің басшысы"


def test_a_printed_label_overrides_the_registry():
    person = a_person()
    a_role(person, "Үлгі хатшысы")
    article = an_article()
    article.people.create(person=person, printed_label_kk="Ауыл тұрғыны")
    assert article.publish("kk", by=None).people.get().label == "Ауыл тұрғыны"


def test_the_label_is_in_the_language_of_the_edition():
    person = a_person()
    a_role(person, role_ru="Секретарь-Улги")
    article = a_story(languages=("kk", "ru"), people=[person])
    assert article.editions.get(language="ru").people.get().label == "Секретарь-Улги"


def test_links_copy_language_and_day_so_that_a_persons_page_is_one_range():
    article = a_story(people=[a_person()], topics=[a_topic()], areas=[an_area()], at=MONDAY)
    for link in (EditionPerson, EditionTopic, EditionArea):
        row = link.objects.get(edition__article=article)
        assert (row.language, row.listed_at) == ("kk", MONDAY)


def test_links_of_the_working_copy_changed_later_stay_out_of_the_edition():
    article = a_story(people=[a_person()])
    article.people.create(person=a_person("Берік"))
    assert article.editions.get().people.count() == 1


def test_a_marked_quotation_becomes_a_row_with_its_speaker_and_the_post_of_the_day_it_was_said():
    person = a_person()
    a_role(person, "Үлгі хатшысы", start_date="2024", end_date="2026-02-28")
    a_role(person, "Үлгі төрайымы", start_date="2026-03-01")
    article = an_article(body_kk=a_mark(person, "Біз келеміз", said_on="2026-02-20"))
    quotation = article.publish("kk", by=None, at=MONDAY).quotations.get()
    assert (quotation.speaker, quotation.text) == (person, "Біз келеміз")
    assert (quotation.said_on, quotation.label) == (dt.date(2026, 2, 20), "Үлгі хатшысы")


def test_a_quotation_without_a_day_of_its_own_was_said_at_the_meeting():
    meeting = a_meeting(start_at=moment(2026, 2, 27, 18))
    article = an_article(body_kk=a_mark(a_person()), event=meeting)
    quotation = article.publish("kk", by=None, at=MONDAY).quotations.get()
    assert (quotation.said_on, quotation.event) == (dt.date(2026, 2, 27), meeting)


def test_an_organisation_can_be_quoted():
    organization = an_organization()
    article = an_article(body_kk=a_mark(organization))
    assert article.publish("kk", by=None).quotations.get().speaker == organization


def test_translations_of_one_quotation_share_its_uid():
    uid, person = "6f0d8a52-3c5e-4a53-9d3f-0a1b2c3d4e5f", a_person()
    article = an_article(languages=("kk", "ru"))
    article.body_kk, article.body_ru = a_mark(person, uid=uid), a_mark(person, "Мы придём", uid=uid)
    article.save()
    uids = {str(article.publish(code, by=None).quotations.get().uid) for code in ("kk", "ru")}
    assert uids == {uid}


def test_hostile_text_is_clean_however_it_was_written():
    article = an_article()
    type(article).objects.filter(pk=article.pk).update(body_kk='<p onclick="x()">Сәлем<script>alert(1)</script></p>')
    article.refresh_from_db()
    assert article.body_kk == "<p>Сәлем</p>"


def test_a_mark_pasted_twice_gives_two_quotations_with_permalinks_of_their_own():
    mark = a_mark(a_person(), "Бір сөз")
    article = an_article(body_kk=mark + mark)
    quotations = article.publish("kk", by=None).quotations.all()
    assert len({quotation.uid for quotation in quotations}) == 2


def test_a_megabyte_of_text_is_refused_with_a_sentence():
    article = an_article(body_kk="<p>" + "а" * 1_000_000 + "</p>")
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert "body_kk" in refused.value.message_dict


# What blocks


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"headline_kk": ""}, "headline"),
        ({"body_kk": "<p> </p>"}, "text"),
        ({"body_kk": '<p><a href="/kk/people/joq-adam/">бұл жерде</a></p>'}, "leads nowhere"),
        ({"body_kk": '<figure class="quote"><blockquote><p>Кім айтты?</p></blockquote></figure>'}, "no speaker"),
        (
            {"body_kk": '<figure class="quote" data-person="987"><blockquote><p>Өшкен</p></blockquote></figure>'},
            "no speaker",
        ),
        (
            {"body_kk": '<p>А</p><figure class="photo" data-image="987"><img src="/m/a.webp" alt=""></figure>'},
            "library",
        ),
    ],
)
def test_an_unfinished_language_says_what_it_lacks_and_is_not_published(change, sentence):

    article = an_article()
    for name, value in change.items():
        setattr(article, name, value)
    article.save()
    with translation.override("en"):
        assert [said for said in article.what_blocks_publishing("kk") if sentence in said]
    with pytest.raises(ValidationError):
        article.publish("kk", by=None)
    assert not Edition.objects.exists()


def test_a_cover_without_description_in_the_language_blocks_until_it_is_marked_as_decoration():
    picture = a_picture(description_ru="")
    article = an_article(languages=("kk", "ru"), cover=picture)
    assert article.what_blocks_publishing("kk") == []
    assert len(article.what_blocks_publishing("ru")) == 1
    picture.is_decorative = True
    picture.save()
    article.refresh_from_db()
    assert article.what_blocks_publishing("ru") == []


def test_a_link_to_a_page_that_moved_is_not_dead():
    person = a_person(slug="burynghy")
    person.slug = "qazirgi"
    person.save()
    article = an_article(body_kk='<p><a href="/kk/people/burynghy/">ол</a></p>')
    assert article.what_blocks_publishing("kk") == []


def test_what_was_published_once_cannot_be_thrown_into_the_bin():
    with pytest.raises(ValidationError):
        a_story().move_to_bin()
    draft = an_article()
    draft.move_to_bin()
    assert not type(draft).objects.in_use().filter(pk=draft.pk).exists()
