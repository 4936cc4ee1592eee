"""Stories: the working copy, its languages side by side, its list and its bin."""

from functools import partial, reduce
from operator import or_

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Act, Article, Edition, rescheduling
from news.permissions import PUBLISH_ARTICLE, is_central

from .acts import act_view
from .article_inlines import BylineInline, OrganizationsInline, PeopleInline, SignatoryInline
from .bases import NewsroomAdmin, is_about
from .begun_story import BegunStories
from .cards import SAVED_FIRST, cards
from .fields import OneLineTextarea
from .findings import findings_view
from .history import KeptVersions
from .publish import publish_view
from .sharing import SharedDrafts
from .standing import changed_words, state_dots

WORDS = ("headline", "summary", "body", "dateline", "cover_caption")


class ShelfFilter(admin.SimpleListFilter):
    """Where a working copy is: by default everything but the bin."""

    title = _("where it stands")
    parameter_name = "shelf"

    def lookups(self, request, model_admin):
        return [
            ("drafts", _("never published")),
            ("public", _("public")),
            ("coming", _("scheduled")),
            ("waiting", _("waits for an editor")),
            ("changes", _("changes requested")),
            ("bin", _("in the bin")),
        ]

    def choices(self, changelist):
        every, *others = super().choices(changelist)
        return [{**every, "display": _("All but the bin")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "bin":
            return queryset.exclude(binned_at=None)
        editions = Edition.objects.filter(article=OuterRef("pk"))
        conditions = {
            "drafts": ~Exists(editions),
            "public": Exists(editions.live()),
            "coming": Exists(editions.filter(published_at__gt=timezone.now(), superseded_at=None)),
            "waiting": in_state(Article.State.SUBMITTED),
            "changes": in_state(Article.State.CHANGES_REQUESTED),
        }
        return queryset.in_use().filter(conditions.get(self.value(), Q()))


def in_state(state):
    """The condition of stories of which a language is in that state."""
    return reduce(or_, (Q(**{column: state}) for column in languages.each("state")))


def may_write(article, user):
    """`is_editable_by`, without a query for a row that the admin fetched."""
    known = getattr(article, "is_writable", None)
    return article.is_editable_by(user) if known is None else known


def has_editions(article):
    """`has_been_published`, without a query for a row that the admin fetched."""
    known = getattr(article, "has_editions", None)
    return article.has_been_published() if known is None else known


@admin.register(Article)
class ArticleAdmin(BegunStories, KeptVersions, SharedDrafts, NewsroomAdmin):
    in_each_language = WORDS
    folded_in_each_language = ("slug",)
    needed_in_a_language = ("headline", "summary", "body")
    advised_lengths = {"headline": 110, "summary": 220}
    side = (
        (_("Readers"), ["public_pages", "previews"]),
        (_("Story"), ["kind", "original_language"]),
        (_("Cover"), ["cover"]),
        (_("Filed under"), ["topics", "areas", "event", "documents", "desk"]),
        (_("Home page"), ["pinned_until", "home_position"]),
    )
    keeps_revisions = True
    inlines = [PeopleInline, OrganizationsInline, BylineInline, SignatoryInline]
    autocomplete_fields = ["cover", "topics", "areas", "event", "documents", "desk"]
    readonly_fields = ["public_pages", "previews"]

    list_display = ["headline", "dots", "kind", "desk", "updated_at"]
    list_filter = [ShelfFilter, "kind", "original_language"]
    list_select_related = ["desk"]
    search_fields = [*languages.each("headline"), *languages.each("slug")]
    search_help_text = _("Headline or address, in any language")
    actions = ["move_to_bin", "take_out_of_bin"]

    # who may what

    def get_autocomplete_fields(self, request):
        """A member's desk chooses among its own few organisations."""
        fields = super().get_autocomplete_fields(request)
        return fields if is_central(request.user) else [name for name in fields if name != "desk"]

    def choices(self, db_field, request):
        """A desk is one's own, whether readers see the organisation yet or not."""
        if db_field.name == "desk" and not is_central(request.user):
            return request.user.desks.all()
        return super().choices(db_field, request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "desk" and not is_central(request.user):
            desks = self.choices(db_field, request)
            kwargs |= {"required": bool(desks), "initial": desks.first(), "empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_side(self, request, obj=None):
        """What leads the home page is decided by those who publish."""
        return self.side if request.user.has_perm(PUBLISH_ARTICLE) else self.side[:-1]

    def has_change_permission(self, request, obj=None):
        """A reporter looks at the stories of other desks and does not write in them."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or not obj.pk or may_write(obj, request.user)

    def has_delete_permission(self, request, obj=None):
        """Only what lies in the bin, and never what readers have seen."""
        if obj is None or not obj.binned_at or obj.has_been_published():
            return False
        return super().has_delete_permission(request, obj)

    # the form

    def get_changeform_initial_data(self, request):
        """Who reads the newsroom in Russian writes in Russian, unless he says otherwise."""
        return {"original_language": request.user.language, **super().get_changeform_initial_data(request)}

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Below an empty cover it is said that stories of the desk get one; its name would cost a query."""
        if obj and not obj.cover_id and obj.shown_cover_id:
            kwargs["help_texts"] = {"cover": _("Left empty: the picture that stories of the desk get.")}
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in languages.each("headline"):
            kwargs["widget"] = OneLineTextarea
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self):
        own = {"publish": publish_view, "findings": findings_view}
        pages = [
            path(f"<path:object_id>/{name}/", self.page(view), name=f"news_article_{name}")
            for name, view in own.items()
        ]
        act = path("<path:object_id>/act/<slug:act>/", self.page(act_view), name="news_article_act")
        return [*pages, act, *super().get_urls()]

    def page(self, view):
        """A page of one story, for whoever is logged in."""
        return self.admin_site.admin_view(partial(view, self))

    def standings(self, request, obj):
        return {
            edition.language: "behind" if changed_words(obj, edition) else "published"
            for edition in self.live_editions(obj)
            if not edition.is_withdrawn()
        }

    def live_editions(self, obj):
        """What readers see of the story."""
        return [edition for edition in self.editions_ahead(obj) if edition.published_at <= timezone.now()]

    def editions_ahead(self, obj):
        """What readers see of the story, or are about to see. One query a form."""
        if "_editions_ahead" not in obj.__dict__:
            obj._editions_ahead = list(rescheduling.ahead(obj, timezone.now()))
        return obj._editions_ahead

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_writable = not (obj and obj.binned_at)
        context["can_publish"] = is_writable and request.user.has_perm(PUBLISH_ARTICLE)
        context["can_submit"] = is_writable
        context["can_bin"] = bool(obj and obj.pk) and not obj.binned_at and not has_editions(obj)
        if obj and obj.pk:
            context |= self.steps(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def steps(self, request, obj):
        """How far each language is, and what may be done with it. One query beside that of the editions."""
        editions = self.editions_ahead(obj)
        acts = obj.open_acts(request.user, editions, may_write=self.has_change_permission(request, obj))
        return {
            "cards": list(cards(obj, acts, editions)),
            "can_submit": any(Act.SUBMITTED in found for found in acts.values()),
            "can_follow": any(Act.FOLLOWED in found for found in acts.values()),
        }

    @admin.display(description=_("on the site"))
    def public_pages(self, obj):
        names = dict(languages.LANGUAGES)
        editions = self.live_editions(obj) if obj.pk else []
        if not editions:
            return gettext("Readers do not see it.")
        editions = sorted(editions, key=lambda edition: languages.CODES.index(edition.language))
        pages = ((edition.get_absolute_url(), edition.language, names[edition.language]) for edition in editions)
        return format_html_join("", '<a class="public-page" href="{}" lang="{}">{}</a> ', pages)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return self.asked_for(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.asked_for(request, obj) or super().response_change(request, obj)

    def asked_for(self, request, obj):
        """The answer to “Publish…”, “Submit…” and “Move to the bin”, all of which save first."""
        if "_publish" in request.POST and request.user.has_perm(PUBLISH_ARTICLE):
            return HttpResponseRedirect(reverse("admin:news_article_publish", args=[obj.pk]))
        for act in SAVED_FIRST:
            if f"_{act}" in request.POST:
                return HttpResponseRedirect(reverse("admin:news_article_act", args=[obj.pk, act]))
        if "_bin" in request.POST:
            self.move_to_bin(request, self.get_queryset(request).filter(pk=obj.pk))
            return HttpResponseRedirect(reverse("admin:news_article_changelist"))
        return None

    # the list

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if is_about(request, "autocomplete"):
            return rows.in_use()
        if not is_about(request, "changelist"):
            writable = Article.objects.editable_by(request.user).filter(pk=OuterRef("pk")).order_by()
            editions = Edition.objects.filter(article=OuterRef("pk"))
            return rows.annotate(has_editions=Exists(editions), is_writable=Exists(writable))
        ahead = Edition.objects.filter(Q(superseded_at=None) | Q(superseded_at__gt=timezone.now()))
        ahead = ahead.only("article", "language", "published_at", "superseded_at", "withdrawn_at", "gone_at")
        has_text = {
            f"has_text_{code}": ExpressionWrapper(~Q(**{f"body_{code}": ""}), BooleanField())
            for code in languages.CODES
        }
        return rows.annotate(**has_text).prefetch_related(Prefetch("editions", ahead, to_attr="editions_ahead"))

    @admin.display(description=_("languages"))
    def dots(self, obj):
        return state_dots(obj)

    @admin.display(description=_("headline"))
    def headline(self, obj):
        return str(obj)

    def to_write_in(self, request, stories):
        """Of the ticked stories those that the user may change; of the others it is said that they stay."""
        own = set(Article.objects.editable_by(request.user).filter(pk__in=stories).values_list("pk", flat=True))
        for article in stories:
            if article.pk in own:
                yield article
            else:
                reason = gettext("You may not change this entry, or not any more. Nothing was saved.")
                self.message_user(request, f"{article}: {reason}", messages.ERROR)

    @admin.action(description=_("Move to the bin"), permissions=["change"])
    def move_to_bin(self, request, queryset):
        moved = 0
        for article in self.to_write_in(request, queryset):
            try:
                article.move_to_bin(by=request.user)
                moved += 1
                self.log_change(request, article, gettext("Moved to the bin."))
            except ValidationError as error:
                self.message_user(request, f"{article}: {' '.join(error.messages)}", messages.ERROR)
        if moved:
            message = ngettext("%(count)d story lies in the bin now.", "%(count)d stories lie in the bin now.", moved)
            self.message_user(request, message % {"count": moved}, messages.SUCCESS)

    @admin.action(description=_("Take out of the bin"), permissions=["change"])
    def take_out_of_bin(self, request, queryset):
        taken = 0
        for article in self.to_write_in(request, queryset.exclude(binned_at=None)):
            article.take_out_of_bin(by=request.user)
            self.log_change(request, article, gettext("Taken out of the bin."))
            taken += 1
        message = ngettext("%(count)d story is back.", "%(count)d stories are back.", taken)
        self.message_user(request, message % {"count": taken}, messages.SUCCESS)
