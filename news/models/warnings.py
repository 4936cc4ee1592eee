"""What an editor had better look at before readers see a language: sentences that stop nothing."""

import re

from django.db.models import CharField, Q, Value
from django.db.models.functions import Left, StrIndex
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from news import languages
from news.text import html
from news.text.declension import SHORTEST_STEM, is_form_of, mentions

from .edition import coalition_day
from .event import Event
from .kinds import Kind
from .membership import Membership, careers_of
from .organization import Organization
from .person import Person

MOST_NAMES = 400
"""Words with a capital letter that are looked up: those of three printed pages."""

MOST_CANDIDATES = 2_000
MOST_SENTENCES_OF_A_KIND = 8
SHORTEST_NAME = 4
IN_QUOTES = re.compile("[«“„]([^«»“”„\n]{2,100})[»”“]")
ABBREVIATION = re.compile(r"\b[^\W\d_a-zа-яёәғқңөұүһі]{2,20}\b")


def sentences(article, language):
    """The sentences on that language of the working copy. At most nine queries, for a statement eleven."""
    text = text_in(article, language)
    if not text:
        return []
    day = day_of(article, language)
    lines = list(article.people.select_related("person"))
    people = [line.person for line in lines]
    return [
        *behind(article, language),
        *unlinked_people(article, language, people, text),
        *unlinked_organizations(article, language, text),
        *unlisted_speakers(article, language, people),
        *roles(lines, language, day),
        *hidden(people, language),
        *unlinked_meetings(article, language, day, text),
        *signatures(article, language),
    ]


def text_in(article, language):
    """Headline, summary and text, without markup."""
    words = (getattr(article, f"{name}_{language}") for name in ("headline", "summary"))
    return "\n".join([*words, html.plain(getattr(article, f"body_{language}"))]).strip()


def day_of(article, language):
    """The story's day: that of its first publication in the language, today where it is still to come."""
    first = article.editions_in(language).order_by("listed_at").values_list("listed_at", flat=True).first()
    return coalition_day(first or timezone.now())


def written(day):
    return date_format(day, "DATE_FORMAT")


def behind(article, language):
    if count := article.changes_behind(language):
        original = dict(languages.LANGUAGES)[article.original_language]
        yield ngettext(
            "The original (%(language)s) was changed %(count)d time after this translation.",
            "The original (%(language)s) was changed %(count)d times after this translation.",
            count,
        ) % {"language": original, "count": count}


# names in the text


def unlinked_people(article, language, linked, text):
    named = names_of_others(linked, language, text)
    beginnings = {mention.word[:SHORTEST_STEM] for mention in named}
    if not beginnings:
        return
    column = f"family_name_{language}"
    names = (*languages.each("given_name"), *languages.each("family_name"), "slug")
    candidates = Person.objects.live().annotate(beginning=Left(column, SHORTEST_STEM)).filter(beginning__in=beginnings)
    known = {person.pk for person in linked} | speakers(article, language)
    candidates = candidates.exclude(pk__in=known).exclude(merged__in=known)
    candidates = [*candidates.only(*names).order_by("pk")[:MOST_CANDIDATES]]
    found = dict.fromkeys(person for mention in named for person in meant_by(mention, candidates, language))
    for person in [*found][:MOST_SENTENCES_OF_A_KIND]:
        yield gettext("The text names %(name)s, who is not among the people of the story.") % {
            "name": person.name_in(language)
        }


def names_of_others(linked, language, text):
    """What can be names in the text, less those of the people who stand beside the story."""
    known = [(family_name(person, language), given_name(person, language)) for person in linked]
    found = list(mentions(text))[:MOST_NAMES]
    return [mention for mention in found if not any(fits(mention, *names) for names in known)]


def meant_by(mention, candidates, language):
    """Those whom the words can name: of namesakes, a man's and a woman's form apart, the one written just so."""
    found = [
        person for person in candidates if fits(mention, family_name(person, language), given_name(person, language))
    ]
    return [person for person in found if family_name(person, language) == mention.word] or found


def fits(mention, family, given):
    """Whether the words can name the person: a case of the family name, after no other given name or initial."""
    if not family or not is_form_of(mention.word, family):
        return False
    return not mention.before or not given or mention.before[0] == given[0] or mention.before == mention.word


def family_name(person, language):
    return getattr(person, f"family_name_{language}")


def given_name(person, language):
    return getattr(person, f"given_name_{language}")


