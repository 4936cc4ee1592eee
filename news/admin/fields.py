"""Form fields and widgets of the newsroom."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, URLValidator
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

DATE = {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A slip of the finger is no moment, and at the ends of the calendar no time zone can be reckoned."""


class MomentField(forms.DateTimeField):
    """A moment that a newsroom can mean."""

    def to_python(self, value):
        moment = super().to_python(value)
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            message = _("Write a year between %(first)d and %(last)d.")
            raise ValidationError(message, params={"first": FIRST_YEAR, "last": LAST_YEAR})
        return moment


MOMENT = {
    "form_class": MomentField,
    "widget": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M:%S"),
}
"""The browser's own pickers: they know the editor's language, a phone's keyboard and the keyboard alone."""

HTTPS = {"assume_scheme": "https"}
"""An address typed without its scheme is meant to be a safe one."""


def zone_name():
    """The coalition's time zone as people read it: Asia/Almaty, UTC+05:00."""
    offset = dt.datetime.now(ZoneInfo(settings.TIME_ZONE)).strftime("%z")
    return f"{settings.TIME_ZONE}, UTC{offset[:3]}:{offset[3:]}"


def moment(value):
    """A moment as the newsroom writes it, on the clock of the coalition; nothing where there is none."""
    return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


class LinesField(forms.CharField):
    """A list of short texts, written one on each line; stored as a JSON list."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def __init__(self, *, encoder=None, decoder=None, show_hidden_initial=False, **kwargs):
        super().__init__(**{**kwargs, "widget": self.widget, "help_text": _("One on each line.")})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        ProhibitNullCharactersValidator()(value or "")
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class AddressesField(LinesField):
    """The same for web addresses, each of which is checked."""

    def validate(self, value):
        super().validate(value)
        check = URLValidator(schemes=["http", "https"])
        for address in value:
            try:
                check(address)
            except ValidationError as error:
                message = _("“%(address)s” is not a web address: it begins with https://.")
                raise ValidationError(message, params={"address": address}) from error


class OneLineTextarea(forms.Textarea):
    """A headline: long enough to be seen whole in two rows, but one line of text."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 2, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if value else value
