"""Pictures and files of the demo. The drawings are the site newsroom's own."""

from django.core.files import File
from django.core.files.base import ContentFile

from news.models import Document, Image

from .content import CONTENT, PICTURES, in_each_language, table

CREDIT = {
    "kk": "Сурет-иллюстрация: сайт редакциясы",
    "ru": "Иллюстрация: редакция сайта",
    "en": "Illustration: site newsroom",
}


def make_library(cast):
    for key, told in table("pictures").items():
        cast.pictures[key] = make_picture(key, told)
    for key, told in table("documents").items():
        cast.documents[key] = make_document(told)


def make_picture(key, told):
    path = PICTURES / f"{key}.{'png' if told.get('logo') else 'webp'}"
    across, down = told.get("focal", (50, 50))
    picture = Image(
        focal_x=across,
        focal_y=down,
        **in_each_language("description", told),
        **({} if told.get("logo") else in_each_language("credit", CREDIT)),
    )
    with path.open("rb") as file:
        picture.file = File(file, name=path.name)
        picture.save()
    return picture


def make_document(told):
    content = (CONTENT / "documents" / told["file"]).read_bytes()
    return Document.objects.create(
        file=ContentFile(content, name=told["file"]), kind=told["kind"], **in_each_language("title", told)
    )
