"""What several tables share: translated columns, moments of publication, rich text, registry names."""

import itertools

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, to_attribute

from news import languages
from news.text import html, kazakh, names, slugs

from .rights import KEEP_REGISTRY, SEE_EVERY_DESK

LONGEST_SLUG = 100
LONGEST_SORT_KEY = 240
LONGEST_SEARCH_WORDS = 1000
LONGEST_TEXT = 400_000
"""Characters of HTML; the founding report of a coalition has about 5,000."""


def in_reader_language(name, field):
    """Getter of a translated field: the active language, else the first language that has a text."""

    def get(self):
        active = get_language() or settings.LANGUAGE_CODE
        for code in (active, *languages.CODES):
            value = getattr(self, to_attribute(name, code), None)
            if value:
                return value
        return ""

    return get


def translated(field, **options):
    """A column for each language; reading `row.name` falls back to another language rather than showing nothing."""
    return TranslatedField(field, attrgetter=in_reader_language, **options)


class RichTextField(models.TextField):
    """HTML that is cleaned on every write path: forms, save, bulk_create and update all pass here."""

    def deconstruct(self):
        """To the database it is a text, so a change of the allow-list is no migration."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def clean(self, value, instance):
        if len(value or "") > LONGEST_TEXT:
            raise ValidationError(_("The text is too long to be checked. Divide it into several stories or attach it."))
        return html.clean(super().clean(value, instance))

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(html.clean(value) if isinstance(value, str) else value, connection)


def with_derived(update_fields, *names):
    """`update_fields` of a save with the columns that the save fills in itself; None (the whole row) stays None.

    Without them a save of part of a row, which update_or_create() is too, would leave those columns behind.
    """
    return {*update_fields, *names} if update_fields else update_fields


def slug_field(**options):
    return models.SlugField(_("address"), max_length=LONGEST_SLUG, **options)


def free_slug(row, text):
    """A slug for `text` that no other row of the table has: the plain one, else with -2, -3 …"""
    return next(free_slugs(row, text))


def free_slugs(row, text):
    stem = slugs.slugify(text, max_length=LONGEST_SLUG - 6) or row._meta.model_name
    rows = type(row)._base_manager.exclude(pk=row.pk)
    if not rows.filter(slug=stem).exists():  # by the index; the others are looked through only where it is taken
        yield stem
    others = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    yield from (slug for number in itertools.count(2) if (slug := f"{stem}-{number}") not in others)


class PublishableQuerySet(models.QuerySet):
    """Rows that readers see from a moment on."""

    def live(self, at=None):
        """Rows that are public at the moment `at` (now by default)."""
        return self.filter(self.live_condition(at))

    def live_condition(self, at=None):
        return Q(published_at__lte=at or timezone.now())

    def visible_to(self, user):
        """Rows that `user` may see: staff of the central desk all, a member's desk the public ones and its own."""
        if not user.is_active or not user.is_staff:
            return self.live()
        if user.has_perm(SEE_EVERY_DESK):
            return self
        return self.filter(self.live_condition() | Q(created_by=user))

    def editable_by(self, user):
        """Rows that `user` may change: a registry keeper all, others what they added and nobody has decided on yet."""
        if not user.is_active or not user.is_staff:
            return self.none()
        if user.has_perm(KEEP_REGISTRY):
            return self
        return self.filter(created_by=user, published_at=None)

    def delete(self):
        """Raises ValidationError where a row has to stay, as the row's own `delete()` does. A query or more a row."""
        for row in self:
            row.refuse_to_vanish()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class StoryPaperQuerySet(models.QuerySet):
    """Papers that lie with a story, by a foreign key `article`: who sees the story sees them, who writes in it mends
    them."""

    def visible_to(self, user):
        if not user.is_active or not user.is_staff:
            return self.none()
        return self if user.has_perm(SEE_EVERY_DESK) else self.filter(article__in=self.stories().visible_to(user))

    def editable_by(self, user):
        """Also those that lie with no story yet, for whoever sees them."""
        loose = Q(article=None) if self.model._meta.get_field("article").null else Q()
        return self.visible_to(user).filter(Q(article__in=self.stories().editable_by(user)) | loose)

    def stories(self):
        return self.model._meta.get_field("article").related_model.objects


def by_account(name):
    """The account that made a row, under the name that its form gives it; it stays empty when the account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=name,
    )


ADDRESS_IS_TAKEN = _("Another page had this address, and printed links lead to it. Choose another one.")


class Publishable(models.Model):
    """A row that a registry keeper makes public at a moment; until then only staff see it."""

    published_at = models.DateTimeField(_("public from"), null=True, blank=True, db_index=True)
    created_by = by_account(None)

    class Meta:
        abstract = True

    def is_live(self, at=None):
        return self.published_at is not None and self.published_at <= (at or timezone.now())

    def is_editable_by(self, user):
        """`editable_by()` for a row at hand."""
        if not user.is_active or not user.is_staff:
            return False
        return user.has_perm(KEEP_REGISTRY) or (self.created_by_id == user.pk and self.published_at is None)

    def was_ever_public(self):
        """Whether readers could see it at some moment: it took its address for ever then, whatever came after."""
        return self.is_live() or self.addresses.of(self).exists()

    def what_blocks_deleting(self):
        """Why the row has to stay: sentences for the editor, none for a proposal that nothing hangs on."""
        if self.was_ever_public():
            return [
                gettext("Readers have seen this page, and links lead to it: it is not deleted. Empty “Public from”.")
            ]
        return []

    def refuse_to_vanish(self):
        """Raises ValidationError with the sentences of `what_blocks_deleting`."""
        if sentences := self.what_blocks_deleting():
            raise ValidationError(sentences)

    def delete(self, **kwargs):
        self.refuse_to_vanish()
        return super().delete(**kwargs)

    def remember_address(self):
        """Keep the row's present address for ever, so that a later change of it answers with a redirect.

        Raises ValidationError where another page had the address first.
        """
        if self.published_at and not self.addresses.claim(self.path, self):
            raise ValidationError({"slug": ADDRESS_IS_TAKEN})

    def clean(self):
        super().clean()
        if self.slug and not self.has_free_address():
            raise ValidationError({"slug": ADDRESS_IS_TAKEN})

    def has_free_address(self):
        """Whether the address of the present slug is the row's own, or nobody's yet."""
        return not self.addresses.is_taken(self.path, self)

    def fill_slug(self, text):
        """Draw an empty slug from the text: one that no other row has, and whose address never was another page's."""
        if self.slug:
            return
        for slug in free_slugs(self, text):
            self.slug = slug
            if self.has_free_address():
                return

    @property
    def addresses(self):
        return self._meta.apps.get_model("news", "OldAddress").objects


