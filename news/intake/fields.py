"""Columns whose files pass the intake on every way in: a form, `save()` of the row, `save()` of the file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from . import documents, names, pictures
from .refusals import Refused


def file_can_be_used(file: TakenInFile) -> None:
    """Validator: takes the file in, so that a form tells why it cannot be used."""
    try:
        file.take_in()
    except Refused as error:
        raise ValidationError(str(error)) from error


class Taken(ContentFile):
    """What the intake keeps of a file; it is not looked at again on its way to the store."""


class TakenInFile(FieldFile):
    def take_in(self) -> bool:
        """Put what may be kept in the place of a file that is not stored yet, and tell its row; raises Refused.

        False where there is no such file: a stored one was looked at when it came, and its row can be mended even
        where the store has lost it.
        """
        if not self or self._committed:
            return False
        if not isinstance(self.file, Taken):
            came = self.name
            kept = getattr(self.file, "kept", None) or self.field.let_in(self.file, came)  # or looked at before
            self.file = Taken(kept.content)
            self.name = names.to_store(came, kept.ending, otherwise=self.instance._meta.model_name)
            self.instance.file_came(kept, name=names.as_it_came(came))
        return True

    def save(self, name: str, content: object, save: bool = True) -> None:
        self.name, self.file, self._committed = name, content, False
        self.take_in()
        super().save(self.name, self.file, save)

    save.alters_data = True


class TakenInField(models.FileField):
    """To the database it is a path, so that another rule of the intake is no migration."""

    attr_class = TakenInFile
    plain = "django.db.models.FileField"
    accepted = ""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, self.plain, args, kwargs

    def formfield(self, **kwargs):
        """A plain field: Django's own for pictures opens them itself. A name may be of any length: ours is short."""
        field = super().formfield(**{"form_class": forms.FileField, **kwargs, "max_length": None})
        field.widget.attrs.setdefault("accept", self.accepted)
        return field


class PictureField(TakenInField):
    """Where a picture of the library lies; its row has `file_came(kept: pictures.Picture, name)`."""

    plain = "django.db.models.ImageField"
    accepted = pictures.ACCEPTED
    let_in = staticmethod(pictures.picture)


class DocumentField(TakenInField):
    """Where a document lies; its row has `file_came(kept: documents.Attachment, name)`."""

    default_validators = [file_can_be_used]
    accepted = documents.ACCEPTED
    let_in = staticmethod(documents.document)
