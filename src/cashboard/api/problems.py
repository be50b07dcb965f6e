"""Every refusal as application/problem+json (RFC 9457)."""

from __future__ import annotations

import re
from http import HTTPStatus

import msgspec
from django.http import HttpResponse

from cashboard.activity.refusals import Invalid, Refused, StaleVersion

MEDIA_TYPE = "application/problem+json"


class FieldError(msgspec.Struct):
    """What is wrong with one field; `field` is its path, like `statuses[0].name`."""

    field: str
    message: str


class Problem(msgspec.Struct, omit_defaults=True):
    """Why a call was refused. `type` is stable and meant for programs, `detail` is a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


class CallRefused(Refused):
    """A call that is refused before any verb. `headers` go with the answer, `field` names what is wrong."""

    def __init__(self, message: str, field: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.headers = headers or {}


class NotSignedIn(CallRefused):
    """Nobody has signed in."""

    status = 401


class NotFound(CallRefused):
    """No such thing, or one that this actor may not know of: nothing tells these apart."""

    status = 404

    def __init__(self, field: str = "") -> None:
        super().__init__("There is no such thing, or you may not see it.", field)


class WrongMethod(CallRefused):
    """The address does not take this method."""

    status = 405


class TooLarge(CallRefused):
    """The body is larger than this installation takes."""

    status = 413


class NotJson(CallRefused):
    """The body is of another kind than JSON."""

    status = 415


class Malformed(CallRefused):
    """The body is not JSON that can be read."""

    status = 400


class Unavailable(CallRefused):
    """The database is too busy to answer now."""

    status = 503


class Broken(CallRefused):
    """A fault of ours."""

    status = 500


SLUGS = {
    400: "malformed",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "wrong-method",
    409: "refused",
    412: "stale-version",
    413: "too-large",
    415: "not-json",
    422: "invalid",
    500: "broken",
    503: "unavailable",
}


def problem(refused: Refused) -> HttpResponse:
    """The answer that tells of a refusal."""
    status = HTTPStatus(refused.status)
    field = getattr(refused, "field", "")
    body = Problem(
        type=f"urn:cashboard:problem:{SLUGS[status]}",
        title=status.phrase,
        status=status,
        detail=str(refused),
        errors=[FieldError(field, str(refused))] if field else [],
    )
    headers = dict(getattr(refused, "headers", {}))
    if isinstance(refused, StaleVersion):
        headers["ETag"] = f'"{refused.current}"'
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE, headers=headers)


def invalid(error: msgspec.ValidationError) -> Invalid:
    """What msgspec found wrong, with the path of the field."""
    text = str(error)
    message, _, path = text.partition(" - at `$")
    path = path.rstrip("`").lstrip(".")
    named = re.search(r"(?:unknown|required) field `([^`]*)`", message)
    if named:
        path = f"{path}.{named[1]}" if path else named[1]
    if " matching regex " in message:
        message = "The text has not the form that the OpenAPI document asks for"
    return Invalid(message.replace("`", "") + ".", path or "body")
