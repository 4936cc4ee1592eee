from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0020_preview_link_opened")]

    operations = [
        migrations.AddIndex("edition", models.Index(fields=["published_at"], name="edition_moment")),
    ]
