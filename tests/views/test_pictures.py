"""Pictures on public pages, beside shared links, and in what pages say to machines: small, described, never a hole."""

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from news import renditions
from news.intake.tones import TONES
from news.models import Image
from tests import factories as make

pytestmark = pytest.mark.django_db
STYLES = Path("static/css/site.css")
ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"


def a_made_picture(size=(330, 220), **fields):
    """A picture of the library with all its copies in the store."""
    buffer = io.BytesIO()
    PIL.Image.new("RGB", size, "teal").save(buffer, "JPEG")
    described = {f"description_{code}": "Сурет: жиналыс залы" for code in ("kk", "ru", "en")}
    picture = Image.objects.create(file=ContentFile(buffer.getvalue(), name="зал.jpg"), **{**described, **fields})
    renditions.make(picture)
    return picture


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).text


def statement_of(text):
    """What the page says of the story to machines."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return next(found for found in map(json.loads, blocks) if found["@type"] == "NewsArticle")


def meta(text, name):
    found = re.search(rf'<meta property="{name}" content="([^"]*)">', text)
    return found and found[1]


def test_the_cover_comes_first_and_in_every_format_and_all_other_pictures_wait(client):
    cover, photo = a_made_picture(focal_x=20, focal_y=80), a_made_picture()
    article = make.an_article(cover=cover, body_kk=f"<p>Мәтін.</p>{make.a_photo(photo)}")
    text = page_of(client, article.publish("kk", by=None))
    first, second = re.findall(r"<picture.*?</picture>", text)
    assert f'data-tone="{cover.tone}" data-focal-x="2" data-focal-y="8"' in first
    assert 'width="330" height="220" alt="Сурет: жиналыс залы" fetchpriority="high">' in first
    assert "lazy" not in first
    assert 'loading="lazy" decoding="async">' in second
    assert "fetchpriority" not in second
    assert "data-focal" not in second
    for picture, part in ((cover, first), (photo, second)):
        for ending in ("avif", "webp"):
            assert f'<source type="image/{ending}" srcset="{renditions.sources(picture, ending)[0].url} 160w, ' in part
        assert f'<img src="{renditions.jpeg_url(picture)}"' in part
        assert picture.file.url not in part


def test_every_picture_of_a_row_of_stories_waits_and_says_nothing(client):
    make.a_site()
    for number in range(4):
        make.a_story(f"Хабар {number}", cover=a_made_picture())
    pictures = re.findall(r"<picture.*?</picture>", client.get("/kk/").text)
    assert ["lazy" in picture for picture in pictures] == [False, True, True, True]
    assert all('alt=""' in picture for picture in pictures[1:])


def test_before_there_are_copies_the_description_stands_in_the_place_of_the_picture(client):
    cover = make.a_picture(tone="k", description_kk="Сурет: көк шатыр")
    edition = make.an_edition(cover=cover)
    text = page_of(client, edition)
    assert '<span class="media media--wide" data-tone="k"><span class="media__words">Сурет: көк шатыр</span>' in text
    assert "<img" not in text
    assert f'<img src="{cover.file.url}"' not in client.get("/kk/").text


def test_a_decoration_without_copies_leaves_no_empty_frame(client):
    cover = make.a_picture(is_decorative=True, **{f"description_{code}": "" for code in ("kk", "ru", "en")})
    assert "article__cover" not in page_of(client, make.an_edition(cover=cover))


def test_portraits_are_small_copies_in_both_formats_and_monograms_before_there_are_any(client):
    portrait = a_made_picture((160, 200), focal_x=30, focal_y=50)
    seen = make.a_person("Айгүл", portrait=portrait)
    make.a_person("Марат", portrait=make.a_picture())
    text = client.get("/kk/people/").text
    assert re.findall(r'<img src="([^"]*)"', text) == [renditions.sources(portrait, "webp")[0].url]
    assert f'<source type="image/avif" srcset="{renditions.sources(portrait, "avif")[0].url}">' in text
    assert f'<span class="face" data-tone="{portrait.tone}" data-focal-x="3" data-focal-y="5">' in text
    assert text.count("face--none") == 1
    assert 'sizes="(min-width: 48rem) 11rem, 6rem"' in client.get(seen.get_absolute_url()).text


def test_a_logo_is_a_small_copy_and_initials_before_there_is_one(client):
    logo = a_made_picture((160, 160))
    page = client.get(make.an_organization(logo=logo).get_absolute_url()).text
    assert f'<img src="{renditions.sources(logo, "webp")[0].url}" srcset=' in page
    assert "logo--none" in client.get(make.an_organization(logo=make.a_picture()).get_absolute_url()).text


def test_the_stylesheet_knows_the_tones_of_pictures():
    rules = re.findall(r'\[data-tone="(\w)"\] \{ --tone: (#\w{6}); \}', STYLES.read_text())
    assert dict(rules) == TONES
    assert len(rules) == len(TONES)


def luminance(colour):
    """Relative luminance by WCAG 2."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_description_can_be_read_on_every_tone(theme):
    text = STYLES.read_text()
    tokens = text.split("prefers-color-scheme: dark")[0 if theme == "light" else 1]
    veil = bytes.fromhex(re.search(r"--veil: #(\w{8})", tokens)[1])
    ink = bytes.fromhex(re.search(r"--ink: #(\w{6})", tokens)[1])
    share = veil[3] / 255
    for tone in TONES.values():
        under = bytes.fromhex(tone[1:])
        seen = [over * share + below * (1 - share) for over, below in zip(veil, under, strict=False)]
        darker, lighter = sorted((luminance(ink), luminance(seen)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, tone


def test_beside_a_shared_link_stands_the_cover(client):
    cover = a_made_picture()
    text = page_of(client, make.an_edition(cover=cover))
    assert meta(text, "og:image") == f"http://localhost:8000{renditions.card_url(cover)}"
    assert (meta(text, "og:image:width"), meta(text, "og:image:height")) == ("1200", "630")
    assert meta(text, "og:image:alt") == "Сурет: жиналыс залы"


def test_without_a_cover_or_before_its_copies_the_headline_stands_there(client, django_capture_on_commit_callbacks):
    for cover in (None, make.a_picture()):
        with django_capture_on_commit_callbacks(execute=True):
            edition = make.an_edition("Ауылда кездесу өтті", cover=cover)
        edition.refresh_from_db()
        text = page_of(client, edition)
        assert meta(text, "og:image") == f"http://localhost:8000{default_storage.url(edition.card)}"
        assert meta(text, "og:image:alt") == "Ауылда кездесу өтті"
        assert statement_of(text)["image"][-1] == meta(text, "og:image")


def test_before_a_card_is_drawn_the_sites_own_stands_there(client):
    text = page_of(client, make.an_edition(cover=make.a_picture()))
    assert meta(text, "og:image") == "http://localhost:8000/static/img/card.png"


def test_machines_are_told_who_made_the_picture_and_who_may_use_it_where_that_is_known(client):
    cover = a_made_picture(credit_kk="Сурет: Айгүл Үлгі", rights="© Үлгі редакциясы", caption_kk="Залда")
    first, card = statement_of(page_of(client, make.an_edition(cover=cover)))["image"]
    assert first == {
        "@type": "ImageObject",
        "url": f"http://localhost:8000{cover.file.url}",
        "width": "330 px",
        "height": "220 px",
        "caption": "Залда",
        "creditText": "Сурет: Айгүл Үлгі",
        "copyrightNotice": "© Үлгі редакциясы",
    }
    assert card == f"http://localhost:8000{renditions.card_url(cover)}"
    licensed = make.a_picture(rights="https://licence.example/by/4.0/")
    (facts,) = statement_of(page_of(client, make.an_edition(cover=licensed)))["image"]
    assert facts["license"] == "https://licence.example/by/4.0/"
    assert not facts.keys() & {"copyrightNotice", "creditText"}


def test_a_feed_shows_the_cover_as_a_jpeg_with_its_size_and_description(client):
    cover = a_made_picture(credit_kk="Сурет: <Айгүл>")
    edition = make.an_edition(cover=cover)
    address = f"http://localhost:8000{renditions.jpeg_url(cover)}"
    with default_storage.open(renditions.jpeg_name(cover)) as file:
        width, height = PIL.Image.open(file).size
    shown = f'<img src="{address}" width="{width}" height="{height}" alt="Сурет: жиналыс залы">'
    (item,) = client.get("/kk/news/feed.json").json()["items"]
    assert item["image"] == address
    assert shown in item["content_html"]
    assert "<figcaption>Сурет: &lt;Айгүл&gt;</figcaption>" in item["content_html"]
    assert item["content_html"].endswith(f"<p>{edition.summary}</p>")
    entry = ElementTree.fromstring(client.get("/kk/news/feed.xml").content).find(f"{ATOM}entry")  # noqa: S314 (ours)
    size = {"width": str(width), "height": str(height)}
    assert entry.find(f"{MEDIA}content").attrib == {"url": address, "medium": "image", **size}
    assert entry.findtext(f"{MEDIA}content/{MEDIA}description") == "Сурет: жиналыс залы"
    assert shown in entry.findtext(f"{ATOM}content")


def test_a_feed_shows_no_picture_before_its_copies_are_made(client):
    make.an_edition(cover=make.a_picture())
    (item,) = client.get("/kk/news/feed.json").json()["items"]
    assert "image" not in item
    assert "<img" not in item["content_html"]
    assert "media:content" not in client.get("/kk/news/feed.xml").text
