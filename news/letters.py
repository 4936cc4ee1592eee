"""Letters to people with an account: plain text, each in the language of whoever gets it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from news.models import SiteProfile


def letter_to(account, template, **context):
    """The letter of a template, whose first line is the subject, unsent. One query.

    The template knows the `account`, the `site_name`, the `site_url` and the context.
    """
    with translation.override(account.language):
        known = {"account": account, "site_name": str(SiteProfile.objects.current()), "site_url": settings.SITE_URL}
        subject, _line, text = render_to_string(template, {**known, **context}).strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[account.email])
