"""Pages for what cannot be shown, in the reader's language, with ways on."""

from django.http import HttpResponseServerError
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from news import languages

from .head import Head, Version, page

FORMS_OF_THE_NEWSROOM = ("/add/", "/change/", "/login/")
"""Ends of the addresses that show, when opened, the form that was sent there."""


def bad_request(request, exception):
    return oops(request, "400.html", 400, lambda: _("The request could not be understood"))


def forbidden(request, exception):
    return oops(request, "403.html", 403, lambda: _("You may not open this page"))


def forged(request, reason=""):
    """What Django answers where the token of a form is missing or old (settings.CSRF_FAILURE_VIEW).

    An editor's form has most often been opened before the last log-in; the browser keeps what was typed into it.
    """
    if not request.path.startswith(reverse("admin:index")):
        return forbidden(request, reason)
    is_form = request.path.endswith(FORMS_OF_THE_NEWSROOM)
    back = request.get_full_path() if is_form else reverse("admin:index")
    language = request.user.language if request.user.is_authenticated else None
    words = {"back": back, "is_form": is_form}
    return oops(request, "forged.html", 403, lambda: _("The form was not accepted"), language=language, **words)


def not_found(request, exception):
    return oops(request, "404.html", 404, lambda: _("Page not found"))


def gone(request, *, reason=""):
    """The page was taken away for good (RFC 9110, 410). `reason` is the newsroom's own sentence for readers."""
    return oops(request, "410.html", 410, lambda: _("This page has been removed"), reason=reason)


def server_error(request):
    """Static, in all languages: whatever could choose a language or read the database may be what failed."""
    response = HttpResponseServerError(loader.render_to_string("500.html"))
    add_never_cache_headers(response)
    return response


def oops(request, template, status, title, *, language=None, **context):
    """`title` is called once the language is set: the path says it, else the browser."""
    with translation.override(language or language_of(request)):
        head = Head(title=title(), languages=front_pages(), is_indexed=False)
        return page(request, template, head, context, status=status)


def language_of(request):
    return translation.get_language_from_path(request.path_info) or translation.get_language_from_request(request)


def front_pages():
    """Where the language switch of an error page leads: the missing page is missing in the other languages too."""
    return [Version(code, f"/{code}/", exists=False) for code in languages.CODES]
