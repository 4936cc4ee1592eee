"""Two entries of the registry: asked about while one is typed, merged on a page that first tells what will happen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news import languages
from news.duplicates import merge
from news.models import Act, Organization, Person, Revision
from tests import factories as make

from .posting import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make.a_user(name="Гүлмира Мысал", roles=["registry keeper"])


@pytest.fixture
def desk(client, keeper):
    client.force_login(keeper)
    return client


def page(name, *args, noun="person", **query):
    return reverse(f"admin:news_{noun}_{name}", args=args, query=query or None)


def text_of(answer):
    return answer.content.decode()


def messages_of(answer):
    return " ".join(str(message) for message in answer.context["messages"])


# is it one of these?


def names(given="Гүлсім", family="Үлгібаева", code="kk"):
    return {f"given_name_{code}": given, f"family_name_{code}": family}


def filled_form(client, noun="person", **fields):
    return filled_in(client.get(page("add", noun=noun))) | fields


def test_while_a_name_is_typed_the_desk_is_asked_whether_it_is_one_of_those_there(desk):
    house = make.an_organization("Үлгі палатасы")
    person = make.a_person("Гүлсім", "Үлгібаева")
    make.a_role(person, "Үлгі палатасының төрайымы", house)

    answer = text_of(desk.get(page("alike", **names("Гулсим", "Улгибаева", "ru"))))

    assert "Гүлсім Үлгібаева" in answer
    assert "Үлгі палатасының төрайымы" in answer
    assert page("change", person.pk) in answer
    assert 'name="is_another"' in answer


def test_an_organisation_is_told_with_its_kind(desk):
    organization = make.an_organization("«Бұлақ-Үлгі» қоғамдық бірлестігі")

    answer = text_of(desk.get(page("alike", noun="organization", name_ru="ОО «Булак-Улги»")))

    assert str(organization) in answer
    assert organization.get_classification_display() in answer


@pytest.mark.parametrize("query", [{}, {"given_name_kk": ""}, {"given_name_kk": "Ә" * 5_000}, {"joq": "1"}])
def test_nothing_typed_or_nonsense_shows_nothing(desk, query):
    make.a_person("Гүлсім", "Үлгібаева")

    answer = desk.get(page("alike", **query))

    assert (answer.status_code, text_of(answer).strip()) == (200, "")


def test_the_list_costs_the_same_for_one_entry_and_for_five(desk):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            desk.get(page("alike", **names()))
        return len(asked)

    make.a_person("Гүлсім", "Үлгібаева")
    queries()
    one = queries()
    for _ in range(4):
        make.a_person("Гүлсім", "Үлгібаева")
    assert queries() == one <= 7


def test_a_new_entry_that_is_there_already_comes_back_with_all_that_was_typed(desk):
    person = make.a_person("Гүлсім", "Үлгібаева")
    typed = filled_form(desk, **names("Гулсім"), summary_kk="Ғалым, ауыл зерттеушісі")

    answer = desk.post(page("add"), typed)

    assert Person.objects.count() == 1
    assert filled_in(answer)["summary_kk"] == "Ғалым, ауыл зерттеушісі"
    assert page("change", person.pk) in text_of(answer)
    assert 'name="is_another"' in text_of(answer)


def test_whoever_says_that_it_is_another_one_saves_it(desk):
    person = make.a_person("Гүлсім", "Үлгібаева")
    typed = filled_form(desk, **names())

    desk.post(page("add"), typed | {"is_another": str(person.pk), "_save": "1"})

    assert Person.objects.count() == 2


def test_the_tick_counts_for_the_entries_that_were_shown_only(desk):
    person = make.a_person("Гүлсім", "Үлгібаева")
    typed = filled_form(desk, **names())
    make.a_person("Гүлсім", "Үлгібаева")

    desk.post(page("add"), typed | {"is_another": str(person.pk), "_save": "1"})

    assert Person.objects.count() == 2


def test_a_name_that_is_only_similar_stops_no_save(desk):
    make.a_person("Мария", "Үлгібаева")

    desk.post(page("add"), filled_form(desk, **names("Марина")) | {"_save": "1"})

    assert Person.objects.count() == 2


def test_an_entry_that_is_there_is_saved_without_being_asked_about(desk):
    make.a_person("Гүлсім", "Үлгібаева")
    person = make.a_person("Гүлсім", "Үлгібаева")
    typed = filled_in(desk.get(page("change", person.pk)))

    desk.post(page("change", person.pk), typed | {"summary_kk": "Ғалым", "_save": "1"})

    person.refresh_from_db()
    assert person.summary_kk == "Ғалым"


def test_a_contributor_learns_nothing_of_hidden_entries(client, marat):
    make.a_person("Гүлсім", "Үлгібаева", live=False)
    marat.groups.set(make.groups_of(["contributor"]))
    client.force_login(marat)

    asked = text_of(client.get(page("alike", **names())))
    client.post(page("add"), filled_form(client, **names()) | {"_save": "1"})

    assert "Үлгібаева" not in asked
    assert Person.objects.filter(created_by=marat).count() == 1


def test_a_proposal_shows_the_registry_keeper_what_it_is_like(desk):
    person = make.a_person("Гүлсім", "Үлгібаева")
    proposal = make.a_person("Гулсим", "Улгибаева", live=False)

    answer = text_of(desk.get(page("change", proposal.pk)))

    assert page("merge", proposal.pk) + f"?with={person.pk}" in answer
    assert f"?with={proposal.pk}" not in text_of(desk.get(page("change", person.pk)))


def test_in_the_window_of_a_relation_the_entry_that_is_there_is_chosen(desk):
    person = make.a_person("Гүлсім", "Үлгібаева")

    asked = text_of(desk.get(page("alike", _popup=1, **names())))
    answer = desk.post(page("add", _popup=1), filled_form(desk, **names()) | {f"_chosen-{person.pk}": "1"})

    assert f"_chosen-{person.pk}" in asked
    assert f"&quot;value&quot;: &quot;{person.pk}&quot;" in text_of(answer)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "0", "999999999999999999999999", "\0"])
def test_a_chosen_entry_that_is_none_is_not_found(desk, key):
    assert desk.post(page("add"), {f"_chosen-{key}": "1"}).status_code in (400, 404)


# the page


@pytest.fixture
def two():
    return make.a_person("Гүлсім", "Үлгібаева"), make.a_person("Гулсим", "Улгибаева")


def merging(client, kept, other, **fields):
    address = page("merge", kept.pk, noun=kept._meta.model_name, **{"with": other.pk})
    return client.post(address, filled_in(client.get(address)) | {"keep": kept.pk} | fields, follow=True)


@pytest.mark.parametrize("code", languages.CODES)
def test_the_page_shows_both_and_tells_what_will_happen(desk, two, code, keeper):
    type(keeper).objects.update(language=code)
    kept, duplicate = two
    make.a_story(people=[duplicate])

    answer = text_of(desk.get(page("merge", kept.pk, **{"with": duplicate.pk})))

    assert "Гүлсім Үлгібаева" in answer
    assert "Гулсим Улгибаева" in answer
    assert f'value="{kept.pk}"' in answer
    assert not Person.objects.exclude(merged_into=None).exists()


def test_a_merge_leads_to_the_entry_that_stays(desk, two, keeper):
    kept, duplicate = two
    story = make.a_story(people=[duplicate])

    answer = merging(desk, kept, duplicate)

    assert answer.redirect_chain == [(page("change", kept.pk), 302)]
    assert "Гулсим Улгибаева" in messages_of(answer)
    assert Person.objects.get(pk=duplicate.pk).merged_into == kept
    assert story.people.get().person == kept
    assert Revision.objects.of(kept).latest().act == Act.MERGED
    assert Revision.objects.of(kept).latest().author == keeper


def test_the_other_one_may_stay_as_well(desk, two):
    kept, duplicate = two

    merging(desk, duplicate, kept)

    assert Person.objects.get(pk=kept.pk).merged_into == duplicate


def test_the_entry_with_a_page_is_proposed_to_stay(desk, two):
    kept, duplicate = two
    Person.objects.filter(pk=kept.pk).update(published_at=None)

    form = filled_in(desk.get(page("merge", kept.pk, **{"with": duplicate.pk})))

    assert form["keep"] == str(duplicate.pk)


def test_of_two_with_pages_the_one_with_more_links_is_proposed_to_stay(desk, two):
    kept, duplicate = two
    make.a_story(people=[duplicate])

    assert filled_in(desk.get(page("merge", kept.pk, **{"with": duplicate.pk})))["keep"] == str(duplicate.pk)


def test_a_second_press_of_the_button_says_that_it_is_done(desk, two):
    kept, duplicate = two
    address = page("merge", kept.pk, **{"with": duplicate.pk})
    form = filled_in(desk.get(address)) | {"keep": kept.pk}

    desk.post(address, form)
    again = desk.post(address, form, follow=True)

    assert again.redirect_chain == [(page("change", kept.pk), 302)]
    assert Revision.objects.of(kept).filter(act=Act.MERGED).count() == 1


@pytest.mark.parametrize("side", [0, 1])
def test_what_somebody_saved_meanwhile_is_looked_at_first(desk, two, side, aigerim):
    kept, duplicate = two
    address = page("merge", kept.pk, **{"with": duplicate.pk})
    form = filled_in(desk.get(address)) | {"keep": kept.pk}
    Revision.objects.record(two[side], by=aigerim)

    answer = desk.post(address, form)

    assert "Айгерім Үлгі" in text_of(answer)
    assert Person.objects.get(pk=duplicate.pk).merged_into is None
    assert desk.post(address, filled_in(answer) | {"keep": kept.pk}).status_code == 302


@pytest.mark.parametrize("keep", ["", "x", "0", "99999999"])
def test_an_answer_that_keeps_neither_merges_nothing(desk, two, keep):
    merging(desk, *two, keep=keep)

    assert not Person.objects.exclude(merged_into=None).exists()


def test_an_entry_is_not_merged_with_itself(desk, two):
    kept, _duplicate = two

    answer = desk.get(page("merge", kept.pk, **{"with": kept.pk}))

    assert "errornote" in text_of(answer)


@pytest.mark.parametrize("key", ["x", "99999999", "-1", "9" * 40])
def test_another_entry_that_is_none_is_asked_for_or_not_found(desk, two, key):
    assert desk.get(page("merge", two[0].pk, **{"with": key})).status_code in (200, 404)
    assert desk.post(page("merge", two[0].pk), {"with": key, "keep": two[0].pk}).status_code in (200, 404)


def test_without_another_entry_the_page_asks_for_one_and_names_those_that_are_alike(desk, two):
    kept, duplicate = two

    answer = text_of(desk.get(page("merge", kept.pk)))

    assert page("merge", kept.pk) + f"?with={duplicate.pk}" in answer
    assert 'name="with"' in answer


def test_organisations_with_desk_users_stop_at_the_page_for_a_keeper(desk, bulak, marat, client):
    other = make.an_organization("Булак-Улги")

    answer = merging(desk, other, bulak)

    assert "errornote" in text_of(answer)
    assert not Organization.objects.exclude(merged_into=None).exists()
    client.force_login(make.a_user(roles=["administrator"]))
    merging(client, other, bulak)
    assert list(marat.desks.all()) == [other]


@pytest.mark.parametrize("role", ["contributor", "reporter", "translator", "editor"])
def test_only_a_registry_keeper_opens_the_page(client, two, role):
    client.force_login(make.a_user(roles=[role]))
    kept, duplicate = two
    address = page("merge", kept.pk, **{"with": duplicate.pk})

    assert client.get(address).status_code == 403
    assert client.post(address, {"keep": kept.pk, "with": duplicate.pk}).status_code == 403
    assert page("merge", kept.pk) not in text_of(client.get(page("change", kept.pk)))
    assert "merge_two" not in text_of(client.get(page("changelist")))
    assert Person.objects.get(pk=duplicate.pk).merged_into is None


def test_the_form_leads_to_the_page(desk, two):
    assert page("merge", two[0].pk) in text_of(desk.get(page("change", two[0].pk)))


def test_two_ticked_rows_of_the_list_lead_to_the_page(desk, two):
    ticked = {"action": "merge_two", "_selected_action": [row.pk for row in two]}

    answer = desk.post(page("changelist"), ticked)

    assert answer["Location"] == page("merge", two[0].pk) + f"?with={two[1].pk}"


@pytest.mark.parametrize("number", [1, 3])
def test_one_row_or_three_are_no_pair(desk, two, number):
    rows = [*two, make.a_person()][:number]

    answer = desk.post(
        page("changelist"), {"action": "merge_two", "_selected_action": [row.pk for row in rows]}, follow=True
    )

    assert messages_of(answer)
    assert answer.redirect_chain[-1][0] == page("changelist")


def test_the_page_costs_the_same_for_few_links_and_for_many(desk, two):
    kept, duplicate = two

    def queries():
        with CaptureQueriesContext(connection) as asked:
            desk.get(page("merge", kept.pk, **{"with": duplicate.pk}))
        return len(asked)

    def more():
        make.a_story(people=[duplicate])
        make.a_story(people=[duplicate, kept])
        make.a_role(duplicate, "мүше", make.an_organization())

    more()
    queries()
    few = queries()
    for _ in range(5):
        more()
    assert queries() == few


# the stub


@pytest.fixture
def stub(two, aigerim):
    kept, duplicate = two
    merge(duplicate, into=kept, by=aigerim)
    return Person.objects.get(pk=duplicate.pk)


def test_the_form_of_a_merged_entry_leads_to_the_one_that_stays_and_takes_nothing(desk, stub):
    answer = text_of(desk.get(page("change", stub.pk)))

    assert page("change", stub.merged_into_id) in answer
    assert 'name="_save"' not in answer
    assert page("merge", stub.pk) not in answer
    assert desk.post(page("change", stub.pk), {"given_name_kk": "Басқа"}).status_code == 403


def test_the_history_of_a_merged_entry_is_there_to_be_read(desk, stub):
    answer = text_of(desk.get(page("history", stub.pk)))

    assert str(stub.merged_into) in answer
    assert "?against=now" not in answer


def test_a_merged_entry_stands_in_no_list_unless_it_is_asked_for(desk, stub):
    address = page("change", stub.pk)

    assert address not in text_of(desk.get(page("changelist")))
    assert address in text_of(desk.get(page("changelist", merged="yes")))


def test_a_merged_entry_is_not_deleted(desk, stub):
    assert desk.post(page("delete", stub.pk), {"post": "yes"}).status_code == 403


def test_a_proposal_that_others_were_merged_into_is_not_deleted(desk, aigerim):
    kept, duplicate = make.a_person(live=False), make.a_person(live=False)
    merge(duplicate, into=kept, by=aigerim)

    desk.post(page("delete", kept.pk), {"post": "yes"})

    assert Person.objects.filter(pk=kept.pk).exists()


def test_the_page_of_a_merged_entry_leads_to_the_one_that_stays(desk, stub):
    other = make.a_person()

    for address in (page("merge", stub.pk), page("merge", other.pk, **{"with": stub.pk})):
        assert desk.get(address)["Location"] == page("change", stub.merged_into_id)


def test_a_meeting_that_was_open_during_the_merge_has_the_speaker_who_stays(client, two, aigerim):
    kept, duplicate = two
    meeting = make.a_meeting()
    client.force_login(aigerim)
    address = reverse("admin:news_event_change", args=[meeting.pk])
    typed = filled_in(client.get(address))
    merge(duplicate, into=kept, by=aigerim)

    client.post(address, typed | {"speakers": [duplicate.pk], "_continue": "1"})

    assert list(meeting.speakers.all()) == [kept]


def test_a_form_that_was_open_during_the_merge_names_the_entry_that_stays(client, two, aigerim):
    kept, duplicate = two
    article = make.an_article("Кездесу өтті")
    client.force_login(aigerim)
    address = reverse("admin:news_article_change", args=[article.pk])
    typed = filled_in(client.get(address))
    line = {"people-0-person": duplicate.pk, "people-0-relation": "spoke", "people-0-position": 0}
    merge(duplicate, into=kept, by=aigerim)

    client.post(address, typed | line | {"people-TOTAL_FORMS": 1, "_continue": "1"})

    assert article.people.get().person == kept
