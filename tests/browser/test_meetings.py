"""From a past meeting to its story, and from the story back to the meeting."""

import datetime as dt

from django.utils import timezone
from playwright.sync_api import expect

from news.models import Event
from tests import factories

from .walking import follow, go, text


def test_a_past_meeting_fills_in_its_story_and_is_told_of_as_covered(newsroom, complaints):
    meeting = factories.a_meeting(
        "Ауыл тұрғындарымен кездесу",
        start_at=timezone.now() - dt.timedelta(days=2),
        area=factories.an_area("Ұлытау облысы"),
        address_en="5 Ulgi Street, Satbayev",
    )
    meeting.speakers.add(factories.a_person("Асан", "Үлгібаев"))
    meeting.organizers.add(factories.an_organization("Үлгі одағы"))

    # the board leads to a form that knows the meeting
    go(newsroom, "/admin/")
    follow(newsroom, f"a[href='/admin/news/article/add/?event={meeting.pk}']")
    expect(newsroom.locator("[name=headline_kk]")).to_have_value("Ауыл тұрғындарымен кездесу")
    expect(newsroom.locator("[name=dateline_en]")).to_have_value("Satbayev")
    text(newsroom, "[name=people-0-person] + .select2").to_contain_text("Асан Үлгібаев")
    text(newsroom, "[name=event] + .select2").to_contain_text("Ауыл тұрғындарымен кездесу")

    # what is saved is what stood there
    follow(newsroom, "[name=_continue]")
    story = meeting.articles.get()
    assert [(str(row.person), row.relation) for row in story.people.all()] == [("Асан Үлгібаев", "spoke")]
    assert [str(row.organization) for row in story.organizations.all()] == ["Үлгі одағы"]

    # the meeting knows its story, and covered it is when readers see it
    go(newsroom, f"/admin/news/event/{meeting.pk}/change/")
    text(newsroom, f"a[href='/admin/news/article/{story.pk}/change/']").to_contain_text("Ауыл тұрғындарымен кездесу")
    assert Event.objects.without_coverage().exists()
    story.body_kk, story.summary_kk = "<p>Кездесу өтті.</p>", "Қысқаша."
    story.save()
    story.publish("kk", by=None)
    go(newsroom, "/admin/")
    expect(newsroom.locator(f"a[href='/admin/news/article/add/?event={meeting.pk}']")).to_have_count(0)
    go(newsroom, meeting.get_absolute_url().replace("/en/", "/kk/"))
    text(newsroom, ".split__main .stories").to_contain_text("Ауыл тұрғындарымен кездесу")
    assert complaints == []
