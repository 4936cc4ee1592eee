"""Spreadsheets of organisations, people and roles: given out, brought in after a look at what they would change."""

import json
from contextlib import closing
from functools import partial
from typing import NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from news.importing import reading, spreadsheets, writing
from news.importing.bringing_in import RESOURCES
from news.importing.complaints import Complaint, RefusedError
from news.models import Spreadsheet
from news.models.spreadsheet import may_bring_in

from .scripts import scripts

LINES_OF_PROGRESS = 50
"""An answer grows by so many lines at most, however long the table is."""

NEWLINE_JSON = "application/x-ndjson"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
LATELY = 5
LONG = 60
"""Characters from which on two texts are compared word by word."""


def spreadsheet_urls(site):
    def page(address, view, name):
        return path(f"spreadsheets/<slug:noun>/{address}", site.admin_view(view), name=name)

    return [
        page("", partial(tables, site), "spreadsheets"),
        page("template.<slug:kind>", require_safe(partial(template, site)), "spreadsheet_template"),
        page("all.<slug:kind>", require_safe(partial(export, site)), "spreadsheet_export"),
        page("<int:pk>/", partial(brought, site), "spreadsheet"),
    ]


class InTables:
    """A noun whose rows are given out and brought in as spreadsheets: its list leads there."""

    def changelist_view(self, request, extra_context=None):
        address = reverse("admin:spreadsheets", args=[self.opts.model_name])
        return super().changelist_view(request, {"spreadsheets": address, **(extra_context or {})})


def tables(site, request, noun):
    """GET offers the table, the template and the form for a file. POST looks through the file and leads to what it
    would change; a script is told how far that is."""
    refuse_strangers(site, request, noun)
    form = None
    if may_import(site, request, noun):
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    elif request.method == "POST":
        raise PermissionDenied
    if request.method != "POST" or not form.is_valid():
        return tables_page(site, request, noun, form)
    file = form.cleaned_data["file"]
    steps = spreadsheets.look_through(noun, file.read(), name=file.name, by=request.user)
    return answered(request, steps, partial(refused, site, request, noun, form))


def brought(site, request, noun, pk):
    """GET shows what a table would change, or has changed. POST imports it, once."""
    refuse_strangers(site, request, noun)
    if not may_import(site, request, noun):
        raise PermissionDenied
    seen = Spreadsheet.objects.visible_to(request.user).select_related("created_by").defer("content")
    sheet = get_object_or_404(seen, noun=noun, pk=pk)
    if request.method == "POST":
        steps = spreadsheets.apply(sheet, by=request.user)
        return answered(request, steps, partial(refused, site, request, noun, FileForm()))
    return sheet_page(site, request, sheet)


def template(site, request, noun, kind):
    refuse_strangers(site, request, noun)
    if kind not in TYPES:
        raise Http404
    content = writing.template_csv(noun) if kind == "csv" else writing.template_workbook(noun)
    return file_named(HttpResponse(content), f"{writing.FILE_NAMES[noun]}-template", kind)


def export(site, request, noun, kind):
    """All rows of the table that the user sees. Raises Http404 for a kind of file that we do not write."""
    refuse_strangers(site, request, noun)
    if kind not in TYPES:
        raise Http404
    try:
        content = writing.given_out(noun, kind, user=request.user)
    except RefusedError as refusal:
        form = FileForm() if may_import(site, request, noun) else None
        return refused(site, request, noun, form, refusal.complaints)
    return file_named(HttpResponse(content), writing.FILE_NAMES[noun], kind)


def file_named(response, name, kind):
    response["Content-Type"] = TYPES[kind]
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


# who may


def refuse_strangers(site, request, noun):
    """Raises Http404 for what has no tables, PermissionDenied for whoever does not see the list."""
    if noun not in RESOURCES:
        raise Http404
    if not rows_admin(site, noun).has_view_permission(request):
        raise PermissionDenied


def may_import(site, request, noun):
    above = rows_admin(site, noun)
    return may_bring_in(request.user) and above.has_add_permission(request) and above.has_change_permission(request)


def rows_admin(site, noun):
    return site.get_model_admin(RESOURCES[noun]._meta.model)


# how far it is


