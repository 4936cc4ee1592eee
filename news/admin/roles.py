"""Roles as people read them: in their language, with a sentence of what each may do."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, Permission
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .bases import NewsroomAdmin
from .merging import Merging
from .typed import is_key

WORDS = {
    "contributor": (_("Contributor"), _("Writes and submits the stories of their own desk, and sees no other.")),
    "reporter": (_("Reporter"), _("Sees every desk; writes and submits the stories of the central desk.")),
    "translator": (_("Translator"), _("Sees and writes in the stories of every desk; publishes none.")),
    "editor": (_("Editor"), _("Writes in and publishes the stories of every desk.")),
    "registry keeper": (
        _("Registry keeper"),
        _("Keeps people, organisations, roles, meetings, pages, regions and topics, and makes them public."),
    ),
    "administrator": (_("Administrator"), _("Does all of this; keeps the accounts and the site profile.")),
}
"""{name of the group: (what it is called, what it may do)} of news.permissions.ROLES."""

SAID_WHOLE = {
    "see_every_desk": _("stories: see those of every desk"),
    "edit_every_desk": _("stories: write in those of every desk"),
    "publish_article": _("stories: publish"),
    "keep_registry": _("people, organisations, meetings, pages: make public, and mend what others added"),
}
ACTS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("look at")}
"""What the first word of a permission's code name allows; Django keeps the names themselves in English."""


def name_of(group):
    return str(WORDS[group.name][0]) if group.name in WORDS else group.name


# The name of a group is a key in English; forms, lists, the history and messages all show str(group).
Group.__str__ = name_of


def sentence_about(group):
    return str(WORDS[group.name][1]) if group.name in WORDS else ""


class TickedRows(forms.ModelMultipleChoiceField):
    """Rows to tick. What is no key was never among them; the database would stumble over it."""

    def clean(self, value):
        return super().clean([key for key in value or () if is_key(str(key))])


class RolesField(TickedRows):
    """Roles to tick, each with its sentence."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "roles"})

    def label_from_instance(self, group):
        return format_html('<strong>{}</strong> <span class="help">{}</span>', name_of(group), sentence_about(group))


class PermissionField(TickedRows):
    """Permissions in the editor's language, as “story: change”."""

    def label_from_instance(self, permission):
        if permission.codename in SAID_WHOLE:
            return str(SAID_WHOLE[permission.codename])
        act = permission.codename.partition("_")[0]
        return f"{permission.content_type.name}: {ACTS.get(act, act)}"


class GroupForm(Merging, forms.ModelForm):
    permissions = PermissionField(
        Permission.objects.select_related("content_type").order_by("content_type__model", "codename"),
        required=False,
        label=_("What its members may do"),
        widget=FilteredSelectMultiple(_("permissions"), is_stacked=False),
    )
    keeper = None
    """Whoever changes the group; rights beyond their own are not offered."""

    class Meta:
        model = Group
        fields = ["name", "permissions"]

    def __init__(self, *args, **kwargs):
        """Offer what the newsroom has screens for; the tables behind a story follow the story."""
        super().__init__(*args, **kwargs)
        if "permissions" in self.fields:
            nouns = [model._meta.model_name for model in admin.site._registry]
            field = self.fields["permissions"]
            field.queryset = self.keeper.rights().filter(pk__in=field.queryset, content_type__model__in=nouns)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(NewsroomAdmin, stock.GroupAdmin):
    """Roles. Those of the newsroom keep their names; their rights may be changed, and others added."""

    form = GroupForm
    list_display = ["role", "about", "members"]
    search_fields = []
    ordering = ["pk"]
    readonly_fields = ["about"]

    def get_queryset(self, request):
        return admin.ModelAdmin.get_queryset(self, request).annotate(accounts=Count("user"))

    def get_fieldsets(self, request, obj=None):
        first = "about" if obj and obj.name in WORDS else "name"
        return [(None, {"fields": [first, "permissions"]})]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.keeper = request.user
        return form

    def has_change_permission(self, request, obj=None):
        """Nobody adds to, or takes from, a role that may do what they may not."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.user.roles_to_give().filter(pk=obj.pk).exists()

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.has_change_permission(request, obj))

    @admin.display(description=pgettext_lazy("account", "role"), ordering="name")
    def role(self, obj):
        return name_of(obj)

    @admin.display(description=_("what it may do"))
    def about(self, obj):
        return sentence_about(obj)

    @admin.display(description=_("accounts"))
    def members(self, obj):
        return obj.accounts
