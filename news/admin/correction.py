"""Public notes of what was wrong."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Article, Correction
from news.permissions import PUBLISH_ARTICLE

from .bases import NewsroomAdmin, is_about
from .choosing import NewsroomForm


class CorrectionForm(NewsroomForm):
    """A note of what was wrong corrects what readers have seen, so there has to be something that they see."""

    def clean(self):
        data = super().clean()
        article, language = data.get("article"), data.get("language")
        if article and language and not article.live_editions().filter(language=language).exists():
            raise ValidationError({"language": _("Readers do not see the story in this language.")})
        return data


@admin.register(Correction)
class CorrectionAdmin(NewsroomAdmin):
    form = CorrectionForm
    fields = ["article", "language", "text", "made_at"]
    autocomplete_fields = ["article"]
    list_display = ["text", "article", "language", "made_at"]
    list_filter = ["language"]
    list_select_related = ["article"]
    search_fields = ["text", *languages.each("article__headline")]
    search_help_text = _("Words of the note, or headline of the story")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        texts = [f"article__body_{code}" for code in languages.CODES]
        return rows.defer(*texts) if is_about(request, "changelist") else rows

    # A correction is public from the moment it is saved: those make it who publish.

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.has_perm(PUBLISH_ARTICLE)

    def has_change_permission(self, request, obj=None):
        if not (super().has_change_permission(request, obj) and request.user.has_perm(PUBLISH_ARTICLE)):
            return False
        return obj is None or obj.article.is_editable_by(request.user)

    def has_delete_permission(self, request, obj=None):
        """What readers were told stays told."""
        return False

    def choices(self, db_field, request):
        """A story that one may write in."""
        if db_field.name == "article":
            return Article.objects.editable_by(request.user).in_use()
        return super().choices(db_field, request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.help_text = _("In the language of the story. Readers see it on the story as soon as you save.")
            field.widget = forms.Textarea({"rows": 4, "class": "vLargeTextField"})
        return field

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.made_at <= timezone.now():
            self.message_user(request, gettext("Readers see the correction on the story now."), messages.SUCCESS)
        else:
            self.message_user(request, gettext("Readers will see the correction from its moment on."), messages.SUCCESS)
