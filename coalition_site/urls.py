"""The addresses of the installation: the admin, what has no language, and the public pages below their language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from news.urls import language_urlpatterns, root_urlpatterns
from news.views.front import front

handler400 = "news.views.errors.bad_request"
handler403 = "news.views.errors.forbidden"
handler404 = "news.views.errors.not_found"
handler500 = "news.views.errors.server_error"

urlpatterns = [
    path("", front, name="front"),
    path("admin/", admin.site.urls),
    path("", include((root_urlpatterns, "root"), namespace="root")),
    *i18n_patterns(path("", include((language_urlpatterns, "news"), namespace="news")), prefix_default_language=True),
]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
