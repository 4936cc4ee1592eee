"""Ways to narrow the lists of the library down."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.models import User

from .board.registry import lacks_description


class DescribedFilter(admin.SimpleListFilter):
    title = _("description")
    parameter_name = "described"

    def lookups(self, request, model_admin):
        return [("no", _("missing in some language"))]

    def queryset(self, request, queryset):
        return queryset.filter(lacks_description()) if self.value() == "no" else queryset


class BroughtByFilter(admin.SimpleListFilter):
    title = _("colleague")
    parameter_name = "from"

    def lookups(self, request, model_admin):
        own = [("me", _("me"))]
        return [*own, ("desk", _("my desk"))] if request.user.desk_keys else own

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(created_by=request.user)
        if self.value() == "desk":
            colleagues = User.objects.filter(desks__in=request.user.desk_keys)
            return queryset.filter(created_by__in=colleagues.values("pk"))
        return queryset


class UsedFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("no", _("used nowhere"))]

    def queryset(self, request, queryset):
        return queryset.unused() if self.value() == "no" else queryset


class YearFilter(admin.SimpleListFilter):
    """The year in which a file came into the library, on the clock of the coalition."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        oldest = model_admin.model.objects.order_by("pk").values_list("created_at", flat=True).first()
        this_year = timezone.localtime().year
        first = timezone.localtime(oldest).year if oldest else this_year
        return [(str(year), str(year)) for year in range(this_year, first - 1, -1)]

    def queryset(self, request, queryset):
        is_known = self.value() in dict(self.lookup_choices)
        return queryset.filter(created_at__year=int(self.value())) if is_known else queryset
