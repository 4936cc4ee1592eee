"""Every public address. Those of `language_urlpatterns` stand below /kk/, /ru/ and /en/; the others have no language.

Numbers of years, months and days are matched by their shape alone: a day that does not exist is a page not found,
told by the view in the reader's language.
"""

from django.urls import path, re_path

from news import calendars, feeds, sitemaps
from news.views import (
    area,
    article,
    article_history,
    article_list,
    data,
    event,
    home,
    members,
    organization,
    page,
    person,
    press_kit,
    preview,
    quotation,
    search,
    site,
    topic,
)

DAY = r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})"

language_urlpatterns = [
    path("", home.home, name="home"),
    path("news/", article_list.article_list, name="news"),
    re_path(r"^news/(?P<year>\d{4})/$", article_list.article_list, name="news_year"),
    re_path(r"^news/(?P<year>\d{4})/(?P<month>\d{2})/$", article_list.article_list, name="news_month"),
    re_path(rf"^news/{DAY}/(?P<slug>[-\w]+)/$", article.article, name="article"),
    re_path(rf"^news/{DAY}/(?P<slug>[-\w]+)/history/$", article_history.history, name="article_history"),
    re_path(rf"^news/{DAY}/(?P<slug>[-\w]+)/press-kit\.zip$", press_kit.press_kit, name="press_kit"),
    path("preview/<int:key>/", preview.draft, name="preview"),
    path("preview/link/<str:signed>/", preview.shared, name="preview_link"),
    path("search/", search.search, name="search"),
    # feeds
    path("news/feed.xml", feeds.atom, name="feed_atom"),
    path("news/feed.json", feeds.json_feed, name="feed_json"),
    path("topics/<slug:slug>/feed.xml", feeds.atom, {"of": "topic"}, name="topic_atom"),
    path("topics/<slug:slug>/feed.json", feeds.json_feed, {"of": "topic"}, name="topic_json"),
    path("areas/<slug:slug>/feed.xml", feeds.atom, {"of": "area"}, name="area_atom"),
    path("areas/<slug:slug>/feed.json", feeds.json_feed, {"of": "area"}, name="area_json"),
    path("people/<slug:slug>/feed.xml", feeds.atom, {"of": "person"}, name="person_atom"),
    path("people/<slug:slug>/feed.json", feeds.json_feed, {"of": "person"}, name="person_json"),
    path("organizations/<slug:slug>/feed.xml", feeds.atom, {"of": "organization"}, name="organization_atom"),
    path("organizations/<slug:slug>/feed.json", feeds.json_feed, {"of": "organization"}, name="organization_json"),
]

# Directories, meetings, quotations and static pages. The static pages stand last: their pattern takes any slug.
language_urlpatterns += [
    path("people/", person.person_list, name="people"),
    path("people/<slug:slug>/", person.person, name="person"),
    path("organizations/", organization.organization_list, name="organizations"),
    path("organizations/<slug:slug>/", organization.organization, name="organization"),
    path("organizations/<slug:slug>/members/", members.organization_members, name="organization_members"),
    path("organizations/<slug:slug>/calendar.ics", calendars.organization, name="organization_calendar"),
    path("areas/", area.area_list, name="areas"),
    path("areas/<slug:slug>/", area.area, name="area"),
    path("areas/<slug:slug>/calendar.ics", calendars.area, name="area_calendar"),
    path("topics/<slug:slug>/", topic.topic, name="topic"),
    path("quotes/", quotation.quotation_list, name="quotes"),
    path("quotes/<uuid:uid>/", quotation.quotation, name="quotation"),
    path("events/", event.event_list, name="events"),
    path("events/calendar.ics", calendars.events, name="events_calendar"),
    re_path(r"^events/(?P<year>\d{4})/(?P<month>\d{2})/$", event.event_month, name="events_month"),
    re_path(rf"^events/{DAY}/(?P<slug>[-\w]+)/$", event.event, name="event"),
    re_path(rf"^events/{DAY}/(?P<slug>[-\w]+)/event\.ics$", calendars.event, name="event_calendar"),
    path("data/", data.data, name="data"),
    path("<slug:slug>/", page.page, name="page"),
]

root_urlpatterns = [
    path("robots.txt", site.robots, name="robots"),
    path(".well-known/security.txt", site.security, name="security"),
    path("healthz", site.healthz, name="healthz"),
    path("readyz", site.readyz, name="readyz"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemaps.section, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("data/popolo.json", data.popolo, name="popolo"),
    path("data/<slug:name>.csv", data.table, name="data_csv"),
]
