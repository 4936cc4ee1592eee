"""Accounts and the groups that give them rights."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from news.models import User

from .bases import NewsroomAdmin

NAME = _("first and last name")


class NewAccountForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name", "language", "desks", "groups"]


class AccountForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {}


@admin.register(User)
class UserAdmin(NewsroomAdmin, stock.UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    fieldsets = [
        (None, {"fields": ["name", "email", "language", "password"]}),
        (_("What the person may do"), {"fields": ["is_active", "is_staff", "groups", "desks", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["name", "email", "language", "usable_password", "password1", "password2"]}),
        (_("What the person may do"), {"fields": ["groups", "desks"]}),
    ]
    autocomplete_fields = ["groups", "desks"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["full_name", "email", "is_staff", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    ordering = ["name", "pk"]
    search_fields = ["name", "email"]

    def get_queryset(self, request):
        return User.objects.visible_to(request.user)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """“Name” is one word in English; of a person and of an organisation it is two in Kazakh and Russian."""
        if db_field.name == "name":
            kwargs["label"] = capfirst(NAME)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=NAME, ordering="name")
    def full_name(self, obj):
        return str(obj)

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser gives, or takes away, rights beyond his own."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "groups"]

    def has_change_permission(self, request, obj=None):
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """An account is switched off: what the person did stays in the history."""
        return False

    def save_model(self, request, obj, form, change):
        """Whoever is given an account here works in the newsroom."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)


ACTS = {
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "view": _("look at"),
    "see": _("see and edit those of every desk"),
    "publish": _("publish"),
}
"""What the first word of a permission's code name allows; Django keeps the names themselves in English."""


class PermissionField(forms.ModelMultipleChoiceField):
    """Permissions in the editor's language, as “story: publish”."""

    def label_from_instance(self, permission):
        act = permission.codename.partition("_")[0]
        return f"{permission.content_type.name}: {ACTS.get(act, act)}"


class GroupForm(forms.ModelForm):
    permissions = PermissionField(
        Permission.objects.select_related("content_type").order_by("content_type__model", "codename"),
        required=False,
        label=_("What its members may do"),
        widget=FilteredSelectMultiple(_("permissions"), is_stacked=False),
    )

    class Meta:
        model = Group
        fields = ["name", "permissions"]

    def __init__(self, *args, **kwargs):
        """Offer what the newsroom has screens for; the tables behind a story follow the story."""
        super().__init__(*args, **kwargs)
        nouns = [model._meta.model_name for model in admin.site._registry]
        field = self.fields["permissions"]
        field.queryset = field.queryset.filter(content_type__model__in=nouns)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(NewsroomAdmin, stock.GroupAdmin):
    form = GroupForm
    search_fields = ["name"]

    def get_queryset(self, request):
        return admin.ModelAdmin.get_queryset(self, request)
