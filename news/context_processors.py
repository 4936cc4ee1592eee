"""What every public page shows round its own content: whose site it is, and the static pages of its menu."""

from django.utils.functional import SimpleLazyObject

from news.models import Page, SiteProfile


def site(request):
    """`site` (SiteProfile) and `menu` (live static pages, titles only): a query each, none where nobody asks."""
    return {
        "site": SimpleLazyObject(SiteProfile.objects.current),
        "menu": SimpleLazyObject(
            lambda: list(Page.objects.live().only("slug", "in_menu", "position", *Page.title.fields))
        ),
    }
