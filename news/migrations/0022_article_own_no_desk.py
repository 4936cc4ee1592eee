from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0021_edition_moment")]

    operations = [
        migrations.AddIndex(
            "article",
            models.Index(condition=models.Q(("desk", None)), fields=["created_by"], name="article_own_no_desk"),
        ),
    ]
