from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0023_acts_of_the_registry")]

    operations = [
        migrations.AddField("quotation", "card", models.CharField(blank=True, editable=False, max_length=120)),
        migrations.AddIndex("quotation", models.Index(fields=["uid", "language"], name="quotation_uid")),
    ]
