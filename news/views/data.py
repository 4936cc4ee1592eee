"""Open data: the registry as one Popolo file and as tables, and the page that tells what is in them."""

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import languages, opendata, pagecache
from news.models import SiteProfile
from news.structured_data import breadcrumbs
from news.text.cells import as_csv

from .head import head_of, page


@require_safe
def data(request):
    """No query beside those of every page."""
    title, path = _("Open data"), reverse("news:data")
    tables = [
        {**table._asdict(), "name": name, "path": reverse("root:data_csv", args=[name]), "columns": table.columns}
        for name, table in opendata.TABLES.items()
    ]
    head = head_of(
        path,
        title=title,
        description=_("The registry of this site for reuse: people, organisations, roles, meetings and quotations."),
        structured_data=[breadcrumbs((title, path))],
    )
    return page(request, "news/data.html", head, {"title": title, "tables": tables})


@require_safe
def popolo(request):
    """Without a language in its address: plain names are in the first language, the others stand beside them."""
    licence = SiteProfile.objects.current().open_data_licence
    with translation.override(languages.CODES[0]):
        facts = opendata.popolo(licence)
    return licensed(JsonResponse(facts, json_dumps_params={"ensure_ascii": False}), licence)


@require_safe
def table(request, name):
    if name not in opendata.TABLES:
        raise Http404
    licence = SiteProfile.objects.current().open_data_licence
    with translation.override(languages.CODES[0]):
        text = "".join(as_csv(opendata.TABLES[name].rows()))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return licensed(response, licence)


def licensed(response, licence):
    """With the licence as a link of the answer itself (RFC 8288), and open to scripts of other sites."""
    if licence:
        response.headers["Link"] = f'<{licence}>; rel="license"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return pagecache.keep(response)
