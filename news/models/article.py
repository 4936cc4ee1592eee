"""The story as editors work on it, and the one way from it to the public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.text import html

from . import warnings
from .bases import RichTextField, by_account, slug_field, translated, with_derived
from .composition import story_slug
from .edition import Edition
from .kinds import Kind
from .readiness import blockers
from .revision import Act
from .rights import EDIT_EVERY_DESK, SEE_EVERY_DESK
from .workflow import SET_BY_ACTS, WORD_COLUMNS, Workflow

STORIES_THAT_LEAD = 5
"""So many pinned stories readers of a language see on the home page: the lead and those beside it."""


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Working copies that `user` may see: all for the central desk, a member's desk its own, readers none."""
        if not user.is_active or not user.is_staff:
            return self.none()
        if user.has_perm(SEE_EVERY_DESK):
            return self
        return self.filter(Q(desk__in=user.desk_keys) | Q(desk=None, created_by=user))

    def editable_by(self, user):
        """Of what `user` sees, what they may write in: a reporter leaves the stories of member organisations alone."""
        seen = self.visible_to(user)
        if not user.has_perm(SEE_EVERY_DESK) or user.has_perm(EDIT_EVERY_DESK):
            return seen
        return seen.filter(Q(desk=None) | Q(desk__in=user.desk_keys) | Q(created_by=user))

    def in_use(self):
        """Working copies that are not in the bin."""
        return self.filter(binned_at=None)

    def pinned(self, at=None):
        """Stories that hold their place on the home page."""
        return self.filter(pinned_until__gt=at or timezone.now())


class Article(Workflow):
    """The working copy of a story: its text in three languages side by side. Saving it changes no public page."""

    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.NEWS)
    headline = translated(models.CharField(_("headline"), max_length=250, blank=True))
    slug = translated(slug_field(blank=True, db_index=False))
    summary = translated(
        models.TextField(_("summary"), blank=True, help_text=_("One or two sentences below the headline."))
    )
    body = translated(RichTextField(_("text"), blank=True))
    dateline = translated(
        models.CharField(_("dateline"), max_length=120, blank=True, help_text=_("The place the story is filed from."))
    )
    cover_caption = translated(models.CharField(_("caption of the cover"), max_length=300, blank=True))
    original_language = models.CharField(
        _("written in"), max_length=2, choices=languages.LANGUAGES, default=languages.CODES[0]
    )
    cover = models.ForeignKey(
        "Image", models.PROTECT, null=True, blank=True, related_name="covered_articles", verbose_name=_("cover")
    )
    topics = models.ManyToManyField("Topic", blank=True, related_name="articles", verbose_name=_("topics"))
    areas = models.ManyToManyField("Area", blank=True, related_name="articles", verbose_name=_("regions"))
    event = models.ForeignKey(
        "Event", models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("meeting")
    )
    documents = models.ManyToManyField("Document", blank=True, related_name="articles", verbose_name=_("documents"))
    desk = models.ForeignKey(
        "Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filed_articles",
        verbose_name=_("desk"),
        help_text=_("The member organisation that filed the story; empty for the central desk."),
    )
    created_by = by_account(_("begun by"))
    pinned_until = models.DateTimeField(_("leads the home page until"), null=True, blank=True, db_index=True)
    home_position = models.PositiveSmallIntegerField(_("place on the home page"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    binned_at = models.DateTimeField(_("in the bin since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("saved"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    kept_with = ("people", "organizations", "bylines", "signatories")
    not_restored = ("desk", "pinned_until", "home_position")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_newest"),
            models.Index(fields=["created_by"], condition=Q(desk=None), name="article_own_no_desk"),
            *(
                models.Index(fields=[f"state_{code}", "-updated_at", "-id"], name=f"article_state_{code}")
                for code in languages.CODES
            ),
        ]
        permissions = [
            ("see_every_desk", "May see and edit the stories of every desk"),
            ("edit_every_desk", "May write in the stories of every desk"),
            ("publish_article", "May publish stories"),
            ("keep_registry", "May make people, organisations, meetings and pages public"),
        ]

    def __str__(self):
        return self.headline or gettext("Story without a headline")

    def save(self, *, update_fields=None, **kwargs):
        for code in languages.CODES:
            self.fill_slug(code)
        self.version += 1
        derived = [*languages.each("slug"), "version", "updated_at"]
        if update_fields is None or not WORD_COLUMNS.isdisjoint(update_fields):
            self.count_words_changed(None if self._state.adding else self.stored_words())
            derived += [*languages.each("words"), *languages.each("follows")]
        if update_fields is None and not self._state.adding:
            update_fields = self.columns_of_editors()
        super().save(update_fields=with_derived(update_fields, *derived), **kwargs)

    def stored_words(self):
        """The row as the database has it, as far as words are counted in it. One query."""
        counted = (*WORD_COLUMNS, *languages.each("words"), *languages.each("follows"), "original_language")
        return type(self)._base_manager.only(*counted).filter(pk=self.pk).first()

    def columns_of_editors(self):
        """The loaded columns of a stored row, without those of SET_BY_ACTS."""
        columns = {field.attname: field.name for field in self._meta.concrete_fields if not field.primary_key}
        return {columns[name] for name in columns.keys() - self.get_deferred_fields()} - {*SET_BY_ACTS}

    def fill_slug(self, code):
        """Draw an empty slug from the headline of the same language."""
        headline, name = getattr(self, f"headline_{code}"), f"slug_{code}"
        if headline and not getattr(self, name):
            setattr(self, name, story_slug(headline, code))

    def what_blocks_publishing(self, language):
        """What has to be done before readers may see that language: sentences for the editor, none when it is ready."""
        return blockers(self, language)

    def what_to_look_at(self, language):
        """What an editor had better look at before that: sentences that stop nothing."""
        return warnings.sentences(self, language)

    def is_editable_by(self, user):
        return type(self).objects.editable_by(user).filter(pk=self.pk).exists()

    def editions_in(self, language):
        return Edition.objects.filter(article=self, language=language)

    def live_editions(self, at=None):
        """What readers see of the story now, one row a language it has. One query."""
        return Edition.objects.live(at).filter(article=self)

    def is_complete_in(self, language):
        """Whether the language has a headline and a text."""
        return bool(getattr(self, f"headline_{language}") and html.plain(getattr(self, f"body_{language}")).strip())

    @property
    def shown_cover_id(self):
        """The key of `shown_cover`. No query where the desk is at hand."""
        return self.cover_id or (self.desk.default_cover_id if self.desk_id else None)

    @property
    def shown_cover(self):
        """The picture on top of its pages: its own, else the one that stories of its desk get. Two queries at most."""
        return self.cover if self.cover_id or not self.desk_id else self.desk.default_cover

    def has_been_published(self):
        return self.editions.exists()

    def move_to_bin(self, *, by=None):
        """Drafts go to a bin; what was published once stays. Raises ValidationError for the latter."""
        if self.has_been_published():
            raise ValidationError(gettext("A story that was published once is not deleted. Withdraw it instead."))
        self.binned_at = timezone.now()
        self.save(update_fields=["binned_at"])
        self.note_act(Act.BINNED, "", by=by)

    def take_out_of_bin(self, *, by=None):
        self.binned_at = None
        self.save(update_fields=["binned_at"])
        self.note_act(Act.TAKEN_OUT, "", by=by)


# Django's own link table lets a deleted row go quietly out of every story. A document that stories carry has to stay.
Article.documents.through._meta.get_field("document").remote_field.on_delete = models.PROTECT
