"""Who calls, their tokens, and finding a colleague."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cashboard.activity.refusals import NotAllowed
from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, PageQuery, page
from cashboard.api.problems import NotFound
from cashboard.api.routing import route
from cashboard.api.shapes import people as shapes
from cashboard.api.shapes.values import in_utc
from cashboard.people.models import Person, Token

TOKEN_FIELDS = shapes.Token.__struct_fields__


@route("GET", "me")
def me(call: Call) -> shapes.Me:
    """Show who calls"""
    known: dict[str, Any] = {
        name: getattr(call.person, name) for name in shapes.Me.__struct_fields__ if name != "scopes"
    }
    known["scopes"] = None if call.actor.scopes is None else sorted(call.actor.scopes)
    return shapes.Me(**known)


@route("GET", "people")
def person(call: Call, query: shapes.PersonQuery) -> shapes.Person:
    """Find a colleague by mail address

    To give them a role or a card. There is no list of everybody.
    """
    row = Person.objects.active().filter(email__iexact=query.email).first()
    if row is None:
        raise NotFound("email")
    return shapes.Person(row.pk, row.name, row.email)


@route("GET", "tokens")
def tokens(call: Call, query: PageQuery) -> Page[shapes.Token]:
    """List one's own tokens"""
    return page(call, query, Token.objects.visible_to(call.actor), _shapes)


@route("POST", "tokens", status=201, repeatable=False)
def create_token(call: Call, body: shapes.NewToken) -> shapes.MadeToken:
    """Make a token

    In a browser's session only: a token makes no tokens, so that one which leaks cannot outlive its end. The
    secret is shown here and never again.
    """
    if call.actor.token is not None:
        raise NotAllowed("A token makes no tokens. Sign in to make one.")
    scopes: list[str] = sorted(set(body.scopes))
    expires_at = None if body.expires_at is None else in_utc(body.expires_at, "expires_at")
    made, secret = Token.issue(call.person, body.name, scopes, by=call.actor, expires_at=expires_at)
    return shapes.MadeToken(**_fields(made), secret=secret)


@route("GET", "tokens/{id}")
def token(call: Call, id: int) -> shapes.Token:
    """Show one of one's own tokens"""
    return shapes.Token(**_fields(_token_of(call, id)))


@route("DELETE", "tokens/{id}", status=204)
def revoke_token(call: Call, id: int) -> None:
    """End a token

    It stays in the list with the moment when it ended.
    """
    token = _token_of(call, id)
    with call.as_seen(token):
        token.revoke(by=call.actor)


def _token_of(call: Call, pk: int) -> Token:
    return found(Token.objects.visible_to(call.actor).select_related("person"), pk)


def _fields(token: Token) -> dict[str, Any]:
    return {name: getattr(token, name) for name in TOKEN_FIELDS}


def _shapes(rows: QuerySet[Token]) -> list[shapes.Token]:
    return [shapes.Token(**row) for row in rows.values(*TOKEN_FIELDS)]
