"""The pages of the acts: submit, take back, request changes, withdraw, put back, take down, move, call off.

One page for all of them: what will happen in plain words, the languages, what the act wants to know, one button.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from news import languages, notifications
from news.models import Act, rescheduling
from news.models.workflow import LIES_IN_THE_BIN, NOT_NOW, PUBLISHER, STEPS
from news.permissions import PUBLISH_ARTICLE

from .act_forms import FORMS, TakeDownForm
from .fields import zone_name


def act_view(admin, request, object_id, act):
    """GET shows the page, POST takes the step in the ticked languages, in all of them or in none."""
    if act not in FORMS:
        raise Http404
    article = admin.row_to_change(request, object_id)
    if STEPS[act].who == PUBLISHER and not request.user.has_perm(PUBLISH_ARTICLE):
        raise PermissionDenied
    if article.binned_at:
        messages.error(request, LIES_IN_THE_BIN)
        return HttpResponseRedirect(admin.change_address(article))
    form = form_of(admin, request, article, act)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked and "_preview" not in request.POST and done(request.user, article, form):
        admin.log_change(request, article, logged(form))
        messages.success(request, form.done)
        return HttpResponseRedirect(back(admin, request, article))
    return TemplateResponse(request, "admin/news/article/act.html", page(admin, request, article, form, is_asked))


def form_of(admin, request, article, act):
    """The form of the act, with the languages it is open in and those that were posted: nothing typed is lost."""
    is_open = open_languages(article, request.user, act)
    asked = request.POST.getlist("languages")
    offered = [code for code in languages.CODES if code in is_open or code in asked]
    wanted = [code for code in request.GET.getlist("language") if code in is_open] or is_open
    more = {"site": admin.admin_site, "user": request.user} if FORMS[act] is TakeDownForm else {}
    initial = {"languages": wanted, **(planned(article, wanted[0]) if act == Act.MOVED and wanted else {})}
    return FORMS[act](request.POST or None, offered=offered, initial=initial, **more)


def planned(article, language):
    """The moment that is being changed, as the form's fields want it. One query."""
    try:
        at = timezone.localtime(rescheduling.last_scheduled(article, language).published_at)
    except ValidationError:  # it went out this moment: the form says so when it is sent
        return {}
    return {"day": at.date(), "time": at.time()}


def open_languages(article, user, act):
    return [code for code, acts in article.open_acts(user).items() if act in acts]


def done(user, article, form):
    """Whether the step was taken; where not, the form says why, language by language."""
    try:
        with transaction.atomic(), notifications.in_one_letter():
            for code in form.cleaned_data["languages"]:
                step(user, article, form, code)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def step(user, article, form, code):
    try:
        form.do(article, code, by=user)
    except ValidationError as error:
        name = dict(languages.LANGUAGES)[code]
        raise ValidationError([f"{name}: {sentence}" for sentence in error.messages]) from error


def logged(form):
    names = dict(languages.LANGUAGES)
    return gettext("%(act)s: %(languages)s.") % {
        "act": form.title,
        "languages": ", ".join(names[code] for code in form.cleaned_data["languages"]),
    }


def back(admin, request, article):
    """The page that the act was asked for from: the form, or “Publish…”."""
    if request.POST.get("next") == "publish":
        return reverse("admin:news_article_publish", args=[article.pk])
    return admin.change_address(article)


def page(admin, request, article, form, is_asked):
    shown = [code for code, _name in form.fields["languages"].choices]
    return {
        **admin.page_about(request, article),
        "title": form.title,
        "form": form,
        "media": form.media,
        "why_not": "" if shown else why_not(form),
        "notices": notices(article, form) if is_asked and "_preview" in request.POST else [],
        "time_zone": zone_name(),
        "next": request.POST.get("next", request.GET.get("next", "")),
    }


def why_not(form):
    """The sentence for a page whose act no language is open for: somebody was quicker, or the text is not there yet."""
    if form.act == "submitted":
        return gettext("No language can be submitted now: it waits already, or has no headline or no text yet.")
    return NOT_NOW.get(form.act, gettext("There is nothing to do."))


def notices(article, form):
    """What readers will find above the story, language by language."""
    for code in form.cleaned_data["languages"]:
        headline = article.live_editions().filter(language=code).values_list("headline", flat=True).first()
        yield {"language": code, "headline": headline or "", "text": form.cleaned_data[f"note_{code}"]}
