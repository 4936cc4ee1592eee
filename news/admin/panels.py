"""How a form is laid out: a panel for each language, the rest below, and a column at the side."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from news import languages


@dataclass
class Panel:
    """One language of a form. `standing` is what the server knows: "", "published" or "behind"."""

    code: str
    name: str
    standing: str = ""
    fieldsets: list = field(default_factory=list)


def language_fieldsets(open_fields, folded_fields):
    """Fieldsets of every language, marked with the class by which `arrange` finds them again."""
    sets = []
    for code in languages.CODES if open_fields else ():
        sets.append((None, {"fields": in_language(open_fields, code), "classes": [f"language-{code}"]}))
        if folded_fields:
            folded = {"fields": in_language(folded_fields, code), "classes": [f"language-{code}", "collapse"]}
            sets.append((_("Less often needed"), folded))
    return sets


def in_language(fields, code):
    """The columns of one language; a tuple among the fields stands in one line, as in Django's own fieldsets."""
    return [tuple(in_language(name, code)) if isinstance(name, tuple) else f"{name}_{code}" for name in fields]


def arrange(adminform, standings):
    """The fieldsets of a form for its template: {"panels", "main_fieldsets", "side_fieldsets"}."""
    panels = {code: Panel(code, name, standings.get(code, "")) for code, name in languages.LANGUAGES}
    main, side = [], []
    for fieldset in adminform:
        classes = fieldset.classes.split()
        code = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), None)
        place = panels[code].fieldsets if code else side if "side" in classes else main
        place.append(fieldset)
    kept = [panel for panel in panels.values() if panel.fieldsets]
    return {"panels": kept, "main_fieldsets": main, "side_fieldsets": side}
