"""The site as a WSGI application: static files and media are answered before Django sees the request."""

import os
import re

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from news.storage.serving import disposition_of, type_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition_site.settings")

A_YEAR = 365 * 24 * 60 * 60
HASHED_NAME = re.compile(r"\.[0-9a-f]{12}\.[^./]+$")
"""Collected static files carry twelve digits of their content's hash, so they never change under their name."""


class Media(WhiteNoise):
    """The files of the library. Names that begin with a full stop are files which are still being written."""

    def candidate_paths_for_url(self, url):
        if any(part.startswith(".") for part in url.split("/")):
            return ()
        return super().candidate_paths_for_url(url)


def harmless(headers, path, url):
    """Uploaded files are shown or saved, never run: no guessed types, no script, whatever a file turns out to be."""
    headers["Content-Type"] = type_of(url)
    headers["Content-Disposition"] = disposition_of(url)
    headers["Cache-Control"] = f"max-age={A_YEAR}, public, immutable"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def of_its_named_type(headers, path, url):
    headers["X-Content-Type-Options"] = "nosniff"


def with_static_files(application):
    return WhiteNoise(
        application,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        immutable_file_test=lambda path, url: HASHED_NAME.search(url) is not None,
        add_headers_function=of_its_named_type,
        allow_all_origins=False,
    )


def with_media(application):
    """Files uploaded while the site runs are looked for at every request; production puts a CDN before them.

    A store elsewhere answers for its files itself.
    """
    if settings.FILES_PUBLIC_URL:
        return application
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return Media(
        application,
        root=settings.MEDIA_ROOT,
        prefix=settings.MEDIA_URL,
        autorefresh=True,
        add_headers_function=harmless,
        allow_all_origins=False,
    )


application = with_media(with_static_files(get_wsgi_application()))
