"""The page “See off”: what somebody leaves behind, and who takes it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import accounts, languages
from news.models import User

SHOWN = 10
"""Stories named on the page; the rest is a number."""


class OffBoardForm(forms.Form):
    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who takes the drafts"),
        required=False,
        empty_label=_("nobody: the central desk has them"),
        help_text=_("Colleagues of the same desk, and the central desk."),
    )
    revoke_links = forms.BooleanField(label=_("Close the preview links they gave out"), required=False, initial=True)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = User.objects.successors_of(person).order_by("name", "pk")


def off_board_view(admin, request, object_id):
    """GET shows what the person has open, POST hands it over and ends their log-ins."""
    person = admin.row_to_change(request, object_id)
    if not person.is_active:
        messages.warning(request, gettext("The account is switched off already."))
        return HttpResponseRedirect(admin.change_address(person))
    form = OffBoardForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid() and see_off(admin, request, person, form):
        return HttpResponseRedirect(admin.change_address(person))
    context = {
        **admin.page_about(request, person),
        "title": gettext("See off"),
        "form": form,
        "stops": accounts.what_keeps(person, request.user),
        **left_behind(person, request.user),
    }
    return TemplateResponse(request, "admin/news/account/off_board.html", context)


def see_off(admin, request, person, form):
    """Whether it was done; where not, the form says why."""
    successor = form.cleaned_data["successor"]
    try:
        stories = accounts.off_board(
            person, by=request.user, successor=successor, revoke_links=form.cleaned_data["revoke_links"]
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    heir = str(successor) if successor else gettext("the central desk")
    message = ngettext(
        "The account is switched off. %(count)d story went to: %(heir)s.",
        "The account is switched off. %(count)d stories went to: %(heir)s.",
        stories,
    ) % {"count": stories, "heir": heir}
    admin.log_change(request, person, message)
    messages.success(request, message)
    return True


def left_behind(person, user):
    """What the page tells: stories by name as far as `user` may see them, the rest as numbers. Constant queries."""
    legacy = accounts.legacy_of(person)
    texts = [f"{name}_{code}" for name in ("body", "summary") for code in languages.CODES]
    shown = legacy.stories.visible_to(user).defer(*texts)
    return {
        "stories": [(str(row), reverse("admin:news_article_change", args=[row.pk])) for row in shown[:SHOWN]],
        "number_of_stories": legacy.stories.count(),
        "number_of_proposals": sum(rows.count() for rows in legacy.proposals),
        "number_of_links": legacy.links.count(),
        "invited": list(legacy.invited[:SHOWN]),
        "desks": desks_of(person),
    }


def desks_of(person):
    """(desk, names of the others who write for it), for each desk. Two queries."""
    desks = person.desks.prefetch_related("desk_users")
    return [
        (str(desk), [str(one) for one in desk.desk_users.all() if one.is_active and one.pk != person.pk])
        for desk in desks
    ]
