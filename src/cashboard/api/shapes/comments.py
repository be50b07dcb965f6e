"""Comments as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

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

Emoji = Annotated[
    Literal["agreed", "done", "seen", "thanks", "cheers", "doubt"], Meta(description="What it says.")
]


class Reaction(msgspec.Struct, kw_only=True):
    """A sign under a comment, and who gave it."""

    emoji: Emoji
    people: list[Ref]


class Comment(msgspec.Struct, kw_only=True):
    """One contribution to the talk about a card. A removed one has no text."""

    id: int
    version: int
    card: int
    author: Ref | None
    text: str
    created_at: datetime
    edited_at: datetime | None
    removed_at: datetime | None
    reply_to: Annotated[int | None, Meta(description="The comment that it answers.")]
    reactions: list[Reaction]
    idea: Annotated[int | None, Meta(description="The card that it became, if the caller may see it.")]


class CommentQuery(PageQuery, kw_only=True):
    """Which comments."""

    card: Id | UnsetType = UNSET


class NewComment(msgspec.Struct, forbid_unknown_fields=True):
    """Something to say about a card."""

    card: Id
    text: Said
    reply_to: Annotated[
        Id | UnsetType, Meta(description="A comment of the card; an answer to an answer stands beside it.")
    ] = UNSET


class TextChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another text."""

    text: Said


class Reacting(msgspec.Struct, forbid_unknown_fields=True):
    """A sign to put under a comment, or with `given` false to take off again."""

    emoji: Emoji
    given: bool = True


class NewIdea(msgspec.Struct, forbid_unknown_fields=True):
    """Where the idea goes; without a space, where the card is."""

    space: Id | UnsetType = UNSET


class EarlierText(msgspec.Struct, kw_only=True):
    """What a comment said until then."""

    text: str
    until: datetime


class EarlierTexts(msgspec.Struct, kw_only=True):
    """The earlier texts of a comment."""

    items: list[EarlierText]