def unlinked_organizations(article, language, text):
    """Those whose name stands in the text: whole, inside quotation marks, or as an abbreviation."""
    linked = article.organizations.values("organization")
    quoted, abbreviations = set(IN_QUOTES.findall(text)), set(ABBREVIATION.findall(text))
    name, short = f"name_{language}", f"abbreviation_{language}"
    condition = Q(place__gt=0) | Q(**{f"{short}__in": list(abbreviations)[:MOST_NAMES]})
    for words in sorted(quoted)[: MOST_NAMES // 10]:
        condition |= Q(**{f"{name}__contains": f"«{words}»"}) | Q(**{name: words})
    place = StrIndex(Value(text, output_field=CharField()), name)
    rows = Organization.objects.live().alias(place=place).filter(condition).exclude(**{name: ""})
    rows = rows.exclude(pk__in=linked).only(*languages.each("name"), "slug").order_by("pk")
    for organization in rows[:MOST_SENTENCES_OF_A_KIND]:
        yield gettext("The text names %(name)s, which is not among the organisations of the story.") % {
            "name": organization.name_in(language)
        }


def speakers(article, language):
    marks = html.quote_marks(getattr(article, f"body_{language}"))
    return {mark.person for mark in marks if mark.person}


def unlisted_speakers(article, language, linked):
    missing = speakers(article, language) - {person.pk for person in linked}
    quoted = {*Person.objects.standing_for(missing).values()} - {*linked} if missing else ()
    for person in sorted(quoted, key=lambda person: person.pk)[:MOST_SENTENCES_OF_A_KIND]:
        yield gettext("%(name)s is quoted, and is not among the people of the story.") % {
            "name": person.name_in(language)
        }


# roles and pages of those who are linked


def roles(lines, language, day):
    """Labels that nobody holds on the story's day, and people beside whose names nothing would stand."""
    held, ever = {}, {}
    for membership in Membership.objects.public().filter(person__in=[line.person_id for line in lines]):
        phrase = getattr(membership, f"role_{language}")
        ever.setdefault(membership.person_id, {})[phrase] = membership
        if membership.is_held_on(day):
            held.setdefault(membership.person_id, set()).add(phrase)
    for line in lines:
        yield from role_of(line, language, day, held.get(line.person_id, set()), ever.get(line.person_id, {}))


def role_of(line, language, day, held, ever):
    printed = getattr(line, f"printed_label_{language}")
    words = {"name": line.person.name_in(language), "label": printed, "day": written(day)}
    if printed and printed in ever and printed not in held:
        yield gettext("%(name)s is printed as “%(label)s”, which the registry does not know for %(day)s.") % words
    elif not printed and ever and not held:
        yield (
            gettext("%(name)s has roles in the registry, but none on %(day)s: nothing is printed beside the name.")
            % words
        )


def hidden(people, language):
    """People whose own page readers cannot open."""
    for person in [person for person in people if not person.is_live()][:MOST_SENTENCES_OF_A_KIND]:
        yield gettext("Readers do not see the page of %(name)s yet: the name stands without a link.") % {
            "name": person.name_in(language)
        }


def unlinked_meetings(article, language, day, text):
    """Meetings that the text names, or that were held that day in a region of the story, where it names none."""
    if article.event_id:
        return
    name = f"name_{language}"
    place = StrIndex(Value(text, output_field=CharField()), name)
    at_hand = Q(area__in=article.areas.values("pk"), start_at__date=day)
    rows = Event.objects.live().alias(place=place).filter(Q(place__gt=0) | at_hand).exclude(**{name: ""})
    for event in rows.order_by("-start_at", "pk")[:3]:
        if len(getattr(event, name)) >= SHORTEST_NAME:
            moment = written(coalition_day(event.start_at))
            yield gettext("The story is not linked to the meeting “%(meeting)s” of %(day)s.") % {
                "meeting": getattr(event, name),
                "day": moment,
            }


# who signed


def signatures(article, language):
    """Signers who held nothing, on the day of signing, in the organisation that they sign for, nor on its behalf."""
    if article.kind != Kind.STATEMENT:
        return
    rows = list(article.signatories.select_related("organization", "signer").exclude(signer=None))
    careers = careers_of(row.signer_id for row in rows)
    strangers = (row for row in rows if not may_sign(row, careers.get(row.signer_id, ())))
    for row in [*strangers][:MOST_SENTENCES_OF_A_KIND]:
        yield gettext("%(name)s signs for %(organization)s, where the registry knows no role of theirs on %(day)s.") % {
            "name": row.signer.name_in(language),
            "organization": row.organization.name_in(language),
            "day": written(row.signed_on),
        }


def may_sign(row, career):
    held = (role for role in career if role.is_held_on(row.signed_on))
    return any(row.organization_id in (role.organization_id, role.on_behalf_of_id) for role in held)
