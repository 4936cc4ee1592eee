"""Two people who are one: found while one is typed, looked at side by side, merged; old texts and addresses hold."""

from playwright.sync_api import expect

from news import languages
from news.models import Article, Person
from tests import factories

from .walking import follow, go, stands, succeeds, text

PAGES_OF_A_PERSON = ("", "feed.xml", "feed.json")


def person(given, family, words):
    """With a story, a quotation, a role of that day and an address of former times; returns the story too."""
    row = factories.a_person(given, family)
    older = row.slug
    row.slug = f"{older}-qazir"
    row.save()
    factories.a_role(row, f"Үлгі төрағасы: {family}", start_date="2020")
    article = factories.an_article(f"Кездесу: {family}", languages=languages.CODES, people=[row])
    for code in languages.CODES:
        setattr(article, f"body_{code}", f"<p>Ауылда кездесу өтті.</p>{factories.a_mark(row, words)}")
    article.save()
    for code in languages.CODES:
        article.publish(code, by=None, at=factories.LONG_AGO)
    return row, [older, row.slug], Article.objects.get(pk=article.pk)


def test_two_people_become_one_and_nothing_that_named_them_breaks(newsroom, complaints):
    kept, _addresses, _story = person("Ерсұлтан", "Үлгібеков", "Біз әр ауылға барамыз")
    duplicate, addresses, story = person("Ерсултан", "Улгибеков", "Жол салынады")

    # whoever types the name once more is told of both
    go(newsroom, "/admin/news/person/add/")
    newsroom.click("#tab-kk")
    newsroom.fill("[name=given_name_kk]", "Ерсұлтан")
    newsroom.locator("[name=family_name_kk]").press_sequentially("Үлгібеков")
    expect(newsroom.locator(".alike li")).to_have_count(2)
    expect(newsroom.get_by_label("It is another one")).to_be_visible()
    newsroom.locator("[name=family_name_kk]").fill("Мүлдебасқа")
    expect(newsroom.locator(".alike")).to_be_hidden()
    newsroom.locator("[name=given_name_kk]").fill("")
    newsroom.locator("[name=family_name_kk]").fill("")

    # two ticked rows of the list, by the keyboard alone from there
    go(newsroom, "/admin/news/person/")
    for row in (kept, duplicate):
        newsroom.check(f".action-select[value='{row.pk}']")
    newsroom.select_option("[name=action]", "merge_two")
    follow(newsroom, "#changelist .actions button[type=submit]")
    text(newsroom, "h1").to_contain_text("Merge two entries")
    newsroom.locator(f"[name=keep][value='{kept.pk}']").focus()
    newsroom.keyboard.press("Space")
    expect(newsroom.locator(".merge__plan:visible")).to_have_count(1)
    text(newsroom, ".merge__plan:visible h2").to_contain_text("Үлгібеков")
    newsroom.keyboard.press("ArrowDown")
    text(newsroom, ".merge__plan:visible h2").to_contain_text("Улгибеков")
    newsroom.keyboard.press("ArrowUp")
    follow(newsroom, "input[value=Merge]")
    succeeds(newsroom)
    expect(newsroom).to_have_url(f"/admin/news/person/{kept.pk}/change/")
    assert Person.objects.get(pk=duplicate.pk).merged_into == kept

    # every address that the duplicate ever had
    site = newsroom.context.request
    for path in (f"/{code}/people/{slug}/" for code in languages.CODES for slug in addresses):
        for below in PAGES_OF_A_PERSON:
            answer = site.get(path + below, max_redirects=0)
            target = f"/{path[1:3]}/people/{kept.slug}/{below}"
            assert (answer.status, answer.headers.get("location")) == (301, target), path + below

    # the page of the kept one, reached by the oldest address, has the words of both
    go(newsroom, f"/kk/people/{addresses[0]}/")
    expect(newsroom).to_have_url(f"/kk/people/{kept.slug}/")
    for words in ("Біз әр ауылға барамыз", "Жол салынады"):
        expect(newsroom.get_by_text(words).first).to_be_visible()

    # the old story, whose text names the one that was merged, still shows the speaker with the role of that day
    go(newsroom, story.live_editions().get(language="kk").get_absolute_url())
    quote = newsroom.locator("figure", has_text="Жол салынады")
    expect(quote.locator(f"a[href='/kk/people/{kept.slug}/']")).to_be_visible()
    expect(quote).to_contain_text("Үлгі төрағасы: Улгибеков")

    # the stub tells where it went
    go(newsroom, f"/admin/news/person/{duplicate.pk}/change/")
    text(newsroom, ".merged-note").to_contain_text("Үлгібеков")
    expect(newsroom.locator("[name=_save]")).to_have_count(0)
    assert complaints == []


def test_somebody_who_is_there_is_chosen_instead_of_made_again(newsroom, complaints):
    person = factories.a_person("Гүлсім", "Үлгібаева")
    go(newsroom, "/admin/news/membership/add/")

    with newsroom.context.expect_page() as opened:
        newsroom.click("#add_id_person")
    window = opened.value
    stands(window)
    window.click("#tab-kk")
    window.fill("[name=given_name_kk]", "Гулсим")
    window.locator("[name=family_name_kk]").press_sequentially("Улгибаева")
    with window.expect_event("close"):
        window.click(f"[name='_chosen-{person.pk}']")

    expect(newsroom.locator("#id_person")).to_have_value(str(person.pk))
    expect(newsroom.locator("#select2-id_person-container")).to_contain_text("Гүлсім Үлгібаева")
    assert Person.objects.count() == 1
    assert complaints == []
