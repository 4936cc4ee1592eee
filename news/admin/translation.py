"""A translator's page: the original with what changed in it on the left, the form of one translation on the right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from news import languages
from news.models import Article
from news.models.workflow import IN_WORK, WORDS

from .standing import COMPARED

NAMES = dict(languages.LANGUAGES)


def translation_admin(site, language):
    """The admin of stories as the site has it, for one language of them.

    It is asked of the site: a module that the site imports cannot import an admin, which registers itself.
    """
    stories = type(site.get_model_admin(Article))
    return type("TranslationAdmin", (OneLanguage, stories), {})(site, language)


class OneLanguage:
    """The form of a story cut down to the words of one language. It saves, merges and keeps history as the whole."""

    inlines = []
    readonly_fields = []
    folded_in_each_language = ()
    change_form_template = "admin/news/desk/translate.html"

    def __init__(self, site, language):
        super().__init__(Article, site)
        self.language = language

    def get_fieldsets(self, request, obj=None):
        """A fieldset for each field, so that each stands beside its original."""
        return [(None, {"fields": [f"{name}_{self.language}"]}) for name in WORDS]

    def typing(self, request, obj, *, is_popup):
        """What is typed here is not mixed up with what is typed in the form of the whole story."""
        kept = super().typing(request, obj, is_popup=is_popup)
        return {**kept, "row": f"{kept['row']}/{self.language}"}

    def translate(self, request, object_id):
        """Raises Http404 for a language or a story that is not there. The original, and a story that the user may only
        look at, open in the form of the story; what was sent is never led away, the form tells why it is refused."""
        if self.language not in languages.CODES:
            raise Http404
        if request.method == "POST":
            return self.changeform_view(request, object_id)
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if article.original_language == self.language or not self.has_change_permission(request, article):
            return HttpResponseRedirect(f"{self.change_address(article)}?beside={self.language}")
        return self.changeform_view(request, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context.update(
            language=self.language,
            language_name=NAMES[self.language],
            original_language=obj.original_language,
            original_name=NAMES[obj.original_language],
            original_words=getattr(obj, f"words_{obj.original_language}"),
            behind=obj.changes_behind(self.language),
            is_marked=bool(obj.changes_behind(self.language) and getattr(obj, f"based_on_{self.language}")),
            pairs=list(zip(originals(obj, self.language), context["adminform"], strict=True)),
            may_submit=getattr(obj, f"state_{self.language}") in IN_WORK,
            story_address=f"{self.change_address(obj)}?beside={self.language}",
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """Every button saves; what it does beside that is told, and done or refused with a sentence."""
        self.message_user(request, gettext("Saved."), messages.SUCCESS)
        try:
            if "_follow" in request.POST:
                self.follow(request, obj)
            if "_submit" in request.POST:
                obj.submit(self.language, by=request.user)
                self.message_user(
                    request, gettext("%(language)s waits for an editor now.") % self.named(), messages.SUCCESS
                )
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        return HttpResponseRedirect(reverse("admin:news_article_translate_change", args=[obj.pk, self.language]))

    def follow(self, request, obj):
        """Mark the translation as following the original that the translator had before the eyes, not a later one."""
        if request.POST.get("original_words") != str(getattr(obj, f"words_{obj.original_language}")):
            raise ValidationError(
                gettext("The original was changed while you translated. See below what is new in it.")
            )
        obj.follow_original(self.language, by=request.user)
        self.message_user(request, gettext("%(language)s follows the original again.") % self.named(), messages.SUCCESS)

    def named(self):
        return {"language": NAMES[self.language]}


def originals(article, language):
    """What stands on the left: for each field its name, the words when the translation followed them, the words now."""
    original = article.original_language
    revision = getattr(article, f"based_on_{language}") if article.changes_behind(language) else None
    for name in WORDS:
        column = f"{name}_{original}"
        now = getattr(article, column)
        before = revision.data.get(column, now) if revision else now
        yield {"name": COMPARED[name], "field": name, "before": before, "now": now, "has_changed": before != now}
