"""Stories of the demo: written as working copies, then published, corrected and withdrawn by the models' own rules."""

import datetime as dt

from news import languages
from news.models import (
    Article,
    ArticleOrganization,
    ArticlePerson,
    OrganizationRelation,
    PersonRelation,
    Revision,
    coalition_day,
)

from .content import folder, in_each_language
from .markup import Text

DAYS_THE_FOUNDING_LEADS_THE_HOME_PAGE = 365


def make_stories(cast, clock):
    """Every story, the oldest first, so that keys and addresses grow in the order of the news."""
    told = folder("stories")
    for key in sorted(told, key=lambda key: (begun_at(told[key], clock), key)):
        cast.stories[key] = make_story(key, told[key], cast, clock)


def begun_at(told, clock):
    """When a story went out; one that has not is as old as the newsroom's today."""
    return clock.now if "unpublished" in told else clock.moment(told)


def make_story(key, told, cast, clock):
    article = write(key, told, cast, clock)
    if "unpublished" in told:
        hand_in(article, told)
        return article
    at = clock.moment(told)
    publish(article, told, cast, at=at)
    if "correction" in told:
        correct(article, told, cast, at=clock.moment(told["correction"]))
    if "withdrawn" in told:
        withdraw(article, told, cast, at=clock.moment(told["withdrawn"]))
    return article


def written_in(told):
    return [code for code in languages.CODES if code in told]


def write(key, told, cast, clock):
    """The working copy, with everything that stands beside it."""
    article = Article.objects.create(
        kind=told["kind"],
        original_language=told.get("original") or written_in(told)[0],
        cover=cast.pictures[told["cover"]] if "cover" in told else None,
        event=cast.events[told["event"]] if "event" in told else None,
        desk=cast.organizations[told["desk"]] if "desk" in told else None,
        created_by=cast.staff[told.get("desk", "press")],
        created_at=begun_at(told, clock),
        **place_on_home_page(told, clock),
        **words_of(key, told, cast),
    )
    article.topics.set(cast.topics[key] for key in told.get("topics", ()))
    article.areas.set(cast.areas[key] for key in told.get("areas", ()))
    article.documents.set(cast.documents[key] for key in told.get("documents", ()))
    name_who_appears(article, told, cast)
    name_who_wrote_and_signed(article, told, cast, clock)
    Revision.objects.record(article, by=article.created_by)
    return article


def place_on_home_page(told, clock):
    if not told.get("first_on_home"):
        return {}
    pinned_until = clock.now + dt.timedelta(days=DAYS_THE_FOUNDING_LEADS_THE_HOME_PAGE)
    return {"home_position": 1, "pinned_until": pinned_until}


def words_of(key, told, cast):
    """Columns of all languages; of a corrected story as it stood before."""
    words = {}
    for code in written_in(told):
        text, speakers = told[code], cast.people_of(told.get("spoke", ()))
        source = text["body"].replace(text["now"], text["was"]) if "was" in text else text["body"]
        words |= {
            f"headline_{code}": text["headline"],
            f"summary_{code}": text["summary"],
            f"dateline_{code}": text.get("dateline", ""),
            f"cover_caption_{code}": text.get("caption", ""),
            f"body_{code}": Text(code, key, cast, speakers).html(source),
        }
    return words


def name_who_appears(article, told, cast):
    """People and organisations in the order of their part in the story."""
    people = [(key, relation) for relation in PersonRelation.values for key in told.get(relation, ())]
    ArticlePerson.objects.bulk_create(
        ArticlePerson(article=article, person=cast.people[key], relation=relation, position=place)
        for place, (key, relation) in enumerate(people)
        if key in cast.people
    )
    relations = OrganizationRelation.values
    organizations = [(key, relation) for relation in relations for key in told.get(relation, ())]
    ArticleOrganization.objects.bulk_create(
        ArticleOrganization(article=article, organization=cast.organizations[key], relation=relation, position=place)
        for place, (key, relation) in enumerate(organizations)
    )


def name_who_wrote_and_signed(article, told, cast, clock):
    for place, author in enumerate(told.get("bylines", ())):
        article.bylines.create(
            person=cast.people.get(author.get("person")),
            organization=cast.organizations.get(author.get("organization")),
            role=author.get("role", "author"),
            position=place,
            **in_each_language("name", author),
        )
    for place, signatory in enumerate(told.get("signatories", ())):
        article.signatories.create(
            organization=cast.organizations[signatory["organization"]],
            signer=cast.people.get(signatory.get("signer")),
            signed_on=coalition_day(clock.moment(told)),
            position=place,
        )


def hand_in(article, told):
    if told["unpublished"] == Article.State.SUBMITTED:
        for code in written_in(told):
            article.submit(code, by=article.created_by)


def publish(article, told, cast, *, at, **reason):
    for code in written_in(told):
        article.publish(code, by=cast.staff["press"], at=at, **reason)


def correct(article, told, cast, *, at):
    """Put the right words in the place of the wrong ones, publish again and tell readers."""
    for code in written_in(told):
        body = getattr(article, f"body_{code}")
        setattr(article, f"body_{code}", body.replace(told[code]["was"], told[code]["now"]))
    article.save()
    Revision.objects.record(article, by=cast.staff["press"])
    for code in written_in(told):
        note, correction = told["correction"]["note"][code], told["correction"][code]
        article.publish(code, by=cast.staff["press"], at=at, note=note, correction=correction)


def withdraw(article, told, cast, *, at):
    for code in written_in(told):
        article.withdraw(code, by=cast.staff["press"], notice=told["withdrawn"][code], at=at)
