"""The page for a request that broke off: a database that does not answer is no fault of ours."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from cashboard.web.views import errors


def failed(request: HttpRequest) -> HttpResponse:
    """Django's last resort, which also hears what middleware met, such as a session it cannot load."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return errors.away(request, error)
    return errors.broken(request)
