"""The signs of yes, no and unknown in lists, with words for those who cannot see them."""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

SIGNS = {True: ("yes", _("yes")), False: ("no", _("no")), None: ("unknown", _("not known"))}


def sign_of(value):
    name, words = SIGNS[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)


# The stock sign says “True” and “False” to a screen reader, in English on every page, and has no setting.
admin_list._boolean_icon = sign_of
