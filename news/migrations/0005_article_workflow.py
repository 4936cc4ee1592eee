import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0004_quotation_newest")]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-updated_at", "-pk"],
                "permissions": [
                    ("see_every_desk", "May see and edit the stories of every desk"),
                    ("edit_every_desk", "May write in the stories of every desk"),
                    ("publish_article", "May publish stories"),
                    ("keep_registry", "May make people, organisations, meetings and pages public"),
                ],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        # What was called “submitted by” named whoever began the story.
        migrations.RenameField("article", "submitted_by", "created_by"),
        migrations.AlterField(
            "article",
            "created_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begun by",
            ),
        ),
        migrations.AddField(
            "article",
            "submitted_by_kk",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("article", "words_kk", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField(
            "article", "follows_kk", models.PositiveIntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["state_kk", "-updated_at", "-id"], name="article_state_kk")
        ),
        migrations.AddField(
            "article",
            "submitted_by_ru",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("article", "words_ru", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField(
            "article", "follows_ru", models.PositiveIntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["state_ru", "-updated_at", "-id"], name="article_state_ru")
        ),
        migrations.AddField(
            "article",
            "submitted_by_en",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("article", "words_en", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField(
            "article", "follows_en", models.PositiveIntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AddIndex(
            "article", models.Index(fields=["state_en", "-updated_at", "-id"], name="article_state_en")
        ),
    ]