def registry_condition(at=None, prefix=""):
    """The rule of which people and organisations readers see, as a condition on one or on what points to one."""
    return Q(**{f"{prefix}published_at__lte": at or timezone.now(), f"{prefix}merged_into": None})


class RegistryQuerySet(PublishableQuerySet):
    """People and organisations: a merged one stays as a stub, so that ids in old texts resolve, and is not shown."""

    def live_condition(self, at=None):
        return registry_condition(at)

    def editable_by(self, user):
        """Not the merged ones: they only lead to the row that stands for them."""
        return super().editable_by(user).filter(merged_into=None)

    def standing_for(self, keys):
        """{key: the row that stands for it today}: of a merged row, the one that it was merged into. One query.

        Texts and saved states keep the keys they were written with; whoever resolves such a key asks here.
        """
        rows = self.select_related("merged_into").in_bulk(keys)
        return {key: row.merged_into or row for key, row in rows.items()}

    def in_order(self, language):
        """In the alphabet of the language."""
        return self.order_by(f"sort_key_{language}", "pk")

    def named_like(self, question):
        """Those that have every word of the question at the beginning of a word of one of their names.

        Alphabet, case and spelling variants do not matter; nobody is named like a question without a word.
        """
        words = names.fold(question).split()
        return self.filter(*map(has_word, words)) if words else self.none()


def registry_indexes(noun, *asked):
    """Every directory is a range of an index: what is not merged, in the alphabet of each language.

    What else is `asked` of a directory stands in it too, so that a list is counted and searched without its rows,
    which are long.
    """
    besides = ("id", "published_at", "search_words", *asked)
    return [
        models.Index(fields=["merged_into", f"sort_key_{code}", *besides], name=f"{noun}_order_{code}")
        for code in languages.CODES
    ]


def has_word(word):
    """The condition that a word of a row's names begins with the folded word; every database finds it alike."""
    return GreaterThan(StrIndex(F("search_words"), Value(f" {word}")), 0)


def search_words(spellings):
    """The words of the names, folded, each once and after a space: “ koshanov erlan”."""
    words = dict.fromkeys(word for name in spellings if name for word in names.fold(str(name)).split())
    return "".join(f" {word}" for word in words)[:LONGEST_SEARCH_WORDS]


class Registered(Publishable):
    """An entry of the registry: names in three languages, one address, one place in each alphabet."""

    other_names = models.JSONField(
        _("other names"),
        default=list,
        blank=True,
        help_text=_("Former names, short forms and other spellings, each as a text in the list."),
    )
    slug = slug_field(unique=True, blank=True)
    sort_key = TranslatedField(models.CharField(max_length=LONGEST_SORT_KEY, blank=True, editable=False, db_index=True))
    search_words = models.CharField(max_length=LONGEST_SEARCH_WORDS, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = RegistryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **kwargs):
        self.fill_slug(self.sort_name("kk"))
        self.derive_from_names()
        derived = (*languages.each("sort_key"), "search_words", "slug")
        super().save(update_fields=with_derived(update_fields, *derived), **kwargs)
        self.remember_address()

    def derive_from_names(self):
        """Set the places in the alphabets and the words the row is found by."""
        for code in languages.CODES:
            setattr(self, f"sort_key_{code}", kazakh.sort_key(self.sort_name(code), code)[:LONGEST_SORT_KEY])
        self.search_words = search_words(self.spellings())

    def spellings(self):
        """What the row is looked up by: its names in every language, some of them empty, and its address."""
        return [*(getattr(self, column) for column in self.name_columns()), *self.other_names, self.slug]

    @classmethod
    def name_columns(cls):
        """The columns in which its names stand."""
        raise NotImplementedError

    def is_live(self, at=None):
        return super().is_live(at) and self.merged_into_id is None

    def is_editable_by(self, user):
        return self.merged_into_id is None and super().is_editable_by(user)

    def what_blocks_deleting(self):
        """Roles are the registry's memory: they are ended or taken out one by one, not swept away with their holder."""
        sentences = super().what_blocks_deleting()
        if self.merged_into_id or self.merged.exists():
            sentences.append(gettext("It was merged with another entry. Old texts name both, so both stay."))
        if self.roles().exists():
            sentences.append(gettext("Roles name it. Take them out first, if they were never true."))
        return sentences

    def roles(self):
        """The memberships that name the row, as holder or otherwise."""
        raise NotImplementedError


def content_type_of(row):
    return ContentType.objects.get_for_model(row)
