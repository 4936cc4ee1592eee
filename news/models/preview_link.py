"""Links by which people without an account see a draft."""

import datetime as dt
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from news import languages

from .bases import StoryPaperQuerySet
from .rights import may_look_at_stories

OPENINGS_COUNTED_APART = dt.timedelta(minutes=1)


def new_token():
    return secrets.token_urlsafe(24)


def signer():
    """Signs the tokens in addresses, so that one that was altered or guessed is refused without asking the database."""
    return Signer(salt="news.preview_link", sep=".")


class PreviewLinkQuerySet(StoryPaperQuerySet):
    def usable(self, at=None):
        """Links that still open: neither expired nor revoked."""
        at = at or timezone.now()
        return self.filter(expires_at__gt=at).exclude(revoked_at__lte=at)

    def find(self, signed, language):
        """The link that an address names, with its story; None where it opens nothing in that language any more.

        One query, and none for a signature that is not ours.
        """
        try:
            token = signer().unsign(signed)
        except BadSignature:
            return None
        links = self.usable().select_related("article", "created_by", "revision")
        return links.filter(token=token, language=language).first()

    def newest_first(self):
        return self.order_by("-pk")


class PreviewLink(models.Model):
    """A draft shown to somebody without an account: one language of one story, as it stands or as it was saved once."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="preview_links", verbose_name=_("story"))
    language = models.CharField(_("language"), max_length=2, choices=languages.LANGUAGES)
    revision = models.ForeignKey("Revision", models.CASCADE, null=True, blank=True, verbose_name=_("saved version"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    expires_at = models.DateTimeField(_("opens until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    opened_count = models.PositiveIntegerField(_("opened"), default=0, editable=False)
    opened_at = models.DateTimeField(_("last opened"), null=True, editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.article} ({self.language})"

    def get_absolute_url(self):
        with translation.override(self.language):
            return reverse("news:preview_link", args=[signer().sign(self.token)])

    def is_usable(self, at=None):
        """`usable()` for a row at hand."""
        at = at or timezone.now()
        return self.expires_at > at and (self.revoked_at is None or self.revoked_at > at)

    def is_backed(self):
        """Whether whoever made the link may still show the story: it is in use, and theirs to see.

        A link dies with the account that made it and with its roles, and where the story is taken to another desk.
        Four queries.
        """
        if self.article.binned_at or self.created_by is None or not may_look_at_stories(self.created_by):
            return False
        return type(self.article).objects.visible_to(self.created_by).filter(pk=self.article_id).exists()

    def note_opening(self, at=None):
        """Count an opening; of those within a minute only the first, so that a busy link keeps nobody from writing."""
        at = at or timezone.now()
        if self.opened_at and at - self.opened_at < OPENINGS_COUNTED_APART:
            return
        not_counted_yet = Q(opened_at=None) | Q(opened_at__lte=at - OPENINGS_COUNTED_APART)
        rows = PreviewLink.objects.filter(not_counted_yet, pk=self.pk)
        rows.update(opened_count=F("opened_count") + 1, opened_at=at)

    def revoke(self, at=None):
        """From now on the link opens nothing. One that was revoked before keeps its moment."""
        if self.revoked_at is None:
            self.revoked_at = at or timezone.now()
            self.save(update_fields=["revoked_at"])


def preview_address(article, language, revision=None):
    """Where staff look at a story as readers would see it: of the stored text, or of a saved state."""
    with translation.override(language):
        address = reverse("news:preview", args=[article.pk])
    return f"{address}?revision={revision.number}" if revision else address
