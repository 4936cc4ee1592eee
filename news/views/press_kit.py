"""The press kit of a story, as one file that is written while it is sent."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from news import pagecache
from news.models import Edition
from news.presskit import kit_of

from .article import date_of, elsewhere, kit_address


@require_safe
def press_kit(request, year, month, day, slug):
    """Eight queries, however many pictures there are. Answers as the story's page does where that is elsewhere or gone.

    Whoever has the kit already is told so (ConditionalGetMiddleware) before a picture is read.
    """
    date = date_of(year, month, day)
    live = Edition.objects.live().in_language(get_language()).on_day(date)
    story = live.filter(slug=slug).select_related("article").first()
    if story is None:
        return elsewhere(request, date, slug, address=kit_address)
    kit = kit_of(story)
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{kit.name}.zip"),
        "ETag": kit.etag,
        "X-Robots-Tag": "noindex",
    }
    pieces = kit.written() if request.method == "GET" else ()
    response = StreamingHttpResponse(pieces, headers=headers)
    return pagecache.keep(response)
