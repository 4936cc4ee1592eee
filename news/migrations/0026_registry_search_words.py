from django.db import migrations, models

NOUNS = {"person": (), "organization": ("classification", "area")}


def order(noun, code):
    fields = ["merged_into", f"sort_key_{code}", "id", "published_at", "search_words", *NOUNS[noun]]
    return models.Index(fields=fields, name=f"{noun}_order_{code}")


class Migration(migrations.Migration):
    dependencies = [("news", "0025_spreadsheet")]

    operations = [
        *(
            migrations.AddField(
                noun,
                "search_words",
                models.CharField(blank=True, default="", editable=False, max_length=1000),
                preserve_default=False,
            )
            for noun in NOUNS
        ),
        *(migrations.AddIndex(noun, order(noun, code)) for noun in NOUNS for code in ("kk", "ru", "en")),
    ]
