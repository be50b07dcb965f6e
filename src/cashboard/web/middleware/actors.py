"""Who asks: every page request has an actor, or is sent to sign in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

OPEN = ("/accounts/", "/api/", "/calendar-feeds/", "/healthz", "/readyz", "/metrics")


class RequestActor:
    """Sets `request.actor` from the session; without one, pages lead to the sign-in, fragments get 401."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            request.actor = request.user.acting("web")  # type: ignore[attr-defined]
        elif not request.path.startswith(OPEN):
            return _sign_in(request)
        return self.get_response(request)


def _sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") or request.method != "GET":
        return HttpResponse("You are signed out. Sign in again.", status=401, content_type="text/plain")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
