"""Where a file of the library is used: counted, shown to editors by name, and asked about before it is deleted."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, ProtectedError, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages

from .edition import Edition, stories_of
from .event import Event
from .organization import Organization
from .page import Page
from .person import Person
from .quotation import Quotation
from .use import Use

LOOKED_THROUGH = 1_000
"""The newest uses of each kind that are looked through; a file with more is the default cover of a busy desk."""

LISTED = 100

TOLD_OF_AN_EDITION = (
    *("article", "language", "headline", "slug", "cover", "listed_at"),
    *("published_at", "superseded_at", "gone_at"),
)


class As(models.TextChoices):
    """What a file is used as."""

    COVER = "cover", _("cover of a story")
    TEXT = "text", _("in the text of a story")
    ATTACHED = "attached", _("document of a story")
    EARLIER = "earlier", _("in an earlier edition of a story")
    PORTRAIT = "portrait", _("portrait")
    BIOGRAPHY = "biography", _("in a biography")
    LOGO = "logo", _("logo")
    DEFAULT_COVER = "default-cover", _("cover of an organisation’s stories")
    DESCRIPTION = "description", _("in the description of an organisation")
    MEETING = "meeting", _("in the description of a meeting")
    PAGE = "page", _("in the text of a page")


@dataclass(frozen=True)
class Place:
    """A row that uses the file. `row` is the story, person … itself, None for a story that only its readers' page
    shows to whoever asks. `url` is the public page, empty where readers see none with the file; `language` are the
    codes of the texts, “kk, ru”, empty for a cover of the working copy or a portrait."""

    kind: As
    title: str
    url: str
    language: str
    is_public: bool
    row: Any = None


@dataclass(frozen=True)
class Places:
    """What may be told of the uses, and the number of the `others`. `is_all` is False where there may be more still."""

    told: list
    others: int
    is_all: bool

    def __iter__(self):
        return iter(self.told)

    def __len__(self):
        return len(self.told)

    def __bool__(self):
        return bool(self.told or self.others)


class InLibraryQuerySet(models.QuerySet):
    def unused(self):
        """Files that nothing would miss: no row of any kind protects them from being deleted."""
        rows = self
        for relation in protecting(self.model):
            rows = rows.filter(~is_in(relation.related_model._base_manager.all(), relation.field.name))
        return rows

    def delete(self):
        """Raises ProtectedError with the files in use; what uses them is not loaded: that may be the whole archive."""
        if used := set(self.exclude(pk__in=self.model.objects.unused().values("pk"))):
            raise ProtectedError(gettext("A file that is in use is not deleted."), used)
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def shown_to_readers(self, at=None):
        """Files that a page shows or offers which readers can open at the moment `at` (now by default)."""
        at = at or timezone.now()
        shown = Exists(shown_in_texts(self.model._meta.model_name, at))
        if any(relation.related_model is Edition for relation in protecting(self.model)):
            shown |= is_in(Edition.objects.live(at), "cover")
            shown |= is_in(shown_beside(Person, "speaker_person", at), "portrait")
            shown |= is_in(shown_beside(Organization, "speaker_organization", at), "logo")
        return self.filter(shown)


def is_in(rows, name):
    """The condition that one of the rows has the row of the outer query in that column.

    As a range of one value, in the order of the index: asked for an equal key, PostgreSQL reads the whole table, since
    it trusts to meet the busiest of all files soon.
    """
    column = rows.model._meta.get_field(name).attname
    same = {f"{name}__gte": OuterRef("pk"), f"{name}__lte": OuterRef("pk")}
    return IsNull(Subquery(rows.filter(**same).order_by(column).values("pk")[:1]), False)


def protecting(model):
    """The relations of rows that a file of the library must not be taken from."""
    relations = model._meta.get_fields(include_hidden=True)
    return [one for one in relations if one.one_to_many and getattr(one, "on_delete", None) is models.PROTECT]


def shown_in_texts(name, at):
    """The uses in texts that readers see, of the file of an outer query. Each step is one row by its key."""
    holders = {Edition: Edition.objects.live(at)}
    holders |= {model: model.objects.live(at) for model in (Event, Page, Person, Organization)}
    shown = Q(pk__in=[])
    for model, rows in holders.items():
        shown |= Q(Exists(rows.filter(pk=OuterRef("holder_key")).order_by()), holder=model._meta.model_name)
    return Use.objects.filter(shown, **{name: OuterRef("pk")})


def shown_beside(model, speaker, at):
    """People or organisations whose picture readers see: on a page of theirs, or beside words of theirs in a story."""
    return model.objects.filter(model.objects.live_condition(at) | is_in(Quotation.objects.live(at), speaker))


class InLibrary(models.Model):
    """A file that texts, stories and registry rows use by its key."""

    class Meta:
        abstract = True

    def places(self, user):
        """Where it is used, as far as `user` may know: Places. As many queries for fifty uses as for one."""
        return places_of(self, user)

    def is_used(self):
        """Whether anything would miss it, be it only an edition of old. One query."""
        return not type(self).objects.unused().filter(pk=self.pk).exists()

    def delete(self, **kwargs):
        """Raises ProtectedError where it is used."""
        if self.is_used():
            raise ProtectedError(gettext("A file that is in use is not deleted."), {self})
        return super().delete(**kwargs)

    def is_shown_to_readers(self, at=None):
        """`shown_to_readers()` for a row at hand. One query."""
        return type(self).objects.shown_to_readers(at).filter(pk=self.pk).exists()


def places_of(file, user):
    uses = list(file.uses.order_by("-pk")[:LOOKED_THROUGH])
    finder = Finder(file, user, timezone.now(), uses)
    found = [*finder.stories(), *finder.rows()]
    told = [place for place in found if place]
    is_all = len(uses) < LOOKED_THROUGH and finder.is_all
    return Places(told[:LISTED], len(found) - len(told[:LISTED]), is_all)


@dataclass
class InStory:
    """What uses the file in one story, as one thing: the working copy, and editions of it."""

    is_in_work: bool = False
    editions: list = field(default_factory=list)
    languages: set = field(default_factory=set)


@dataclass
class Finder:
    """Goes through the tables that may use one file, for one user. None stands for what that user may not know."""

    file: Any
    user: Any
    now: Any
    uses: list
    is_all: bool = True

    # stories

    def stories(self):
        """A place for each story and thing that the file is in it. Four queries."""
        found = {}
        for key, kind, language, edition in self.in_stories():
            story = found.setdefault((key, kind), InStory())
            story.languages |= {language} - {""}
            story.editions += [edition] if edition else []
            story.is_in_work |= edition is None
        seen = stories_of(self.user).filter(pk__in={key for key, _kind in found})
        articles = {row.pk: row for row in seen.only("pk", "desk", *languages.each("headline"))}
        return [self.story(articles.get(key), kind, story) for (key, kind), story in found.items()]

    def in_stories(self):
        """(story's key, what as, language, edition or None for the working copy), the newest first."""
        in_text = As.TEXT if self.is_picture else As.ATTACHED
        for article in self.newest(self.articles()):
            yield article, in_text if in_text == As.ATTACHED else As.COVER, "", None
        for use in self.uses_in(Use.Holder.ARTICLE):
            yield use.holder_key, in_text, use.language, None
        shown_in = {use.holder_key for use in self.uses_in(Use.Holder.EDITION)}
        for edition in self.newest(self.editions(shown_in)):
            if self.is_picture and edition.cover_id == self.file.pk:
                yield edition.article_id, As.COVER, edition.language, edition
            if edition.pk in shown_in:
                yield edition.article_id, in_text, edition.language, edition

    def articles(self):
        stories = Edition._meta.get_field("article").related_model._base_manager
        using = {"cover": self.file} if self.is_picture else {"documents": self.file}
        return stories.filter(**using).order_by("-pk").values_list("pk", flat=True)

    def editions(self, keys):
        rows = Edition.objects.filter(Q(pk__in=keys) | Q(cover=self.file) if self.is_picture else Q(pk__in=keys))
        return rows.order_by("-pk").only(*TOLD_OF_AN_EDITION)

    def story(self, article, kind, story):
        live = next((edition for edition in story.editions if edition.is_live(self.now)), None)
        if article is None and live is None:
            return None
        if not (story.is_in_work or any(map(self.is_ahead, story.editions))):
            kind = As.EARLIER
        codes = ", ".join(code for code in languages.CODES if code in story.languages)
        url = live.get_absolute_url() if live else ""
        return Place(kind, str(article or live), url, codes, live is not None, article)

    def is_ahead(self, edition):
        """Whether readers see it, or will if nobody does anything."""
        return edition.is_live(self.now) or (edition.published_at > self.now and edition.was_ever_public())

    # other rows

    def rows(self):
        """A place for each row and thing that the file is on it. Two queries a noun, one where it has none."""
        yield from self.rows_of(Person, Use.Holder.PERSON, As.BIOGRAPHY, portrait=As.PORTRAIT)
        shown = {"logo": As.LOGO, "default_cover": As.DEFAULT_COVER}
        yield from self.rows_of(Organization, Use.Holder.ORGANIZATION, As.DESCRIPTION, **shown)
        yield from self.rows_of(Event, Use.Holder.EVENT, As.MEETING)
        yield from self.rows_of(Page, Use.Holder.PAGE, As.PAGE)

    def rows_of(self, model, holder, in_text, **columns):
        codes = {}
        for use in self.uses_in(holder):
            codes.setdefault(use.holder_key, set()).add(use.language)
        using = Q(pk__in=codes)
        for name in columns if self.is_picture else ():
            using |= Q(**{name: self.file})
        rows = self.newest(model.objects.filter(using).order_by("-pk").defer(*long_texts(model)))
        seen = set(
            model.objects.visible_to(self.user).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
        )
        for row in rows:
            things = [(kind, ()) for name, kind in columns.items() if getattr(row, f"{name}_id") == self.file.pk]
            things += [(in_text, codes[row.pk])] if row.pk in codes else []
            for kind, texts in things:
                yield self.row(row, kind, texts) if row.pk in seen else None

    def row(self, row, kind, texts):
        is_public = row.is_live(self.now) and kind != As.DEFAULT_COVER
        codes = ", ".join(code for code in languages.CODES if code in texts)
        return Place(kind, str(row), row.get_absolute_url() if is_public else "", codes, is_public, row)

    # what both have in common

    @property
    def is_picture(self):
        return self.file._meta.model_name == "image"

    def uses_in(self, holder):
        return [use for use in self.uses if use.holder == holder]

    def newest(self, rows):
        found = list(rows[:LOOKED_THROUGH])
        self.is_all &= len(found) < LOOKED_THROUGH
        return found


def long_texts(model):
    """What a title does not need of a row."""
    return [column.name for column in model._meta.concrete_fields if isinstance(column, models.TextField)]
