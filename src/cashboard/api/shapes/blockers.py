"""Blockers, and the times that they held cards up, as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.values import Id, Name, Ref

Scope = Annotated[
    Literal["local", "global", "on_demand"],
    Meta(
        description="A local one belongs to a space; the others are shared, on demand by spaces that add it."
    ),
]
Description = Annotated[str, Meta(max_length=500, examples=["The customer has named no purchase order."])]
Note = Annotated[str, Meta(max_length=50_000, examples=["Asked for it on Friday."])]


class Blocker(msgspec.Struct, kw_only=True):
    """A named reason for which cards are blocked."""

    id: int
    version: int
    name: str
    description: str
    scope: Scope
    space: int | None
    blocked_cards: Annotated[int, Meta(description="Cards that it holds up now and that the caller may see.")]
    created_at: datetime
    retired_at: datetime | None


class BlockerQuery(PageQuery, kw_only=True):
    """Which blockers. `space`: those that can be used there."""

    space: Id | UnsetType = UNSET
    retired: bool = False


class NewBlocker(msgspec.Struct, forbid_unknown_fields=True):
    """A blocker to make: with a space a local one, otherwise one that an administrator shares with all."""

    name: Name
    scope: Scope
    description: Description = ""
    space: Id | None = None


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """Another name and description."""

    name: Name
    description: Description = ""


class Block(msgspec.Struct, kw_only=True):
    """That a blocker holds, or held, a card up."""

    id: int
    card: int
    blocker: Ref
    owner: Annotated[Ref | None, Meta(description="Who has to remove it.")]
    note: str
    began_at: datetime
    ended_at: datetime | None


class BlockQuery(PageQuery, kw_only=True):
    """Which blocks."""

    card: Id | UnsetType = UNSET
    blocker: Id | UnsetType = UNSET
    owner: Id | UnsetType = UNSET
    current: bool = True


class Blocking(msgspec.Struct, forbid_unknown_fields=True):
    """What holds the card up, and the member of its space who has to remove it."""

    blocker: Id
    owner: Id
    note: Note = ""
