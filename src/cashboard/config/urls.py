"""The addresses of pages, API, calendar feeds and sign-in; asgi.py answers /live/ and health in front."""

from django.urls import URLPattern, URLResolver, include, path

from cashboard.web.views import calendar_feeds

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("cashboard.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("calendar-feeds/cashboard.ics", calendar_feeds.feed, name="calendar_feed"),
    path("", include("cashboard.web.urls")),
]
handler400 = "cashboard.web.views.errors.not_understood"
handler404 = "cashboard.web.views.errors.not_found"
handler500 = "cashboard.config.failing.failed"
