"""The list of quotations: what is on the site now, in which languages, and where."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Quotation
from tests import factories as a

pytestmark = pytest.mark.django_db

LIST = reverse("admin:news_quotation_changelist")


def a_quotation(text, *, languages=("kk",), uid=None, **fields):
    person, uid = a.a_person(), uid or uuid.uuid4()
    bodies = {f"body_{code}": a.a_mark(person, text, uid=uid) for code in languages}
    story = a.a_story("Оқиға", languages=languages, **bodies, **fields)
    return Quotation.objects.filter(edition__article=story)


def test_one_line_tells_in_which_languages_readers_find_a_quotation(client, aigerim):
    uid = uuid.uuid4()
    a_quotation("Аударылған сөз", languages=("kk", "ru"), uid=uid)
    client.force_login(aigerim)
    page = client.get(LIST, {"language": "kk"}).text
    assert f'href="/kk/quotes/{uid}/"' in page
    assert f'href="/ru/quotes/{uid}/"' in page
    assert f'href="/en/quotes/{uid}/"' not in page


def test_the_list_is_filtered_by_what_is_on_the_site_now(client, aigerim):
    now = a_quotation("Қазіргі сөз").get()
    coming = a_quotation("Ертеңгі сөз", at=timezone.now() + dt.timedelta(days=1)).get()
    withdrawn = a_quotation("Қайтарылған сөз").get()
    withdrawn.edition.article.editions.update(withdrawn_at=timezone.now())
    client.force_login(aigerim)

    def listed(**asked):
        return set(client.get(LIST, asked).context["cl"].result_list)

    assert listed(site="now") == {now}
    assert listed(site="not") == {coming, withdrawn}
    assert listed() == {now, coming, withdrawn}


def test_the_entry_of_a_quotation_leads_to_its_page_and_to_its_place_in_the_story(client, aigerim):
    quotation = a_quotation("Сөз").get()
    client.force_login(aigerim)
    page = client.get(reverse("admin:news_quotation_change", args=[quotation.pk])).text
    assert f'<a href="{quotation.get_absolute_url()}">' in page
    assert f'<a href="{quotation.place_in_story()}">' in page
