"""A group for each role of the newsroom, with the rights it had in this release."""

from django.db import migrations

from ._roles import make_groups, remove_groups

WRITES = ("add", "change", "view")
KEEPS = (*WRITES, "delete")


def rights(acts, *nouns):
    return {f"{act}_{noun}" for noun in nouns for act in acts}


PROPOSES = rights(WRITES, "article", "person", "organization", "event", "image", "document") | rights(
    ["view"], "area", "topic", "edition"
)
LOOKS = {"see_every_desk"} | rights(["view"], "membership", "page", "quotation", "correction", "revision")
SHARES = rights(WRITES, "previewlink", "pressrelease")
EDITS = {"edit_every_desk", "publish_article", "view_oldaddress"} | rights(WRITES, "correction")
REGISTERS = (
    {"keep_registry"}
    | rights(KEEPS, "person", "organization", "event", "membership", "page")
    | rights(WRITES, "area", "topic", "image", "document")
    | rights(["view"], "article", "edition", "oldaddress")
)
ADMINISTERS = (
    rights(WRITES, "user", "siteprofile")
    | {"auth.add_group", "auth.change_group", "auth.view_group"}
    | rights(KEEPS, "article", "image", "document")
)
ROLES = {
    "contributor": PROPOSES,
    "reporter": PROPOSES | LOOKS | SHARES,
    "translator": PROPOSES | LOOKS | SHARES | {"edit_every_desk"},
    "editor": PROPOSES | LOOKS | SHARES | EDITS,
    "registry keeper": LOOKS | REGISTERS,
    "administrator": PROPOSES | LOOKS | SHARES | EDITS | REGISTERS | ADMINISTERS,
}


def make(apps, schema_editor):
    make_groups(apps, schema_editor.connection.alias, ROLES)


def remove(apps, schema_editor):
    remove_groups(apps, schema_editor.connection.alias, ROLES)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0012_invitation_and_protected_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, remove)]
