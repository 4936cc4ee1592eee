"""Static pages: who we are, how to reach us, what we promise readers."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news import prose
from news.models import Page
from news.structured_data import breadcrumbs

from .head import head_of
from .head import page as answer
from .moved import elsewhere


@require_safe
def page(request, slug):
    """One query beside those of every page, and one where the text has pictures."""
    row = Page.objects.live().filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Page, f"{slug}/", slug)
    path = row.get_absolute_url()
    context = {"page": row, "sections": prose.sections(row.body)}
    head = head_of(
        path,
        title=row.title or _("Page"),
        description=row.intro,
        section=row.slug,
        structured_data=[breadcrumbs((row.title, path))],
    )
    return answer(request, "news/page.html", head, context)
