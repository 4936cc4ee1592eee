"""Pictures and files that are there already: the log of the admin knows who added them."""

from django.db import migrations

ADDITION = 1


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    log = apps.get_model("admin", "LogEntry").objects.using(using).filter(action_flag=ADDITION)
    for name in ("image", "document"):
        rows = apps.get_model("news", name).objects.using(using).filter(created_by=None)
        added = log.filter(content_type__app_label="news", content_type__model=name)
        for key, user in added.order_by("-pk").values_list("object_id", "user").iterator():
            rows.filter(pk=key).update(created_by=user)


class Migration(migrations.Migration):
    dependencies = [("news", "0013_roles"), ("admin", "0003_logentry_add_action_flag_choices")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
