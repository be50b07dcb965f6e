"""In the demonstration everybody on this machine is the process lead: nothing to sign in to."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from cashboard.people.models import Person

LOOPBACK = {"127.0.0.1", "::1"}


class DemoSignIn:
    """Signs a browser on this machine in as the workspace's first owner; only while CASHBOARD_DEMO is 1."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMO:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from_here = request.META.get("REMOTE_ADDR") in LOOPBACK
        if (
            request.method == "GET"
            and from_here
            and not request.user.is_authenticated
            and request.path == "/"
        ):
            lead = Person.objects.active().filter(is_administrator=True).order_by("pk").first()
            if lead is not None:
                login(request, lead, backend=settings.AUTHENTICATION_BACKENDS[0])
        return self.get_response(request)
