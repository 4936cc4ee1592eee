"""How rows of a table become entries of the registry: what organisations, people and roles have in common."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext
from import_export.resources import ModelResource

from news.models import Revision
from news.models.revision import Act, lock

from .cells import DASHES, in_each_language
from .complaints import Complaint
from .known import slug_in


class TableResource(ModelResource):
    """django-import-export's machinery with our rules: a row is found again by what it says, and only what differs is
    written. Rows are brought in one by one with `bring`, inside a transaction of the caller's."""

    noun = ""
    columns = ()
    tells_apart = ()
    """Columns of which a table needs one at least: without them nobody knows whom a row is about."""
    columns_of_constraints = {}
    """{name of a constraint: the column that its sentence is about}."""

    class Meta:
        clean_model_instances = True
        skip_diff = True
        fields = ()

    def __init__(self, *, by=None, note=""):
        super().__init__()
        self.by, self.note = by, note
        self.rows_of_entries, self.changes, self.remark = {}, [], ""

    @staticmethod
    def blank_columns():
        """The columns, knowing no entries: enough to read headings and to write a template."""
        raise NotImplementedError

    @classmethod
    def sheet_names(cls):
        """What the sheet of a workbook may be called, in every language."""
        return [str(cls._meta.model._meta.verbose_name_plural) for _code in in_each_language()]

    def get_import_fields(self):
        return self.columns

    # one row

    def bring(self, row):
        """The result of one row, and the complaints about it. What is no mistake of the table is raised."""
        result = self.import_row(row, None, row_number=row.number)
        for error in result.errors:
            raise error.error
        return result, list(self.complaints(row, result.validation_error))

    def before_import_row(self, row, **kwargs):
        """What says which entry is meant cannot be emptied: a hyphen there says nothing."""
        self.changes, self.remark = [], ""
        for column in self.columns:
            if column.readonly and row.get(column.column_name) in DASHES:
                del row[column.column_name]

    def get_or_init_instance(self, instance_loader, row):
        """The entry that the row is about, locked; or a new one. Raises ValidationError where it may be several."""
        try:
            pk = self.found(row)
        except ValidationError as error:
            raise ValidationError({**self.unreadable(row), **error.error_dict}) from error
        if pk is None:
            return self.init_instance(row), True
        self.refuse_twice(pk, row)
        return lock(self._meta.model(pk=pk)), False

    def unreadable(self, row):
        """What else is wrong with a row that is about nobody knows whom, so that all of it can be mended at once."""
        try:
            self.import_instance(self._meta.model(), row)
        except ValidationError as error:
            return error.error_dict
        return {}

    def refuse_twice(self, pk, row):
        earlier = self.rows_of_entries.setdefault(pk, row.number)
        if earlier != row.number:
            raise ValidationError({self.tells_apart[0]: self.told_twice(earlier)})

    def told_twice(self, earlier):
        return gettext("Row %(row)d is about the same entry. Make one row of the two.") % {"row": earlier}

    def found(self, row):
        """The key of the entry that the row is about, None for a new one."""
        raise NotImplementedError

    def import_instance(self, instance, row, **kwargs):
        """Takes over what the cells say. Raises ValidationError with all that cannot be read, by column."""
        errors = {}
        for column in self.columns:
            try:
                self.import_field(column, instance, row)
            except ValidationError as error:
                errors[column.column_name] = error
        if errors:
            raise ValidationError(errors)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """An empty cell leaves things as they are, and so does one that says what is there already."""
        if field.readonly or not row.get(field.column_name) or field.says_the_same(row, instance):
            return
        before, shown = field.get_value(instance), field.export(instance)
        field.save(instance, row)
        if field.get_value(instance) != before:
            self.changes.append((field.column_name, shown, field.export(instance)))

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not (self.changes or import_validation_errors or instance._state.adding)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        errors = {**self.what_is_missing(instance), **(import_validation_errors or {})}
        super().validate_instance(instance, errors, validate_unique)

    def what_is_missing(self, instance):
        """{column: sentence} of what the tables' own constraints do not say."""
        return {}

    def complaints(self, row, error):
        """The errors of a row, each at its column."""
        if error is None:
            return
        by_name = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        told = [(sentence, self.column_of(name, sentence)) for name, said in by_name.items() for sentence in said]
        for sentence, name in dict.fromkeys(told):
            yield Complaint(sentence, row=row.number, column=self.heading(name))

    def column_of(self, name, sentence):
        if name != NON_FIELD_ERRORS:
            return name
        said = {str(rule.violation_error_message): rule.name for rule in self._meta.model._meta.constraints}
        return self.columns_of_constraints.get(said.get(sentence), "")

    def heading(self, name):
        return next((column.heading for column in self.columns if column.column_name == name), "")

    # the table

    def finish(self):
        """What is written once, after all rows."""

    def in_order(self, rows):
        """The rows so that those which others name come first."""
        return rows


