"""The address without a language."""

from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def front(request):
    """Lead to the home page in the reader's language; in no shared cache, or one reader's would be everybody's."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Accept-Language"])
    return response
