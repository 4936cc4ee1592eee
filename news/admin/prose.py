"""The editor of texts. What it can write is what `news.text.html.clean` keeps; the two are held together by a test."""

from django.forms import Script
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from news import languages

MODULES = (
    "counters",
    "cover",
    "dom",
    "editors",
    "focal",
    "languages",
    "registry",
    "relations",
    "saving",
    "editor/ask-quotation",
)
"""The modules that others import by the name newsroom/…; the import map gives their addresses."""

EXTENSIONS = ("marks", "quotation", "photo", "paste")
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


def newsroom_media(nonce):
    """Scripts of a form: the import map, which is inline and needs the nonce of the answer, and the entry module."""
    names = {f"newsroom/{name}": f"js/newsroom/{name}.js" for name in MODULES}
    return Media(importmap=ImportMap(names), js=[Script("js/newsroom.js", type="module")], nonce=nonce)


def autocomplete(model, field):
    """The address under which the admin finds rows for a relation, by the rights of whoever asks."""
    return reverse("admin:autocomplete", query={"app_label": "news", "model_name": model, "field_name": field})


class NewsroomEditor(AdminProseEditorWidget):
    """Prose editor with quotations by speakers of the registry and pictures of the library."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, preset="configurable")

    def get_config(self):
        return {
            "extensions": extensions(),
            "js_modules": [static(f"js/newsroom/editor/{name}.js") for name in EXTENSIONS],
        }


def extensions():
    plain = ("Bold", "Italic", "Strike", "Subscript", "Superscript", "HardBreak", "HorizontalRule", "Blockquote")
    frame = ("Document", "Paragraph", "Text", "Dropcursor", "Gapcursor", "History", "CleanPaste")
    lists = ("BulletList", "ListItem")
    tables = ("Table", "TableRow", "TableCell", "TableHeader")
    return {
        **dict.fromkeys((*frame, *plain, *lists, *tables), True),
        "OrderedList": {"enableListAttributes": False},
        "Heading": {"levels": [2, 3]},
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
        "Menu": {"groups": TOOLBAR},
        "Placeholder": {"placeholder": gettext("Write here, or paste from Word or Telegram")},
        "ForeignWords": {"languages": languages.LANGUAGES},
        "Quotation": {
            "people": autocomplete("articleperson", "person"),
            "organizations": autocomplete("articleorganization", "organization"),
        },
        "Photo": {"pictures": autocomplete("article", "cover"), "card": reverse("admin:news_image_card", args=[0])},
    }