class RegistryResource(TableResource):
    """Organisations and people: found by their address, else by their name in any language; each keeps its versions."""

    known = None
    is_by_other_name = False

    def found(self, row):
        self.is_by_other_name = False
        if slug := row.get("slug"):
            pk = self.known.at(slug)
            if pk is None and (namesakes := self.namesakes(row)):
                told = ", ".join(str(self.known.entries[other]) for other in sorted(namesakes))
                self.remark = gettext("Another entry has this name: %(entries)s.") % {"entries": told}
            return pk
        pk = self.by_name(row)
        if pk and not any(self.known.is_called_now(pk, name) for name in self.names_in(row)):
            self.is_by_other_name = True
            self.remark = gettext("Found by a former or short name; the present one stays: %(entry)s.") % {
                "entry": self.known.entries[pk]
            }
        return pk

    def by_name(self, row):
        return self.only_one(self.namesakes(row), row)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """What says whom the row is about is no change where it is what they were called before."""
        if not (self.is_by_other_name and field.column_name in self.tells_apart):
            super().import_field(field, instance, row)

    def only_one(self, found, row):
        """The only key of those found, None for none. Raises ValidationError for several."""
        try:
            return self.known.only(found, next(iter(self.names_in(row)), ""))
        except ValidationError as error:
            sentence = gettext("Write it in the column “%(column)s”.") % {"column": self.heading("slug")}
            self.refuse(row, *error.messages, sentence)

    def refuse(self, row, *sentences):
        """At the first column that names the entry."""
        named = next(name for name in self.tells_apart if row.get(name))
        raise ValidationError({named: " ".join(sentences)})

    def told_twice(self, earlier):
        sentence = gettext(
            "Row %(row)d is about the same entry. If they are two, give each an address of its own in the column "
            "“%(column)s”, such as %(example)s."
        )
        return sentence % {"row": earlier, "column": self.heading("slug"), "example": "aigul-ulgi-2"}

    def names_in(self, row):
        """The names that the row gives, in all languages."""
        raise NotImplementedError

    def namesakes(self, row):
        """The keys of the entries that have a name of the row."""
        return set().union(*(self.known.called(name) for name in self.names_in(row)))

    def init_instance(self, row=None):
        return self._meta.model(created_by=self.by, slug=slug_in(row.get("slug", "")))

    def what_is_missing(self, instance):
        if any(getattr(instance, name) for name in self.tells_apart if name != "slug"):
            return {}
        return {self.tells_apart[0]: ValidationError(gettext("Write a name, in one language at least."))}

    def before_save_instance(self, instance, row, **kwargs):
        if instance.pk:
            Revision.objects.baseline(instance)

    def after_save_instance(self, instance, row, **kwargs):
        Revision.objects.record(instance, by=self.by, act=Act.IMPORTED, note=self.note)
        self.rows_of_entries[instance.pk] = row.number
        self.known.add(self.entry(vars(instance) | {"pk": instance.pk}))

    def entry(self, columns):
        """What a table may call the entry, from its columns."""
        raise NotImplementedError
