"""What stands in the relations of a form: rows that the user may see, each named without a query of its own."""

from django.db.models import Q

from news.permissions import is_central

from .choosing import FamiliarSelect, FamiliarSelectMultiple, NewsroomForm


class VisibleRelations:
    """`visible_to` applied to what a form offers and names: a crafted answer can choose no more than the lists show."""

    form = NewsroomForm

    def choices(self, db_field, request):
        """The rows that a relation may point to."""
        rows = db_field.related_model._default_manager.all()
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        given = self.relation(db_field, request, FamiliarSelect)
        return super().formfield_for_foreignkey(db_field, request, **{**given, **kwargs})

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        given = self.relation(db_field, request, FamiliarSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **{**given, **kwargs})

    def relation(self, db_field, request, widget):
        given = {"queryset": self.choices(db_field, request)}
        if db_field.name in self.get_autocomplete_fields(request):
            given["widget"] = widget(db_field, self.admin_site)
        return given

    def hidden_relations(self, request, obj):
        """The names of those that hold a row which the user may not see: they are not on the form and stay as they are.

        A query for each relation, for a member's desk only.
        """
        if obj is None or is_central(request.user):
            return set()
        relations = [field for field in (*self.opts.fields, *self.opts.many_to_many) if field.related_model]
        return {field.name for field in relations if self.holds_hidden(field, request, obj)}

    def holds_hidden(self, db_field, request, obj):
        choices = self.choices(db_field, request)
        if db_field.many_to_many:
            return getattr(obj, db_field.name).exclude(pk__in=choices).exists()
        key = getattr(obj, db_field.attname)
        return key is not None and not choices.filter(pk=key).exists()


def with_visible_relations(rows, user):
    """Of rows that stand on another row's form, those that name nothing which the user may not see."""
    if is_central(user):
        return rows
    for relation in rows.model._meta.fields:
        manager = relation.related_model and relation.related_model._default_manager
        if manager and hasattr(manager.all(), "visible_to"):
            rows = rows.filter(Q(**{relation.name: None}) | Q(**{f"{relation.name}__in": manager.visible_to(user)}))
    return rows


def without(fieldsets, names):
    """The fieldsets less the named fields; a title with nothing under it goes too."""
    if not names:
        return fieldsets
    kept = ((title, {**options, "fields": lines_without(options["fields"], names)}) for title, options in fieldsets)
    return [(title, options) for title, options in kept if options["fields"]]


def lines_without(fields, names):
    lines = (tuple(lines_without(line, names)) if isinstance(line, tuple) else line for line in fields)
    return [line for line in lines if line and line not in names]
