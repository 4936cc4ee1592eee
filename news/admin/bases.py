"""What every table has in the newsroom: who sees which rows, languages in tabs, lists that stay fast."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext

from news import languages
from news.models import Image
from news.models.bases import RichTextField

from .choosing import MOST_LINES, refuse_nul
from .fields import DATE, HTTPS, MOMENT, LinesField, zone_name
from .laid_out import laid_out
from .lines import NewsroomFormSet
from .panels import arrange, language_fieldsets
from .presence import KeepsTyping
from .prose import NewsroomEditor, newsroom_media, pictures
from .relations import VisibleRelations, with_visible_relations, without
from .two_editors import TwoEditors
from .typed import is_key

ROWS_ON_A_PAGE = 50
COUNTED_AT_MOST = 10_000
"""Counting a million rows takes longer than any editor waits; nobody turns two hundred pages."""


class CappedPaginator(Paginator):
    """Counts no further than COUNTED_AT_MOST. One query, whatever the size of the table."""

    @cached_property
    def count(self):
        return self.object_list.order_by().values("pk")[:COUNTED_AT_MOST].count()


class NewsroomAdmin(TwoEditors, KeepsTyping, VisibleRelations, admin.ModelAdmin):
    """The base of every noun. Rows pass through `visible_to` for lists, forms and autocomplete alike."""

    in_each_language = ()
    """Fields that stand in the tab of each language."""
    folded_in_each_language = ()
    """The same, folded away."""
    needed_in_a_language = ()
    """The fields without which a language counts as “in work”."""
    advised_lengths = {}
    """Characters after which the counter beside a field warns."""
    below = ()
    """(title, fields) under the languages."""
    side = ()
    """(title, fields) in the right-hand column."""
    keeps_revisions = False
    """Whether each save is kept as a Revision."""

    actions_on_top = True
    counted_at_most = COUNTED_AT_MOST
    list_per_page = list_max_show_all = ROWS_ON_A_PAGE
    paginator = CappedPaginator
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    formfield_overrides = {
        RichTextField: {"widget": NewsroomEditor},
        models.JSONField: {"form_class": LinesField},
        models.DateField: DATE,
        models.DateTimeField: MOMENT,
        models.URLField: HTTPS,
    }
    languages_last = False
    """Whether the tabs stand below the other fields, as the words about a picture stand below the picture."""

    def get_queryset(self, request):
        rows = super().get_queryset(request).visible_to(request.user)
        if is_about(request, "changelist", "autocomplete"):
            return rows.defer(*self.heavy_columns())
        return rows.select_related(*self.single_relations()) if is_about(request, "_change") else rows

    def single_relations(self):
        """The relations whose names a form shows, fetched with its row."""
        return [name for name in self.autocomplete_fields if not self.opts.get_field(name).many_to_many]

    def heavy_columns(self):
        """Columns that no list shows: the texts."""
        return [column.name for column in self.opts.concrete_fields if isinstance(column, RichTextField)]

    def get_actions(self, request):
        """Nothing is deleted by the dozen."""
        return {name: act for name, act in super().get_actions(request).items() if name != "delete_selected"}

    def get_side(self, request, obj=None):
        return self.side

    def get_fieldsets(self, request, obj=None):
        side = self.get_side(request, obj)
        hidden = self.hidden_relations(request, obj)
        if not (self.in_each_language or self.below or side):
            return self.readable(request, obj, without(super().get_fieldsets(request, obj), hidden))
        fieldsets = [
            *language_fieldsets(self.in_each_language, self.folded_in_each_language),
            *((title, {"fields": fields}) for title, fields in self.below),
            *((title, {"fields": fields, "classes": ["side"]}) for title, fields in side),
        ]
        return self.readable(request, obj, without(fieldsets, hidden))

    def readable(self, request, obj, fieldsets):
        return fieldsets if not obj or self.has_change_permission(request, obj) else laid_out(fieldsets, self.model)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        tidy(field, db_field)
        if code := getattr(db_field, "_translated_field_language_code", None):
            self.dress(field.widget.attrs, db_field.name.removesuffix(f"_{code}"), code)
        if db_field.related_model is Image and not db_field.many_to_many:
            attrs = getattr(field.widget, "widget", field.widget).attrs
            attrs |= {f"data-picture-{name}": value for name, value in pictures().items()}
        return field

    def dress(self, attrs, name, code):
        """Tell the browser the language of a field, and the scripts what they need (static/js/newsroom/)."""
        attrs["lang"] = code
        if name in self.needed_in_a_language:
            attrs["data-needed"] = ""
        if name in self.advised_lengths:
            attrs["data-count"] = self.advised_lengths[name]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """“Add %s” cannot be said grammatically of every noun in Russian: a new row has a neutral title."""
        title = {} if object_id else {"title": gettext("New entry: %(noun)s") % {"noun": self.opts.verbose_name}}
        return super().changeform_view(request, object_id, form_url, {**title, **(extra_context or {})})

    def lookup_allowed(self, lookup, value, request):
        """Not a number that no database takes; Django asks this of each value in the address of a list."""
        numbers = [part.lstrip("+-") for part in value.split(",")]
        is_possible = all(is_key(number) or not number.isdecimal() for number in numbers)
        return is_possible and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        refuse_nul(request)
        if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest("A row was ticked that cannot be in the list.")
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def row_to_see(self, request, object_id):
        """The row of an address. Raises Http404 where there is none for the user, PermissionDenied where they may not
        look at it."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return row

    def row_to_change(self, request, object_id):
        """The same; raises PermissionDenied also where the user may only look."""
        row = self.row_to_see(request, object_id)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def page_name(self, name):
        """The name of an address of this table, for `path()` and, after "admin:", for `reverse()`."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def page_of(self, obj, name, *numbers):
        """The address of a page about a row."""
        return reverse(f"admin:{self.page_name(name)}", args=[obj.pk, *numbers])

    def change_address(self, obj):
        return self.page_of(obj, "change")

    def page_about(self, request, row):
        """What the frame of every page about a row needs (templates/admin/news/_row_page.html)."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "subtitle": str(row),
            "change_address": self.change_address(row),
        }

    def row_tools(self, request, obj):
        """(address, words) of the pages about a row that its form leads to."""
        return ()

    def standings(self, request, obj):
        """{language: "published" or "behind"} for the dots on the tabs."""
        return {}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # Ours first: modules run in the order of the page, and ours have to hear each editor say that it is ready.
        context["media"] = newsroom_media(str(request.csp_nonce)) + context["media"]
        context.update(arrange(context["adminform"], self.standings(request, obj) if obj else {}))
        context["languages_last"] = self.languages_last
        context["row_tools"] = list(self.row_tools(request, obj)) if change and obj else []
        context["first_language"] = getattr(obj, "original_language", "") or request.user.language
        context["usual_language"] = request.user.language
        return super().render_change_form(request, context, add, change, form_url, obj)


