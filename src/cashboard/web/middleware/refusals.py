"""A refused verb becomes an answer that says why."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from cashboard.activity.refusals import Refused
from cashboard.web.views.errors import away, refused, wrong_method


class Refusals:
    """Turns Refused into its status and sentence, and a database that is away into 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not request.path.startswith("/api/"):
            return wrong_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what the verb said; other faults stay what they are."""
        if request.path.startswith("/api/"):
            return None
        if isinstance(exception, Refused):
            return refused(request, exception)
        if isinstance(exception, OperationalError):
            return away(request, exception)
        return None
