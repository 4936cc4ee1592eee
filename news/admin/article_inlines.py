"""What stands beside a story on its form: people, organisations, authors, signatories."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import ArticleOrganization, ArticlePerson, Byline, Signatory

from .bases import NewsroomInline


def rows_of(*fields, rarely, title):
    """One line of fields, and a folded one of what is rarely needed."""
    return [(None, {"fields": [fields]}), (title, {"fields": [rarely, "position"], "classes": ["collapse"]})]


class PeopleInline(NewsroomInline):
    model = ArticlePerson
    autocomplete_fields = list_select_related = ["person"]
    fieldsets = rows_of(
        "person", "relation", rarely=languages.each("printed_label"), title=_("Label of their own, place in the list")
    )


class OrganizationsInline(NewsroomInline):
    model = ArticleOrganization
    autocomplete_fields = list_select_related = ["organization"]
    fieldsets = rows_of(
        "organization",
        "relation",
        rarely=languages.each("printed_label"),
        title=_("Label of its own, place in the list"),
    )


class BylineInline(NewsroomInline):
    model = Byline
    autocomplete_fields = list_select_related = ["person", "organization"]
    fieldsets = rows_of(
        "role",
        "person",
        "organization",
        rarely=languages.each("name"),
        title=_("A name that is not in the registry, place in the list"),
    )


class SignatoryInline(NewsroomInline):
    """Most sign on the day on which the statement is written down."""

    model = Signatory
    verbose_name_plural = _("signatories of a joint statement")
    autocomplete_fields = list_select_related = ["organization", "signer"]
    fieldsets = [(None, {"fields": [("organization", "signer"), ("signed_on", "position")]})]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "signed_on":
            kwargs["initial"] = timezone.localdate
        return super().formfield_for_dbfield(db_field, request, **kwargs)
