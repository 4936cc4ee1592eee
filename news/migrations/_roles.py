"""The groups of the newsroom's roles: for migrations, which name the rights themselves and so never change afterwards.

A migration that brings a new right for a role that exists already:

    def give(apps, schema_editor):
        give_rights(apps, schema_editor.connection.alias, {"editor": ["change_headline"]})

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

It depends on the migration that made the right, on ("auth", "0012_…") and ("contenttypes", "0002_…").
"""

from django.contrib.auth.management import create_permissions


def make_groups(apps, using, roles):
    """Make a group for each role that has none of its name. A group that is there is the installation's own: it stays
    as it is."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    known = permissions(apps, using)
    for name, rights in roles.items():
        if not groups.filter(name=name).exists():
            groups.create(name=name).permissions.set(known[right] for right in rights)


def give_rights(apps, using, roles):
    """Add rights to groups that are still there under the name; takes nothing away, and makes no group anew."""
    known = permissions(apps, using)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=roles):
        group.permissions.add(*(known[right] for right in roles[group.name]))


def remove_groups(apps, using, roles):
    """Undo `make_groups`: groups that nobody is in, and whose rights are still those they were made with."""
    known = permissions(apps, using)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=roles):
        given = {known[right].pk for right in roles[group.name]}
        if given == set(group.permissions.values_list("pk", flat=True)) and not has_members(apps, using, group):
            group.delete()


def has_members(apps, using, group):
    return apps.get_model("news", "User").objects.using(using).filter(groups=group).exists()


def permissions(apps, using):
    """{code name: permission}, those of another app under auth.add_group. Makes the rows: on a fresh database Django
    does so only after the last migration."""
    for label in ("auth", "news"):
        app = apps.get_app_config(label)
        kept = getattr(app, "models_module", None)
        app.models_module = True  # the app of a migration has none, and would be passed over
        create_permissions(app, verbosity=0, using=using, apps=apps)
        app.models_module = kept
    rows = apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
    return {code_name(row): row for row in rows.filter(content_type__app_label__in=("auth", "news"))}


def code_name(permission):
    label = permission.content_type.app_label
    return permission.codename if label == "news" else f"{label}.{permission.codename}"
