"""What stops a language and what to look at in it, beside the story's form: fetched once the form stands."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext

from news import languages

from .cards import has_words
from .checklist import linked_blockers


def findings_view(admin, request, object_id):
    """A page of its own without script; with it, its parts stand on the form."""
    article = admin.row_to_change(request, object_id)
    context = {
        **admin.page_about(request, article),
        "title": gettext("Before publishing"),
        "findings": [
            finding(article, code, name, admin.change_address(article))
            for code, name in languages.LANGUAGES
            if has_words(article, code)
        ],
    }
    return TemplateResponse(request, "admin/news/article/findings.html", context)


def finding(article, code, name, form):
    return {
        "code": code,
        "name": name,
        "blockers": linked_blockers(article, code, form),
        "warnings": article.what_to_look_at(code),
    }
