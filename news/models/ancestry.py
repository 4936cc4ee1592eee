"""Rows that stand below or after one another of their kind: a part below its whole, an organisation before the one that
continues it. Following such a relation from row to row has to come to an end."""

from django.core.exceptions import ValidationError

LONGEST_LINE = 50
"""Rows that are followed; a line that has not ended by then is a mistake in the rows, and counts as a circle."""


def refuse_circles(row, relations, exclude=None):
    """Raises ValidationError for each relation that leads from the row back to it, at the relation's field.

    `relations` are {name: (sentence for a row that names itself, sentence for a longer way back)}, the second one with
    %(other)s for the row named; those in `exclude` are not asked about. A query for each row on the way.
    """
    wrong = {}
    for name, (to_itself, back_to_itself) in relations.items():
        if name in (exclude or ()) or not leads_back(row, name):
            continue
        other = getattr(row, name)
        sentence = to_itself if other == row else back_to_itself
        wrong[name] = ValidationError(sentence, code="circle", params={"other": other})
    if wrong:
        raise ValidationError(wrong)


def leads_back(row, name):
    """Whether following the relation leads back to the row, to which nothing leads before it is saved.

    A circle further on, without the row, is for the rows in it to mend.
    """
    if row.pk is None:
        return False
    rows, column, passed = type(row)._base_manager.order_by(), f"{name}_id", set()
    key = getattr(row, column)
    while key is not None and key != row.pk and key not in passed and len(passed) < LONGEST_LINE:
        passed.add(key)
        key = rows.filter(pk=key).values_list(column, flat=True).first()
    return key == row.pk or len(passed) == LONGEST_LINE
