from django.db import migrations
from django.db.models import F

CODES = ("kk", "ru", "en")


def count_what_is_written(apps, schema_editor):
    """Each language that has a text counts as written once, and each translation as following its original."""
    article = apps.get_model("news", "Article")
    for code in CODES:
        written = article.objects.exclude(**{f"headline_{code}": "", f"body_{code}": ""})
        written.update(**{f"words_{code}": 1})
    for code in CODES:
        for original in CODES:
            translations = article.objects.filter(original_language=original, **{f"words_{code}": 1})
            if code != original:
                translations.update(**{f"follows_{code}": F(f"words_{original}")})
        waiting = article.objects.filter(**{f"state_{code}": "submitted"})
        waiting.update(**{f"submitted_by_{code}": F("created_by")})


class Migration(migrations.Migration):
    dependencies = [("news", "0005_article_workflow")]

    operations = [migrations.RunPython(count_what_is_written, migrations.RunPython.noop, elidable=True)]
