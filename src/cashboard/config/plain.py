"""Short answers that need no Django: the vocabulary of ASGI and one way to say a sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Header = tuple[bytes, bytes]

TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")
NOT_KEPT: Header = (b"cache-control", b"no-store")


async def say(send: Send, status: int, words: str, *headers: Header, kind: Header = TEXT) -> int:
    """Answer with a few words; returns the status."""
    body = words.encode()
    length = (b"content-length", str(len(body)).encode())
    nosniff = (b"x-content-type-options", b"nosniff")
    start = {
        "type": "http.response.start",
        "status": status,
        "headers": [kind, length, NOT_KEPT, nosniff, *headers],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})
    return status


def header(scope: Scope, name: bytes) -> str:
    """The first header of this name (lower case), or nothing."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def cookie(scope: Scope, name: str) -> str:
    """The cookie of this name, or nothing."""
    try:
        found = SimpleCookie(header(scope, b"cookie")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
