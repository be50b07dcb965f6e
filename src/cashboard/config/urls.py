"""The addresses of the pages, the API and the sign-in; asgi.py answers /live/ and health in front of them."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("cashboard.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("cashboard.web.urls")),
]
handler400 = "cashboard.web.views.errors.not_understood"
handler404 = "cashboard.web.views.errors.not_found"
handler500 = "cashboard.config.failing.failed"
