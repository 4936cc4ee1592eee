"""Describing a picture where it is used: in the story's text or beside its cover, without leaving the story."""

from django.forms import modelform_factory
from django.http import Http404, JsonResponse
from django.utils.translation import gettext

from news import languages
from news.models import Image

from .thumbnails import card_of

FORBIDDEN, REFUSED = 403, 422


def put_words(above, request, pk):
    """Writes the descriptions that came where the picture has none yet; answers with its card.

    What a colleague has written meanwhile stays. By the rights of the library: a desk describes its own pictures.
    """
    picture = above.get_queryset(request).filter(pk=pk).first()
    if picture is None or not above.has_view_permission(request, picture):
        raise Http404
    if not above.has_change_permission(request, picture):
        sentence = gettext("You may not change the words of this picture. Ask the central desk to describe it.")
        return JsonResponse({"error": sentence}, status=FORBIDDEN)
    names = [name for name in languages.each("description") if name in request.POST and not getattr(picture, name)]
    form = modelform_factory(Image, fields=names)(request.POST, instance=picture)
    if not form.is_valid():
        return JsonResponse(
            {"error": " ".join(words for found in form.errors.values() for words in found)}, status=REFUSED
        )
    if form.has_changed():
        picture.save(update_fields=form.changed_data)
        above.log_change(request, picture, above.construct_change_message(request, form, []))
    return JsonResponse(card_of(picture))
