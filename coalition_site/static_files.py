"""Static files as they are collected: named by their content, compressed, style sheets without what only we read."""

from django.core.files.base import ContentFile
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "css/"
"""Style sheets of others are sent as they came, with their licences."""


class CollectedStaticFiles(CompressedManifestStaticFilesStorage):
    """Comments and white space of a style sheet stay behind: on a slow connection they are a fifth of a page."""

    def _save(self, name, content):
        if name.startswith(OURS) and name.endswith(".css"):
            content = ContentFile(cssmin(b"".join(content.chunks())))
        return super()._save(name, content)
