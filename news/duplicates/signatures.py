"""Signatures under published statements: an edition keeps who signed as plain data, with the key of the entry in it."""

from news.models import Edition, Person, Signatory
from news.models.edition import EditionOrganization, EditionPerson
from news.models.kinds import Kind

from .relations import rows_naming

LINKS = (EditionPerson, EditionOrganization)


def statements_signed_by(entry, relations):
    """The editions that keep a signature of the entry, past and scheduled ones too. Three queries."""
    word, keys = word_for(entry), set()
    for relation in relations:
        named = rows_naming(relation, entry)
        if relation.model is Signatory:
            signed = Edition.objects.filter(article__in=named.values("article"), kind=Kind.STATEMENT)
            keys.update(signed.values_list("pk", flat=True))
        elif relation.model in LINKS:
            keys.update(named.filter(edition__kind=Kind.STATEMENT).values_list("edition", flat=True))
    rows = Edition.objects.filter(pk__in=keys).only("signatories").order_by("pk")
    return [edition for edition in rows if any(kept.get(word) == entry.pk for kept in edition.signatories)]


def word_for(entry):
    """The word under which a signature keeps the key."""
    return "person" if isinstance(entry, Person) else "organization"


def turn_signatures(editions, duplicate, kept):
    """Let the signatures lead to the kept entry; the printed words stay. A query, none where nothing was signed."""
    word = word_for(kept)
    for edition in editions:
        for signature in edition.signatories:
            if signature.get(word) == duplicate.pk:
                signature[word] = kept.pk
                if word == "organization":
                    signature["slug"] = kept.slug
    Edition.objects.bulk_update(editions, ["signatories"])
    return [edition.pk for edition in editions]
