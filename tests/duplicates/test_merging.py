"""Two entries become one: everything moves, nothing is overwritten, old texts and addresses still lead somewhere."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news import languages
from news.duplicates import merge, plan_of
from news.duplicates.relations import WORDS, place, relations_to, rows_naming
from news.models import Act, Article, Edition, Membership, Organization, Person, Quotation, Revision, Signatory
from news.models.composition import proof
from news.models.edition import EditionPerson
from news.models.history import restore
from tests import factories as make

from .cast import two_organizations, two_people

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# everything moves


@pytest.mark.parametrize("model", [Person, Organization])
def test_every_relation_of_an_entry_has_its_words_in_the_plan(model):
    """Where this fails, a table has come to point at the entries: say in WORDS what that is, let the cast of these
    tests have it, and think what becomes of two lines that meet."""
    assert {place(relation) for relation in relations_to(model)} - WORDS.keys() == set()


@pytest.mark.parametrize("cast", [two_people, two_organizations])
def test_everything_that_names_the_duplicate_names_the_kept_entry_afterwards(cast, aigerim):
    duplicate, kept = cast()
    relations = relations_to(type(kept))
    before = {place(one): [rows_naming(one, row).count() for row in (duplicate, kept)] for one in relations}
    assert [name for name, (of_duplicate, _of_kept) in before.items() if not of_duplicate] == []

    merge(duplicate, into=kept, by=aigerim)

    after = {place(one): rows_naming(one, kept).count() for one in relations}
    expected = {name: sum(numbers) + name.endswith("merged_into") for name, numbers in before.items()}
    assert after == expected
    assert [place(one) for one in relations if rows_naming(one, duplicate).exists()] == []


@pytest.mark.parametrize("cast", [two_people, two_organizations])
def test_the_plan_tells_what_moves_and_writes_nothing(cast, aigerim):
    duplicate, kept = cast()
    writes = "INSERT", "UPDATE", "DELETE"

    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = dict(plan_of(duplicate, into=kept).moves)

    assert not [query for query in asked if query["sql"].startswith(writes)]
    numbers = {}
    for relation in relations_to(type(kept)):
        words = str(WORDS[place(relation)])
        numbers[words] = numbers.get(words, 0) + rows_naming(relation, duplicate).count()
    assert told == numbers


def test_the_duplicate_stays_as_a_stub_that_leads_to_the_kept_entry(aigerim):
    duplicate, kept = two_people()

    merge(duplicate, into=kept, by=aigerim)

    stub = fresh(duplicate)
    assert stub.merged_into == kept
    assert stub.slug == duplicate.slug
    assert not stub.is_live()
    assert not stub.is_editable_by(aigerim)
    assert stub.what_blocks_deleting()
    assert Person.objects.standing_for([duplicate.pk, kept.pk]) == {duplicate.pk: kept, kept.pk: kept}


def test_entries_merged_before_lead_to_the_last_one_in_one_step(aigerim):
    first, second, third = (make.a_person(family=name) for name in ("Бірінші", "Екінші", "Үшінші"))

    merge(first, into=second, by=aigerim)
    merge(fresh(second), into=third, by=aigerim)

    assert Person.objects.standing_for([first.pk])[first.pk] == third


@pytest.mark.parametrize("noun", ["people", "organizations"])
@pytest.mark.parametrize("code", languages.CODES)
def test_the_old_address_answers_with_a_redirect_for_good(noun, code, client, aigerim):
    duplicate, kept = two_people() if noun == "people" else two_organizations()
    older = duplicate.slug
    duplicate.slug = "kozgalgan"
    duplicate.save()

    merge(duplicate, into=kept, by=aigerim)

    for slug in (older, "kozgalgan"):
        answer = client.get(f"/{code}/{noun}/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, f"/{code}/{noun}/{kept.slug}/")


# old texts


def test_an_old_story_still_shows_who_spoke(client, aigerim):
    duplicate, kept = two_people()
    article = Article.objects.get(people__person=duplicate)

    merge(duplicate, into=kept, by=aigerim)

    page = client.get(article.editions.get().get_absolute_url()).content.decode()
    assert f"/kk/people/{kept.slug}/" in page
    assert f"/people/{duplicate.slug}/" not in page
    assert set(Quotation.objects.values_list("speaker_person", flat=True)) == {kept.pk}


def test_a_text_that_names_the_duplicate_is_published_anew_with_the_kept_one(aigerim):
    duplicate, kept = two_people()
    article = Article.objects.get(people__person=duplicate)
    make.a_role(kept, "Үлгі төрағасы", start_date="2019")

    merge(duplicate, into=kept, by=aigerim)

    composed = proof(Article.objects.get(pk=article.pk), "kk")
    assert [quotation.speaker_person for quotation in composed.quotations] == [kept]
    assert "Үлгі төрағасы" in composed.quotations[0].label
    assert Article.objects.get(pk=article.pk).what_blocks_publishing("kk") == []


def test_a_quoted_person_who_was_merged_is_not_missed_among_the_people_of_the_story(aigerim):
    duplicate, kept = two_people()
    article = Article.objects.get(people__person=duplicate)

    merge(duplicate, into=kept, by=aigerim)

    told = " ".join(Article.objects.get(pk=article.pk).what_to_look_at("kk"))
    assert str(kept) not in told
    assert str(duplicate) not in told


def test_a_link_to_the_old_address_is_no_dead_link(aigerim):
    duplicate, kept = two_people()
    body = f'<p>Толығырақ <a href="/kk/people/{duplicate.slug}/">осында</a>.</p>'
    article = make.an_article()
    article.body_kk = body
    article.save()

    merge(duplicate, into=kept, by=aigerim)

    assert article.what_blocks_publishing("kk") == []


def test_an_old_version_that_names_the_duplicate_comes_back_with_the_kept_one(aigerim):
    duplicate, kept = two_people()
    article = make.an_article(people=[duplicate, kept], languages=["kk"])
    version = Revision.objects.record(article, by=aigerim)

    merge(duplicate, into=kept, by=aigerim)
    preview = proof(article, "kk", revision=version)
    missing = restore(version, by=aigerim)

    assert [link.person for link in preview.people] == [kept]
    assert [line.person for line in article.people.all()] == [kept]
    assert missing == []


def test_an_old_version_of_a_meeting_comes_back_with_the_kept_speaker(aigerim):
    duplicate, kept = two_people()
    meeting = make.a_meeting()
    meeting.speakers.set([duplicate])
    version = Revision.objects.record(meeting, by=aigerim)

    merge(duplicate, into=kept, by=aigerim)
    missing = restore(version, by=aigerim)

    assert list(meeting.speakers.all()) == [kept]
    assert missing == []


@pytest.mark.parametrize(("cast", "word"), [(two_people, "person"), (two_organizations, "organization")])
def test_a_signature_under_a_published_statement_leads_to_the_kept_entry(cast, word, aigerim, client):
    duplicate, kept = cast()
    edition = Edition.objects.get(article__signatories__in=signed_by(duplicate))
    printed = edition.signatories[0]

    merge(duplicate, into=kept, by=aigerim)

    [signature] = fresh(edition).signatories
    assert signature[word] == kept.pk
    assert (signature["name"], signature["signer"]) == (printed["name"], printed["signer"])
    assert f"/kk/{kept.path}" in client.get(edition.get_absolute_url()).content.decode()


def signed_by(entry):
    column = "signer" if isinstance(entry, Person) else "organization"
    return Signatory.objects.filter(**{column: entry})


# lines that meet


def test_two_lines_of_one_story_become_one_that_lacks_nothing(aigerim):
    duplicate, kept = two_people()
    article = make.an_article(people=[kept])
    article.people.update(relation="mentioned")
    article.people.create(person=duplicate, relation="spoke", printed_label_kk="Үлгі төрағасы", position=1)

    told = " ".join(plan_of(duplicate, into=kept).told())
    merge(duplicate, into=kept, by=aigerim)

    line = article.people.get()
    assert (line.person, line.relation, line.printed_label_kk) == (kept, "spoke", "Үлгі төрағасы")
    assert "1" in told


def test_what_the_line_of_the_kept_entry_says_is_not_overwritten(aigerim):
    duplicate, kept = two_people()
    article = make.an_article()
    article.people.create(person=kept, relation="spoke", printed_label_kk="депутат")
    article.people.create(person=duplicate, relation="mentioned", printed_label_kk="төраға")

    merge(duplicate, into=kept, by=aigerim)

    line = article.people.get()
    assert (line.relation, line.printed_label_kk) == ("spoke", "депутат")


def test_a_published_story_names_the_kept_entry_once(aigerim):
    duplicate, kept = two_people()
    article = make.a_story(people=[duplicate, kept])

    merge(duplicate, into=kept, by=aigerim)

    assert [link.person for link in article.editions.get().people.all()] == [kept]


def test_a_meeting_at_which_both_spoke_has_one_speaker(aigerim):
    duplicate, kept = two_people()
    meeting = make.a_meeting()
    meeting.speakers.set([duplicate, kept])

    merge(duplicate, into=kept, by=aigerim)

    assert list(meeting.speakers.all()) == [kept]


def test_somebody_who_writes_for_both_desks_writes_for_the_kept_one_once(aigerim):
    duplicate, kept = two_organizations()
    writer = make.a_user(desks=[duplicate, kept])

    merge(duplicate, into=kept, by=aigerim)

    assert list(writer.desks.all()) == [kept]


# roles


@pytest.mark.parametrize(
    ("own", "other", "number"),
    [
        ({"start_date": "2020"}, {"start_date": "2020"}, 1),
        ({"start_date": ""}, {"start_date": "2020-03"}, 1),
        ({"start_date": "2020"}, {"start_date": "2020-03"}, 1),
        ({"start_date": "2019"}, {"start_date": "2020"}, 2),
        ({"end_date": "2024"}, {"end_date": ""}, 2),
        ({"is_acting": True}, {}, 2),
        ({"role_kk": "хатшы"}, {}, 2),
        ({"role_en": ""}, {}, 1),
    ],
)
def test_a_role_entered_with_both_stays_once(own, other, number, aigerim):
    duplicate, kept, house = make.a_person(), make.a_person(), make.an_organization()
    make.a_role(kept, organization=house, **{"role": "төраға", **{k: v for k, v in own.items() if "role" not in k}})
    Membership.objects.filter(person=kept).update(**{k: v for k, v in own.items() if "role" in k})
    make.a_role(duplicate, "төраға", house, **other)

    merge(duplicate, into=kept, by=aigerim)

    assert kept.memberships.count() == number
    assert Membership.objects.count() == number


def test_the_role_that_stays_takes_over_what_it_lacks(aigerim):
    duplicate, kept, house = make.a_person(), make.a_person(), make.an_organization()
    make.a_role(kept, "төраға", house)
    source = "https://ulgi.example/derek"
    make.a_role(duplicate, "төраға", house, start_date="2020-03", source_url=source)

    merge(duplicate, into=kept, by=aigerim)

    role = kept.memberships.get()
    assert (role.start_date, f"{role.first_day}", role.source_url) == ("2020-03", "2020-03-01", source)


def test_one_role_does_not_swallow_two(aigerim):
    duplicate, kept, house = make.a_person(), make.a_person(), make.an_organization()
    make.a_role(kept, "төраға", house)
    make.a_role(duplicate, "төраға", house, start_date="2019")
    make.a_role(duplicate, "төраға", house, start_date="2021")

    merge(duplicate, into=kept, by=aigerim)

    assert sorted(role.start_date for role in kept.memberships.all()) == ["2019", "2021"]


def test_an_organisation_does_not_become_a_member_of_itself(aigerim):
    duplicate, kept = make.an_organization("Үлгі"), make.an_organization("Мысал")
    make.a_role(duplicate, "мүше", kept)

    told = " ".join(plan_of(duplicate, into=kept).told())
    merge(duplicate, into=kept, by=aigerim)

    assert not Membership.objects.exists()
    assert "1" in told


# what stands above


def test_the_kept_organisation_is_never_part_of_itself(aigerim):
    above = make.an_organization("Жоғары")
    duplicate = make.an_organization("Қосарланған", parent=above)
    between = make.an_organization("Аралық", parent=duplicate)
    kept = make.an_organization("Қалған", parent=between)

    merge(duplicate, into=kept, by=aigerim)

    assert fresh(kept).parent == above
    assert fresh(between).parent == kept
    assert fresh(duplicate).parent is None


@pytest.mark.parametrize("name", ["parent", "superseded_by"])
def test_two_organisations_that_lead_to_each_other_become_one_that_leads_nowhere(name, aigerim):
    kept = make.an_organization("Қалған")
    duplicate = make.an_organization("Қосарланған", **{name: kept})

    merge(duplicate, into=kept, by=aigerim)

    assert getattr(fresh(kept), name) is None


def test_the_kept_organisation_takes_over_what_the_duplicate_was_part_of(aigerim):
    above = make.an_organization("Жоғары")
    duplicate, kept = make.an_organization("Қосарланған", parent=above), make.an_organization("Қалған")

    merge(duplicate, into=kept, by=aigerim)

    assert fresh(kept).parent == above


# what the kept entry gains


def test_empty_fields_are_filled_and_others_are_not_overwritten(aigerim):
    picture = make.a_picture()
    duplicate = make.a_person(
        portrait=picture, summary_kk="Басқа сөз", summary_ru="Учёная", links=["https://a.example", "https://b.example"]
    )
    kept = make.a_person(summary_kk="Ғалым", links=["https://b.example"])

    merge(duplicate, into=kept, by=aigerim)

    row = fresh(kept)
    assert (row.portrait, row.summary_kk, row.summary_ru) == (picture, "Ғалым", "Учёная")
    assert row.links == ["https://b.example", "https://a.example"]


def test_names_of_one_language_never_mix(aigerim):
    duplicate = Person.objects.create(given_name_kk="Сәуле", given_name_en="Saule", family_name_en="Ornekova")
    kept = Person.objects.create(family_name_kk="Мысалова")

    merge(duplicate, into=kept, by=aigerim)

    row = fresh(kept)
    assert (row.name_in("kk"), row.name_in("en")) == ("Мысалова", "Saule Ornekova")


def test_the_names_of_the_duplicate_become_other_names_each_once(aigerim):
    duplicate = make.an_organization("Булак", abbreviation_ru="БУ", other_names=["Үлгі бұлағы", "бұлақ"])
    kept = make.an_organization("Бұлақ", other_names=["Ескі бұлақ"])

    merge(duplicate, into=kept, by=aigerim)

    assert fresh(kept).other_names == ["Ескі бұлақ", "Булак", "БУ", "Үлгі бұлағы"]
    assert list(Organization.objects.named_like("Үлгі бұлағы").live()) == [kept]


def test_an_entry_that_readers_do_not_see_becomes_public_with_one_that_they_see(aigerim, client):
    duplicate, kept = make.a_person("Гүлсім", "Улгибаева"), make.a_person("Гүлсім", "Үлгібаева", live=False)

    told = " ".join(plan_of(duplicate, into=kept).told())
    merge(duplicate, into=kept, by=aigerim)

    assert fresh(kept).is_live()
    assert client.get(duplicate.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert plan_of(duplicate, into=kept).becomes_public
    assert str(kept) in told


def test_two_proposals_stay_hidden(aigerim):
    duplicate, kept = make.a_person(live=False), make.a_person(live=False)

    merge(duplicate, into=kept, by=aigerim)

    assert not fresh(kept).is_live()


def test_a_day_that_contradicts_the_other_days_is_not_filled_in(aigerim):
    duplicate = make.an_organization("Бұлақ", dissolution_date="2001-01-01")
    kept = make.an_organization("Бұлақ", founding_date="2010-01-01")

    merge(fresh(duplicate), into=fresh(kept), by=aigerim)

    assert fresh(kept).dissolution_date is None


# history


def test_the_merge_is_in_the_history_of_both(aigerim):
    duplicate, kept = two_people()
    moved = list(EditionPerson.objects.filter(person=duplicate).values_list("pk", flat=True))

    merge(duplicate, into=kept, by=aigerim)

    for row in (duplicate, kept):
        before, latest = Revision.objects.of(row).order_by("number")
        assert (before.act, latest.act, latest.author) == (Act.BASELINE, Act.MERGED, aigerim)
        assert str(duplicate) in latest.note
        assert str(kept) in latest.note
    assert Revision.objects.of(duplicate).latest().data["moved"]["EditionPerson.person"] == moved


def test_a_line_that_went_is_kept_in_the_history_of_the_stub(aigerim):
    duplicate, kept, house = make.a_person(), make.a_person(), make.an_organization()
    make.a_role(kept, "төраға", house)
    role = make.a_role(duplicate, "төраға", house, source_url="https://ulgi.example/derek")

    merge(duplicate, into=kept, by=aigerim)

    [line] = Revision.objects.of(duplicate).latest().data["out"]["Membership"]
    assert (line["id"], line["source_url"]) == (role.pk, role.source_url)


def test_a_version_of_the_stub_is_not_restored(aigerim):
    duplicate, kept = two_people()
    merge(duplicate, into=kept, by=aigerim)

    with pytest.raises(ValidationError, match=str(kept)):
        restore(Revision.objects.of(duplicate).order_by("number").first(), by=aigerim)


# refusals


def test_an_entry_is_not_merged_with_itself(aigerim):
    person = make.a_person()

    with pytest.raises(ValidationError):
        merge(person, into=person, by=aigerim)


def test_a_person_is_not_merged_with_an_organisation(aigerim):
    with pytest.raises(ValidationError):
        merge(make.a_person(), into=make.an_organization(), by=aigerim)


def test_what_was_merged_is_not_merged_again(aigerim):
    first, second, third = (make.a_person() for _ in range(3))
    merge(first, into=second, by=aigerim)

    for duplicate, kept in ((first, third), (third, first), (second, first)):
        with pytest.raises(ValidationError):
            merge(duplicate, into=kept, by=aigerim)
    assert fresh(third).merged_into is None


def test_only_a_registry_keeper_merges():
    editor = make.a_user(roles=["editor"])
    duplicate, kept = two_people()

    with pytest.raises(ValidationError):
        merge(duplicate, into=kept, by=editor)


@pytest.mark.parametrize("side", [0, 1])
def test_organisations_with_desk_users_are_merged_by_an_administrator(side):
    pair = [make.an_organization("Үлгі"), make.an_organization("Мысал")]
    make.a_user(desks=[pair[side]])
    keeper, administrator = make.a_user(roles=["registry keeper"]), make.a_user(roles=["administrator"])

    with pytest.raises(ValidationError):
        merge(pair[0], into=pair[1], by=keeper)
    assert merge(pair[0], into=pair[1], by=administrator) == pair[1]


@pytest.mark.parametrize("side", [0, 1])
def test_what_somebody_saved_since_the_plan_was_shown_is_looked_at_first(side, aigerim):
    pair = two_people()
    Revision.objects.record(pair[side], by=aigerim)

    with pytest.raises(ValidationError, match="Айгерім"):
        merge(pair[0], into=pair[1], by=aigerim, seen=(0, 0))
    assert merge(pair[0], into=pair[1], by=aigerim, seen=(1, 1)) == pair[1]


def test_a_refused_merge_leaves_no_trace(aigerim):
    duplicate, kept = make.a_person(), make.a_person(live=False, slug="alynghan")
    other = make.a_person(slug="alynghan-2")
    other.addresses.claim("people/alynghan/", other)

    with pytest.raises(ValidationError):
        merge(duplicate, into=kept, by=aigerim)
    assert fresh(duplicate).merged_into is None
    assert not Revision.objects.of(kept).exists()


# cost


def queries_of_a_merge(number, by):
    duplicate, kept, house = make.a_person(), make.a_person(), make.an_organization()
    for turn in range(number):
        make.a_role(duplicate, f"қызмет {turn}", house)
        make.a_story(people=[duplicate] if turn % 2 else [duplicate, kept])
        make.a_meeting().speakers.set([duplicate, kept])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        plan = plan_of(duplicate, into=kept)
        plan.note()
        merge(duplicate, into=kept, by=by)
    return len(asked)


def test_a_merge_takes_as_many_queries_for_few_links_as_for_many(aigerim):
    assert queries_of_a_merge(2, aigerim) == queries_of_a_merge(8, aigerim)
