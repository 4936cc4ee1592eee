from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0010_library_created_by")]

    operations = [
        migrations.AddField(
            "user",
            "wants_email",
            models.BooleanField(
                default=True,
                help_text="When something waits for you, comes back for changes or is published.",
                verbose_name="e-mail when a story needs me",
            ),
        ),
    ]
