"""The editor of texts. What it can write is what `news.text.html.clean` keeps; the two are held together by a test."""

from django.forms.widgets import MediaAsset, Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from news import intake, languages
from news.models.bases import LONGEST_TEXT
from news.text import html

MODULES = (
    "arriving",
    "autosave",
    "counters",
    "cover",
    "describing",
    "dom",
    "editors",
    "fields",
    "focal",
    "kept",
    "languages",
    "notes",
    "offer",
    "presence",
    "registry",
    "relations",
    "saving",
    "sending",
    "session",
    "editor/attributes",
    "editor/note",
    "editor/pasted",
    "editor/pasted-links",
    "editor/pasted-lists",
    "editor/pasted-tags",
    "editor/picture",
)
"""The modules that others import by the name newsroom/…; the import map gives their addresses."""

DIALOGS = (
    "editor/ask-description",
    "editor/ask-gallery",
    "editor/ask-link",
    "editor/ask-photo",
    "editor/ask-quotation",
    "editor/ask-video",
)
"""The same, fetched only when an editor opens the dialog."""

EXTENSIONS = ("marks", "links", "lists", "table", "quotation", "photo", "gallery", "video", "files", "paste")
"""Our own parts of the editor, loaded by it."""

TOOLBAR = [
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "foreign"},
    {"group": "lists"},
    {"group": "story"},
    {"group": "nodes -headings -lists -blockType"},
    {"group": "table"},
    {"group": "history"},
]


class Preload(MediaAsset):
    """A module that the browser may fetch at once, before it has read the one that imports it."""

    element_template = '<link rel="modulepreload" href="{path}"{attributes}>'


def newsroom_media(nonce):
    """Scripts of a form: the import map, which is inline and needs the nonce of the answer, and the entry module."""
    names = {f"newsroom/{name}": f"js/newsroom/{name}.js" for name in (*MODULES, *DIALOGS)}
    preloads = (Preload(names[f"newsroom/{name}"]) for name in MODULES)
    scripts = [Script("js/newsroom.js", type="module"), *preloads]
    return Media(importmap=ImportMap(names), js=scripts, nonce=nonce)


def autocomplete(model, field):
    """The address under which the admin finds rows for a relation, by the rights of whoever asks."""
    return reverse("admin:autocomplete", query={"app_label": "news", "model_name": model, "field_name": field})


class NewsroomEditor(AdminProseEditorWidget):
    """Prose editor with quotations by speakers of the registry, pictures and documents of the library."""

    needs_multipart_form = True
    """Without, every Kazakh letter would travel as six, and three long texts would not pass the limit of a request."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, preset="configurable")

    @property
    def media(self):
        scripts = [Preload(f"js/newsroom/editor/{name}.js") for name in EXTENSIONS]
        return super().media + Media(js=scripts, css={"all": ["css/newsroom/editor.css"]})

    def get_config(self):
        return {
            "extensions": extensions(),
            "js_modules": [static(f"js/newsroom/editor/{name}.js") for name in EXTENSIONS],
        }


def extensions():
    plain = ("Bold", "Italic", "Strike", "Subscript", "Superscript", "HardBreak", "HorizontalRule", "Blockquote")
    frame = ("Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "History", "Video")
    lists = ("BulletList", "ListItem")
    tables = ("Table", "TableRow", "TableCell", "TableHeader")
    return {
        **dict.fromkeys((*frame, *plain, *lists, *tables), True),
        "OrderedList": {"enableListAttributes": False},
        "Heading": {"levels": [2, 3]},
        "Link": {
            "enableTarget": False,
            "protocols": ["http", "https", "mailto", "tel"],
            "pages": reverse("admin:links_autocomplete"),
        },
        "DocumentLink": {"documents": autocomplete("article", "documents")},
        "Menu": {"groups": TOOLBAR},
        "Placeholder": {"placeholder": gettext("Write here, or paste from Word or Telegram")},
        "CleanPaste": {"longest": LONGEST_TEXT, "mostTags": html.MOST_TAGS},
        "ForeignWords": {"languages": languages.LANGUAGES},
        "Quotation": {
            "people": autocomplete("articleperson", "person"),
            "organizations": autocomplete("articleorganization", "organization"),
        },
        "Photo": pictures(),
        "Gallery": pictures() | {"most": html.MOST_PICTURES},
        "Files": pictures() | {"most": html.MOST_PICTURES},
    }


def pictures():
    """Where the scripts find a picture of the library, and how they bring a new one in and describe it."""
    return {
        "pictures": autocomplete("article", "cover"),
        **{name: reverse(f"admin:news_image_{name}", args=[0]) for name in ("card", "words")},
        "upload": reverse("admin:news_image_upload"),
        "accept": intake.ACCEPTED,
        "largest": intake.MOST_BYTES,
    }
