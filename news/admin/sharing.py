"""The page “Share a draft”: links by which people without an account see one language of a story, for some days."""

import datetime as dt

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import PreviewLink, Revision, preview_address
from news.models.workflow import LIES_IN_THE_BIN
from news.structured_data import absolute

from .typed import is_key

DAYS = (1, 3, 7, 30)
USUAL_DAYS = 7
LINKS_SHOWN = 30
NEWEST, THIS_VERSION = "newest", "version"


class SharingForm(forms.Form):
    """Which language, of which text, for how long. `version` is the saved state that may be shown as it is, if any."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    text = forms.ChoiceField(label=_("Text"), initial=NEWEST, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label=_("The link opens for"), coerce=int, initial=USUAL_DAYS, widget=forms.RadioSelect
    )

    def __init__(self, *args, written, version=None, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(languages.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in written]
        self.fields["text"].choices = list(texts_to_show(version))
        self.fields["days"].choices = [
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in DAYS
        ]


def texts_to_show(version):
    yield NEWEST, gettext("Always the newest saved text")
    if version:
        as_it_is = gettext("Version %(number)d as it is, whatever is changed later")
        yield THIS_VERSION, as_it_is % {"number": version.number}


class SharedDrafts:
    """The part of a story's admin that shows its drafts: previews in the side column, and the page of links."""

    def get_urls(self):
        share = self.admin_site.admin_view(self.share)
        return [path("<path:object_id>/share/", share, name="news_article_share"), *super().get_urls()]

    def share(self, request, object_id):
        return sharing_page(self, request, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            obj.may_be_shared = not obj.binned_at and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("preview of what is saved"))
    def previews(self, obj):
        if not obj.pk:
            return gettext("After the first save.")
        pages = ((preview_address(obj, code), code, name) for code, name in languages.LANGUAGES)
        links = format_html_join("", '<a class="public-page" href="{}" lang="{}">{}</a> ', pages)
        if not getattr(obj, "may_be_shared", False):
            return links
        share = reverse("admin:news_article_share", args=[obj.pk])
        return format_html('{}<a class="public-page" href="{}">{}</a>', links, share, gettext("Share a draft…"))


def sharing_page(above, request, object_id):
    """GET shows the form and the links there are, POST makes a link or revokes one."""
    article = above.row_to_change(request, object_id)
    if article.binned_at:
        messages.error(request, LIES_IN_THE_BIN)
        return HttpResponseRedirect(above.change_address(article))
    if "revoke" in request.POST:
        return revoke(above, request, article)
    version = version_to_show(article, request.GET.get("revision", ""))
    form = SharingForm(
        request.POST or None,
        written=languages_written(article),
        version=version,
        initial={"language": request.GET.get("language") or article.original_language, "text": text_asked_for(request)},
    )
    if request.method == "POST" and form.is_valid():
        return make_link(above, request, article, form.cleaned_data, version)
    return TemplateResponse(request, "admin/news/article/share.html", context_of(above, request, article, form))


def languages_written(article):
    """The languages in which there is a headline or a text to show."""
    words = {code: (getattr(article, f"headline_{code}"), getattr(article, f"body_{code}")) for code in languages.CODES}
    return [code for code in languages.CODES if any(words[code])]


def version_to_show(article, asked):
    """The saved state with the number asked for, else the newest; None for a story without a history. One query."""
    versions = Revision.objects.of(article).defer("data")
    return versions.filter(number=int(asked)).first() if is_key(asked) else versions.latest()


def text_asked_for(request):
    return THIS_VERSION if is_key(request.GET.get("revision", "")) else NEWEST


def make_link(above, request, article, chosen, version):
    link = PreviewLink.objects.create(
        article=article,
        language=chosen["language"],
        revision=version if chosen["text"] == THIS_VERSION else None,
        expires_at=timezone.now() + dt.timedelta(days=chosen["days"]),
        created_by=request.user,
    )
    name = link.get_language_display()
    above.log_change(request, article, gettext("Made a link to the draft in %(language)s.") % {"language": name})
    messages.success(request, gettext("The link is made. Copy it below and send it."))
    return HttpResponseRedirect(f"{address_of_page(article)}?made={link.pk}#link-{link.pk}")


def revoke(above, request, article):
    """The link opens nothing from now on. One of another story, or one that is gone, is a page not found."""
    key = request.POST["revoke"]
    link = article.preview_links.filter(pk=key).first() if is_key(key) else None
    if link is None:
        raise Http404
    link.revoke()
    above.log_change(request, article, gettext("Revoked a link to the draft."))
    messages.success(request, gettext("The link opens nothing any more."))
    return HttpResponseRedirect(address_of_page(article))


def address_of_page(article):
    return reverse("admin:news_article_share", args=[article.pk])


def context_of(above, request, article, form):
    """Two queries: the newest links, with those who made them."""
    rows = article.preview_links.select_related("created_by", "revision").defer("revision__data").newest_first()
    made = request.GET.get("made", "")
    return {
        **above.page_about(request, article),
        "title": gettext("Share a draft"),
        "form": form,
        "links": [(link, absolute(link.get_absolute_url()), str(link.pk) == made) for link in rows[:LINKS_SHOWN]],
    }
