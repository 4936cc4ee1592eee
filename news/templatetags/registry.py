"""What the pages of the registry say about roles and dates that are known in part."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from news.text import dates

from .news import day, written

register = template.Library()


@register.filter
def partial(value):
    """A date as it is known: 2019 · March 2019 · 13 February 2026. An unreadable one is said as it was typed."""
    try:
        first = dates.first_day(value or "")
    except ValueError:
        return value or ""
    if len(value) == len("2019"):
        return value
    return written(first, "YEAR_MONTH_FORMAT") if len(value) == len("2019-03") else day(first)


@register.filter
def period(membership):
    """From when to when a role is held, as far as it is known. A role of which only one day is attested says so."""
    if not membership:
        return ""
    start, end = partial(membership.start_date), partial(membership.end_date)
    if start and end:
        return start if start == end else f"{start} — {end}"
    if start:
        begins = membership.first_day > timezone.localdate()
        return (_("From: %(date)s") if begins else _("%(start)s — present")) % {"date": start, "start": start}
    known = [_("Attested on %(date)s") % {"date": day(membership.attested_on)}] if membership.attested_on else []
    if end:
        known.append(_("Until: %(date)s") % {"date": end})
    return " · ".join(known)


@register.filter
def is_public(row):
    """Whether the person or organisation has a page of its own that readers may open."""
    return bool(row and row.is_live())


@register.filter(expects_localtime=True)
def utc_offset(moment):
    """+5, +5:30: the difference from UTC at that moment, in the coalition's time zone."""
    minutes = int(moment.utcoffset().total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
