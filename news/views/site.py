"""What robots, researchers and machines ask a site for; none of it has a language."""

import datetime as dt

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from news import languages, pagecache
from news.models import SiteProfile
from news.structured_data import absolute

SECURITY_TXT_IS_GOOD_FOR = dt.timedelta(days=180)
"""RFC 9116 wants an end that is less than a year away."""


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/"]
    lines += [f"Disallow: /{code}/search/?" for code in languages.CODES]
    lines += [f"Disallow: /{code}/news/*/press-kit.zip$" for code in languages.CODES]
    lines += [
        "",
        f"Sitemap: {absolute(reverse('root:sitemap_index'))}",
        f"Sitemap: {absolute(reverse('root:news_sitemap'))}",
    ]
    return plain_text(lines)


@require_safe
def security(request):
    """security.txt (RFC 9116): whom to tell about a hole. 404 until the site profile has an e-mail address."""
    email = SiteProfile.objects.current().email
    if not email:
        return HttpResponse("No contact has been entered yet.\n", content_type="text/plain; charset=utf-8", status=404)
    expires = (timezone.now() + SECURITY_TXT_IS_GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    return plain_text(
        [
            f"Contact: mailto:{email}",
            f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {', '.join(languages.CODES)}",
            f"Canonical: {absolute(reverse('root:security'))}",
        ]
    )


def plain_text(lines):
    return pagecache.keep(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


@require_safe
@never_cache
def healthz(request):
    """The process answers. Asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """The process can serve pages: the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
