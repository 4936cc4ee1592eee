from django.db import migrations
from django.db.models import Q

from news.text import html

LANGUAGES = ("kk", "ru", "en")
TEXTS = {
    "Article": "body",
    "Event": "description",
    "Organization": "description",
    "Page": "body",
    "Person": "biography",
}
AT_ONCE = 500


def fill(apps, schema_editor):
    """Written when a text is saved from now on; files that older texts show have to be safe as well."""
    for noun, stem in TEXTS.items():
        columns = {f"{stem}_{code}": code for code in LANGUAGES}
        shows = Q()
        for column in columns:
            shows |= Q(**{f"{column}__contains": "data-image"}) | Q(**{f"{column}__contains": "data-document"})
        rows = apps.get_model("news", noun).objects.filter(shows).order_by("pk").only("pk", *columns)
        note(
            apps,
            noun.lower(),
            rows,
            lambda row, columns=columns: [
                (code, *found) for column, code in columns.items() for found in files_in(getattr(row, column) or "")
            ],
        )
    shows = Q(body__contains="data-image") | Q(body__contains="data-document") | ~Q(documents=[])
    rows = (
        apps.get_model("news", "Edition")
        .objects.filter(shows)
        .order_by("pk")
        .only("pk", "language", "body", "documents")
    )
    note(
        apps,
        "edition",
        rows,
        lambda row: [
            *((row.language, *found) for found in files_in(row.body)),
            *((row.language, "document", kept["id"]) for kept in row.documents if kept.get("id")),
        ],
    )


def note(apps, holder, rows, files_of):
    found = set()
    for row in rows.iterator(chunk_size=AT_ONCE):
        found |= {(row.pk, *fact) for fact in files_of(row)}
        if len(found) >= AT_ONCE:
            write(apps, holder, found)
            found = set()
    write(apps, holder, found)


def write(apps, holder, found):
    """Those whose file is there still."""
    use, uses = apps.get_model("news", "Use"), []
    for noun in ("image", "document"):
        wanted = {key for _row, _code, name, key in found if name == noun}
        there = set(apps.get_model("news", noun).objects.filter(pk__in=wanted).values_list("pk", flat=True))
        uses += [
            use(holder=holder, holder_key=row, language=code, **{f"{noun}_id": key})
            for row, code, name, key in sorted(found)
            if name == noun and key in there
        ]
    use.objects.bulk_create(uses, ignore_conflicts=True)


def files_in(text):
    found = [("image", key) for key in html.image_ids(text)] if "data-image" in text else []
    if "data-document" in text:
        found += [("document", link.document) for link in html.document_links(text)]
    return found


class Migration(migrations.Migration):
    dependencies = [("news", "0028_pictures_and_files")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
