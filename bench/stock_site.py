"""The newsroom's site with a second admin beside it: Django's own, plain, over the same tables.

Only for bench/change_form.py. The stock change form of a story has the fields and lines of ours, Django's templates,
plain text areas for the texts and Django's autocomplete; server, database, middleware and static files are shared.
"""

import os
from importlib import import_module

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition_site.settings")
STOCK = {"NAME": "stock", "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "DIRS": []}
settings.TEMPLATES = [*settings.TEMPLATES, {**settings.TEMPLATES[0], **STOCK}]
settings.ROOT_URLCONF = __name__
application = import_module("coalition_site.wsgi").application

from django.contrib import admin  # noqa: E402  the tables exist from here on
from django.contrib.admin.widgets import AdminTextareaWidget  # noqa: E402
from django.urls import path  # noqa: E402

from coalition_site import urls  # noqa: E402
from news import languages, models  # noqa: E402
from news.models.bases import RichTextField  # noqa: E402

WORDS = ("headline", "summary", "dateline", "body", "cover_caption", "slug")
RELATIONS = ["cover", "topics", "areas", "event", "documents", "desk"]
LINES = {
    models.ArticlePerson: ["person"],
    models.ArticleOrganization: ["organization"],
    models.Byline: ["person", "organization"],
    models.Signatory: ["organization", "signer"],
}


class StockAdmin(admin.ModelAdmin):
    formfield_overrides = {RichTextField: {"widget": AdminTextareaWidget}}
    search_fields = ["pk"]

    def render_change_form(self, *args, **kwargs):
        answer = super().render_change_form(*args, **kwargs)
        answer.using = "stock"
        return answer


class StockArticleAdmin(StockAdmin):
    fields = [
        *(name for word in WORDS for name in languages.each(word)),
        *("kind", "original_language", *RELATIONS, "pinned_until", "home_position"),
    ]
    autocomplete_fields = RELATIONS
    inlines = [
        type(
            f"{model.__name__}Lines", (admin.StackedInline,), {"model": model, "extra": 0, "autocomplete_fields": names}
        )
        for model, names in LINES.items()
    ]


stock = admin.AdminSite(name="stock")
stock.register(models.Article, StockArticleAdmin)
for model in (
    models.Image,
    models.Topic,
    models.Area,
    models.Event,
    models.Document,
    models.Organization,
    models.Person,
):
    stock.register(model, StockAdmin)

urlpatterns = [path("stock/", stock.urls), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
