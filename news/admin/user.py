"""Accounts: who is invited, at work or gone, and what each may do."""

from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from news.models import User

from .bases import NewsroomAdmin
from .invitation import InvitationForm, bring_back_view, invite_and_write, resend_view
from .merging import Merging
from .offboarding import off_board_view
from .roles import RolesField

NAME = _("first and last name")
STANDINGS = {
    "here": _("at work"),
    "invited": _("invited, not here yet"),
    "off": _("switched off"),
}


class AccountForm(Merging, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {}

    def clean(self):
        """Somebody has to be left who can invite people and give roles."""
        data = super().clean()
        touched = {"groups", "is_superuser"} & set(self.changed_data)
        if touched and self.instance.is_last_keeper_of_accounts() and not self.still_keeps(data):
            raise ValidationError(_("This is the last account that can invite people: it has to keep that right."))
        return data

    def still_keeps(self, data):
        if self.instance.is_superuser:
            return data.get("is_superuser", True)
        kept = Permission.objects.filter(group__in=data.get("groups", ()))
        return kept.filter(content_type__app_label="news", codename="change_user").exists()


class StandingFilter(admin.SimpleListFilter):
    title = _("where they are")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return STANDINGS.items()

    def queryset(self, request, queryset):
        invited = User.objects.awaiting_arrival()
        chosen = {
            "here": lambda: queryset.at_work().exclude(pk__in=invited),
            "invited": lambda: queryset.filter(pk__in=invited),
            "off": lambda: queryset.filter(is_active=False),
        }
        return chosen[self.value()]() if self.value() in chosen else queryset


class RoleFilter(admin.SimpleListFilter):
    title = pgettext_lazy("account", "roles")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(str(group.pk), str(group)) for group in Group.objects.order_by("pk")]

    def queryset(self, request, queryset):
        chosen = {key for key, _name in self.lookup_choices}
        return queryset.filter(groups=self.value()) if self.value() in chosen else queryset


@admin.register(User)
class UserAdmin(NewsroomAdmin, stock.UserAdmin):
    form = AccountForm
    add_form = InvitationForm
    add_form_template = "admin/news/account/invite.html"
    change_form_template = "admin/news/account/change_form.html"
    change_user_password_template = "admin/auth/user/change_password.html"  # noqa: S105 (a template)
    fieldsets = [
        (None, {"fields": ["name", "email", "language", "wants_email", "password"]}),
        (_("What the person may do"), {"fields": ["groups", "desks"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "language"]}),
        (_("What the person may do"), {"fields": ["groups", "desks"]}),
    ]
    autocomplete_fields = ["desks"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["full_name", "email", "roles", "standing", "last_login"]
    list_filter = [StandingFilter, RoleFilter]
    ordering = ["name", "pk"]
    search_fields = ["name", "email"]
    search_help_text = _("Name or e-mail address")

    # who may what

    def get_queryset(self, request):
        return User.objects.visible_to(request.user).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """Only a superuser makes, or unmakes, another."""
        if obj is None:
            return self.add_fieldsets
        first, rights, dates = self.fieldsets
        if request.user.is_superuser:
            rights = (rights[0], {"fields": [*rights[1]["fields"], "is_superuser"]})
        return [first, rights, dates]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable_by(request.user))

    def has_delete_permission(self, request, obj=None):
        """An account is switched off: what the person did stays in the history."""
        return False

    # the forms

    def get_urls(self):
        def page(address, view, name):
            return path(f"<path:object_id>/{address}/", self.admin_site.admin_view(view), name=f"news_user_{name}")

        return [
            page("invitation", self.invitation, "invitation"),
            page("off-board", self.off_board, "off_board"),
            page("bring-back", self.bring_back, "bring_back"),
            *super().get_urls(),
        ]

    def invitation(self, request, object_id):
        return resend_view(self, request, object_id)

    def off_board(self, request, object_id):
        return off_board_view(self, request, object_id)

    def bring_back(self, request, object_id):
        return bring_back_view(self, request, object_id)

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"title": gettext("Invite somebody"), **(extra_context or {})})

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.keeper = request.user
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """“Name” is one word in English; of a person and of an organisation it is two in Kazakh and Russian."""
        if db_field.name == "groups":
            return RolesField(
                request.user.roles_to_give().order_by("pk"), required=False, label=pgettext_lazy("account", "Roles")
            )
        if db_field.name == "name":
            kwargs["label"] = capfirst(NAME)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_change_account"] = bool(obj) and self.has_change_permission(request, obj)
        context["is_own_account"] = obj == request.user
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            invite_and_write(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_post_save_add(request, obj)

    # the list

    @admin.display(description=NAME, ordering="name")
    def full_name(self, obj):
        return str(obj)

    @admin.display(description=pgettext_lazy("account", "roles"))
    def roles(self, obj):
        names = [str(group) for group in obj.groups.all()]
        return ", ".join([gettext("superuser"), *names] if obj.is_superuser else names)

    @admin.display(description=_("where they are"))
    def standing(self, obj):
        if not obj.is_active:
            return STANDINGS["off"]
        return STANDINGS["invited" if obj.awaits_arrival else "here"]
