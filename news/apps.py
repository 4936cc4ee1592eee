"""The app, and the admin site it brings."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("Newsroom")

    def ready(self):
        """The one place where our own modules are imported inside a function: they need the tables to be known."""
        from news import checks, database, receivers  # noqa: F401
        from news.admin import nouns  # noqa: F401

        connection_created.connect(database.read_all_alphabets, dispatch_uid="news.database")


class NewsroomAdminConfig(AdminConfig):
    default_site = "news.admin.site.NewsroomSite"
