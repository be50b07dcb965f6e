"""People and their tokens as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from cashboard.api.shapes.values import Name

Scope = Literal["read", "write"]
Email = Annotated[
    str, Meta(max_length=254, pattern=r"^[^@ \u0000]+@[^@ \u0000]+$", examples=["mo@example.com"])
]


class Me(msgspec.Struct, kw_only=True):
    """The person whose rights apply, and the scopes of the token (null for a session, which has all)."""

    id: int
    version: int
    name: str
    email: str
    title: str
    zone: Annotated[str, Meta(description="In this zone it is today.", examples=["Europe/Vienna"])]
    is_administrator: bool
    scopes: list[Scope] | None


class Person(msgspec.Struct):
    """Somebody with an account."""

    id: int
    name: str
    email: str


class PersonQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Whose mail address; there is no list of everybody."""

    email: Email


class Token(msgspec.Struct, kw_only=True):
    """A key to this API. Its secret is shown once, when it is made."""

    id: int
    version: int
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class MadeToken(Token, kw_only=True):
    """A new token with its secret, which is kept nowhere."""

    secret: Annotated[str, Meta(examples=["cb_JX2b0PlX"])]


class NewToken(msgspec.Struct, forbid_unknown_fields=True):
    """A token to make."""

    name: Name
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=2, examples=[["read"]])]
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None