class NewsroomInline(VisibleRelations, admin.StackedInline):
    """Rows that stand on another row's form; a field of each language names its language.

    They are part of that row: whoever may change it may change them.
    """

    extra = 0
    classes = ["beside"]
    formset = NewsroomFormSet
    max_num = MOST_LINES
    list_select_related = ()
    """The rows whose names stand in a line, fetched with it."""
    formfield_overrides = {models.DateField: DATE, models.DateTimeField: MOMENT, models.URLField: HTTPS}

    def get_queryset(self, request):
        rows = with_visible_relations(super().get_queryset(request), request.user)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"absolute_max": MOST_LINES, **kwargs})

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        above = self.admin_site.get_model_admin(self.parent_model)
        return above.has_change_permission(request, obj) if obj and obj.pk else above.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        tidy(field, db_field)
        if code := getattr(db_field, "_translated_field_language_code", None):
            field.widget.attrs["lang"] = code
            field.label = f"{field.label} · {dict(languages.LANGUAGES)[code]}"
            field.help_text = field.help_text if code == languages.CODES[0] else ""
        return field


def tidy(field, db_field):
    """Relations keep the two links that editors use, change and add; moments say the clock they mean."""
    if isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = field.widget.can_view_related = False
    if isinstance(db_field, models.DateTimeField) and not field.help_text:
        field.help_text = zone_name()


class ReadOnlyAdmin(NewsroomAdmin):
    """Rows that the newsroom writes itself: to be looked at, never typed over."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def is_about(request, *views):
    """Whether the request is for one of the admin's views of a table, such as its "changelist"."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    return name.endswith(views)
