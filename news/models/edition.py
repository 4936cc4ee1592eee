"""What readers see: one language of a story from a moment on. Nothing is overwritten; a newer edition supersedes."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages

from .appearance import BylineRole, OrganizationRelation, PersonRelation
from .bases import LONGEST_SLUG, RichTextField
from .kinds import Kind
from .rights import SEE_EVERY_DESK

NOT_DELETED = _("What readers have seen, or are about to see, stays in the history: an edition is not deleted.")
NOTHING_HEAVY = ("body", "documents", "signatories", "withdrawal_notice", "gone_reason", "change_note")


def coalition_day(moment):
    """The day of a moment in the coalition's time zone."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def day_bounds(first, last):
    """The moments at which the first day begins and the last day ends (exclusive), in the coalition's time zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    begins = dt.datetime.combine(first, dt.time.min, zone)
    return begins, dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, zone)


def ever_public_condition(prefix=""):
    """`was_ever_public()` as a condition on an edition (or, with a prefix, on what points to one)."""
    return Q(**{f"{prefix}superseded_at": None}) | Q(**{f"{prefix}superseded_at__gt": F(f"{prefix}published_at")})


def live_condition(at=None, prefix=""):
    """The rule of what readers see, as a condition on an edition (or, with a prefix, on what points to one).

    An edition is live from `published_at` until `superseded_at` or `gone_at`, whichever comes first.
    """
    at = at or timezone.now()
    return (
        Q(**{f"{prefix}published_at__lte": at})
        & (Q(**{f"{prefix}superseded_at": None}) | Q(**{f"{prefix}superseded_at__gt": at}))
        & (Q(**{f"{prefix}gone_at": None}) | Q(**{f"{prefix}gone_at__gt": at}))
    )


def stories_of(user):
    """The working copies that `user` may see; what lies ahead of them is theirs to see too."""
    return Edition._meta.get_field("article").related_model.objects.visible_to(user)


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """Editions that readers can open at the moment `at` (now by default)."""
        return self.filter(live_condition(at))

    def listed(self, at=None):
        """Live editions that stand in lists and feeds: all but the withdrawn, which only their address still shows."""
        at = at or timezone.now()
        return self.live(at).filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))

    def visible_to(self, user):
        """Past, present and scheduled editions for staff: their own desk's, or all; for others only the live ones."""
        if not user.is_active or not user.is_staff:
            return self.live()
        if user.has_perm(SEE_EVERY_DESK):
            return self
        return self.filter(live_condition() | Q(article__in=stories_of(user)))

    def in_language(self, code):
        return self.filter(language=code)

    def on_day(self, day):
        """Editions whose address carries the day."""
        return self.between(day, day)

    def between(self, first, last):
        """Editions of stories first published from the first day to the last, both included."""
        begins, ends = day_bounds(first, last)
        return self.filter(listed_at__gte=begins, listed_at__lt=ends)

    def newest_first(self):
        return self.order_by("-listed_at", "-pk")

    def older_than(self, listed_at, pk):
        """The rows after a place in the list; written so that both databases walk the index whatever the depth."""
        return self.filter(listed_at__lte=listed_at).filter(Q(listed_at__lt=listed_at) | Q(pk__lt=pk))

    def newer_than(self, listed_at, pk):
        """The rows before a place in the list."""
        return self.filter(listed_at__gte=listed_at).filter(Q(listed_at__gt=listed_at) | Q(pk__gt=pk))

    def for_cards(self):
        """With what a card in a list shows: cover, first subject and first region. One query."""
        return self.defer(*NOTHING_HEAVY).with_first_headings().select_related("cover")

    def for_page(self):
        """With what the story's own page needs of other rows in the same query."""
        return self.with_first_headings().select_related("cover", "article", "event")

    def with_first_headings(self):
        """With `first_topic` and `first_area`: the links to the first topic and region, None where there is none."""
        return self.annotate(
            first_topic=FilteredRelation("topics", condition=Q(topics__position=0)),
            first_area=FilteredRelation("areas", condition=Q(areas__position=0)),
        ).select_related("first_topic__topic", "first_area__area")

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def about(self, meeting):
        """Of stories about a meeting: those that name it as theirs, and those put beside it on its own form."""
        own, beside = (self.order_by().filter(**{name: meeting}) for name in ("event", "article__covered_events"))
        return self.filter(pk__in=own.values("pk").union(beside.values("pk")))

    def standing(self, at=None):
        """What readers see at the moment `at` (now by default), or will see if nobody does anything."""
        ends_later = Q(superseded_at=None) | Q(superseded_at__gt=at or timezone.now())
        return self.ever_public().filter(ends_later, gone_at=None)

    def reports(self):
        """Of stories about a meeting, what counts as its coverage. An announcement does not: it comes before."""
        return self.exclude(kind=Kind.ANNOUNCEMENT)

    def ever_public(self):
        """Those that were not called off before their time."""
        return self.filter(ever_public_condition())

    def delete(self):
        """Raises ValidationError where one of the editions has to stay, as its own `delete()` does."""
        if self.ever_public().exists():
            raise ValidationError(NOT_DELETED)
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def seen(self, at=None):
        """`was_seen()` as a condition: what readers could open at some moment up to `at` (now by default)."""
        return self.ever_public().filter(published_at__lte=at or timezone.now())

    def with_history(self):
        """With `had_another`: whether readers saw an edition before it; and with `words_of_last_major_change`."""
        same = Edition.objects.seen().filter(article=OuterRef("article"), language=OuterRef("language"))
        majors = same.filter(published_at=OuterRef("modified_at")).order_by("-number")
        return self.annotate(
            had_another=Exists(same.filter(published_at__lt=OuterRef("published_at"))),
            words_of_last_major_change=Subquery(majors.values("words")[:1]),
        )

    def taken_down(self, at=None):
        """Editions that readers could open until they were taken down for good, and that nothing has followed."""
        at = at or timezone.now()
        return self.filter(gone_at__lte=at).filter(Q(superseded_at=None) | Q(superseded_at__gt=at))


