"""A subject and its stories."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.models import EditionTopic, Topic
from news.structured_data import breadcrumbs

from .article_list import stories_on, with_query
from .head import Feed, head_of, page
from .moved import elsewhere


@require_safe
def topic(request, slug):
    """Four queries beside those of every page."""
    row = Topic.objects.select_related("parent").filter(slug=slug).first()
    if row is None:
        return elsewhere(request, Topic, f"topics/{slug}/", slug)
    path = row.get_absolute_url()
    links = EditionTopic.objects.filter(topic=row).in_language(get_language()).listed()
    stories = stories_on(links, "edition_id", request.GET)
    above = [(row.parent.name, row.parent.get_absolute_url())] if row.parent else []
    context = {
        "topic": row,
        "crumbs": [(_("News"), reverse("news:news")), *above],
        "parts": row.children.all(),
        "stories": stories.rows,
        "newer": with_query(path, stories.newer) if stories.newer else "",
        "older": with_query(path, stories.older) if stories.older else "",
    }
    head = head_of(
        path,
        title=row.name,
        description=_("News on the topic: %(topic)s") % {"topic": row.name},
        section="news",
        feeds=[Feed(row.name, reverse("news:topic_atom", args=[row.slug]))],
        structured_data=[breadcrumbs(*context["crumbs"], (row.name, path))],
        is_indexed=stories.is_first and bool(stories.rows),
    )
    return page(request, "news/topic.html", head, context)