def answered(request, steps, refuse):
    """Run the steps to their end and lead to the Spreadsheet; told line by line where a script asks for that.

    `refuse(complaints)` is the page of a file that cannot be read.
    """
    if NEWLINE_JSON in request.headers.get("Accept", ""):
        response = StreamingHttpResponse(in_language(request, told(steps)), content_type=NEWLINE_JSON)
        response["X-Accel-Buffering"] = "no"  # nginx would keep the lines until the end
        response["Cache-Control"] = "no-store"
        return response
    try:
        sheet = spreadsheets.finished(steps)
    except RefusedError as refusal:
        return refuse(refusal.complaints)
    return HttpResponseRedirect(address_of(sheet))


def told(steps):
    """Lines of JSON: {"done", "total"} now and then, at the end {"go": address} or {"refused": sentences}."""
    try:
        sheet = yield from told_now_and_then(steps)
        yield as_line({"go": address_of(sheet)})
    except RefusedError as refusal:
        yield as_line({"refused": [str(complaint) for complaint in refusal.complaints]})


def told_now_and_then(steps):
    """A browser that goes away closes the answer: that ends the steps there and then, and undoes what they wrote."""
    told = 0
    with closing(steps):
        while True:
            try:
                done, total = next(steps)
            except StopIteration as end:
                return end.value
            if (part := done * LINES_OF_PROGRESS // total) > told:
                told = part
                yield as_line({"done": done, "total": total})


def as_line(words):
    return json.dumps(words, ensure_ascii=False) + "\n"


def in_language(request, pieces):
    """The pieces of a streamed answer are made when the language of the request is over: it is put back for them."""
    with translation.override(request.user.language):
        yield from pieces


# pages


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV in UTF-8. You see what would change before anything is changed."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,text/csv", "required": True}),
        allow_empty_file=True,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > reading.LARGEST_FILE:
            raise forms.ValidationError(reading.file_too_large())
        return file


def refused(site, request, noun, form, complaints):
    return tables_page(site, request, noun, form, complaints=[str(complaint) for complaint in complaints])


def tables_page(site, request, noun, form, complaints=()):
    lately = Spreadsheet.objects.visible_to(request.user).applied().filter(noun=noun)
    context = {
        "title": capfirst(writing.title_of(noun)),
        "noun": noun,
        "form": form,
        "complaints": complaints,
        "lately": lately.select_related("created_by").defer("content")[:LATELY] if form else (),
    }
    return page(site, request, noun, "tables", context, status=400 if complaints else 200)


def page(site, request, noun, name, context, status=200):
    above = rows_admin(site, noun)
    context |= {
        "opts": above.opts,
        "list_address": reverse(f"admin:news_{noun}_changelist"),
        "media": scripts(request.csp_nonce, "spreadsheet"),
    }
    words = {**site.each_context(request), **context}
    return TemplateResponse(request, f"admin/news/spreadsheet/{name}.html", words, status=status)


class ShownChange(NamedTuple):
    heading: str
    language: str
    old: str
    new: str
    is_long: bool


def sheet_page(site, request, sheet):
    outcome = sheet.outcome
    columns = {column.column_name: column for column in RESOURCES[sheet.noun].blank_columns()}
    context = {
        "title": gettext("Import: %(what)s") % {"what": sheet.get_noun_display()},
        "sheet": sheet,
        "outcome": outcome,
        "written": outcome["new"] + outcome["changed"],
        "sentences": [str(Complaint(*complaint)) for complaint in outcome["complaints"]],
        "rows": [shown_row(sheet, row, columns) for row in outcome["rows"]],
    }
    return page(site, request, sheet.noun, "sheet", context)


def shown_row(sheet, row, columns):
    address = reverse(f"admin:news_{sheet.noun}_change", args=[row["key"]]) if row["key"] else ""
    return row | {"address": address, "changes": [shown_change(columns, *change) for change in row["changes"]]}


def shown_change(columns, name, old, new):
    column = columns.get(name)
    heading, language = (column.heading, column.language) if column else (name, "")
    return ShownChange(heading, language, old, new, bool(old) and max(len(old), len(new)) > LONG)


def address_of(sheet):
    return reverse("admin:spreadsheet", args=[sheet.noun, sheet.pk])
