"""Two editors of the lines beside a row: people, organisations, authors, signatories, roles."""

from news.models import Article
from tests import factories

from .editors import new_person


def test_people_whom_two_added_are_both_kept(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    hers, his = factories.a_person("Әсел"), factories.a_person("Ерлан")
    marat.sends(new_person(his))
    aigerim.sends(new_person(hers))
    assert {row.person for row in story.people.all()} == {hers, his}
    assert "Meanwhile Марат Мысал changed: people in the story" in aigerim.said


def test_a_refused_form_shows_the_people_of_both(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    hers, his = factories.a_person("Әсел"), factories.a_person("Ерлан")
    marat.sends(new_person(his) | {"headline_kk": "Мараттікі"})
    aigerim.sends(new_person(hers) | {"headline_kk": "Менікі"})
    assert (aigerim.typed["people-0-person"], aigerim.typed["people-1-person"]) == (str(his.pk), str(hers.pk))
    aigerim.sends({})
    assert {row.person for row in story.people.all()} == {hers, his}


def test_the_same_person_added_by_both_is_one_line(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    person = factories.a_person()
    marat.sends(new_person(person, relation="spoke"))
    aigerim.sends(new_person(person, printed_label_kk="Ауыл ақсақалы"))
    assert aigerim.is_saved
    row = story.people.get()
    assert (row.relation, row.printed_label_kk) == ("spoke", "Ауыл ақсақалы")


def test_the_same_person_described_differently_is_asked_about(two, story):
    aigerim, marat = (editor.opens(story) for editor in two)
    person = factories.a_person()
    marat.sends(new_person(person, printed_label_kk="Төраға"))
    aigerim.sends(new_person(person, printed_label_kk="Ақсақал"))
    assert aigerim.conflicts == {"printed_label_kk"}
    aigerim.sends({"decide-people-0-printed_label_kk": "mine"})
    assert story.people.get().printed_label_kk == "Ақсақал"


def test_a_form_sent_twice_adds_a_line_once(two, story):
    aigerim, _marat = two
    byline = {
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-name_kk": "Әсел",
        "bylines-0-role": "author",
        "bylines-0-position": "0",
    }
    aigerim.opens(story)
    for _time in range(2):
        aigerim.sends(byline)
    assert story.bylines.count() == 1


def test_two_fields_of_one_line_are_both_kept_and_one_field_is_asked_about(two, story):
    row = story.people.create(person=factories.a_person())
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.sends({"people-0-relation": "spoke", "people-0-printed_label_ru": "Аксакал"})
    aigerim.sends({"people-0-printed_label_kk": "Ақсақал"})
    assert aigerim.is_saved
    row.refresh_from_db()
    assert (row.relation, row.printed_label_kk, row.printed_label_ru) == ("spoke", "Ақсақал", "Аксакал")
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.sends({"people-0-printed_label_kk": "Төраға"})
    aigerim.sends({"people-0-printed_label_kk": "Әкім", "headline_kk": "Тақырып"})
    assert aigerim.conflicts == {"printed_label_kk"}
    assert [save.by for save in aigerim.answer.context["saves"]] == ["Марат Мысал"]
    aigerim.sends({"decide-people-0-printed_label_kk": "theirs"})
    row.refresh_from_db()
    assert row.printed_label_kk == "Төраға"
    assert Article.objects.get().headline_kk == "Тақырып"


def test_a_line_that_another_deleted_stays_deleted_and_is_told(two, story):
    story.people.create(person=factories.a_person())
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.sends({"people-0-DELETE": "on"})
    aigerim.saves(headline_kk="Жаңа тақырып")
    assert aigerim.is_saved
    assert not story.people.exists()
    assert "somebody else deleted 1 line" in aigerim.said


def test_a_line_deleted_by_one_and_changed_by_the_other_stays(two, story):
    story.people.create(person=factories.a_person("Ерлан"))
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.sends({"people-0-DELETE": "on"})
    aigerim.sends({"people-0-printed_label_kk": "Ақсақал"})
    assert story.people.get().printed_label_kk == "Ақсақал"
    assert "so it stays" in aigerim.said
    aigerim, marat = (editor.opens(story) for editor in two)
    marat.sends({"people-0-printed_label_kk": "Төраға"})
    aigerim.sends({"people-0-DELETE": "on"})
    assert story.people.get().printed_label_kk == "Төраға"
    assert "so it stays" in aigerim.said
    aigerim.opens(story).sends({"people-0-DELETE": "on"})
    assert not story.people.exists()


def test_a_role_changed_elsewhere_is_not_overwritten_by_the_form_of_its_holder(two):
    person = factories.a_person()
    role = factories.a_role(person, organization=factories.an_organization(), start_date="2020")
    aigerim, _marat = two
    aigerim.opens(person)
    type(role).objects.update(role_kk="Төраға")
    aigerim.sends({"memberships-0-end_date": "2025"})
    role.refresh_from_db()
    assert (role.role_kk, role.end_date) == ("Төраға", "2025")
