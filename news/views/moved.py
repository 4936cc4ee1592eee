"""What an address answers when no live row has it: where the page is now, that it is gone, or that there is none."""

from django.http import Http404, HttpResponsePermanentRedirect

from news.models import OldAddress

from .errors import gone

LONGEST_WAY = 5
"""Merges of merges that are followed; a longer chain is a mistake in the rows."""


def elsewhere(request, model, path, slug):
    """Redirect for good (301) to the row that a merge or a change of address has led to; else 410 or 404.

    `path` is the address without language, as OldAddress keeps it. Two queries, and one for each merge.
    """
    row = model.objects.filter(slug=slug).first()
    if not getattr(row, "merged_into_id", None):
        address = OldAddress.objects.filter(path=path).select_related("content_type").first()
        if address and address.state == OldAddress.State.GONE:
            return gone(request)
        row = address.target if address else None
    kept = end_of_merges(row)
    if not isinstance(kept, model) or not kept.is_live() or kept.slug == slug:
        raise Http404
    return HttpResponsePermanentRedirect(kept.get_absolute_url())


def end_of_merges(row):
    """The row that a merged one was merged into in the end, or None."""
    for _step in range(LONGEST_WAY):
        if not getattr(row, "merged_into_id", None):
            return row
        row = row.merged_into
    return None
