"""Who calls: the person of a bearer token, or of a browser's session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import NotAllowed
from cashboard.api.problems import NotSignedIn
from cashboard.people.models import Person, Token

SAFE = ("GET", "HEAD")
HOW = "Send the header Authorization: Bearer with a token, or sign in."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and as which actor."""

    person: Person
    actor: Actor


def caller_of(request: HttpRequest) -> Caller:
    """Who calls. Raises NotSignedIn, or NotAllowed when the token's scopes are too narrow for the method."""
    given = request.headers.get("Authorization")
    caller = _by_session(request) if given is None else _by_token(given)
    scopes, needed = caller.actor.scopes, "read" if request.method in SAFE else "write"
    if scopes is not None and needed not in scopes:
        raise NotAllowed(f"This token lacks the scope {needed}. Make one that has it.")
    return caller


def _by_token(given: str) -> Caller:
    scheme, _, secret = given.partition(" ")
    token = Token.objects.presented(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        wrong = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise NotSignedIn(f"This token is unknown, ended or expired. {HOW}", headers=wrong)
    return Caller(token.person, token.acting())


def _by_session(request: HttpRequest) -> Caller:
    if not isinstance(request.user, Person) or not request.user.is_active:
        raise NotSignedIn(f"Nobody is signed in. {HOW}", headers={"WWW-Authenticate": "Bearer"})
    return Caller(request.user, request.user.acting("api"))


def check_csrf(request: HttpRequest) -> None:
    """A browser sends its session by itself, so a change needs the page's token too; a bearer's does not."""
    if "Authorization" in request.headers or request.method in SAFE:
        return
    check = _Csrf(_not_exempt)
    check.process_request(request)
    reason = check.process_view(request, _not_exempt, (), {})
    if reason:
        raise NotAllowed(f"{reason} Send the cookie cashboard_csrf back in the header X-CSRFToken.")


class _Csrf(CsrfViewMiddleware):
    """Django's check, which tells the reason instead of answering with a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _not_exempt(request: HttpRequest) -> HttpResponse:
    """A view, as the check asks for one; it is never called."""
    return HttpResponse()
