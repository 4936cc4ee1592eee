"""What an address answers when no live row has it: where the page is now, that it is gone, or that there is none."""

from django.http import Http404, HttpResponsePermanentRedirect

from news.models import OldAddress

from .errors import gone


def elsewhere(request, model, path, slug, *, below=""):
    """Redirect for good (301) to the row that a merge or a change of address has led to; else 410 or 404.

    `path` is the address without language, as OldAddress keeps it; `below` is what follows a row's address where the
    page asked for is one of those below it. Three queries at most, and one for each merge.
    """
    if kept := OldAddress.objects.row_now_at(path, model, slug):
        return HttpResponsePermanentRedirect(kept.get_absolute_url() + below)
    if OldAddress.objects.filter(path=path, state=OldAddress.State.GONE).exists():
        return gone(request)
    raise Http404
