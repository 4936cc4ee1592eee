import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0014_who_added_a_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="previewlink",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made"),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="opened_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last opened"),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="opened_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="opened"),
        ),
        migrations.AlterField(
            model_name="previewlink",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
    ]
