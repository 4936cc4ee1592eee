"""Published labels that the registry would print otherwise, and how the chosen ones are put right."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Act, Article, Edition, Revision
from news.models.relabelling import printed_otherwise, relabel
from news.signals import edition_published
from tests.factories import (
    a_mark,
    a_person,
    a_role,
    a_story,
    a_topic,
    an_area,
    an_article,
    an_organization,
    moment,
)

pytestmark = pytest.mark.django_db
MONDAY = moment(2026, 3, 2)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def aigul():
    return a_person()


@pytest.fixture
def misspelt(aigul):
    """A role that was published before somebody saw the slip."""
    return a_role(aigul, "Үлгі төрайымыы", start_date="2024")


@pytest.fixture
def article(aigul, misspelt):
    return a_story(people=[aigul], at=MONDAY, body_kk=f"<p>Жиын.</p>{a_mark(aigul)}")


def put_right(role, text="Үлгі төрайымы"):
    for code in ("kk", "ru", "en"):
        setattr(role, f"role_{code}", text)
    role.save()


def found(row, stories=None):
    return printed_otherwise(row, stories=Article.objects.all() if stories is None else stories).stories


def words(row):
    return [(story.language, story.words) for story in found(row)]


def relabelled(row, article, language="kk", **options):
    story = next(story for story in found(row) if (story.article, story.language) == (article.pk, language))
    relabel(row, article, language, **{"by": None, "seen": story.seen, **options})
    return article.live_editions().get(language=language)


# what would be printed otherwise


def test_nothing_is_found_while_the_registry_says_what_is_printed(aigul, article):
    assert found(aigul) == []


def test_a_misspelt_role_that_was_put_right_is_found_where_it_was_printed(aigul, article, misspelt):
    put_right(misspelt)
    assert words(aigul) == [("kk", [(MONDAY.date(), "Үлгі төрайымыы", "Үлгі төрайымы")])]
    assert len(found(aigul)[0].labels) == 2  # beside the name, and under the quotation


def test_a_role_that_ended_later_is_no_slip(aigul, article, misspelt):
    misspelt.end_date = "2026-04"
    misspelt.save()
    a_role(aigul, "Үлгі кеңесшісі", start_date="2026-05")
    assert found(aigul) == []


def test_a_role_that_did_not_last_until_the_storys_day_after_all_is_found(aigul, article, misspelt):
    misspelt.end_date = "2026-02"
    misspelt.save()
    assert words(aigul) == [("kk", [(MONDAY.date(), "Үлгі төрайымыы", "")])]


def test_a_label_that_somebody_chose_is_no_slip(aigul, misspelt):
    article = an_article(people=[aigul])
    article.people.update(printed_label_kk="Ауыл тұрғыны")
    article.publish("kk", by=None)
    put_right(misspelt)
    assert found(aigul) == []
    article.people.update(printed_label_kk="")  # the working copy only: what was published was chosen all the same
    assert found(aigul) == []


def test_a_label_that_was_chosen_after_publication_waits_for_its_own_publication(aigul, article, misspelt):
    put_right(misspelt)
    article.people.update(printed_label_kk="Ауыл тұрғыны")
    assert [label.name for story in found(aigul) for label in story.labels] == ["label"]  # the quotation alone
    assert relabelled(aigul, article).people.get().label == "Үлгі төрайымыы"


def test_a_former_name_of_an_organisation_is_found_with_its_bylines_and_signatures(aigul):
    bulak = an_organization("«Бұлаақ-Үлгі»")
    article = an_article(organizations=[bulak], kind="statement")
    article.bylines.create(organization=bulak)
    article.signatories.create(organization=bulak, signed_on=MONDAY.date())
    article.publish("kk", by=None)
    for code in ("kk", "ru", "en"):
        setattr(bulak, f"name_{code}", "«Бұлақ-Үлгі»")
    bulak.save()
    (story,) = found(bulak)
    assert story.words == [(None, "«Бұлаақ-Үлгі»", "«Бұлақ-Үлгі»")]
    edition = relabelled(bulak, article)
    assert edition.organizations.get().label == edition.bylines.get().label == "«Бұлақ-Үлгі»"
    assert edition.signatories[0]["name"] == "«Бұлақ-Үлгі»"


def test_name_and_role_of_a_signer_are_those_of_the_day_of_signing(aigul, misspelt):
    article = an_article(kind="statement")
    article.signatories.create(organization=an_organization(), signer=aigul, signed_on=dt.date(2026, 3, 1))
    article.publish("kk", by=None, at=MONDAY)
    put_right(misspelt)
    aigul.family_name_kk = "Үлгібай"
    aigul.save()
    (story,) = found(aigul)
    assert (None, "Айгүл Үлгібаева", "Айгүл Үлгібай") in story.words
    assert (dt.date(2026, 3, 1), "Үлгі төрайымыы", "Үлгі төрайымы") in story.words
    signature = relabelled(aigul, article).signatories[0]
    assert (signature["signer"], signature["label"]) == ("Айгүл Үлгібай", "Үлгі төрайымы")


def test_what_readers_cannot_open_any_more_is_not_found(aigul, article, misspelt, aigerim):
    put_right(misspelt)
    article.take_down("kk", by=aigerim, reason="Қате")
    assert found(aigul) == []


def test_stories_of_other_desks_are_not_found(aigul, article, misspelt, marat):
    put_right(misspelt)
    assert found(aigul, Article.objects.visible_to(marat)) == []


def test_labels_are_found_with_as_many_queries_for_one_story_as_for_ten(aigul, misspelt, django_assert_num_queries):
    for number in range(10):
        a_story(f"Жиын {number}", people=[aigul], at=MONDAY + number * HOUR, body_kk=a_mark(aigul), kind="statement")
    first = Article.objects.order_by("pk").first()
    put_right(misspelt)
    with django_assert_num_queries(15):
        assert len(found(aigul)) == 10
    Edition.objects.exclude(article=first).update(gone_at=MONDAY)
    with django_assert_num_queries(15):
        assert len(found(aigul)) == 1


def test_a_long_list_is_cut_and_says_so(aigul, misspelt, monkeypatch):
    monkeypatch.setattr("news.models.relabelling.LISTED", 2)
    for number in range(3):
        a_story(f"Жиын {number}", people=[aigul], at=MONDAY + number * HOUR)
    put_right(misspelt)
    page = printed_otherwise(aigul, stories=Article.objects.all())
    assert [story.editions[0].headline for story in page.stories] == ["Жиын 2", "Жиын 1"]
    assert not page.is_all


def test_of_somebody_in_very_many_stories_the_newest_are_looked_through_whole(aigul, misspelt, monkeypatch):
    monkeypatch.setattr("news.models.relabelling.LOOKED_THROUGH", 3)
    for number in range(4):
        a_story(
            f"Жиын {number}", people=[aigul], at=MONDAY + number * HOUR, body_kk=a_mark(aigul, said_on="2026-02-20")
        )
    put_right(misspelt)
    page = printed_otherwise(aigul, stories=Article.objects.all())
    assert not page.is_all
    assert [len(story.labels) for story in page.stories] == [2, 2]
    relabel(aigul, Article.objects.get(pk=page.stories[-1].article), "kk", by=None, seen=page.stories[-1].seen)


# putting it right


def test_readers_get_a_minor_edition_with_the_right_label(aigul, article, misspelt, aigerim):
    put_right(misspelt)
    before = article.editions.get()
    edition = relabelled(aigul, article, by=aigerim, note="Қызметі түзетілді")
    assert edition.people.get().label == edition.quotations.get().label == "Үлгі төрайымы"
    assert (edition.number, edition.is_major, edition.published_by) == (2, False, aigerim)
    assert edition.change_note == "Қызметі түзетілді"
    assert before.people.get().label == "Үлгі төрайымыы"
    for name in ("listed_at", "modified_at", "slug", "words", "follows", "body", "headline", "revision", "documents"):
        assert getattr(edition, name) == getattr(before, name)


def test_everything_that_hangs_on_the_edition_comes_along(aigul, misspelt):
    article = an_article(people=[aigul, a_person("Берік")], topics=[a_topic()], areas=[an_area()])
    article.bylines.create(person=aigul)
    article.organizations.create(organization=an_organization())
    article.body_kk = a_mark(aigul)
    article.save()
    before = article.publish("kk", by=None, at=MONDAY)
    put_right(misspelt)
    edition = relabelled(aigul, article)
    for name in ("people", "organizations", "topics", "areas", "bylines", "quotations"):
        old, new = getattr(before, name), getattr(edition, name)
        assert new.exists()
        assert list(new.values_list("position", "listed_at")) == list(old.values_list("position", "listed_at"))
    assert edition.quotations.get().uid == before.quotations.get().uid


def test_nothing_unpublished_of_the_working_copy_goes_out(aigul, article, misspelt):
    article.headline_kk = "Әлі жазылып жатыр"
    article.save()
    article.people.create(person=a_person("Құпия"))
    version, state = article.version, article.state_kk
    put_right(misspelt)
    edition = relabelled(aigul, article)
    assert edition.headline == "Кездесу өтті"
    assert edition.people.count() == 1
    article.refresh_from_db()
    assert (article.headline_kk, article.version, article.state_kk) == ("Әлі жазылып жатыр", version, state)


def test_other_languages_and_other_people_stay_as_they_are(aigul, misspelt):
    other = a_person("Берік")
    role = a_role(other, "Мысал хатшысыы")
    article = a_story(languages=("kk", "ru"), people=[aigul, other], at=MONDAY)
    put_right(misspelt)
    put_right(role, "Мысал хатшысы")
    edition = relabelled(aigul, article)
    assert [link.label for link in edition.people.all()] == ["Үлгі төрайымы", "Мысал хатшысыы"]
    assert article.live_editions().get(language="ru").number == 1


def test_a_withdrawn_text_stays_withdrawn_under_its_notice(aigul, article, misspelt, aigerim):
    article.withdraw("kk", by=aigerim, notice="Ескірді")
    put_right(misspelt)
    edition = relabelled(aigul, article)
    assert edition.is_withdrawn()
    assert edition.withdrawal_notice == "Ескірді"


def test_a_text_that_is_scheduled_is_put_right_where_it_waits(aigul, misspelt):
    soon = timezone.now() + HOUR
    article = a_story(people=[aigul], at=soon)
    put_right(misspelt)
    story = found(aigul)[0]
    relabel(aigul, article, "kk", by=None, seen=story.seen)
    edition = article.editions.get()
    assert (edition.people.get().label, edition.published_at, edition.number) == ("Үлгі төрайымы", soon, 1)


def test_a_scheduled_correction_still_takes_its_place_with_the_right_label(aigul, article, misspelt, aigerim):
    soon = timezone.now() + HOUR
    article.headline_kk = "Түзетілген тақырып"
    article.save()
    scheduled = article.publish("kk", by=aigerim, at=soon)
    put_right(misspelt)
    edition = relabelled(aigul, article)
    assert (edition.headline, edition.superseded_at) == ("Кездесу өтті", soon)
    later = Edition.objects.live(soon).get(article=article)
    assert (later, later.headline) == (scheduled, "Түзетілген тақырып")
    assert later.people.get().label == "Үлгі төрайымы"
    assert edition.number < later.number  # numbers tell in which order readers saw them
    article.call_off("kk", by=aigerim)
    assert Edition.objects.live(soon).get(article=article) == edition


def test_the_history_says_who_did_it_and_why(aigul, article, misspelt, aigerim):
    put_right(misspelt)
    relabelled(aigul, article, by=aigerim, note="Қызметі түзетілді")
    last = Revision.objects.of(article).latest()
    assert (last.act, last.language, last.author) == (Act.RELABELLED, "kk", aigerim)
    assert last.note == "Қызметі түзетілді\nАйгүл Үлгібаева: “Үлгі төрайымыы” → “Үлгі төрайымы”"


def test_whoever_listens_hears_of_the_new_edition(aigul, article, misspelt):
    put_right(misspelt)
    heard = []
    listen = lambda sender, edition, **kwargs: heard.append(edition.people.get().label)  # noqa: E731
    edition_published.connect(listen)
    try:
        relabelled(aigul, article)
    finally:
        edition_published.disconnect(listen)
    assert heard == ["Үлгі төрайымы"]


@pytest.mark.parametrize("meanwhile", ["another edition", "another role", "put right already"])
def test_what_the_editor_did_not_see_is_not_printed(aigul, article, misspelt, aigerim, meanwhile):
    put_right(misspelt)
    (story,) = found(aigul)
    if meanwhile == "another edition":
        article.people.all().delete()
        article.publish("kk", by=aigerim, at=MONDAY + HOUR)
    elif meanwhile == "another role":
        put_right(misspelt, "Үлгі төрағасы")
    else:
        put_right(misspelt, "Үлгі төрайымыы")
    number = article.editions.count()
    with pytest.raises(ValidationError):
        relabel(aigul, article, "kk", by=aigerim, seen=story.seen)
    assert article.editions.count() == number


def test_a_text_printed_anew_is_not_found_again(aigul, article, misspelt):
    put_right(misspelt)
    relabelled(aigul, article)
    assert found(aigul) == []
