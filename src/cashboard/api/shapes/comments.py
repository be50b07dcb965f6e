"""Comments as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.values import VISIBLE, Id, Ref

Said = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=50_000,
        pattern=VISIBLE,
        description="Markdown; `@[Name](person:7)` calls somebody in.",
        examples=["They pay on Friday, @[Marco Rossi](person:2)."],
    ),
]


class Comment(msgspec.Struct, kw_only=True):
    """One contribution to the talk about a card."""

    id: int
    version: int
    card: int
    author: Ref | None
    text: str
    created_at: datetime
    edited_at: datetime | None


class CommentQuery(PageQuery, kw_only=True):
    """Which comments."""

    card: Id | UnsetType = UNSET


class NewComment(msgspec.Struct, forbid_unknown_fields=True):
    """Something to say about a card."""

    card: Id
    text: Said


class TextChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another text."""

    text: Said
