from django.db import migrations, models

ACTS = [
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
    ("relabelled", "labels of the day corrected"),
    ("merged", "merged with a duplicate"),
    ("imported", "from a spreadsheet"),
]


class Migration(migrations.Migration):
    dependencies = [("news", "0022_article_own_no_desk")]

    operations = [
        migrations.AlterField(
            "revision",
            "act",
            models.CharField(choices=ACTS, default="saved", max_length=10, verbose_name="what was done"),
        ),
    ]
