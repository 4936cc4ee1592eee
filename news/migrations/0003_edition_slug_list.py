"""An address without a live story is looked up in the order of the list, so that SQLite takes the slug's index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_edition_event"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="edition", name="edition_slug"),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["language", "slug", "-listed_at", "-id"], name="edition_slug_list"),
        ),
    ]
