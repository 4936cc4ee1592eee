import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0007_revision_act")]

    operations = [
        migrations.AddField("edition", "words", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField("edition", "follows", models.PositiveIntegerField(blank=True, editable=False, null=True)),
        migrations.AddField(
            "edition",
            "revision",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="editions",
                to="news.revision",
            ),
        ),
        migrations.AddField(
            "edition",
            "gone_to",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="news.article",
                verbose_name="leads to the story",
            ),
        ),
    ]
