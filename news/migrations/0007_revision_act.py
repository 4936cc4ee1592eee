from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0006_count_article_words")]

    operations = [
        migrations.AddField(
            "revision",
            "act",
            models.CharField(
                choices=[
                    ("baseline", "as it was before its first change here"),
                    ("saved", "saved"),
                    ("restored", "an earlier version restored"),
                    ("submitted", "submitted"),
                    ("taken-back", "taken back"),
                    ("changes", "changes requested"),
                    ("published", "published"),
                    ("scheduled", "scheduled"),
                    ("moved", "scheduled for another moment"),
                    ("called-off", "publication called off"),
                    ("withdrawn", "withdrawn with a notice"),
                    ("reinstated", "put back among the stories"),
                    ("taken-down", "taken down"),
                    ("followed", "translation checked against the original"),
                    ("binned", "moved to the bin"),
                    ("taken-out", "taken out of the bin"),
                    ("reassigned", "handed over"),
                ],
                default="saved",
                max_length=10,
                verbose_name="what was done",
            ),
        ),
        migrations.AddField(
            "revision", "is_override", models.BooleanField(default=False, verbose_name="without a second pair of eyes")
        ),
        migrations.AddField(
            "revision",
            "language",
            models.CharField(
                blank=True,
                choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.AlterField("revision", "note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
    ]
