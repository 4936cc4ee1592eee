"""What is typed on the page “Publish…”."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Correction, Edition

from .fields import FIRST_YEAR, LAST_YEAR

LONGEST_NOTE = Edition._meta.get_field("change_note").max_length
LONGEST_CORRECTION = Correction._meta.get_field("text").max_length


class MomentToCome(forms.Form):
    """A day and a time on the coalition's clock."""

    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    place_of_errors = "day"
    """The field beside which it is told what is wrong with the moment."""

    def moment(self, data):
        """The moment typed; None where it is not meant, which is told on the form."""
        if "day" in self.errors or "time" in self.errors:
            return None
        if not data.get("day") or not data.get("time"):
            self.add_error(self.place_of_errors, _("Say the day and the time."))
            return None
        if not FIRST_YEAR <= data["day"].year <= LAST_YEAR:
            message = _("Write a year between %(first)d and %(last)d.")
            self.add_error("day", ValidationError(message, params={"first": FIRST_YEAR, "last": LAST_YEAR}))
            return None
        at = dt.datetime.combine(data["day"], data["time"], ZoneInfo(settings.TIME_ZONE))
        if at <= timezone.now():
            self.add_error(self.place_of_errors, _("This moment is past. Choose one to come, or “Now”."))
        return at


class PublishForm(MomentToCome):
    """Languages, moment, notes, and what the page showed of each language when it was opened."""

    languages = forms.MultipleChoiceField(
        choices=languages.LANGUAGES,
        error_messages={"required": _("Tick at least one language.")},
    )
    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("later", _("At a moment to come"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    weight = forms.ChoiceField(
        label=_("Kind of change"),
        choices=[
            ("major", _("News for readers: the story says “updated”")),
            ("minor", _("A slip corrected: the story does not say “updated”")),
        ],
        initial="major",
        widget=forms.RadioSelect,
    )
    override = forms.BooleanField(label=_("Publish without a second pair of eyes"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    place_of_errors = "when"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in languages.CODES:
            self.fields |= fields_of(code)

    def clean(self):
        data = super().clean()
        if any(field.is_hidden and field.errors for field in self):
            self.add_error(None, _("The page came back incomplete. Look at it again, and publish."))
        if data.get("when") == "later":
            return {**data, "at": self.moment(data)}
        if data.get("day"):
            self.add_error(
                "when", _("A day is written, but “Now” is chosen. Choose “At a moment to come”, or clear the day.")
            )
        return {**data, "at": None}


def fields_of(code):
    """The fields that each language has of its own."""
    note = forms.CharField(
        label=_("What changed, for readers"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.TextInput({"lang": code}),
    )
    correction = forms.CharField(
        label=_("Correction: what was wrong, and what is right"),
        help_text=_("Readers see it on the story from the same moment on. Leave it empty where nothing was wrong."),
        required=False,
        validators=[MaxLengthValidator(LONGEST_CORRECTION)],
        widget=forms.Textarea({"lang": code, "rows": 2, "maxlength": LONGEST_CORRECTION}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    return {f"note_{code}": note, f"correction_{code}": correction, f"seen_{code}": seen}
