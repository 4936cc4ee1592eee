"""Scripts of the newsroom's own pages, those that are no form of a row (for these see `prose.newsroom_media`)."""

from django.forms import Script
from js_asset import ImportMap, Media

SHARED = ImportMap(
    {f"newsroom/{name}": f"js/newsroom/{name}.js" for name in ("dom", "relations", "sending", "session", "upload-row")}
)


def scripts(nonce, *names):
    """The modules js/newsroom/<name>.js, and the map by which they find what they share: inline, hence the nonce."""
    return Media(
        importmap=SHARED, js=[Script(f"js/newsroom/{name}.js", type="module") for name in names], nonce=str(nonce)
    )
