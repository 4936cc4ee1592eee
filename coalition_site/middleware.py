"""What this installation does with every request: the content security policy and the language of the admin."""

import secrets

from django.conf import settings
from django.utils import translation
from django.utils.functional import SimpleLazyObject

NONCE = "<CSP_NONCE_SENTINEL>"
"""Stands in a policy for the nonce of the response, as `django.utils.csp.CSP.NONCE` does from Django 6.0 on."""


def csp_nonce(request):
    """Template context: the nonce for a script that cannot be a file. Reading it puts it into the policy."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}


class ContentSecurityPolicyMiddleware:
    """Sends `settings.SECURE_CSP`, with a nonce only where the page asked for one: public pages stay cached.

    Has the shape of Django 6.0's own middleware and goes when the project moves there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        made = []

        def make():
            made.append(secrets.token_urlsafe(16))
            return made[0]

        request.csp_nonce = SimpleLazyObject(make)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(made[0] if made else None))
        return response


def policy(nonce):
    """The header's text. Without a nonce the sentinel leaves no trace."""
    sources = {
        directive: [f"'nonce-{nonce}'" if value == NONCE else value for value in values if nonce or value != NONCE]
        for directive, values in settings.SECURE_CSP.items()
    }
    parts = [" ".join([directive, *values]) for directive, values in sources.items()]
    if settings.IS_SECURE:
        parts.append("upgrade-insecure-requests")
    return "; ".join(parts)


class InterfaceLanguageMiddleware:
    """Shows the admin in the language of whoever is logged in; public pages say their language in the address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return self.get_response(request)
        request.LANGUAGE_CODE = request.user.language
        with translation.override(request.user.language):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        return response
