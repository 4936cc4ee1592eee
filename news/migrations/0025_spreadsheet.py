import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

NOUNS = [("organization", "organisations"), ("person", "people"), ("membership", "roles")]


class Migration(migrations.Migration):
    dependencies = [("news", "0024_quotation_card")]

    operations = [
        migrations.CreateModel(
            name="Spreadsheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noun", models.CharField(choices=NOUNS, max_length=12, verbose_name="what it lists")),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                ("content", models.BinaryField()),
                ("outcome", models.JSONField(blank=True, default=dict, verbose_name="what changed")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="brought in")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="imported")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "spreadsheet",
                "verbose_name_plural": "spreadsheets",
                "ordering": ["-created_at", "-pk"],
            },
        ),
    ]
