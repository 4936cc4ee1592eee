"""Pictures that came together are described together: what is the same of all once, what each shows by itself."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Image
from news.permissions import is_central

from .fields import DATE, OneLineTextarea
from .presence import acknowledge
from .prose import newsroom_media
from .thumbnails import CARD, thumbnail
from .typed import is_key

MOST_AT_ONCE = 100
A_NAME = re.compile(r"[0-9-]{1,2000}")
WORDS = [*languages.each("description"), *languages.each("caption")]
OWN = [*WORDS, "is_decorative"]
"""What is said of each picture."""
IN_COMMON = [*languages.each("credit"), "taken_on", "place", "rights"]
"""What forty pictures of one meeting share."""


def describe_address(above, keys):
    numbers = ",".join(map(str, keys))
    return reverse(f"admin:{above.page_name('describe')}", query={"ids": numbers})


def describe(above, request):
    """GET shows the pictures of `?ids=`. POST keeps what was written of each; those that still lack a description stay
    on the page, with everything that was typed."""
    if not above.has_change_permission(request):
        raise PermissionDenied
    keys = keys_asked_for(request)
    if request.method != "POST":
        return page(above, request, sheet_of(above, request, keys))
    with transaction.atomic():
        sheet = sheet_of(above, request, keys, data=request.POST.copy())
        saved = sheet.save() if sheet.common.is_valid() else []
        note_changes(above, request, sheet)
    tell(request, saved)
    if sheet.common.is_valid() and not sheet.left:
        response = HttpResponseRedirect(reverse(f"admin:{above.page_name('changelist')}"))
    else:
        response = page(above, request, sheet)
    if saved and not sheet.left:
        acknowledge(request, response)
    return response


def keys_asked_for(request):
    """Those of the form that was sent, else of the address; what is no key is left out."""
    asked = (request.POST.get("ids") or request.GET.get("ids", "")).split(",")
    return [int(key) for key in asked if is_key(key)][:MOST_AT_ONCE]


def changeable(above, request):
    """The pictures whose words the user may change: `LibraryAdmin.has_change_permission` for many rows. One query."""
    rows = Image.objects.editable_by(request.user)
    if is_central(request.user):
        return rows
    return rows.exclude(pk__in=rows.shown_to_readers().values("pk"))


def note_changes(above, request, sheet):
    """In the history of each picture, in the words of the source as Django keeps them there."""
    for form in sheet.forms:
        with translation.override(None):
            fields = [str(Image._meta.get_field(name).verbose_name) for name in form.written]
        if fields:
            above.log_change(request, form.instance, [{"changed": {"fields": fields}}])


def tell(request, saved):
    if saved:
        sentence = ngettext("%(count)d picture is described.", "%(count)d pictures are described.", len(saved))
        messages.success(request, sentence % {"count": len(saved)})


# what is typed


class CommonForm(forms.ModelForm):
    """Words for every picture that is ticked; what is left empty changes nothing."""

    class Meta:
        model = Image
        fields = IN_COMMON
        widgets = {"taken_on": DATE["widget"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label(self, "credit")

    def typed(self):
        return {name: value for name, value in self.cleaned_data.items() if value}


class PictureForm(forms.ModelForm):
    """One picture. Only what was changed is written, and nothing over what somebody else wrote meanwhile."""

    written = ()
    """The columns that a save has written."""

    takes_common = forms.BooleanField(label=_("Gets the words for all pictures"), required=False)

    class Meta:
        model = Image
        fields = OWN
        widgets = dict.fromkeys(WORDS, OneLineTextarea)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["takes_common"].initial = not any(getattr(self.instance, name) for name in IN_COMMON)
        for field in self.fields.values():
            field.show_hidden_initial = True
        for name in ("description", "caption"):
            label(self, name)

    def clean(self):
        cleaned = super().clean()
        for name in [name for name in self.changed_data if name in WORDS]:
            self.refuse_to_overwrite(name)
        if not (cleaned.get("is_decorative") or any(cleaned.get(name) for name in languages.each("description"))):
            self.add_error(None, gettext("Say what the picture shows, or tick that it is decoration only."))
        return cleaned

    def refuse_to_overwrite(self, name):
        """The second time the same text is sent it stands: whoever sends it has read the other."""
        began_with, is_now = self.add_initial_prefix(name), self.initial[name]
        if is_now in (self.data.get(began_with, ""), self.cleaned_data.get(name)):
            return
        self.data[began_with] = is_now
        sentence = gettext("Meanwhile somebody wrote here: “%(text)s”. Save again to put yours in its place.")
        self.add_error(name, sentence % {"text": is_now})

    def is_given(self, name):
        """Whether a word for all goes to this picture too: into what is empty, or over what the tick was set for."""
        if not self["takes_common"].data:
            return False
        return "takes_common" in self.changed_data or not getattr(self.instance, name)

    @cached_property
    def columns(self):
        """A language, the field for what the picture shows, the one for the caption; for each language."""
        return [(code, self[f"description_{code}"], self[f"caption_{code}"]) for code in languages.CODES]

    @property
    def has_captions(self):
        return any(caption.value() or caption.errors for _code, _description, caption in self.columns)


def label(form, name):
    """A field of each language says which, in its label and to the browser."""
    for code, language in languages.LANGUAGES:
        field = form.fields[f"{name}_{code}"]
        field.label, field.help_text = f"{field.label} · {language}", ""
        field.widget.attrs |= {"lang": code, "class": "vTextField"}


class Sheet:
    """The page as a whole: the words in common, and a form for each picture."""

    def __init__(self, pictures, data=None):
        self.common = CommonForm(data, prefix="all")
        self.forms = [PictureForm(data, instance=picture, prefix=f"picture-{picture.pk}") for picture in pictures]

    @cached_property
    def left(self):
        """The forms that say too little, or what somebody else has written over."""
        return [form for form in self.forms if not form.is_valid()]

    def save(self):
        """Write what was typed of the described pictures, and the common words of all that take them. Returns the
        described ones."""
        for form in self.forms:
            self.save_one(form)
        return [form.instance for form in self.forms if form.is_valid()]

    def save_one(self, form):
        given = {name: value for name, value in self.common.typed().items() if form.is_given(name)}
        own = {name: form.cleaned_data[name] for name in form.changed_data if name in OWN} if form.is_valid() else {}
        words = {**given, **own}
        if not words:
            return
        for name, value in words.items():
            setattr(form.instance, name, value)
        form.instance.save(update_fields=[*words])
        form.written = [*words]


# the page


def sheet_of(above, request, keys, data=None):
    """The asked pictures in the order in which they came, as far as the user may change them."""
    rows = changeable(above, request).filter(pk__in=keys)
    if data is not None:
        list(Image.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values("pk"))
    pictures = sorted(rows, key=lambda picture: keys.index(picture.pk))
    return Sheet(pictures, data)


def page(above, request, sheet):
    forms_shown = sheet.left if sheet.common.is_bound and sheet.common.is_valid() else sheet.forms
    keys = [form.instance.pk for form in forms_shown]
    context = {
        **above.admin_site.each_context(request),
        "title": gettext("Describe pictures"),
        "opts": above.opts,
        "common": sheet.common,
        "credits": [sheet.common[name] for name in languages.each("credit")],
        "pictures": [(form, thumbnail(form.instance, CARD)) for form in forms_shown],
        "ids": ",".join(map(str, keys)),
        "sheet": name_of(request, keys),
        "typing": typing(request, name_of(request, keys), is_sent_back=sheet.common.is_bound),
        "media": newsroom_media(str(request.csp_nonce)),
    }
    return TemplateResponse(request, "admin/news/library/describe.html", context)


def name_of(request, keys):
    """The name under which the browser keeps what is typed here: the pictures with which the page was opened."""
    name = request.POST.get("sheet", "")
    return name if A_NAME.fullmatch(name) else "-".join(map(str, keys))


def typing(request, name, *, is_sent_back):
    """What the scripts need of the page, as of every form (presence.KeepsTyping)."""
    row = f"news.image/describe/{name}"
    return {"account": request.user.pk, "row": row, "version": 0, "presence": "", "is_sent_back": is_sent_back}
