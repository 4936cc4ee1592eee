"""System checks: settings that can be read and are unwise, each with an id and a hint."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@checks.register(checks.Tags.security, deploy=True)
def site_url_is_secure(app_configs, **kwargs):
    if urlsplit(settings.SITE_URL).scheme == "https":
        return []
    return [
        checks.Warning(
            f"SITE_URL is {settings.SITE_URL}: readers and editors are not protected by https.",
            hint="Set SITE_URL to the public https address; secure cookies and HSTS follow from it.",
            id="news.W001",
        )
    ]


@checks.register()
def site_url_is_allowed(app_configs, **kwargs):
    host = urlsplit(settings.SITE_URL).hostname or ""
    if "*" in settings.ALLOWED_HOSTS or host in settings.ALLOWED_HOSTS:
        return []
    if any(name.startswith(".") and host.endswith(name) for name in settings.ALLOWED_HOSTS):
        return []
    return [
        checks.Error(
            f"SITE_URL names {host}, which ALLOWED_HOSTS does not allow.",
            hint=f"Add {host} to ALLOWED_HOSTS, or leave ALLOWED_HOSTS unset: it follows SITE_URL.",
            id="news.E001",
        )
    ]


@checks.register()
def data_folder_can_be_written(app_configs, **kwargs):
    folder = settings.DATA_DIR
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if existing.is_dir() and os.access(existing, os.W_OK):
        return []
    return [
        checks.Error(
            f"DATA_DIR is {folder}, and this user may not write there.",
            hint="Choose a folder that belongs to the user who runs the site.",
            id="news.E002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def files_travel_safely(app_configs, **kwargs):
    """Within one machine nobody listens; everywhere else both the newsroom and readers need https."""
    endpoint = settings.STORAGES["default"].get("OPTIONS", {}).get("endpoint_url", "")
    addresses = filter(None, [endpoint, settings.FILES_PUBLIC_URL])
    open_ones = [each for each in addresses if not (each.startswith("https:") or urlsplit(each).hostname in LOOPBACK)]
    return [
        checks.Warning(
            f"FILES_URL makes files travel unprotected: {each}.",
            hint="Leave out secure=false, and give readers a public= address with https: browsers refuse others.",
            id="news.W002",
        )
        for each in open_ones
    ]
