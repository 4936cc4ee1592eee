"""What templates of the newsroom show of two texts."""

from django import template

from news.text.diff import changed_passages, compare

register = template.Library()


@register.inclusion_tag("admin/news/_diff.html")
def diff(old, new, around=None, lang=""):
    """How `new` differs from `old`, each plain text or HTML: word by word, paragraph by paragraph.

    With `around`, only the changed paragraphs and as many unchanged ones on either side; None shows all of them.
    Pages that use it link css/newsroom/diff.css.
    """
    old, new = old or "", new or ""
    passages = compare(old, new) if around is None else changed_passages(old, new, around)
    has_changed = any(passage.has_changed for passage in passages if passage)
    return {"passages": passages, "lang": lang, "is_formatting_only": old != new and not has_changed}
