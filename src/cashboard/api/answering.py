"""From a request to an answer: sign in, read, act once, render; every refusal becomes a problem."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from cashboard.activity.refusals import Invalid, Refused
from cashboard.api import problems
from cashboard.api.calls import LARGEST_ID, Call, versions
from cashboard.api.repeating import HEADER, once
from cashboard.api.routing import PREFIX, Nothing, Route
from cashboard.api.signing_in import caller_of, check_csrf

log = logging.getLogger(__name__)
NUMBER = re.compile(r"[1-9][0-9]{0,18}\Z", re.ASCII)


def serving(methods: dict[str, Route]) -> Callable[..., HttpResponse]:
    """The view of one address."""

    @csrf_exempt
    def view(request: HttpRequest, **ids: str) -> HttpResponse:
        try:
            response = _answer(methods, request, ids)
        except Refused as refused:
            response = problems.problem(refused)
        except OperationalError:
            log.exception("%s %s: the database did not answer", request.method, request.path)
            response = problems.problem(
                problems.Unavailable("The database is busy. Try again.", headers={"Retry-After": "2"})
            )
        except Exception:  # a program that calls us can read a problem, not a page
            log.exception("%s %s broke", request.method, request.path)
            response = problems.problem(problems.Broken("Something broke here. It is in the server's log."))
        response.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = "Authorization, Cookie"
        return response

    return view


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address under the API."""
    return problems.problem(problems.NotFound())


def _answer(methods: dict[str, Route], request: HttpRequest, ids: dict[str, str]) -> HttpResponse:
    route = methods.get("GET" if request.method == "HEAD" else str(request.method))
    if route is None:
        allowed = ", ".join(sorted(methods))
        raise problems.WrongMethod(f"This address takes {allowed}.", headers={"Allow": allowed})
    if route.is_public:
        return _rendered(route, request, route.function())
    caller = caller_of(request)
    sent = None if route.takes_file else _read_body(route, request)
    check_csrf(request)
    given: dict[str, Any] = {name: _id(kind, ids[name]) for name, kind in route.params.items()}
    if route.body is not None:
        given["body"] = sent
    query = _read_query(route, request)
    if route.query is not Nothing:
        given["query"] = query
    call = Call(request, caller, versions(request.headers.get("If-Match")))
    if HEADER in request.headers and not route.is_repeatable:
        why = "A file sent twice is kept once" if route.takes_file else "A secret is kept nowhere"
        raise Invalid(f"{why}, so this cannot be repeated: leave the header out.", HEADER)

    def act() -> HttpResponse:
        return _rendered(route, request, route.function(call, **given))

    return once(request, caller.person, act) if route.takes_key else act()


def _id(kind: type, text: str) -> int | UUID:
    """The id in a path; what cannot be one is not found."""
    if kind is UUID:
        try:
            return UUID(text)
        except ValueError:
            raise problems.NotFound from None
    if not NUMBER.match(text) or int(text) > LARGEST_ID:
        raise problems.NotFound
    return int(text)


def _read_body(route: Route, request: HttpRequest) -> msgspec.Struct | None:
    """The body as its shape. No body at all stands for one without fields."""
    if not route.changes:
        return None
    try:
        body = request.body
    except RequestDataTooBig:
        raise problems.TooLarge("The body is too large. Send less at once.") from None
    except UnreadablePostError:
        raise problems.Malformed("The body broke off.") from None
    if body and request.content_type != "application/json":
        raise problems.NotJson("Send JSON, with the header Content-Type: application/json.")
    try:
        return msgspec.json.decode(body or b"{}", type=route.body or Nothing)
    except msgspec.ValidationError as error:
        raise problems.invalid(error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise problems.Malformed(f"The body is not JSON that can be read: {error}.") from None


def _read_query(route: Route, request: HttpRequest) -> msgspec.Struct:
    for name, values in request.GET.lists():
        if len(values) > 1:
            raise Invalid("Give it once.", name)
    try:
        query = msgspec.convert(request.GET.dict(), route.query, strict=False)
    except msgspec.ValidationError as error:
        raise problems.invalid(error) from None
    for name, text in request.GET.items():
        # msgspec takes seconds since 1970 for a moment too
        if isinstance(getattr(query, name), datetime) and ":" not in text:
            raise Invalid("Give a moment like 2026-11-02T08:00:00Z.", name)
    return query


def _rendered(route: Route, request: HttpRequest, shape: Any) -> HttpResponse:
    if isinstance(shape, HttpResponseBase):
        return cast(HttpResponse, shape)
    if route.status == 204:
        return HttpResponse(status=204)
    response = HttpResponse(msgspec.json.encode(shape), status=route.status, content_type="application/json")
    version = getattr(shape, "version", None)
    if version is not None:
        response["ETag"] = f'"{version}"'
        if not route.changes and str(version) in (versions(request.headers.get("If-None-Match")) or ()):
            return HttpResponse(status=304, headers={"ETag": response["ETag"]})
    if route.status == 201:
        response["Location"] = f"{PREFIX}{route.noun}/{shape.id}"
    return response
