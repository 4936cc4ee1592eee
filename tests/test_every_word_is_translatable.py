"""A walk through every page and screen in a language that does not exist: what stays in plain letters was not marked.

Every message is answered in full-width letters (News becomes Ｎｅｗｓ), the rows of the test are Kazakh, so a
Latin word on a page is a sentence that nobody can translate.
"""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import trans_real

from tests.admin import rows
from tests.factories import (
    a_mark,
    a_meeting,
    a_page,
    a_person,
    a_picture,
    a_role,
    a_site,
    a_topic,
    an_area,
    an_article,
    an_editor_in_chief,
    an_organization,
    moment,
)

pytestmark = pytest.mark.django_db

KEPT = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code).isalpha()}
PLAIN_WORD = re.compile(r"[A-Za-z]{2,}")

SAME_IN_ALL_LANGUAGES = {
    "English",
    "ENG",
    "Telegram",
    "WhatsApp",
    "Facebook",
    "JSON",
    "CSV",
    "PDF",
    "UTC",
    "Asia",
    "Almaty",
}
SAME_IN_ALL_LANGUAGES |= {"Ctrl", "RFC"}
"""Names that are written alike everywhere."""

ADDRESS_OR_NAME_OF_FILE = re.compile(
    r"\S+@\S+|[\w-]*(?:https?:/|/)\S*|\S+\.(?:webp|pdf|jpg|csv|txt|html|svg|example)\b|\b[a-z]{2}\b|\b[a-z\d]+(?:-[a-z\d]+)+\b"
)
ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "data-done"}


def in_no_language(message):
    """The message in signs that no page has by itself; placeholders and marks stay."""
    message = message.split("\x04")[-1]
    parts, at = [], 0
    for match in KEPT.finditer(message):
        parts += [message[at : match.start()].translate(FULL_WIDTH), match[0]]
        at = match.end()
    return "".join([*parts, message[at:].translate(FULL_WIDTH)])


@pytest.fixture
def nobodys_language(monkeypatch):
    """Answer every message in no language, whatever language is active."""
    catalogue = trans_real.DjangoTranslation
    monkeypatch.setattr(catalogue, "gettext", lambda self, message: in_no_language(message))
    plural = lambda self, one, many, number: in_no_language(one if number == 1 else many)  # noqa: E731
    monkeypatch.setattr(catalogue, "ngettext", plural)


class Reader(HTMLParser):
    """Collects what a person sees or hears of a page, with the tag it stands in."""

    def __init__(self):
        super().__init__()
        self.seen, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.silent += tag in ("script", "style", "code")
        self.seen += [attributes[name] for name in ATTRIBUTES if attributes.get(name)]
        if tag == "input" and attributes.get("type") in ("submit", "button", "reset"):
            self.seen.append(attributes.get("value") or "")
        if tag == "meta" and attributes.get("name") == "description":
            self.seen.append(attributes.get("content") or "")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "code")

    def handle_data(self, data):
        if not self.silent:
            self.seen.append(data)


def plain_words(response):
    reader = Reader()
    reader.feed(response.content.decode())
    text = " \n ".join(ADDRESS_OR_NAME_OF_FILE.sub(" ", piece) for piece in reader.seen)
    return sorted(set(PLAIN_WORD.findall(text)) - SAME_IN_ALL_LANGUAGES)


