"""Open data: the registry as one Popolo file and as tables."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from news import languages, opendata, pagecache
from news.models import SiteProfile


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
        text = opendata.as_csv(opendata.TABLES[name]())
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return licensed(response, licence)


def licensed(response, licence):
    """With the licence as a link of the answer itself (RFC 8288), and open to scripts of other sites."""
    if licence:
        response.headers["Link"] = f'<{licence}>; rel="license"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return pagecache.keep(response)
