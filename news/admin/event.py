"""Meetings."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Article, Edition, Event

from .bases import is_about
from .begun_story import story_address
from .publishable import IsPublicFilter, PublishableAdmin

STORIES_SHOWN = 20


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("coming", _("to come")), ("past", _("past")), ("untold", _("past, and no story about it"))]

    def queryset(self, request, queryset):
        now = timezone.now()
        chosen = {"coming": queryset.upcoming, "past": queryset.past, "untold": queryset.without_coverage}
        return chosen[self.value()](now) if self.value() in chosen else queryset


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    in_each_language = ("name", ("venue", "address"), "audience", "description")
    needed_in_a_language = ("name", "venue")
    below = ((_("Who"), ["organizers", "speakers"]), (_("Stories about the meeting"), ["told_by", "coverage"]))
    side = (
        (_("Readers"), ["public_pages", "published_at"]),
        (_("When"), ["start_at", "end_at", "status"]),
        (_("Where"), ["area", "online_url"]),
        (_("Address of the page"), ["slug"]),
    )
    autocomplete_fields = ["area", "organizers", "speakers", "coverage"]
    readonly_fields = (*PublishableAdmin.readonly_fields, "told_by")

    list_display = ["name", "start_at", "area", "status", "is_public"]
    list_filter = [WhenFilter, "status", IsPublicFilter]
    list_select_related = ["area"]
    search_fields = [*languages.each("name"), *languages.each("venue"), "slug"]
    search_help_text = _("Name or venue in any language, or address")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "coverage" and field:
            field.label, field.help_text = _("Also told in"), _("Stories of which this meeting is only a part.")
        return field

    def row_tools(self, request, obj):
        yield from super().row_tools(request, obj)
        if self.admin_site.get_model_admin(Article).has_add_permission(request):
            yield story_address(obj), gettext("Write the story")

    def get_object(self, request, object_id, from_field=None):
        """With the stories that name it, as far as the user may see them. One query more on its form."""
        obj = super().get_object(request, object_id, from_field)
        if obj and is_about(request, "_change"):
            obj.told_by = list(self.stories_of(obj, request.user))
        return obj

    def stories_of(self, obj, user):
        public = Edition.objects.listed().filter(article=OuterRef("pk"))
        rows = Article.objects.visible_to(user).in_use().filter(event=obj).annotate(is_public=Exists(public))
        return rows.only("kind", *Article.headline.fields)[:STORIES_SHOWN]

    @admin.display(description=_("stories that name it"))
    def told_by(self, obj):
        """Each with its kind: an announcement is no coverage."""
        if not getattr(obj, "told_by", None):
            return gettext("None yet.")
        lines = (
            (
                reverse("admin:news_article_change", args=[story.pk]),
                story,
                story.get_kind_display(),
                gettext("public") if story.is_public else gettext("in work"),
            )
            for story in obj.told_by
        )
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a> · {} · {}</li>', lines))

    @admin.display(description=_("name"), ordering="start_at")
    def name(self, obj):
        return str(obj)
