from django.db import migrations

from news.text import names

LANGUAGES = ("kk", "ru", "en")
NAMES = {"Person": ("given_name", "family_name", "patronymic_name"), "Organization": ("name", "abbreviation")}
LONGEST = 1000


def fill(apps, schema_editor):
    """Written by save() from now on; rows from before have to be found as well."""
    for noun, stems in NAMES.items():
        table, columns = apps.get_model("news", noun), [f"{stem}_{code}" for stem in stems for code in LANGUAGES]
        rows = table.objects.only("pk", "other_names", "slug", *columns)
        for row in rows.iterator(chunk_size=500):
            spellings = [*(getattr(row, column) for column in columns), *row.other_names, row.slug]
            words = dict.fromkeys(word for name in spellings if name for word in names.fold(str(name)).split())
            row.search_words = "".join(f" {word}" for word in words)[:LONGEST]
            row.save(update_fields=["search_words"])


class Migration(migrations.Migration):
    dependencies = [("news", "0026_registry_search_words")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