@pytest.fixture
def newsroom():
    """One of everything that a page may show, in Kazakh."""
    coalition, party = (
        an_organization("«Үлгі» коалициясы"),
        an_organization("«Ауыл-Үлгі» партиясы", classification="party"),
    )
    member = an_organization("«Қыран-Мысал» одағы", area=an_area(), parent=party)
    a_role(party, organization=coalition, start_date="2026-02-13")
    a_role(member, organization=coalition, start_date="2026-02", end_date="2026-05")
    person = a_person()
    a_role(person, organization=member, start_date="2019", end_date="2020-03", source_url="https://ulgi.example/")
    a_role(
        person, "Үлгі төрайымы", organization=coalition, on_behalf_of=party, attested_on="2026-02-13", is_acting=True
    )
    a_site(coalition=coalition, is_demo=True, email="a@ulgi.example", press_email="b@ulgi.example")
    topic, area = a_topic(), an_area("Абай облысы", classification="region")
    meeting = a_meeting(area=area, status="tentative", end_at=moment(2026, 3, 3, 17))
    meeting.speakers.add(person)
    meeting.organizers.add(member)
    meeting.start_at = moment(2026, 3, 2, 15)
    meeting.save()
    a_meeting(
        "Алдағы кездесу", start_at=moment(2999, 1, 1), area=area, online_url="https://ulgi.example/", status="postponed"
    )
    story = an_article(
        people=[person],
        organizations=[member],
        topics=[topic],
        areas=[area],
        event=meeting,
        languages=("kk", "ru"),
        kind="statement",
        dateline_kk="Сәтбаев",
        body_kk=f"<p>Сәлем</p><h2>Бөлім</h2>{a_mark(person)}<table><tr><th>Кім</th></tr></table>",
    )
    story.documents.add(rows.document())
    story.signatories.create(organization=member, signer=person, signed_on="2026-03-01")
    story.bylines.create(person=person, role="translator")
    story.corrections.create(language="kk", text="Күні түзетілді.")
    for code in ("kk", "ru"):
        story.publish(code, by=None, at=moment(2026, 3, 3))
    story.publish("kk", by=None, at=moment(2026, 3, 4), note="Күні түзетілді")
    meeting.coverage.add(story)
    a_page(intro_kk="Кіріспе", slug="about", in_menu=True)
    return story


def public_addresses(story):
    person, organization = story.people.get().person, story.organizations.get().organization
    meeting, edition = story.event, story.live_editions().get(language="kk")
    return [
        *(
            reverse(f"news:{name}")
            for name in ("home", "news", "search", "people", "organizations", "areas", "quotes", "events")
        ),
        *(
            row.get_absolute_url()
            for row in (person, organization, meeting, edition, story.topics.get(), story.areas.get())
        ),
        reverse("news:news_year", args=["2026"]),
        reverse("news:news_month", args=["2026", "03"]),
        reverse("news:events_month", args=["2026", "03"]),
        reverse("news:page", args=["about"]),
        "/kk/news/?topic=joq&kind=news",
        "/kk/news/?kind=news&topic=" + story.topics.get().slug,
        "/kk/search/?q=кездесу",
        "/kk/search/?q=табылмайтын",
        "/kk/people/?q=табылмайтын",
        "/kk/quotes/?year=1999",
        "/en" + edition.get_absolute_url()[3:],
        "/kk/joq-bet/",
        "/kk/news/2026/13/",
    ]


def test_no_public_page_has_a_word_that_cannot_be_translated(client, newsroom, nobodys_language):
    left = {address: words for address in public_addresses(newsroom) if (words := plain_words(client.get(address)))}
    assert left == {}, left


def admin_addresses(editor):
    for model in admin.site._registry:
        stem = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{stem}_changelist")
        make = getattr(rows, model._meta.model_name, None)
        if make:
            key = make().pk
            yield from (reverse(f"{stem}_{screen}", args=[key]) for screen in ("change", "history", "delete"))
        yield reverse(f"{stem}_add")


def test_no_screen_of_the_newsroom_has_a_word_that_cannot_be_translated(client, newsroom, nobodys_language):
    editor = an_editor_in_chief(name="Айгерім Үлгі", email="aigerim@ulgi.example")
    left = {}
    addresses = [
        "/admin/login/",
        None,
        "/admin/",
        "/admin/password_change/",
        "/admin/account/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/complete/",
        f"/admin/news/article/{newsroom.pk}/publish/",
        "/admin/news/image/add-several/",
        f"/admin/news/image/describe/?ids={a_picture().pk}",
    ]
    for address in [*addresses, *admin_addresses(editor)]:
        if address is None:
            client.force_login(editor)
            continue
        response = client.get(address)
        if response.status_code == 200 and (words := plain_words(response)):
            left[address] = words
    assert left == {}, left


def test_the_walk_notices_a_word_that_was_not_marked(client, newsroom, nobodys_language):
    a_page("Unmarked title", slug="unmarked")
    assert plain_words(client.get("/kk/unmarked/")) == ["Unmarked", "title"]
