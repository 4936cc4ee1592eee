"""Nothing typed is lost: what an open form asks of the server while it is written in, and what a save tells it.

The browser's side is static/js/newsroom/ (autosave, presence, session).
"""

import re
from functools import partial

from django.apps import apps
from django.contrib.admin.exceptions import NotRegistered
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from news.models import Opening, Revision

from .typed import is_key

ACKNOWLEDGED = "newsroom_saved"
"""The cookie that names to the browser what has been saved, so that it forgets just that. It holds no secret."""
SECONDS_OF_ACKNOWLEDGEMENT = 24 * 60 * 60
NAME_OF_WHAT_WAS_SENT = re.compile(r"[0-9a-f-]{36}\.[0-9]{1,9}")
MOST_NAMES = 8


class KeepsTyping:
    """A form whose text the browser keeps until a save is acknowledged, and that tells who else has its row open."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_sent_back = context["adminform"].form.is_bound
        context["typing"] = self.typing(request, obj, is_popup=context["is_popup"]) | {"is_sent_back": is_sent_back}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def typing(self, request, obj, *, is_popup):
        """What the scripts need to know of a form. One query, none for a new row."""
        is_stored = bool(obj and obj.pk)
        is_told = is_stored and self.keeps_revisions and self.has_change_permission(request, obj)
        noun = self.opts.model_name
        return {
            "account": request.user.pk,
            "row": f"{self.opts.label_lower}/{obj.pk if is_stored else 'add'}{'/popup' if is_popup else ''}",
            "version": Revision.objects.of(obj).latest_number() if is_stored and self.keeps_revisions else 0,
            "presence": reverse("admin:presence", args=[noun, obj.pk]) if is_told else "",
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.is_saved = True

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        if getattr(request, "is_saved", False):
            acknowledge(request, response)
        return response


def acknowledge(request, response):
    """Tell the browser that what it sent is stored. Called after the transaction, so that the promise holds."""
    name = request.POST.get("_kept", "")
    if not NAME_OF_WHAT_WAS_SENT.fullmatch(name):
        return
    before = [
        part for part in request.COOKIES.get(ACKNOWLEDGED, "").split("~") if NAME_OF_WHAT_WAS_SENT.fullmatch(part)
    ]
    response.set_cookie(
        ACKNOWLEDGED,
        "~".join([*before[1 - MOST_NAMES :], name]),
        max_age=SECONDS_OF_ACKNOWLEDGEMENT,
        path=reverse("admin:index"),
        secure=request.is_secure(),
        samesite="Lax",
    )


def presence_urls(site):
    """Both answer those who are logged out too, in JSON: a redirect to the log-in page would tell a script nothing."""
    return [
        path("session/", never_cache(require_GET(partial(session, site=site))), name="session"),
        path(
            "presence/<slug:noun>/<str:key>/", never_cache(require_POST(partial(presence, site=site))), name="presence"
        ),
    ]


def session(request, *, site):
    """Whether the browser is logged in, with which account, and the token that a form needs to be sent."""
    return JsonResponse(standing(request, site))


def standing(request, site):
    if not site.has_permission(request):
        return {"logged_in": False}
    return {"logged_in": True, "account": request.user.pk, "token": get_token(request)}


def presence(request, noun, key, *, site):
    """An open form tells of itself, every half minute and when it is closed; the answer tells who else has it open, and
    whether the row was saved since the state `heard`. Raises Http404 for rows that the user may not see or change."""
    found = standing(request, site)
    if not found["logged_in"]:
        return JsonResponse(found)
    row = open_row(request, site, noun, key)
    if request.POST.get("closed"):
        Opening.objects.closed(row, by=request.user)
        return JsonResponse(found)
    Opening.objects.note(row, by=request.user)
    others = Opening.objects.others(row, request.user).filter(user__is_staff=True, user__is_active=True)
    found["others"] = [{"name": str(other.user), "since": other.opened_at} for other in others]
    return JsonResponse(found | news_of(row, heard=request.POST.get("heard", "")))


def open_row(request, site, noun, key):
    """The row whose form the user may open, less its texts, with `newest`, the number of its newest saved state."""
    try:
        rows_admin = site.get_model_admin(apps.get_model("news", noun))
    except (LookupError, NotRegistered) as error:
        raise Http404 from error
    if not getattr(rows_admin, "keeps_revisions", False) or not is_key(key):
        raise Http404
    states = Revision.objects.filter(content_type__app_label="news", content_type__model=noun, object_id=OuterRef("pk"))
    newest = Coalesce(Subquery(states.order_by("-number").values("number")[:1]), 0)
    rows = rows_admin.get_queryset(request).defer(*rows_admin.heavy_columns()).annotate(newest=newest)
    row = rows.filter(pk=key).first()
    if row is None or not rows_admin.has_change_permission(request, row):
        raise Http404
    return row


def news_of(row, *, heard):
    """The row's newest saved state, with who saved it and when where that is news to the form. One query then."""
    if not (is_key(heard) and int(heard) < row.newest):
        return {"version": row.newest}
    saved = Revision.objects.of(row).filter(number=row.newest).select_related("author").defer("data").get()
    return {
        "version": saved.number,
        "saved_by": str(saved.author) if saved.author else "",
        "saved_at": saved.created_at,
    }
