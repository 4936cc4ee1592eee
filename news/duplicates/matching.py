"""“Is it one of these?” Entries that may be the one which somebody is about to enter again.

Names are compared folded (news/text/names.py), so that alphabets, Kazakh and Russian letters and case do not matter,
and word by word, so that order, initials, a patronymic left out and slips of the finger do not either.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process

from news import languages
from news.models import Person
from news.text import names

from .filling import whole_names

MOST = 5
LOOKED_THROUGH = 20_000
FETCHED = 30
"""Entries whose names are compared whole, after the words of all have been compared."""

MOST_SPELLINGS = 24
MOST_WORDS = 12
"""Of what was typed so much is looked for, lest a hundred words be compared with those of the whole registry."""

NEAR_ENOUGH_TO_LOOK = 65
"""Per cent from which a word is looked at at all, and an entry fetched."""
LIKELY = 84
"""Per cent of agreement from which an entry is shown; measured on the table in tests/duplicates/test_matching.py."""
CERTAIN = 94
"""From which a new entry is saved only by whoever says that it is another one."""
INITIAL = 90
"""What an initial that fits counts as."""
OTHER_PATRONYMIC = LIKELY
"""What a namesake whose patronymic is another one counts as at most."""

# Kinds and legal forms, in three languages: two organisations are not alike because both are public associations.
FORMS = """
қоғамдық бірлестігі бірлестік қб қоры қор корпоративтік жеке кәсіподағы кәсіподақ ұйымы ұйым одағы одақ
қауымдастығы қауымдастық партиясы партия саяси орталығы орталық республикалық облыстық қалалық аудандық
республикасының жшс ақ филиалы филиал заңды тұлғалар бірлестігі ассоциациясы
общественное объединение оо общественный фонд оф корпоративный частный профсоюз организация союз ассоциация
партия политическая центр республиканское республиканский областное областной городское городской районное
республики тоо ао оюл юридических лиц филиал
public association pa foundation fund corporate private trade union organisation organization alliance party
political centre center republican regional city district of the republic and for llp jsc branch
"""
WORDS_OF_FORM = frozenset(names.fold(FORMS).split())


@dataclass(frozen=True)
class Alike:
    """An entry that may be meant, and how much the names agree, in per cent."""

    entry: Any
    agreement: float

    @property
    def is_certain(self):
        return self.agreement >= CERTAIN


def likely(rows, typed, *, besides=None, most=MOST):
    """The entries among `rows` that may be the one whose columns are `typed`, the most alike first.

    `rows` are those that the asker may see: what is hidden from somebody is not found for them either. A merged entry
    leads to the one that stands for it. `besides` is the entry itself, once it is there. Two queries.
    """
    asked = spellings(rows.model, typed)
    if not any(len(word) > 1 for words in asked for word in words):
        return []
    numbers = agreements(scanned(rows, besides), asked)
    nearest = sorted(numbers, key=numbers.get, reverse=True)[:FETCHED]
    entries = set(rows.model.objects.standing_for(nearest).values()) - {besides}
    found = {entry: compared(entry, typed, asked) for entry in entries}
    near_enough = [(entry, agreement) for entry, agreement in found.items() if agreement >= LIKELY]
    ordered = sorted(near_enough, key=lambda pair: (-pair[1], pair[0].pk))
    return [Alike(entry, agreement) for entry, agreement in ordered[:most]]


def spellings(model, typed):
    """The folded words of each spelling that was typed: of each language, of short names and of other names."""
    stems = (("given_name", "family_name"),) if model is Person else (("name",), ("abbreviation",))
    texts = [" ".join(typed.get(f"{stem}_{code}", "") for stem in group) for group in stems for code in languages.CODES]
    found = (tuple(names.fold(text).split()) for text in (*texts, *typed.get("other_names", ())))
    return [words for words in dict.fromkeys(found) if words][:MOST_SPELLINGS]


def scanned(rows, besides):
    """(key, the folded words of its names) of what is looked through. One query of two narrow columns."""
    seen = rows.filter(merged_into=None).values("pk")
    found = rows.model.objects.filter(Q(pk__in=seen) | Q(merged_into__in=seen))
    if besides is not None and besides.pk:
        found = found.exclude(pk=besides.pk)
    return found.order_by().values_list("pk", "search_words")[:LOOKED_THROUGH]


def agreements(scanned, asked):
    """{key: per cent} of the entries that have the telling words of a spelling, or words like them."""
    words_of = {key: set(words.split()) for key, words in scanned}
    vocabulary = list(set().union(*words_of.values()))
    looked_for = [telling(words)[:MOST_WORDS] for words in asked]
    near = {word: words_near(word, vocabulary) for words in looked_for for word in words}
    found = {}
    for likenesses in ([near[word] for word in words] for words in looked_for):
        alike = set().union(*likenesses)
        for key, words in words_of.items():
            if alike.isdisjoint(words):
                continue
            best = [max((like.get(word, 0) for word in words), default=0) for like in likenesses]
            if (agreement := sum(best) / len(best)) >= NEAR_ENOUGH_TO_LOOK:
                found[key] = max(agreement, found.get(key, 0))
    return found


def telling(words):
    """The words that tell an organisation from others of its kind; all, where there are no others."""
    return [word for word in words if word not in WORDS_OF_FORM] or list(words)


def words_near(word, vocabulary):
    """{word of the registry: per cent}."""
    found = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH_TO_LOOK, limit=None)
    near = {other: score for other, score, _place in found}
    if len(word) == 1:
        return {other: INITIAL for other in vocabulary if other.startswith(word)} | near
    return ({word[0]: INITIAL} if word[0] in vocabulary else {}) | near


def compared(entry, typed, asked):
    """How much the names of the entry agree with what was typed, name by name."""
    own = [tuple(names.fold(name).split()) for name in (*whole_names(entry), *map(str, entry.other_names)) if name]
    compare = people_agree if isinstance(entry, Person) else organizations_agree
    agreement = max((compare(words, others) for words in asked for others in own if others), default=0)
    if isinstance(entry, Person) and has_another_patronymic(entry, typed):
        return min(agreement, OTHER_PATRONYMIC)
    return agreement


def people_agree(words, others):
    """Each word of the shorter name looks for its like in the longer one, whatever the order. What is one word alone is
    nobody's name."""
    shorter, longer = sorted((words, others), key=len)
    if len(shorter) < 2 <= len(longer):
        return 0
    left, found = list(longer), []
    for word in sorted(shorter, key=len, reverse=True):
        best = max(left, key=lambda other: words_agree(word, other))
        found.append(words_agree(word, best))
        left.remove(best)
    return (min(found) + sum(found) / len(found)) / 2


def words_agree(word, other):
    if 1 in (len(word), len(other)):
        return INITIAL if word[0] == other[0] else 0
    return fuzz.ratio(word, other)


def organizations_agree(words, others):
    return fuzz.token_sort_ratio(" ".join(telling(words)), " ".join(telling(others)))


def has_another_patronymic(entry, typed):
    """Whether both have a patronymic and they are not alike: two people of one name."""
    columns = languages.each("patronymic_name")
    pairs = [(typed.get(name), getattr(entry, name)) for name in columns]
    both = [(names.fold(one), names.fold(two)) for one, two in pairs if one and two]
    return bool(both) and all(fuzz.ratio(*pair) < LIKELY for pair in both)
