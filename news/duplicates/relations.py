"""Everything that points at a person or an organisation: found in the tables themselves, so that a relation added later
is moved by a merge too, and told in the newsroom's words."""

from django.utils.translation import gettext_lazy as _

from news.models.edition import EditionOrganization, EditionPerson

WORDS = {
    "ArticlePerson.person": _("places in stories in work"),
    "ArticleOrganization.organization": _("places in stories in work"),
    "EditionPerson.person": _("places in published stories"),
    "EditionOrganization.organization": _("places in published stories"),
    "Quotation.speaker_person": _("quotations"),
    "Quotation.speaker_organization": _("quotations"),
    "Membership.person": _("roles"),
    "Membership.member_organization": _("memberships of this organisation"),
    "Membership.organization": _("roles and memberships in this organisation"),
    "Membership.on_behalf_of": _("roles on its behalf"),
    "Event_speakers.person": _("meetings"),
    "Event_organizers.organization": _("meetings"),
    "Signatory.signer": _("signatures"),
    "Signatory.organization": _("signatures"),
    "Byline.person": _("places as an author"),
    "Byline.organization": _("places as an author"),
    "EditionByline.person": _("places as an author"),
    "EditionByline.organization": _("places as an author"),
    "Article.desk": _("stories of its desk"),
    "User_desks.organization": _("accounts that write for it"),
    "Organization.parent": _("organisations that are part of it"),
    "Organization.superseded_by": _("organisations that it continues"),
    "SiteProfile.coalition": _("the profile of the site"),
    "Person.merged_into": _("entries merged into it before"),
    "Organization.merged_into": _("entries merged into it before"),
}
"""What stands in a relation, by table and column. One that is not here is moved all the same, and told by the name of
its table; a test asks for its words."""

ONCE = {EditionPerson: ("edition",), EditionOrganization: ("edition",)}
"""Columns with which an entry stands once in a table, where the table itself does not say so."""


def relations_to(model):
    """Every foreign key that points at the table; those of links to several rows stand in the tables between."""
    found = (field for field in model._meta.get_fields(include_hidden=True) if field.auto_created)
    return [relation.field for relation in found if relation.one_to_many or relation.one_to_one]


def place(relation):
    return f"{relation.model.__name__}.{relation.name}"


def words_for(relation):
    return WORDS.get(place(relation), relation.model._meta.verbose_name_plural)


def rows_naming(relation, entry):
    return relation.model._base_manager.filter(**{relation.name: entry})


def once_with(relation):
    """The sets of columns with which an entry may stand only once in the relation's table."""
    meta = relation.model._meta
    rules = [*(rule.fields for rule in meta.total_unique_constraints), *meta.unique_together]
    found = [tuple(name for name in names if name != relation.name) for names in rules if relation.name in names]
    return [*found, ONCE[relation.model]] if relation.model in ONCE else found


def lines_that_meet(relation, duplicate, kept):
    """[(line of the kept entry, line of the duplicate)] that cannot both stand there after a merge.

    Two queries for each rule of the table, one more where lines meet. Compared here, not by the database: for thousands
    of lines SQLite would look through all of the one for each of the other.
    """
    found = {}
    for columns in once_with(relation):
        own, theirs = ({key[1:]: key[0] for key in keys_of(relation, row, columns)} for row in (kept, duplicate))
        found |= {key: own[place] for place, key in theirs.items() if place in own}
    lines = relation.model._base_manager.in_bulk([*found, *found.values()]) if found else {}
    return [(lines[own], lines[key]) for key, own in found.items()]


def keys_of(relation, entry, columns):
    """(key, values of the columns) of the lines that name the entry."""
    return rows_naming(relation, entry).order_by().values_list("pk", *columns)


def take_over(line, other):
    """Fill what is empty in the line from the other one; of two ways to appear the more telling one stays.

    Returns the names of the columns that changed.
    """
    changed = []
    for field in line._meta.concrete_fields:
        own, its = getattr(line, field.attname), getattr(other, field.attname)
        if own in ("", None) and its not in ("", None):
            wanted = its
        elif field.name == "relation" and own != its:
            wanted = first_of(field, own, its)
        else:
            continue
        if wanted != own:
            setattr(line, field.attname, wanted)
            changed.append(field.name)
    return changed


def first_of(field, *values):
    """Choices of a relation begin with the closest one."""
    order = [value for value, _name in field.flatchoices]
    return min(values, key=lambda value: order.index(value) if value in order else len(order))


def unite(pairs):
    """Let the first line of each pair take over what it lacks, and take the second one out. A query or two a table."""
    if not pairs:
        return
    rows = type(pairs[0][0])._base_manager
    changed, columns = [], set()
    for line, other in pairs:
        if names := take_over(line, other):
            changed.append(line)
            columns.update(names)
    if changed:
        rows.bulk_update(changed, sorted(columns))
    rows.filter(pk__in=[other.pk for _line, other in pairs]).delete()


def move(relation, duplicate, kept):
    """Let the relation's rows name the kept entry. Returns their keys."""
    rows = rows_naming(relation, duplicate)
    keys = list(rows.values_list("pk", flat=True))
    if keys:
        rows.update(**{relation.name: kept})
    return keys
