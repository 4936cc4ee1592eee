"""The kinds of stories, in the newsroom's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    NEWS = "news", _("news")
    STATEMENT = "statement", _("statement")
    ANNOUNCEMENT = "announcement", _("announcement")
    PRESS_RELEASE = "press_release", _("press release")
    SPEECH = "speech", _("speech")
    INTERVIEW = "interview", _("interview")
