"""What several tables share: translated columns, moments of publication, rich text, registry names."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, to_attribute

from news import languages
from news.text import html, kazakh, slugs

LONGEST_SLUG = 100
LONGEST_SORT_KEY = 240
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


def slug_field(**options):
    return models.SlugField(_("address"), max_length=LONGEST_SLUG, **options)


def free_slug(row, text, *, field="slug"):
    """A slug for `text` that no other row of the table has: the plain one, else with -2, -3 …"""
    stem = slugs.slugify(text, max_length=LONGEST_SLUG - 6) or row._meta.model_name
    others = set(
        type(row)
        ._base_manager.exclude(pk=row.pk)
        .filter(**{f"{field}__startswith": stem})
        .values_list(field, flat=True)
    )
    number, slug = 1, stem
    while slug in others:
        number += 1
        slug = f"{stem}-{number}"
    return slug


class PublishableQuerySet(models.QuerySet):
    """Rows that readers see from a moment on."""

    def live(self, at=None):
        """Rows that are public at the moment `at` (now by default)."""
        return self.filter(published_at__lte=at or timezone.now())

    def visible_to(self, user):
        """Rows that `user` may see: staff of the central desk all, a member's desk the public ones and its own."""
        if not user.is_active or not user.is_staff:
            return self.live()
        if user.has_perm("news.see_every_desk"):
            return self
        return self.filter(Q(published_at__lte=timezone.now()) | Q(created_by=user))


class Publishable(models.Model):
    """A row that a registry keeper makes public at a moment; until then only staff see it."""

    published_at = models.DateTimeField(_("public from"), null=True, blank=True, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def is_live(self, at=None):
        return self.published_at is not None and self.published_at <= (at or timezone.now())

    def remember_address(self):
        """Keep the row's present address for ever, so that a later change of it answers with a redirect."""
        if self.published_at:
            self._meta.apps.get_model("news", "OldAddress").objects.claim(self.path, self)


class RegistryQuerySet(PublishableQuerySet):
    """People and organisations: a merged one stays as a stub, so that ids in old texts resolve, and is not shown."""

    def live(self, at=None):
        return super().live(at).filter(merged_into=None)

    def in_order(self, language):
        """In the alphabet of the language."""
        return self.order_by(f"sort_key_{language}", "pk")


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
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = RegistryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        for code in languages.CODES:
            setattr(self, f"sort_key_{code}", kazakh.sort_key(self.sort_name(code), code)[:LONGEST_SORT_KEY])
        self.slug = self.slug or free_slug(self, self.sort_name("kk"))
        super().save(**kwargs)
        self.remember_address()


def content_type_of(row):
    return ContentType.objects.get_for_model(row)
