"""The open data hold the newest quotations of all languages together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0003_edition_slug_list"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["-listed_at", "-id"], name="quotation_newest"),
        ),
    ]
