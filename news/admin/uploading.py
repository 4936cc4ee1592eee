"""Pictures come into the library, one or forty at once: by a page for people, and by an address for its script."""

import hashlib
import logging

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import intake
from news.models import Image

from .describing import describe_address
from .scripts import scripts
from .thumbnails import card_of

MEGABYTE = 1_000_000
CREATED, FORBIDDEN, TOO_LARGE, REFUSED, UNAVAILABLE = 201, 403, 413, 422, 503

NOT_STORED = _("The place where files are kept does not answer. Send the file again in a few minutes.")

log = logging.getLogger(__name__)


# a file


def brought_in(file, *, by):
    """(the picture, whether it is new): the same file is not kept twice. Raises intake.Refused.

    No transaction is open while the picture is decoded: SQLite has one writer. Its small copies are made after the row.
    """
    known = Image.objects.visible_to(by).same_file(checksum(file)).first()
    if known:
        if not known.file.storage.exists(known.file.name):
            bring_back(known, file)
        return known, False
    picture = Image(file=file, created_by=by)
    picture.save()
    return picture, True


def bring_back(picture, file):
    """Bytes that the store has lost came again: the picture has them under a new name, and its focal point stays."""
    point = picture.focal_x, picture.focal_y
    picture.file = file
    picture.file.take_in()
    picture.focal_x, picture.focal_y = point
    picture.save(update_fields=picture.told_by_file)


def checksum(file):
    """As `intake` notes it of what it takes in: SHA-256 of the bytes as they came."""
    file.seek(0)
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


# for scripts


def upload(above, request):
    """A file sent by a script: the card of its picture, or a sentence in the language of whoever sent it."""
    if not above.admin_site.has_permission(request):
        sentence = gettext("You are logged out. Log in in another tab, then send the file again.")
        return JsonResponse({"error": sentence, "login": reverse("admin:login")}, status=FORBIDDEN)
    if not above.has_add_permission(request):
        return JsonResponse({"error": gettext("Your account may not add pictures to the library.")}, status=FORBIDDEN)
    if "file" not in request.FILES:
        return JsonResponse({"error": gettext("No file has come. Choose a picture.")}, status=REFUSED)
    return taken(above, request, request.FILES["file"])


def taken(above, request, file):
    try:
        picture, is_new = brought_in(file, by=request.user)
    except intake.Refused as refusal:
        status = TOO_LARGE if file.size > intake.MOST_BYTES else REFUSED
        return JsonResponse({"error": str(refusal)}, status=status)
    except OSError:
        log.exception("A picture could not be stored.")
        return JsonResponse({"error": str(NOT_STORED)}, status=UNAVAILABLE)
    if is_new:
        above.log_addition(request, picture, [{"added": {}}])
    card = card_of(picture) | {"is_known": not is_new, "page": above.change_address(picture)}
    return JsonResponse(card, status=CREATED if is_new else 200)


# for people


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=SeveralFiles({"accept": intake.ACCEPTED, "required": True}),
    )


def add_several(above, request):
    """GET shows where to choose, drop or paste pictures. POST, without a script, takes them all in and leads to the
    page that describes them; what was refused is told by name."""
    if not above.has_add_permission(request):
        raise PermissionDenied
    files = request.FILES.getlist("file")
    if request.method != "POST" or not files:
        return page(above, request)
    new, refused = all_brought_in(above, request, files)
    if not new:
        return page(above, request, refused, status=REFUSED if refused else 200)
    for sentence in refused:
        messages.error(request, sentence)
    return HttpResponseRedirect(describe_address(above, new))


def all_brought_in(above, request, files):
    """(keys of the new pictures, sentences about files that were refused); what was there before is told."""
    new, refused = [], []
    for file in files:
        try:
            picture, is_new = brought_in(file, by=request.user)
        except intake.Refused as refusal:
            refused.append(not_added(file, refusal))
            continue
        except OSError:
            log.exception("A picture could not be stored.")
            refused.append(not_added(file, NOT_STORED))
            continue
        if is_new:
            new.append(picture.pk)
            above.log_addition(request, picture, [{"added": {}}])
        else:
            messages.info(request, known_already(above, file, picture))
    return new, refused


def not_added(file, why):
    return gettext("“%(file)s” was not added. %(why)s") % {"file": file.name, "why": why}


def known_already(above, file, picture):
    sentence = gettext("“%(file)s” is in the library already:") % {"file": file.name}
    return format_html('{} <a href="{}">{}</a>', sentence, above.change_address(picture), picture)


def page(above, request, refused=(), status=200):
    context = {
        **above.admin_site.each_context(request),
        "title": gettext("Add pictures"),
        "opts": above.opts,
        "form": FilesForm(),
        "refused": refused,
        "largest": intake.MOST_BYTES,
        "megabytes": intake.MOST_BYTES // MEGABYTE,
        "media": scripts(request.csp_nonce, "upload"),
    }
    return TemplateResponse(request, "admin/news/library/add_several.html", context, status=status)