class Edition(models.Model):
    """One language of a story as it is public from `published_at` on (schema.org NewsArticle)."""

    article = models.ForeignKey("Article", models.PROTECT, related_name="editions", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    headline = models.CharField(_("headline"), max_length=250)
    slug = models.SlugField(_("address"), max_length=LONGEST_SLUG)
    summary = models.TextField(_("summary"), blank=True)
    body = RichTextField(_("text"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    cover = models.ForeignKey(
        "Image", models.PROTECT, null=True, blank=True, related_name="editions", verbose_name=_("cover")
    )
    cover_caption = models.CharField(_("caption"), max_length=300, blank=True)
    card = models.CharField(max_length=200, blank=True, editable=False)
    """The name of the picture beside a shared link where there is no cover, as `Quotation.card`."""

    event = models.ForeignKey(
        "Event", models.SET_NULL, null=True, blank=True, related_name="editions", verbose_name=_("meeting")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=1)
    words = models.PositiveIntegerField(default=0, editable=False)
    follows = models.PositiveIntegerField(null=True, blank=True, editable=False)
    revision = models.ForeignKey(
        "Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="editions"
    )
    documents = models.JSONField(default=list, blank=True)
    signatories = models.JSONField(default=list, blank=True)
    listed_at = models.DateTimeField(_("first published"))
    published_at = models.DateTimeField(_("public from"))
    modified_at = models.DateTimeField(_("last major change"))
    superseded_at = models.DateTimeField(_("public until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_notice = models.TextField(_("notice"), blank=True)
    gone_at = models.DateTimeField(_("taken down"), null=True, blank=True)
    gone_reason = models.TextField(_("reason"), blank=True)
    gone_to = models.ForeignKey(
        "Article", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("leads to the story")
    )
    change_note = models.CharField(_("what changed"), max_length=250, blank=True)
    is_major = models.BooleanField(_("major change"), default=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = EditionQuerySet.as_manager()

    first_topic = first_area = None  # links that for_cards() and for_page() fetch; left alone where there is none

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-listed_at", "-pk"]
        indexes = [
            models.Index(fields=["language", "-listed_at", "-id"], name="edition_list"),
            models.Index(fields=["language", "kind", "-listed_at", "-id"], name="edition_kind_list"),
            models.Index(fields=["language", "slug", "-listed_at", "-id"], name="edition_slug_list"),
            models.Index(fields=["published_at"], name="edition_moment"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(
                fields=["article", "language"],
                condition=Q(superseded_at__isnull=True),
                name="edition_one_current",
                violation_error_message=_("This language of the story has a current edition already."),
            ),
            models.CheckConstraint(
                name="edition_ends_after_it_begins",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("published_at")),
            ),
            models.CheckConstraint(name="edition_listed_first", condition=Q(listed_at__lte=F("published_at"))),
        ]

    def __str__(self):
        return self.headline

    @property
    def day(self):
        """The day of first publication in this language: part of the address; labels name the posts of that day."""
        return coalition_day(self.listed_at)

    @property
    def path(self):
        return edition_path(self.language, self.day, self.slug)

    def get_absolute_url(self):
        """The address in the edition's own language, whatever language is active."""
        return "/" + self.path

    def is_live(self, at=None):
        """`live()` for a row at hand."""
        at = at or timezone.now()
        ends = [moment for moment in (self.superseded_at, self.gone_at) if moment]
        return self.published_at <= at and all(at < moment for moment in ends)

    def is_withdrawn(self, at=None):
        return self.withdrawn_at is not None and self.withdrawn_at <= (at or timezone.now())

    def is_behind(self, original):
        """Whether the original, as `with_history()` gives it, had a major change that this translation lacks."""
        if self.follows is None or original.language == self.language:
            return False
        return (original.words_of_last_major_change or 0) > self.follows

    def delete(self, **kwargs):
        """Raises ValidationError for what readers could see: it is history. One called off before its time may go."""
        if self.was_ever_public():
            raise ValidationError(NOT_DELETED)
        return super().delete(**kwargs)

    def was_ever_public(self):
        """Whether readers could open it at some moment: an edition called off before its time has an empty life."""
        return self.superseded_at is None or self.superseded_at > self.published_at

    def was_seen(self, at=None):
        """Whether readers could open it at some moment up to `at` (now by default)."""
        return self.was_ever_public() and self.published_at <= (at or timezone.now())


def edition_path(language, day, slug):
    return f"{language}/news/{day:%Y/%m/%d}/{slug}/"


def address_of_story(language, day, slug):
    """The address under a language, also one that the story does not have: there readers are told which it has."""
    with_language = reverse("news:article", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", slug])
    return f"/{language}/" + with_language.split("/", 2)[2]


class LinkQuerySet(models.QuerySet):
    """Rows that hang on an edition and copy its language and `listed_at`: a page of theirs is one index range."""

    def live(self, at=None):
        return self.filter(live_condition(at, "edition__"))

    def listed(self, at=None):
        at = at or timezone.now()
        return self.live(at).filter(Q(edition__withdrawn_at=None) | Q(edition__withdrawn_at__gt=at))

    def in_language(self, code):
        return self.filter(language=code)

    def between(self, first, last):
        """Links of stories first published from the first day to the last, both included."""
        begins, ends = day_bounds(first, last)
        return self.filter(listed_at__gte=begins, listed_at__lt=ends)

    def of_kind(self, kind):
        return self.filter(edition__kind=kind)

    def also_linked_to(self, link, **target):
        """Links of editions that another link leads from too: also_linked_to(EditionTopic, topic=ecology).

        All columns of the other link's index are named, so that one step in it answers.
        """
        same = {name: OuterRef(name) for name in ("language", "listed_at", "edition")}
        return self.filter(Exists(link.objects.filter(**target, **same)))

    def newest_first(self):
        return self.order_by("-listed_at", "-edition_id")

    def older_than(self, listed_at, edition):
        """The rows after a place in the list, as `EditionQuerySet.older_than`."""
        return self.filter(listed_at__lte=listed_at).filter(Q(listed_at__lt=listed_at) | Q(edition_id__lt=edition))

    def newer_than(self, listed_at, edition):
        """The rows before a place in the list."""
        return self.filter(listed_at__gte=listed_at).filter(Q(listed_at__gt=listed_at) | Q(edition_id__gt=edition))

    def visible_to(self, user):
        if not user.is_active or not user.is_staff:
            return self.live()
        if user.has_perm(SEE_EVERY_DESK):
            return self
        return self.filter(live_condition(prefix="edition__") | Q(edition__article__in=stories_of(user)))


class EditionLink(models.Model):
    """What all links of an edition have."""

    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)
    listed_at = models.DateTimeField(_("first published"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.edition_id} · {self.language}"


class EditionPerson(EditionLink):
    """A person in an edition, with the label that held on the story's day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="people")
    person = models.ForeignKey("Person", models.PROTECT, related_name="edition_links")
    relation = models.CharField(max_length=9, choices=PersonRelation)
    label = models.CharField(max_length=600, blank=True)

    class Meta(EditionLink.Meta):
        indexes = [models.Index(fields=["person", "language", "-listed_at", "-edition"], name="editionperson_list")]


class EditionOrganization(EditionLink):
    """An organisation in an edition, with its name on the story's day."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="organizations")
    organization = models.ForeignKey("Organization", models.PROTECT, related_name="edition_links")
    relation = models.CharField(max_length=10, choices=OrganizationRelation)
    label = models.CharField(max_length=250, blank=True)

    class Meta(EditionLink.Meta):
        indexes = [models.Index(fields=["organization", "language", "-listed_at", "-edition"], name="editionorg_list")]


class EditionTopic(EditionLink):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="topics")
    topic = models.ForeignKey("Topic", models.PROTECT, related_name="edition_links")

    class Meta(EditionLink.Meta):
        indexes = [models.Index(fields=["topic", "language", "-listed_at", "-edition"], name="editiontopic_list")]


class EditionArea(EditionLink):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="areas")
    area = models.ForeignKey("Area", models.PROTECT, related_name="edition_links")

    class Meta(EditionLink.Meta):
        indexes = [models.Index(fields=["area", "language", "-listed_at", "-edition"], name="editionarea_list")]


class EditionByline(EditionLink):
    """An author of an edition; `label` is the bare name as printed."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines")
    person = models.ForeignKey("Person", models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey("Organization", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=12, choices=BylineRole)
    label = models.CharField(max_length=250)

    class Meta(EditionLink.Meta):
        pass
