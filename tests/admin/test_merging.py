"""Two editors on one row: what both typed is kept, what both changed they decide, and nothing typed is lost."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from news.models import Area, Article, Event, Organization, Page, Person, Revision, Topic
from news.models.revision import Act
from news.permissions import ROLES
from tests import factories

from .editors import Editor, new_person

NONSENSE = '{"row": {"headline_kk": {"was": []}}, "lines": {"people": {"1": 7}}}'


# fields


def test_two_who_change_different_fields_are_both_kept_and_told(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(body_ru="<p>Встреча в ауле.</p>")
    aigerim.saves(headline_kk="Жаңа тақырып")
    assert aigerim.is_saved
    stored = Article.objects.get()
    assert (stored.headline_kk, stored.body_ru) == ("Жаңа тақырып", "<p>Встреча в ауле.</p>")
    assert "Meanwhile Марат Мысал changed: Text (Русский)" in aigerim.said


def test_the_same_field_is_refused_and_nothing_is_written(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Мараттың тақырыбы")
    versions = Revision.objects.count()
    aigerim.saves(headline_kk="Айгерімнің тақырыбы", headline_ru="Заголовок", summary_kk="Жаңа қысқаша")
    assert not aigerim.is_saved
    assert aigerim.conflicts == {"headline_kk"}
    stored = Article.objects.get()
    assert (stored.headline_kk, stored.headline_ru) == ("Мараттың тақырыбы", "Кездесу өтті")
    assert Revision.objects.count() == versions


def test_the_refused_form_shows_who_saved_and_both_texts_and_keeps_the_rest(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(body_kk="<p>Ауылда үлкен кездесу өтті.</p>", summary_ru="Кратко.")
    person, topic = factories.a_person(), factories.a_topic()
    aigerim.sends(
        {
            "body_kk": "<p>Ауылда кеше кездесу өтті.</p>",
            "headline_ru": "Новый заголовок",
            "topics": [topic.pk],
            "people-TOTAL_FORMS": "1",
            "people-0-person": person.pk,
            "people-0-relation": "spoke",
            "people-0-printed_label_kk": "Ауыл ақсақалы",
            "people-0-position": "3",
        }
    )
    assert aigerim.conflicts == {"body_kk"}
    assert [save.by for save in aigerim.answer.context["saves"]] == ["Марат Мысал"]
    page = aigerim.said
    assert "What Марат Мысал changed" in page
    assert '<ins><span class="diff__said" lang="en">inserted: </span>үлкен </ins>' in page
    assert '<ins><span class="diff__said" lang="en">inserted: </span>кеше </ins>' in page
    typed = aigerim.typed
    assert typed["body_kk"] == "<p>Ауылда кеше кездесу өтті.</p>"
    assert typed["summary_ru"] == "Кратко."
    assert typed["headline_ru"] == "Новый заголовок"
    assert typed["topics"] == [str(topic.pk)]
    assert (typed["people-0-person"], typed["people-0-printed_label_kk"]) == (str(person.pk), "Ауыл ақсақалы")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Менікі"), ("theirs", "Мараттікі")])
def test_saving_again_decides(two, story, choice, kept):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Мараттікі")
    aigerim.saves(headline_kk="Менікі", headline_ru="Тоже моё")
    aigerim.sends({"decide-headline_kk": choice})
    assert aigerim.is_saved
    stored = Article.objects.get()
    assert (stored.headline_kk, stored.headline_ru) == (kept, "Тоже моё")
    assert "Мараттікі" in [version.data["headline_kk"] for version in Revision.objects.of(story)]


def test_a_third_save_in_between_is_a_conflict_again(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Мараттікі")
    aigerim.saves(headline_kk="Менікі")
    marat.opens(story).saves(headline_kk="Үшінші")
    aigerim.sends({"decide-headline_kk": "mine"})
    assert aigerim.conflicts == {"headline_kk"}
    assert Article.objects.get().headline_kk == "Үшінші"
    assert "Үшінші" in aigerim.said
    aigerim.sends({"decide-headline_kk": "mine"})
    assert Article.objects.get().headline_kk == "Менікі"


def test_an_answer_that_is_no_choice_decides_nothing(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Мараттікі")
    aigerim.saves(headline_kk="Менікі")
    aigerim.sends({"decide-headline_kk": "ештеңе"})
    assert aigerim.conflicts == {"headline_kk"}
    assert Article.objects.get().headline_kk == "Мараттікі"


def test_two_who_typed_the_same_agree(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Бірдей тақырып")
    aigerim.saves(headline_kk="Бірдей тақырып ")
    assert aigerim.is_saved
    assert "Meanwhile" not in aigerim.said


@pytest.mark.parametrize(
    "state",
    [
        None,
        "",
        "{",
        "[]",
        '{"row": 5, "lines": []}',
        '{"row": {"headline_kk": {"was": []}}, "lines": {"people": {"1": 7}}}',
    ],
)
def test_a_form_that_does_not_say_how_it_was_opened_overwrites_nothing(two, story, state):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(headline_kk="Мараттікі")
    typed = {"headline_kk": "Менікі", **({} if state is None else {"opened_with": state})}
    aigerim.sends(typed, without=["opened_with"])
    assert "headline_kk" in aigerim.conflicts
    assert Article.objects.get().headline_kk == "Мараттікі"
    aigerim.sends({})
    assert aigerim.is_saved
    assert Article.objects.get().headline_kk == "Менікі"


def test_an_error_elsewhere_loses_neither_text(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(summary_kk="Мараттың қысқашасы", headline_ru="Заголовок Марата")
    aigerim.saves(summary_kk="Айгерімнің қысқашасы", home_position="жоғары")
    assert aigerim.conflicts == {"summary_kk"}
    assert aigerim.answer.context["errors"]
    aigerim.sends({"home_position": "3", "decide-summary_kk": "mine"})
    stored = Article.objects.get()
    assert (stored.summary_kk, stored.headline_ru) == ("Айгерімнің қысқашасы", "Заголовок Марата")
    assert stored.home_position == 3


def test_a_date_and_a_choice_conflict_like_a_text(two, story):
    Article.objects.update(pinned_until=timezone.now())
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(pinned_until="2026-05-01T10:00:00", kind="statement")
    aigerim.saves(pinned_until="2026-06-01T10:00:00", kind="interview")
    assert aigerim.conflicts == {"pinned_until", "kind"}
    aigerim.sends({"decide-kind": "theirs"})
    stored = Article.objects.get()
    assert (stored.kind, timezone.localtime(stored.pinned_until).month) == ("statement", 6)


def test_a_cover_conflicts_and_is_named(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    theirs, mine = factories.a_picture(), factories.a_picture()
    marat.saves(cover=theirs.pk)
    aigerim.saves(cover=mine.pk)
    assert aigerim.conflicts == {"cover"}
    assert str(theirs) in aigerim.said
    aigerim.sends({"decide-cover": "theirs"})
    assert Article.objects.get().cover == theirs


def test_of_many_topics_each_is_kept_or_taken_out_by_itself(two, story):
    old, gone, hers, his = (factories.a_topic(name) for name in ("Ескі", "Артық", "Оныкі", "Мұныкі"))
    story.topics.set([old, gone])
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.saves(topics=[old.pk, his.pk])
    aigerim.saves(topics=[old.pk, gone.pk, hers.pk])
    assert aigerim.is_saved
    assert set(Article.objects.get().topics.all()) == {old, hers, his}


def test_topics_of_a_form_of_unknown_age_are_asked_about(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    hers, his = factories.a_topic("Оныкі"), factories.a_topic("Мұныкі")
    marat.saves(topics=[his.pk])
    aigerim.sends({"topics": [hers.pk]}, without=["opened_with"])
    assert aigerim.conflicts == {"topics"}
    aigerim.sends({"decide-topics": "theirs"})
    assert set(Article.objects.get().topics.all()) == {his}


# what is no change


def test_an_idle_save_writes_nothing_whatever_the_row_holds(two, story):
    Article.objects.update(
        pinned_until=timezone.now(), summary_kk="Бірінші жол\nЕкінші жол", body_kk="<p>а</p>\n<ul><li>б</li></ul>"
    )
    story.topics.set([factories.a_topic(), factories.a_topic("Қоғам")])
    story.people.create(person=factories.a_person(), printed_label_kk="Ақсақал")
    story.signatories.create(organization=factories.an_organization(), signed_on="2026-02-13")
    before = Article.objects.values().get()
    aigerim, _marat = two
    aigerim.opens(story)
    aigerim.saves(summary_kk="Бірінші жол\r\nЕкінші жол", body_kk="<p>а</p>\r\n<ul><li>б</li></ul>")
    assert aigerim.is_saved
    assert Article.objects.values().get() == before
    assert not Revision.objects.exists()


def test_a_save_writes_one_version_after_the_baseline(two, story):
    aigerim, _marat = two
    aigerim.opens(story).saves(headline_kk="Жаңа тақырып")
    aigerim.opens(story).saves()
    aigerim.opens(story).saves(headline_kk="Тағы бір")
    acts = [version.act for version in Revision.objects.of(story).order_by("number")]
    assert acts == [Act.BASELINE, Act.SAVED, Act.SAVED]


def test_a_line_beside_the_story_is_a_change_of_the_story(two, story):
    aigerim, _marat = two
    aigerim.opens(story).sends(new_person(factories.a_person()))
    baseline, saved = Revision.objects.of(story).order_by("number")
    assert (baseline.data["people"], len(saved.data["people"])) == ([], 1)
    assert Article.objects.get().version == story.version + 1


def test_acts_of_others_are_not_undone_by_an_older_form(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    story.publish("kk", by=marat.user)
    aigerim.saves(headline_ru="Заголовок")
    assert Article.objects.get().state_kk == Article.State.PUBLISHED


# every table


@pytest.mark.parametrize(
    ("make", "model", "mine", "theirs"),
    [
        (factories.a_person, Person, "summary_kk", "summary_ru"),
        (factories.an_organization, Organization, "summary_kk", "summary_ru"),
        (factories.a_meeting, Event, "venue_kk", "venue_ru"),
        (factories.a_page, Page, "intro_kk", "intro_ru"),
        (factories.an_area, Area, "name_kk", "name_ru"),
        (factories.a_topic, Topic, "name_kk", "name_ru"),
    ],
)
def test_every_table_merges_and_asks(two, make, model, mine, theirs):
    row = make()
    aigerim, marat = (editor.opens(row) for editor in two)
    marat.sends({theirs: "Марат"})
    aigerim.sends({mine: "Айгерім"})
    assert aigerim.is_saved
    assert model.objects.filter(pk=row.pk, **{mine: "Айгерім", theirs: "Марат"}).exists()
    assert "Meanwhile Марат Мысал changed" in aigerim.said
    aigerim, marat = (editor.opens(row) for editor in two)
    marat.sends({mine: "Марат"})
    aigerim.sends({mine: "Тағы бір"})
    assert aigerim.conflicts == {mine}
    assert [save.by for save in aigerim.answer.context["saves"]] == ["Марат Мысал"]


# the row itself


def test_what_was_typed_into_a_deleted_row_is_shown_to_be_copied(two):
    person = factories.a_person(live=False)
    aigerim, _marat = two
    aigerim.opens(person)
    Person.objects.filter(pk=person.pk).delete()
    aigerim.saves(summary_kk="Ұзақ жазылған мәтін", biography_kk="<p>Ол <b>ауылда</b> туған.</p><script>x</script>")
    assert aigerim.answer.status_code == 404
    page = aigerim.said
    assert "Ұзақ жазылған мәтін" in page
    assert "<p>Ол <strong>ауылда</strong> туған.</p>" in page
    assert "<script>x" not in page


def test_who_lost_the_right_while_typing_sees_what_was_typed(two, client, marat, bulak):
    story = factories.an_article(desk=bulak, people=[factories.a_person()])
    marat.user_permissions.set(permissions_of("contributor"))
    writer = Editor(client, marat).opens(story)
    marat.user_permissions.clear()
    writer.sends({"headline_kk": "Жазылған тақырып", "people-0-printed_label_kk": "Ауыл ақсақалы"})
    assert writer.answer.status_code == 403
    assert "Жазылған тақырып" in writer.said
    assert "Ауыл ақсақалы" in writer.said
    marat.user_permissions.set(permissions_of("contributor"))
    writer.opens(story)
    marat.desks.clear()
    writer.saves(headline_kk="Басқа тақырып")
    assert writer.answer.status_code == 404
    assert "Басқа тақырып" in writer.said
    assert "Кездесу өтті" not in str(writer.answer.context["title"])
    assert Article.objects.get().headline_kk == "Кездесу өтті"


def permissions_of(role):
    return Permission.objects.filter(content_type__app_label="news", codename__in=ROLES[role])


def test_a_desk_is_told_of_a_choice_that_what_it_may_not_see_has_overtaken(client, marat, bulak):
    marat.user_permissions.set(permissions_of("contributor"))
    marat.language = "en"
    marat.save()
    story = factories.an_article(desk=bulak)
    secret, shown = factories.a_meeting("Құпия кездесу", live=False), factories.a_meeting()
    writer = Editor(client, marat).opens(story)
    Article.objects.update(event=secret)
    writer.saves(event=shown.pk, headline_kk="Жаңа тақырып")
    assert writer.is_saved
    stored = Article.objects.get()
    assert (stored.event, stored.headline_kk) == (secret, "Жаңа тақырып")
    assert "Your choice in “meeting” was not saved" in writer.said
    assert "Құпия" not in writer.said
    writer.opens(story).saves(headline_kk="Тағы бір")
    assert "Your choice" not in writer.said


def test_a_story_moved_to_the_bin_meanwhile_says_so_once_and_keeps_what_was_typed(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    story.move_to_bin(by=marat.user)
    aigerim.saves(headline_kk="Жаңа тақырып")
    assert not aigerim.is_saved
    assert "moved to the bin" in aigerim.said
    assert aigerim.typed["headline_kk"] == "Жаңа тақырып"
    aigerim.sends({})
    assert aigerim.is_saved
    assert Article.objects.get().headline_kk == "Жаңа тақырып"


# queries


def a_story_with(lines):
    people = [factories.a_person() for _line in range(lines)]
    return factories.an_article(people=people, topics=[factories.a_topic()], languages=("kk", "ru", "en"))


@pytest.mark.parametrize("lines", [1, 50])
def test_opening_needs_as_many_queries_for_fifty_lines_as_for_one(two, lines, django_assert_max_num_queries):
    story, (aigerim, _marat) = a_story_with(lines), two
    aigerim.opens(story)
    with django_assert_max_num_queries(15):
        aigerim.opens(story)


@pytest.mark.parametrize("lines", [1, 50])
def test_saving_needs_as_many_queries_for_fifty_lines_as_for_one(two, lines, django_assert_max_num_queries):
    story, (aigerim, _marat) = a_story_with(lines), two
    aigerim.opens(story).saves(summary_kk="Бірінші")
    aigerim.opens(story)
    with django_assert_max_num_queries(45):
        aigerim.saves(summary_kk="Жаңа қысқаша")
    assert aigerim.is_saved


def test_the_row_is_locked_before_it_is_read(two, story, django_assert_max_num_queries):
    aigerim, _marat = two
    aigerim.opens(story)
    with django_assert_max_num_queries(100) as queries:
        aigerim.saves(summary_kk="Жаңа")
    reads = [query["sql"] for query in queries if 'FROM "news_article"' in query["sql"]]
    assert reads[0].startswith('SELECT "news_article"."id" AS "id" FROM') or reads[0].startswith(
        'SELECT "news_article"."id" AS "pk" FROM'
    )
    if connection.vendor == "postgresql":
        assert reads[0].endswith("FOR NO KEY UPDATE")
