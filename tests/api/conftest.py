"""Calling the API as somebody would: over the real addresses and middleware, with a token."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cashboard.activity.actors import Actor
from cashboard.people.models import Person, Token
from tests.story import Story


class Caller:
    """A program with a token, or with none."""

    def __init__(self, secret: str | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One call; a body that is not bytes is sent as JSON. `If_Match=` becomes the header If-Match."""
        named = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        address = path if path.startswith("/api/") else f"/api/v1/{path}"
        kind = named.pop("Content-Type", "application/json")
        return self.client.generic(method, address, raw, content_type=kind, headers=named)

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.send("DELETE", path, **headers)


def caller(person: Person, *scopes: str) -> Caller:
    """This person with a new token."""
    _, secret = Token.issue(person, "test", list(scopes or Token.SCOPES), by=Actor.system())
    return Caller(secret)


@pytest.fixture
def calling() -> Callable[..., Caller]:
    """Makes callers: `calling(story.marco)`, `calling(story.marco, "read")`."""
    return caller


@pytest.fixture
def lena(story: Story) -> Caller:
    """The owner, with a token."""
    return caller(story.lena)


@pytest.fixture
def marco(story: Story) -> Caller:
    """The member, with a token."""
    return caller(story.marco)


@pytest.fixture
def vera(story: Story) -> Caller:
    """The visitor, with a token."""
    return caller(story.vera)


@pytest.fixture
def nils(story: Story) -> Caller:
    """The stranger, with a token."""
    return caller(story.nils)


@pytest.fixture
def nobody() -> Caller:
    """No token, no session."""
    return Caller(None)
